#include "output/reader.hpp"
#include "output/sha256.hpp"
#include "output/writer.hpp"

#include "output/h5.hpp"
#include "output/folder.hpp"
#include "output/sample.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <sys/mount.h>
#include <unistd.h>

using namespace couplet;
namespace fs = std::filesystem;
namespace h5 = output::h5;

namespace {

template <class Work> std::string error_of(Work&& work) {
    try {
        work();
    } catch (const output::Error& error) {
        return error.what();
    }
    return "";
}

bool near(double a, double b) { return std::abs(a - b) < 1e-5; }

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

template <class T> std::vector<T> all(const h5::Handle& file, const std::string& path) {
    const h5::Handle dataset = h5::open_dataset(file, path);
    const std::vector<hsize_t> count = h5::sizes(dataset);
    std::size_t product = 1;
    for (const hsize_t n : count)
        product *= n;
    std::vector<T> values(product);
    h5::read_block(dataset, h5::type_of<T>(), std::vector<hsize_t>(count.size()), count,
                   values.data());
    return values;
}

// Each slab from one of two threads, late ones first.
void write_from_two_threads(const fs::path& path, const engine::Plan& plan) {
    output::Writer writer(path, plan, sample::provenance(), sample::options());
    const std::uint32_t slabs = sample::slabs(plan);
    const auto submit = [&](std::uint32_t odd) {
        for (std::uint32_t i = slabs; i-- > 0;)
            if (i % 2 == odd)
                writer.submit(sample::slab(plan, i));
    };
    std::thread first(submit, 1), second(submit, 0);
    first.join();
    second.join();
    for (std::size_t arm = 0; arm < plan.arms.size(); ++arm)
        for (const std::uint32_t couple : output::zoom_couples(plan))
            writer.add_zoom(arm, couple, sample::turns(arm, couple));
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::exists(writer.partial_path()));
    writer.finish(sample::outcome(plan));
    CHECK(fs::exists(path));
    CHECK_FALSE(fs::exists(writer.partial_path()));
}

void check_events(const h5::Handle& file) {
    const auto couple = all<std::int32_t>(file, "events/couple");
    const auto arm = all<std::int8_t>(file, "events/arm");
    const auto day = all<float>(file, "events/day");
    const auto kind = all<std::int8_t>(file, "events/kind");
    const auto number = all<std::int64_t>(file, "events/event");
    const auto offset = all<std::int64_t>(file, "events/offset");
    REQUIRE(offset.size() == sample::couples + 1);
    std::size_t at = 0;
    for (std::uint32_t c = 0; c < sample::couples; ++c) {
        REQUIRE(offset[c] == std::int64_t(at));
        for (std::size_t a = 0; a < sample::arms; ++a)
            for (std::uint64_t i = 0; i < sample::event_count(a, c); ++i, ++at) {
                const model::Event expected = sample::event(a, c, i);
                REQUIRE(couple.at(at) == std::int32_t(c));
                REQUIRE(arm.at(at) == std::int8_t(a));
                REQUIRE(day.at(at) == expected.day);
                REQUIRE(kind.at(at) == std::int8_t(expected.kind));
                REQUIRE(number.at(at) == std::int64_t(at));
            }
    }
    CHECK(couple.size() == at);
    CHECK(offset.back() == std::int64_t(at));
}

void check_couples(const h5::Handle& file) {
    const auto anxiety = all<float>(file, "couples/attachment_anxiety");
    const auto digest = all<std::uint64_t>(file, "couples/digest");
    const auto end_day = all<float>(file, "couples/end_day");
    REQUIRE(digest.size() == sample::arms * sample::couples);
    for (std::size_t a = 0, at = 0; a < sample::arms; ++a)
        for (std::uint32_t c = 0; c < sample::couples; ++c, ++at) {
            const engine::CoupleRow row = sample::couple_row(a, c);
            REQUIRE(anxiety[2 * at + 1] == row.anxiety[1]);
            REQUIRE(digest[at] == row.digest);
            REQUIRE(end_day[at] == row.end_day);
        }
}

