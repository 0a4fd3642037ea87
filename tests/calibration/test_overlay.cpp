#include "analysis/calibration/report.hpp"
#include "scenario/describe.hpp"
#include "scenario/scenario.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace couplet;
using namespace couplet::calibration;

namespace {

const std::string least = "time.duration = \"1 day\"\npopulation.couples = 1\n";

// All parameters free, each moved a little, so that every unit is written and read.
std::string all_free() {
    std::string list;
    for (const auto& info : scenario::describe_parameters())
        list += "\"" + info.path.substr(6) + "\", ";
    return "free = [" + list + "]\nonly = [\"T52\"]\n";
}

Study study_of(const std::string& text, const StudyOverrides& overrides = {}) {
    const auto loaded = parse_study(text, "s.toml", overrides);
    for (const auto& problem : loaded.problems)
        UNSCOPED_INFO(scenario::describe(problem));
    REQUIRE(loaded.study);
    return *loaded.study;
}

// As if each parameter had moved by a third of its prior's sd.
Outcome moved(const Study& study) {
    Outcome outcome;
    for (const Wanted& w : study.wanted)
        outcome.goals.push_back(range_goal(w.id, w.part, 0, 1, Aim::inner_half));
    for (const Free& p : study.free) {
        outcome.fit.start.parameters.push_back(p.start);
        const double step = p.prior_sd / 3;
        outcome.fit.best.parameters.push_back(p.start + step <= p.high ? p.start + step
                                                                       : p.start - step);
    }
    for (Point* point : {&outcome.fit.start, &outcome.fit.best})
        point->evaluation.values.assign(study.wanted.size(), 0.5);
    outcome.complete = true;
    return outcome;
}

scenario::Scenario read_with(const std::string& overlay,
                             const std::vector<std::string>& set = {}) {
    const auto path =
        std::filesystem::temp_directory_path() / "couplet_test_overlay.toml";
    std::ofstream(path) << overlay;
    const auto loaded = scenario::parse(least, "scenario", {set, {}, path});
    std::filesystem::remove(path);
    for (const auto& problem : loaded.problems)
        UNSCOPED_INFO(scenario::describe(problem));
    REQUIRE(loaded);
    return *loaded.scenario;
}

} // namespace

TEST_CASE("calibration: the overlay gives a scenario the very numbers of the fit",
          "[unit]") {
    const Study study = study_of(all_free());
    const Outcome outcome = moved(study);
    const std::string text = overlay_toml(study, outcome, {"1.2", "abc", "s", "t"});
    auto read = read_with(text).plan.parameters;
    std::size_t changed = 0;
    for (std::size_t j = 0; j < study.free.size(); ++j) {
        CAPTURE(study.free[j].name);
        const auto wanted = static_cast<float>(outcome.fit.best.parameters[j]);
        CHECK(parameter(read, study.free[j].name) == wanted);
        changed += wanted != static_cast<float>(study.free[j].start);
    }
    CHECK(changed == study.free.size());
    CHECK(text.find("couplet 1.2, commit abc") != text.npos);
    CHECK(text == overlay_toml(study, outcome, {"1.2", "abc", "s", "t"}));
}

TEST_CASE("calibration: the overlay keeps what the study changed without fitting it",
          "[unit]") {
    const auto all = scenario::describe_parameters();
    const auto& free = all.front();
    const auto& other = all.back();
    const float value = (other.value + other.high) / 2;
    StudyOverrides overrides;
    overrides.set = {other.path + "=" + std::to_string(value), "mechanisms.repair=false"};
    const Study study =
        study_of("free = [\"" + free.path + "\"]\nonly = [\"T52\"]\n", overrides);
    const std::string text = overlay_toml(study, moved(study), {"1", "c", "s", "t"});
    auto read = read_with(text).plan.parameters;
    CHECK(parameter(read, other.path.substr(6)) ==
          parameter(const_cast<model::Parameters&>(study.base), other.path.substr(6)));
    CHECK_FALSE(read.is_enabled(model::Mechanism::repair));
    // --set goes before the file.
    CHECK(read_with(text, {"mechanisms.repair=true"})
              .plan.parameters.is_enabled(model::Mechanism::repair));
}

TEST_CASE("calibration: a line break in a title does not end the overlay's comment",
          "[unit]") {
    Study study = study_of("free = [\"" + scenario::describe_parameters().front().path +
                           "\"]\nonly = [\"T52\"]\n");
    study.title = "two\nseed = 3";
    study.path = "a\nmechanisms.repair = false";
    const auto read = read_with(overlay_toml(study, moved(study), {"1", "c", "s", "t"}));
    CHECK(read.plan.parameters.is_enabled(model::Mechanism::repair));
}

TEST_CASE("calibration: a file of parameters has nothing else in it", "[unit]") {
    const auto path =
        std::filesystem::temp_directory_path() / "couplet_test_not_overlay.toml";
    std::ofstream(path) << "[population]\ncouples = 3\n";
    const auto loaded = scenario::parse(least, "scenario", {{}, {}, path});
    std::filesystem::remove(path);
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].key == "population");
    CHECK(loaded.problems[0].allowed == "model, mechanisms");
    CHECK_FALSE(scenario::parse(least, "scenario", {{}, {}, "no/such/file.toml"}));
}

TEST_CASE("calibration: targets without couples are fitted without simulating any",
          "[unit]") {
    // The extinction ratios follow from the mechanism of reinforcement alone; the size
    // would take hours to simulate.
    std::string name;
    for (const auto& info : scenario::describe_parameters())
        if (name.empty() && info.path.rfind("model.reinforcement.", 0) == 0)
            name = info.path;
    Study study = study_of("free = [\"" + name +
                           "\"]\nonly = [\"T52\"]\n[size]\ncommunity = 1000000\n");
    study.fresh_seeds = 1;
    Journal journal;
    engine::Options options;
    const Outcome outcome = calibrate(
        study, Task::fit, remembered(journal, [&](const auto& p, std::uint64_t seed) {
            return simulate(study, options, p, seed);
        }));
    CHECK(outcome.complete);
    CHECK(outcome.goals.size() == 2);
    CHECK(outcome.fit.best.total() <= outcome.fit.start.total());
    CHECK(outcome.fresh_best.loss == outcome.fit.best.loss); // no couples, no seed
    const auto json = report_json(study, outcome, {"1", "c", "s", "t"});
    CHECK(json["parameters"].size() == 1);
    CHECK(report_page(study, outcome, {"1", "c", "s", "t"}).find("| T52 a third |") !=
          std::string::npos);
}

TEST_CASE(
    "calibration: statistics of couples repeat by seed, whatever the threads and kernel",
    "[unit][determinism]") {
    Study study =
        study_of("free = [\"" + scenario::describe_parameters().front().path +
                 "\"]\nonly = [\"T16\", \"T24\"]\n[size]\ncommunity = 60\ncohort = 48\n");
    engine::Options scalar, wide;
    scalar.kernel = engine::available_kernels().front();
    wide.kernel = engine::available_kernels().back();
    wide.threads = 2;
    const std::vector<double> start{study.free[0].start};
    const auto a = simulate(study, scalar, start, 3), b = simulate(study, wide, start, 3);
    REQUIRE(a);
    CHECK(a->values == b->values);
    REQUIRE(a->without.size() == group_count);
    CHECK(a->without == b->without);
    CHECK(a->values != simulate(study, wide, start, 4)->values);
}
