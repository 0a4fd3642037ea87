#include "output/writer.hpp"

#include "output/groups.hpp"
#include "output/journal.hpp"
#include "output/record.hpp"
#include "output/writer_thread.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <map>
#include <optional>
#include <unistd.h>

namespace couplet::output {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t queue_bytes = std::size_t{64} << 20;

// Calls work() and makes its failures errors about this file.
template <class Work> auto about(const fs::path& path, Work&& work) {
    try {
        return work();
    } catch (const h5::Failure& failure) {
        throw Error(fmt::format("{}: {}", path.string(), failure.what()));
    }
}

void check_target(const fs::path& path, bool overwrite) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status))
        throw Error(
            fmt::format("{}: is a directory, not a file to write", path.string()));
    if (fs::exists(status) && !overwrite)
        throw Error(fmt::format("{}: exists already; choose another name, or allow to "
                                "overwrite it",
                                path.string()));
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::is_directory(parent, error))
        throw Error(fmt::format("{}: the directory {} does not exist", path.string(),
                                parent.string()));
    if (access(parent.c_str(), W_OK) != 0)
        throw Error(fmt::format("{}: cannot write into the directory {}: {}",
                                path.string(), parent.string(), std::strerror(errno)));
}

void check_plan(const fs::path& path, const engine::Plan& plan) {
    if (plan.arms.size() > std::size_t{std::numeric_limits<std::int8_t>::max()})
        throw Error(fmt::format("{}: more arms ({}) than a file can hold (127)",
                                path.string(), plan.arms.size()));
    if (plan.population.couples >=
        std::uint32_t{std::numeric_limits<std::int32_t>::max()})
        throw Error(fmt::format("{}: more couples ({}) than a file can hold (2147483646)",
                                path.string(), plan.population.couples));
}

// Until this returns, a power cut could leave a file of the right name with holes in it.
void to_disk(const fs::path& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    const int reason = errno;
    if (file >= 0)
        close(file);
    if (!synced)
        throw h5::Failure(fmt::format("cannot bring the file safely to the disk: {}",
                                      std::strerror(reason)));
}

} // namespace

struct Writer::Impl {
    Impl(fs::path target, const engine::Plan& p, const Provenance& provenance,
         const WriterOptions& o)
        : final_path(std::move(target)), partial_path(final_path.string() + ".partial"),
          plan(p), options(o), slab(o.slab != 0 ? o.slab : engine::slab_size(p)),
          sequence(plan, slab), thread(queue_bytes) {
        const JournalHead head{provenance.program_version, provenance.commit,
                               provenance.scenario_toml, slab};
        // First, for its lock also keeps others from NAME.partial.
        if (options.keep == Keep::begin)
            journal.emplace(journal_path(final_path), head);
        create(provenance);
        if (options.keep == Keep::resume)
            journal.emplace(journal_path(final_path), head,
                            [this](std::uint32_t, std::span<const std::byte> record) {
                                return restore(record);
                            });
    }

    void create(const Provenance& provenance) {
        file = h5::create_file(partial_path);
        write_provenance(file, plan, provenance);
        if (plan.trial.given)
            write_trial(file, plan, options.design);
        if (plan.recording.couples > 0)
            trajectory.emplace(file, plan, options.design, slab);
        for (const Reports& form : {questionnaires(plan), diaries(plan)})
            if (!form.times.empty())
                reports.emplace_back(file, plan, options.design, slab, form);
        couples.emplace(file, plan, options.design);
        if (plan.recording.events)
            events.emplace(file, plan, options.design);
        if (!plan.recording.zooms.empty())
            zoom.emplace(file, plan, options.design);
    }

    // What a slab left, from the journal into the file.
    bool restore(std::span<const std::byte> from) {
        Record record;
        record.slab.summary =
            engine::Summary(plan.arms.size(), plan.days, plan.recording.summary_every_days);
        if (!decode(from, record) || record.slab.arms.size() != plan.arms.size())
            return false;
        std::map<std::string, Column*> columns;
        const auto list = [&](const auto& group) {
            for (Column* column : group.columns())
                columns[column->path] = column;
        };
        if (trajectory)
            list(*trajectory);
        for (const ReportsGroup& group : reports)
            list(group);
        for (const KeptChunk& chunk : record.chunks)
            if (columns.find(chunk.path) == columns.end())
                return false;
        for (KeptChunk& chunk : record.chunks)
            sink({columns[chunk.path], chunk.offset, chunk.extent, std::move(chunk.bytes)});
        if (options.restored)
            options.restored(record.slab);
        ++kept;
        pack(sequence.accept(std::move(record.slab)));
        return true;
    }

