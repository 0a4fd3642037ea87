// The model's defaults against the study that they come from.
#include "analysis/calibration/study.hpp"
#include "scenario/describe.hpp"
#include "scenario/scenario.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::calibration;

namespace {

const std::string folder = COUPLET_SOURCE_DIR "/scenarios/validation/";

Study committed_study() {
    const auto loaded = load_study(folder + "calibration.toml");
    for (const auto& problem : loaded.problems)
        UNSCOPED_INFO(scenario::describe(problem));
    REQUIRE(loaded.study);
    return *loaded.study;
}
model::Parameters committed_result() {
    const auto loaded = scenario::parse("time.duration = \"1 day\"\npopulation.couples = 1\n",
                                        "scenario", {{}, {}, folder + "fitted.toml"});
    for (const auto& problem : loaded.problems)
        UNSCOPED_INFO(scenario::describe(problem));
    REQUIRE(loaded);
    return loaded.scenario->plan.parameters;
}

} // namespace

TEST_CASE("defaults: fitted are those that the committed study leaves free", "[unit]") {
    std::set<std::string> fitted, free;
    for (const auto& info : scenario::describe_parameters())
        if (info.status == Status::fitted)
            fitted.insert(info.path.substr(std::string("model.").size()));
    for (const Free& p : committed_study().free)
        free.insert(p.name);
    CHECK(fitted == free);
    CHECK(free.size() <= 45); // more could not be told from the findings there are
}

TEST_CASE("defaults: the fitted ones are the result of the committed study", "[unit]") {
    model::Parameters defaults, result = committed_result();
    for (const Free& p : committed_study().free) {
        CAPTURE(p.name);
        const double fitted = parameter(result, p.name);
        // Three significant digits.
        CHECK(std::fabs(parameter(defaults, p.name) - fitted) <= 0.00501 * std::fabs(fitted));
    }
}