void check_trajectories(const fs::path& path, const engine::Plan& plan) {
    const std::vector<float> days = engine::recorded_days(plan);
    for (std::size_t a = 0; a < sample::arms; ++a)
        for (std::uint32_t c = 0; c < sample::recorded; ++c) {
            const output::Trajectory got = output::read_trajectory(path, a, c);
            REQUIRE(got.days == std::vector<double>(days.begin(), days.end()));
            REQUIRE(got.variables.size() == plan.recording.variables.size());
            for (std::size_t v = 0; v < got.variables.size(); ++v)
                for (std::size_t p = 0; p < 2; ++p)
                    for (std::size_t t = 0; t < days.size(); ++t) {
                        const std::uint16_t id = plan.recording.variables[v];
                        const auto& row = model::variable_table[id];
                        const std::int16_t q = sample::packed(id, a, c, p, t);
                        const float expected =
                            row.low + float(q + 32767) * packed_step(row);
                        if (q == model::packed_fill)
                            REQUIRE(std::isnan(got.at(p, v, t)));
                        else
                            REQUIRE(near(got.at(p, v, t), expected));
                    }
        }
}

void check_questionnaire(const h5::Handle& file) {
    REQUIRE(all<double>(file, "questionnaire/wave") == std::vector<double>{0, 13, 30});
    for (std::size_t n = 0; n < measurement::instrument_count; ++n) {
        const auto got = all<float>(file, std::string("questionnaire/") +
                                              measurement::instrument_table[n].name);
        REQUIRE(got.size() == sample::arms * sample::couples * 2 * 3);
        for (std::size_t a = 0, at = 0; a < sample::arms; ++a)
            for (std::uint32_t c = 0; c < sample::couples; ++c)
                for (std::size_t p = 0; p < 2; ++p)
                    for (std::size_t w = 0; w < 3; ++w, ++at) {
                        const float expected = sample::score(n, a, c, p, w);
                        REQUIRE(std::isnan(got[at]) == std::isnan(expected));
                        REQUIRE((std::isnan(expected) || got[at] == expected));
                    }
    }
}

void check_diary(const h5::Handle& file) {
    REQUIRE(all<double>(file, "diary/day") == std::vector<double>{9, 10, 11, 12});
    for (std::size_t n = 0; n < measurement::item_count; ++n) {
        const auto got =
            all<float>(file, std::string("diary/") + measurement::diary_table[n].name);
        REQUIRE(got.size() == sample::arms * sample::couples * 2 * 4);
        for (std::size_t a = 0, at = 0; a < sample::arms; ++a)
            for (std::uint32_t c = 0; c < sample::couples; ++c)
                for (std::size_t p = 0; p < 2; ++p)
                    for (std::size_t day = 0; day < 4; ++day, ++at) {
                        const float expected = sample::entry(n, a, c, p, day);
                        REQUIRE(std::isnan(got[at]) == std::isnan(expected));
                        REQUIRE((std::isnan(expected) || got[at] == expected));
                    }
    }
}

void check_zoom(const h5::Handle& file) {
    const auto cortisol = all<float>(file, "zoom/cortisol");
    const auto act = all<std::int8_t>(file, "zoom/act");
    const auto clock = all<double>(file, "zoom/clock_minutes");
    const std::vector<std::int32_t> couples = all<std::int32_t>(file, "zoom/zoom_couple");
    REQUIRE(couples == std::vector<std::int32_t>{2, 7});
    const std::size_t longest = sample::turns(2, 7).size();
    REQUIRE(all<std::int64_t>(file, "zoom/turn").size() == longest);
    REQUIRE(clock.size() == sample::arms * 2 * longest);
    for (std::size_t a = 0, row = 0; a < sample::arms; ++a)
        for (const std::int32_t couple : couples) {
            const auto turns = sample::turns(a, std::uint32_t(couple));
            for (std::size_t i = 0; i < turns.size(); ++i) {
                const std::size_t second = (2 * row + 1) * longest + i;
                REQUIRE(clock[row * longest + i] ==
                        1440.0 * turns[i].day + turns[i].minute);
                REQUIRE(cortisol[second] == turns[i].partner[1].cortisol);
                REQUIRE(act[second] == turns[i].partner[1].act);
            }
            for (std::size_t i = turns.size(); i < longest; ++i) {
                REQUIRE(std::isnan(clock[row * longest + i]));
                REQUIRE(act[2 * row * longest + i] == -128);
            }
            ++row;
        }
}

} // namespace

