#include "analysis/calibration/calibrate.hpp"
#include "scenario/describe.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::calibration;

namespace {

std::string said(const LoadedStudy& loaded) {
    std::string text;
    for (const auto& problem : loaded.problems)
        text += scenario::describe(problem) + "\n";
    return text;
}
Study good(const std::string& text, const StudyOverrides& overrides = {}) {
    const LoadedStudy loaded = parse_study(text, "s.toml", overrides);
    INFO(said(loaded));
    REQUIRE(loaded.study);
    return *loaded.study;
}
std::string complaint(const std::string& text) {
    const LoadedStudy loaded = parse_study(text, "s.toml");
    CHECK_FALSE(loaded.study);
    return said(loaded);
}
bool has(const std::string& text, const std::string& part) {
    INFO(text);
    return text.find(part) != text.npos;
}
std::string wanted_complaint(const std::string& text) {
    std::vector<scenario::Problem> problems;
    parse_wanted(text, "t.csv", problems);
    std::string all;
    for (const auto& problem : problems)
        all += scenario::describe(problem) + "\n";
    return all;
}

// A parameter without a unit and one with, whatever they are called at present.
scenario::ParameterInfo some(bool unit) {
    for (const auto& info : scenario::describe_parameters())
        if (info.unit.empty() != unit && info.value > info.low &&
            info.value < info.high && info.value != 0 && (!unit || info.unit == "day"))
            return info;
    FAIL("no such parameter");
    return {};
}
std::string short_name(const scenario::ParameterInfo& info) {
    return info.path.substr(6);
}

} // namespace

TEST_CASE("calibration: the least study names parameters only", "[unit]") {
    const auto info = some(false);
    const Study study = good("free = [\"" + short_name(info) + "\"]\n");
    REQUIRE(study.free.size() == 1);
    const Free& p = study.free[0];
    CHECK(p.name == short_name(info));
    CHECK(p.start == Approx(info.value));
    CHECK(p.prior_mean == p.start);
    CHECK(p.low == Approx(info.low));
    CHECK(p.high == Approx(info.high));
    CHECK(p.prior_sd == Approx(std::min(0.1 * (p.high - p.low), std::abs(p.start) / 2)));
    CHECK(study.wanted.size() > 50);
    CHECK(study.targets_name == "built in");
    CHECK(study.seed == 1);
    // The name as couplet describe prints it does as well.
    CHECK(good("free = [\"" + info.path + "\"]\n").free[0].name == p.name);
}

TEST_CASE("calibration: bounds, prior and everything else are read, with units",
          "[unit]") {
    const auto info = some(true);
    const Study study =
        good("title = \"t\"\nseed = 9\naim = \"centre\"\nonly = [\"T16\", \"T18\"]\n"
             "leave_out = [\"T18/less that of anxiety\"]\n"
             "free = [{ name = \"" +
             short_name(info) + "\", low = \"" + std::to_string(info.low * 24) +
             " h\", start = " + std::to_string(info.value) +
             ", prior_sd = \"24 h\" }]\n"
             "[size]\ncommunity = 200\ncohort = 100\n[search]\nstep = 0.25\n"
             "[stop]\nevaluations = 40\ntime = \"2 hours\"\n[report]\nfresh_seeds = 0\n");
    CHECK(study.free[0].low == Approx(info.low).margin(1e-5));
    CHECK(study.free[0].prior_sd == Approx(1)); // day
    CHECK(study.aim == Aim::centre);
    CHECK(study.wanted.size() == 2);
    CHECK(study.size.community == 200);
    CHECK(study.rules.step == 0.25);
    CHECK(study.rules.max_evaluations == 40);
    CHECK(study.time_limit == 7200);
    CHECK(study.fresh_seeds == 0);
    CHECK(good(study.study_text, {{}, {}, 5, 3, {}}).seed == 5);
}

TEST_CASE("calibration: a study starts from changed values", "[unit]") {
    const auto info = some(false);
    const float changed = (info.value + info.high) / 2;
    StudyOverrides overrides;
    overrides.set = {info.path + "=" + std::to_string(changed)};
    CHECK(good("free = [\"" + short_name(info) + "\"]\n", overrides).free[0].start ==
          Approx(changed));
}

