#include "experiment/study.hpp"

#include "experiment/enrol.hpp"
#include "output/journal.hpp"

#include <chrono>
#include <mutex>
#include <new>
#include <system_error>

namespace couplet::experiment {
namespace {

namespace fs = std::filesystem;

bool is_set(const std::atomic<bool>* stop) { return stop && *stop; }

// Turn resolution is not recorded in the kernels: the chosen couples live again, alone. False if
// stopped.
bool write_zooms(const engine::Plan& plan, const std::atomic<bool>* stop, output::Writer& writer) {
    for (std::uint32_t couple : output::zoom_couples(plan))
        for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
            if (is_set(stop))
                return false;
            const auto place = place_of(plan, couple);
            if (!place || !plan.lives_in(arm, *place))
                continue;
            std::vector<engine::TurnTrace> turns;
            for (const auto& [first, last] : output::zoom_windows(plan, couple))
                engine::trace_couple(
                    plan, arm, *place, first, last,
                    [&](const engine::TurnTrace& turn) { turns.push_back(turn); }, {});
            writer.add_zoom(arm, couple, turns);
        }
    return true;
}

// One study on its way: what is known of it so far, also when it fails.
struct Run {
    Run(const engine::Plan& p, const StudyOptions& o)
        : plan(p), options(o), outcomes(p), before(engine::empty_outcome(p)) {}

    void compute(output::Writer& writer, StudyResult& result) {
        const std::uint64_t already = kept;
        result.engine = engine::run(plan, engine_options, [&](engine::Slab&& slab) {
            const std::uint32_t count = slab.count;
            {
                const std::lock_guard lock(mutex);
                outcomes.add(slab);
            }
            writer.submit(std::move(slab));
            const std::lock_guard lock(mutex);
            kept += count;
            if (options.progress)
                options.progress(kept - already);
        });
        engine::add(result.engine, before);
        if (result.engine.stopped)
            return;
        if (write_zooms(plan, options.engine.stop, writer))
            writer.finish(result.engine);
        else
            result.engine.stopped = true;
    }

    void execute(const output::Provenance& provenance, StudyResult& result) {
        engine_options = options.engine;
        engine_options.done.assign(engine::slab_count(plan, options.engine), 0);
        output::WriterOptions writer_options;
        writer_options.overwrite = options.overwrite;
        writer_options.slab = options.engine.slab;
        writer_options.keep = options.resume ? output::Keep::resume : output::Keep::begin;
        writer_options.restored = [&](const engine::Slab& slab) {
            engine_options.done[slab.index] = 1;
            outcomes.add(slab);
            engine::add(before, slab);
            kept += slab.count;
        };
        output::Writer writer(options.output, plan, provenance, writer_options);
        began = true;
        compute(writer, result);
    }

    // The HDF5 file can be made again from the journal, and takes space; an empty journal is of no use.
    void clean_up() const {
        std::error_code ignored;
        fs::remove(options.output.string() + ".partial", ignored);
        if (kept == 0)
            fs::remove(output::journal_path(options.output), ignored);
    }

    const engine::Plan& plan;
    const StudyOptions& options;
    engine::Options engine_options;
    Outcomes outcomes;
    engine::Outcome before;
    std::mutex mutex;
    std::uint64_t kept = 0; // couples
    bool began = false;
};

} // namespace

output::Provenance provenance(const scenario::Scenario& scenario, const StudyOptions& options) {
    output::Provenance p;
    p.title = scenario.title;
    p.program_version = options.program_version;
    p.commit = options.commit;
    p.scenario_toml = scenario::resolved_toml(scenario);
    p.command_line = options.command_line;
    p.kernel = engine::kernel_name(options.engine.kernel);
    p.threads = options.engine.threads;
    return p;
}

StudyResult run_study(const scenario::Scenario& scenario, const engine::Plan& plan,
                      const StudyOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    StudyResult result;
    Run run(plan, options);
    const auto end_badly = [&](const std::string& why) {
        if (!run.began)
            throw output::Error(why);
        run.clean_up();
        throw Unfinished(why, run.kept);
    };
    try {
        run.execute(provenance(scenario, options), result);
    } catch (const std::bad_alloc&) {
        end_badly("not enough memory; fewer threads (--threads) need less");
    } catch (const std::exception& e) {
        end_badly(e.what());
    }
    if (result.engine.stopped) {
        run.clean_up();
        result.couples_kept = run.kept;
    }
    result.turns_before = run.before.couple_turns;
    result.outcomes = run.outcomes.rows();
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

} // namespace couplet::experiment