    void submit(engine::Slab&& done) {
        std::vector<Chunk> chunks;
        const Sink collect = [&](Chunk&& chunk) { chunks.push_back(std::move(chunk)); };
        if (trajectory)
            trajectory->pack_slab(done, collect);
        for (const ReportsGroup& group : reports)
            group.pack_slab(done, collect);
        if (journal) {
            journal->append(done.index, encode(done, chunks));
            ++kept;
        }
        for (Chunk& chunk : chunks)
            sink(std::move(chunk));
        pack(sequence.accept(std::move(done)));
    }

    void pack(const std::vector<Cut>& cuts) {
        for (const Cut& cut : cuts) {
            couples->pack_cut(cut, sink);
            if (events)
                events->pack_cut(cut, sink);
        }
    }

    // HDF5 keeps a file open as long as anything in it is.
    void close_arrays() {
        trajectory.reset();
        reports.clear();
        couples.reset();
        events.reset();
        zoom.reset();
    }

    void finish(const engine::Outcome& outcome);
    void rename();

    fs::path final_path, partial_path;
    engine::Plan plan;
    WriterOptions options;
    std::uint32_t slab;
    Sequence sequence;
    std::optional<Journal> journal;
    std::atomic<std::uint32_t> kept{0};
    h5::Handle file;
    std::optional<TrajectoryGroup> trajectory;
    std::vector<ReportsGroup> reports;
    std::optional<CouplesGroup> couples;
    std::optional<EventsGroup> events;
    std::optional<ZoomGroup> zoom;
    WriterThread thread; // after what it writes to, so that it ends first
    Sink sink = [this](Chunk&& chunk) { thread.push(std::move(chunk)); };
    bool finished = false;
};

void Writer::Impl::finish(const engine::Outcome& outcome) {
    if (!outcome.stopped && !sequence.complete())
        throw h5::Failure(
            "cannot finish: couples are missing, though the run was not stopped");
    pack(sequence.flush());
    thread.finish();
    if (zoom)
        zoom->finish();
    write_design(file, options.design, outcome.stopped);
    write_summary(file, plan, options.design, outcome);
    write_digests(file, outcome);
    close_arrays();
    file.close("close the file");
    to_disk(partial_path, O_RDONLY);
    rename();
    if (journal)
        fs::remove(journal->path());
    finished = true;
}

void Writer::Impl::rename() {
    if (!options.overwrite && fs::exists(final_path))
        throw h5::Failure(
            fmt::format("cannot take this name: a file of that name has appeared "
                        "meanwhile; the results are in {}",
                        partial_path.string()));
    std::error_code error;
    fs::rename(partial_path, final_path, error);
    if (error)
        throw h5::Failure(fmt::format("cannot rename {} to this name: {}",
                                      partial_path.string(), error.message()));
    const fs::path parent = final_path.parent_path();
    to_disk(parent.empty() ? fs::path(".") : parent, O_RDONLY | O_DIRECTORY);
}

Writer::Writer(const fs::path& final_path, const engine::Plan& plan,
               const Provenance& provenance, const WriterOptions& options) {
    check_target(final_path, options.overwrite);
    check_plan(final_path, plan);
    impl_ = about(final_path, [&] {
        return std::make_unique<Impl>(final_path, plan, provenance, options);
    });
}

Writer::~Writer() {
    // Without finish(): that the program ends well is no reason to lose what is kept to a power cut.
    if (impl_ && !impl_->finished && impl_->journal) {
        try {
            impl_->journal->to_disk();
        } catch (const h5::Failure&) { // then it is as safe as the system made it
        }
    }
}

std::uint32_t Writer::kept() const { return impl_->kept; }

void Writer::submit(engine::Slab&& slab) {
    about(impl_->final_path, [&] { impl_->submit(std::move(slab)); });
}

void Writer::add_zoom(std::size_t arm, std::uint32_t couple,
                      std::span<const engine::TurnTrace> turns) {
    EXPECTS(impl_->zoom.has_value());
    about(impl_->final_path,
          [&] { impl_->zoom->pack_turns(arm, couple, turns, impl_->sink); });
}

void Writer::finish(const engine::Outcome& outcome) {
    EXPECTS(!impl_->finished);
    about(impl_->final_path, [&] { impl_->finish(outcome); });
}

const fs::path& Writer::partial_path() const { return impl_->partial_path; }

} // namespace couplet::output