TEST_CASE("slabs from two threads, out of order, are read back equal", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    const engine::Plan plan = sample::plan();
    write_from_two_threads(path, plan);
    check_trajectories(path, plan);
    const h5::Handle file = h5::open_file(path);
    check_events(file);
    check_couples(file);
    check_questionnaire(file);
    check_diary(file);
    check_zoom(file);
    const auto mean =
        all<double>(file, "summary/mean_trust"); // [arm][day], instants 0 to 3
    const auto& trust = model::variable_table[8];
    CHECK(near(mean[2], trust.low + (2000 / 2 + 32767) * double(packed_step(trust))));
    CHECK(std::isnan(mean[3]));
    CHECK(all<std::int64_t>(file, "summary/conflicts")[4] == 7);
    CHECK(all<double>(file, "design/activation_gain") == std::vector<double>{1.5});
}

TEST_CASE("the file says where it comes from", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    sample::write(path);
    const output::FileInfo info = output::read_info(path);
    const output::Provenance p = sample::provenance();
    CHECK(info.title == p.title);
    CHECK(info.program_version == p.program_version);
    CHECK(info.commit == p.commit);
    CHECK(info.scenario_toml == p.scenario_toml);
    CHECK(info.scenario_sha256 == output::sha256(p.scenario_toml));
    CHECK(info.seed == sample::plan().seed.value);
    CHECK(info.digest == "0123456789abcdef");
    CHECK(info.days == sample::days);
    CHECK(info.couples == sample::couples);
    CHECK(info.recorded_couples == sample::recorded);
    CHECK(info.arms == std::vector<std::string>{"waitlist", "eft", "gruppe_für_paare"});
    CHECK_FALSE(info.stopped);
}

TEST_CASE("a run without trajectories, events and zooms is written", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    engine::Plan plan = sample::plan();
    plan.recording = {};
    plan.recording.events = false;
    plan.population.couples = 8;
    output::Writer writer(path, plan, sample::provenance(), sample::options());
    writer.submit(sample::slab(plan, 0));
    writer.finish(sample::outcome(plan));
    CHECK(output::read_info(path).recorded_couples == 0);
    CHECK(contains(error_of([&] { output::read_trajectory(path, 0, 0); }),
                   "no trajectory"));
    const h5::Handle file = h5::open_file(path);
    CHECK_FALSE(h5::has_link(file, "events"));
}

TEST_CASE("tables longer than a chunk keep their order", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    engine::Plan plan = sample::plan();
    plan.recording = {};
    plan.population.couples = 40009; // 5002 slabs, 80 thousand events an arm
    {
        output::Writer writer(path, plan, sample::provenance(), sample::options());
        for (std::uint32_t i = 0; i < sample::slabs(plan); ++i)
            writer.submit(sample::slab(plan, i ^ 1u)); // neighbours swapped
        writer.finish(sample::outcome(plan));
    }
    const h5::Handle file = h5::open_file(path);
    const auto couple = all<std::int32_t>(file, "events/couple");
    const auto offset = all<std::int64_t>(file, "events/offset");
    const auto digest = all<std::uint64_t>(file, "couples/digest");
    REQUIRE(couple.size() > 200000);
    CHECK(std::is_sorted(couple.begin(), couple.end()));
    CHECK(offset.back() == std::int64_t(couple.size()));
    for (std::uint32_t c = 0; c < plan.population.couples; c += 97) {
        const auto from = std::lower_bound(couple.begin(), couple.end(), std::int32_t(c));
        REQUIRE(offset[c] == from - couple.begin());
        REQUIRE(digest[2 * std::size_t{plan.population.couples} + c] ==
                sample::couple_row(2, c).digest);
    }
}