TEST_CASE("calibration: mistakes in a study are told with their remedy", "[unit]") {
    const auto info = some(false);
    const std::string name = short_name(info), free = "free = [\"" + name + "\"]\n";
    std::string wrong = name;
    std::swap(wrong[wrong.size() - 1], wrong[wrong.size() - 2]);
    CHECK(
        has(complaint("free = [\"" + wrong + "\"]\n"),
            "s.toml:1: free[0] = \"" + wrong + "\": no parameter of the model is named"));
    CHECK(
        has(complaint("free = [\"" + wrong + "\"]\n"), "did you mean \"" + name + "\"?"));
    CHECK(has(complaint("free = [\"" + name + "\", \"" + name + "\"]\n"), "named twice"));
    CHECK(has(complaint("title = \"nothing\"\n"),
              "a list of the free parameters is needed"));
    CHECK(has(complaint(free + "sede = 3\n"), "did you mean \"seed\"?"));
    CHECK(has(complaint(free + "[size]\ncommunity = 3\n"), "Allowed: 48 to 1000000"));
    CHECK(has(complaint(free + "[stop]\ntime = \"2 parsec\"\n"), "stop.time"));
    CHECK(has(complaint(free + "only = [\"T166\"]\n"), "did you mean \"T16\"?"));
    CHECK(has(complaint(free + "targets = \"no_such.csv\"\n"),
              "no_such.csv cannot be read"));
    const auto detailed = [&](const std::string& more) {
        return complaint("free = [{ name = \"" + name + "\", " + more + " }]\n");
    };
    CHECK(has(detailed("high = " + std::to_string(info.high + 1)),
              "outside the allowed range"));
    CHECK(has(detailed("high = " + std::to_string((info.low + info.value) / 2)),
              "is outside the bounds"));
    CHECK(has(detailed("prior_sd = 0"), "a prior without spread"));
    CHECK(has(detailed("prior_ds = 1"), "did you mean \"prior_sd\"?"));
    CHECK(has(detailed("low = \"wide\""), "a number is expected here"));
    // All in one go.
    const std::string both = complaint("free = [\"no.such\"]\nonly = [\"T166\"]\n");
    CHECK(has(both, "no.such"));
    CHECK(has(both, "T166"));
}

TEST_CASE("calibration: a targets file has ranges, limits, values and weights",
          "[unit]") {
    std::vector<scenario::Problem> problems;
    const auto wanted = parse_wanted("part,id,weight,low,high,value,se,note\n"
                                     "r,T16,2,-0.36,-0.18,,,\"a, b\"\n"
                                     "trust,T19,,,-0.1,,,\n"
                                     "commitment,T19,,,,-0.12,0.03,\n",
                                     "t.csv", problems);
    REQUIRE(problems.empty());
    REQUIRE(wanted.size() == 3);
    CHECK(wanted[0].weight == 2);
    CHECK(wanted[0].low == -0.36);
    CHECK(std::isnan(wanted[1].low));
    CHECK(wanted[1].high == -0.1);
    CHECK(wanted[1].weight == 1);
    CHECK(wanted[2].value == -0.12);
    CHECK(wanted[2].se == 0.03);
}

TEST_CASE("calibration: mistakes in a targets file name the line", "[unit]") {
    const std::string head = "id,part,low,high,value,se\n";
    CHECK(
        has(wanted_complaint(head + "T16,r,-0.3,-0.1,,\nT16x,r,0,1,,\n"), "t.csv:3: id"));
    CHECK(has(wanted_complaint(head + "T19,trsut,0,1,,\n"), "did you mean \"trust\"?"));
    CHECK(has(wanted_complaint(head + "T16,r,0,1,,\nT16,r,0,1,,\n"),
              "has this part already"));
    CHECK(has(wanted_complaint(head + "T16,r,1,0,,\n"), "not below high"));
    CHECK(has(wanted_complaint(head + "T16,r,,,,\n"), "needs low, high or both"));
    CHECK(has(wanted_complaint(head + "T16,r,,,0.3,\n"), "needs its standard error"));
    CHECK(has(wanted_complaint(head + "T16,r,0,1,0.3,0.1\n"), "not both"));
    CHECK(has(wanted_complaint(head + "T16,r,nought,1,,\n"), "not a number"));
    CHECK(has(wanted_complaint("name,low,high\nT16,0,1\n"), "must name this column"));
    CHECK(has(wanted_complaint(head), "there are no targets"));
}

TEST_CASE("calibration: what so few couples do not tell counts the less", "[unit]") {
    Study study;
    const double nan = std::nan("");
    study.wanted = {{"A", "range", 0, 4, nan, nan, 2},   // se 1
                    {"A", "limit", 0, nan, nan, nan, 1}, // se by leaving out groups
                    {"A", "limit with se", 0, nan, nan, 0.5, 1},
                    {"A", "limit of 8", 8, nan, nan, nan, 1}, // se a quarter of it
                    {"A", "value", nan, nan, 3, 0.5, 1},
                    {"A", "missing", 0, 1, nan, nan, 1}};
    // -1 and 1 without either group: half of the sum of their squares is 1, so an error of 1.
    const Evaluation first{{0, 0, 0, 0, 0, nan},
                           {{-1, -1, -1, -1, -1, nan}, {1, 1, 1, 1, 1, nan}}};
    std::vector<Wanted> missing;
    const auto goals = make_goals(study, first, missing);
    REQUIRE(goals.size() == 5);
    CHECK(goals[0].weight == Approx(2 * 0.5)); // 1 / (1 + 1)
    CHECK(goals[1].se == Approx(1));
    CHECK(goals[1].weight == 1);
    CHECK(goals[2].se == 0.5);
    CHECK(goals[2].weight == Approx(0.2)); // 0.25 / (0.25 + 1)
    CHECK(goals[3].se == 2);
    CHECK(goals[4].reliability == Approx(0.2));
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].part == "missing");
}