TEST_CASE("a stopped run is finished with the couples that it has", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    const engine::Plan plan = sample::plan();
    {
        output::Writer writer(path, plan, sample::provenance(), sample::options());
        writer.submit(sample::slab(plan, 0));
        writer.submit(sample::slab(plan, 2)); // the second is missing
        engine::Outcome outcome = sample::outcome(plan);
        const std::string error = error_of([&] { writer.finish(outcome); });
        CHECK(contains(error, "couples are missing"));
        outcome.stopped = true;
        writer.finish(outcome);
    }
    CHECK(output::read_info(path).stopped);
    CHECK(std::isnan(output::read_trajectory(path, 1, 9).at(0, 0, 0)));
    CHECK_FALSE(std::isnan(output::read_trajectory(path, 1, 17).at(0, 0, 0)));
    const h5::Handle file = h5::open_file(path);
    const auto end_day = all<float>(file, "couples/end_day");
    CHECK(std::isnan(end_day[8]));
    CHECK(end_day[16] == 30.0f);
    const auto offset = all<std::int64_t>(file, "events/offset");
    CHECK(offset[8] == offset[16]);
    CHECK(offset[16] < offset[23]);
}

TEST_CASE("an existing file is refused before anything is written", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    std::ofstream(path) << "mine";
    const engine::Plan plan = sample::plan();
    const auto open = [&](const fs::path& p) {
        return error_of([&] { output::Writer(p, plan, sample::provenance()); });
    };
    CHECK(contains(open(path), "run.h5: exists already"));
    CHECK_FALSE(fs::exists(folder.path / "run.h5.partial"));
    CHECK(contains(open(folder.path / "none" / "run.h5"), "does not exist"));
    CHECK(contains(open(folder.path), "is a directory"));
    sample::write(path); // allowed to overwrite
    CHECK(output::read_info(path).couples == sample::couples);
}

TEST_CASE("a run that is not finished leaves no file of its name", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    const engine::Plan plan = sample::plan();
    {
        output::Writer writer(path, plan, sample::provenance(), sample::options());
        writer.submit(sample::slab(plan, 1));
    }
    CHECK_FALSE(fs::exists(path));
    const fs::path partial = folder.path / "run.h5.partial";
    REQUIRE(fs::exists(partial));
    CHECK(contains(error_of([&] { output::read_info(partial); }), "unfinished"));
    fs::rename(partial, path);
    CHECK(contains(error_of([&] { output::read_info(path); }), "did not finish"));
}

TEST_CASE("what is not a result file is said plainly", "[unit]") {
    const Folder folder;
    const fs::path path = folder.path / "run.h5";
    const auto error = [&] { return error_of([&] { output::read_info(path); }); };
    CHECK(contains(error(), "run.h5: there is no such file"));
    std::ofstream(path) << "not HDF5";
    CHECK(contains(error(), "not HDF5"));
    { const h5::Handle file = h5::create_file(path); }
    CHECK(contains(error(), "not a result file of couplet"));
    {
        const h5::Handle file = h5::create_file(path);
        h5::put_text(file, "format", "couplet");
        h5::put<std::int32_t>(file, "format_version", 99);
        h5::put_text(file, "program_version", "7.0.0");
    }
    CHECK(contains(error(), "format version 99"));
    CHECK(contains(error(), "7.0.0"));
    sample::write(path);
    fs::resize_file(path, fs::file_size(path) / 2);
    CHECK(contains(error(), "cannot open the file"));
}

TEST_CASE("a full disk is said plainly", "[fault]") {
    const Folder folder;
    const fs::path disk = folder.path / "disk";
    fs::create_directory(disk);
    const int kilobytes = GENERATE(16, 48, 100, 160, 220, 280);
    const std::string size = "size=" + std::to_string(kilobytes) + "k";
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, size.c_str()) != 0) {
        WARN("skipped: mounting a small disk needs privileges");
        return;
    }
    const std::string error = error_of([&] { sample::write(disk / "run.h5"); });
    CHECK(contains(error, "run.h5: cannot"));
    CHECK(contains(error, "No space left on device"));
    CHECK_FALSE(fs::exists(disk / "run.h5"));
    CHECK(umount(disk.c_str()) == 0);
}

TEST_CASE("windows of turn resolution are merged", "[unit]") {
    const engine::Plan plan = sample::plan();
    CHECK(output::zoom_couples(plan) == std::vector<std::uint32_t>{2, 7});
    using Windows = std::vector<std::pair<int, int>>;
    CHECK(output::zoom_windows(plan, 7) == Windows{{3, 6}, {20, 20}});
    CHECK(output::zoom_windows(plan, 2) == Windows{{3, 5}});
}
