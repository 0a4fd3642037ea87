#include "support.hpp"

using namespace couplet;
using namespace couplet::scenario;

namespace {

void same_programme(const interventions::Programme& a,
                    const interventions::Programme& b) {
    CHECK(a.name == b.name);
    CHECK(a.recipient == b.recipient);
    CHECK(a.sessions == b.sessions);
    CHECK(a.start_day == b.start_day);
    CHECK(a.interval == b.interval);
    CHECK(a.rate == b.rate);
    CHECK(a.fading == b.fading);
    CHECK(a.dropout == b.dropout);
    CHECK(a.response_sd == b.response_sd);
    CHECK(a.repeat == b.repeat);
    CHECK(a.practice == b.practice);
    CHECK(a.enrol_below == b.enrol_below);
    CHECK(a.share == b.share);
    CHECK(a.start_from == b.start_from);
    CHECK(a.after == b.after);
    CHECK(a.after_withdrawals == b.after_withdrawals);
    CHECK(a.satisfaction_below == b.satisfaction_below);
    CHECK(a.depression_above == b.depression_above);
    CHECK(a.boosters == b.boosters);
    CHECK(a.booster_interval == b.booster_interval);
    CHECK(a.adherence == b.adherence);
    CHECK(a.fidelity == b.fidelity);
    CHECK(a.targets == b.targets);
}

void same_population(const population::Spec& a, const population::Spec& b) {
    CHECK(a.couples == b.couples);
    CHECK(a.kind == b.kind);
    CHECK(a.age_years == b.age_years);
    REQUIRE(a.pairings.size() == b.pairings.size());
    for (std::size_t i = 0; i < a.pairings.size(); ++i) {
        CHECK(a.pairings[i].name == b.pairings[i].name);
        CHECK(a.pairings[i].first == b.pairings[i].first);
        CHECK(a.pairings[i].second == b.pairings[i].second);
        CHECK(a.pairings[i].share == b.pairings[i].share);
    }
}

std::vector<float> numbers(const model::Parameters& parameters) {
    std::vector<float> all;
    model::for_each_mechanism(parameters, [&](model::Mechanism, const char*,
                                              const auto& params, const auto& rows) {
        for (const auto& row : rows)
            all.push_back(params.*row.field);
    });
    return all;
}

void same_recording(const engine::Recording& a, const engine::Recording& b) {
    CHECK(a.variables == b.variables);
    CHECK(a.every_days == b.every_days);
    CHECK(a.couples == b.couples);
    CHECK(a.events == b.events);
    CHECK(a.summary_every_days == b.summary_every_days);
    REQUIRE(a.zooms.size() == b.zooms.size());
    for (std::size_t i = 0; i < a.zooms.size(); ++i) {
        CHECK(a.zooms[i].couples == b.zooms[i].couples);
        CHECK(a.zooms[i].first_day == b.zooms[i].first_day);
        CHECK(a.zooms[i].last_day == b.zooms[i].last_day);
    }
}

void same_questionnaire(const engine::Questionnaire& a, const engine::Questionnaire& b) {
    CHECK(a.waves == b.waves);
    CHECK(a.missing == b.missing);
    CHECK(a.attrition == b.attrition);
}

void same_plan(const engine::Plan& a, const engine::Plan& b) {
    CHECK(a.seed.value == b.seed.value);
    CHECK(a.days == b.days);
    CHECK(a.turn_minutes == b.turn_minutes);
    same_population(a.population, b.population);
    CHECK(numbers(a.parameters) == numbers(b.parameters));
    CHECK(a.parameters.enabled == b.parameters.enabled);
    REQUIRE(a.arms.size() == b.arms.size());
    for (std::size_t i = 0; i < a.arms.size(); ++i) {
        CHECK(a.arms[i].name == b.arms[i].name);
        REQUIRE(a.arms[i].programmes.size() == b.arms[i].programmes.size());
        for (std::size_t n = 0; n < a.arms[i].programmes.size(); ++n)
            same_programme(a.arms[i].programmes[n], b.arms[i].programmes[n]);
    }
    REQUIRE(a.laboratories.size() == b.laboratories.size());
    for (std::size_t i = 0; i < a.laboratories.size(); ++i) {
        CHECK(a.laboratories[i].day == b.laboratories[i].day);
        CHECK(a.laboratories[i].minutes == b.laboratories[i].minutes);
        CHECK(a.laboratories[i].severity == b.laboratories[i].severity);
    }
    same_recording(a.recording, b.recording);
    same_questionnaire(a.questionnaire, b.questionnaire);
    CHECK(a.diary.first_day == b.diary.first_day);
    CHECK(a.diary.days == b.diary.days);
    CHECK(a.diary.missing == b.diary.missing);
}

void check_round_trip(const Scenario& scenario) {
    const std::string text = resolved_toml(scenario);
    const Scenario again = good(parse(text, "resolved.toml"));
    CHECK(again.title == scenario.title);
    CHECK(again.question == scenario.question);
    CHECK_FALSE(again.seed_drawn);
    same_plan(again.plan, scenario.plan);
    CHECK(resolved_toml(again) == text);
}

} // namespace

TEST_CASE("A resolved scenario makes the same plan", "[unit][property]") {
    for (const auto& file : toml_files("valid")) {
        INFO(file);
        check_round_trip(good(load(file)));
    }
}

TEST_CASE("A resolved scenario keeps awkward numbers and texts", "[unit][property]") {
    Scenario scenario = good(parse(least));
    scenario.title = "quotes \" and \\ and\nnew lines, \u00e4 and \x7f";
    scenario.plan.seed.value = 0xffffffffffffffffu;
    float third = 1.0f / 3.0f;
    model::for_each_mechanism(scenario.plan.parameters, [&](model::Mechanism, const char*,
                                                            auto& params,
                                                            const auto& rows) {
        for (const auto& row : rows) {
            params.*row.field = row.low + (row.high - row.low) * third;
            third = third * 3.7f * (1 - third); // chaotic, so that all digits are in use
        }
    });
    scenario.plan.parameters.set_enabled(model::Mechanism::stress, false);
    check_round_trip(scenario);
}

TEST_CASE("Programmes of one name that differ are kept apart", "[unit]") {
    Scenario scenario = good(parse(least));
    interventions::Programme few, many, next;
    few.name = many.name = next.name = "course";
    few.sessions = 2;
    many.sessions = 9;
    next.sessions = 3;
    next.after = 0;
    scenario.plan.days = 100;
    scenario.plan.arms = {
        {"few", {few}}, {"many", {many}}, {"none", {}}, {"stepped", {many, next}}};
    const Scenario again = good(parse(resolved_toml(scenario)));
    const auto& arms = again.plan.arms;
    CHECK(arms[0].programmes.at(0).sessions == 2);
    CHECK(arms[1].programmes.at(0).sessions == 9);
    CHECK(arms[1].programmes.at(0).name == "course (2)");
    CHECK(arms[2].programmes.empty());
    REQUIRE(arms[3].programmes.size() == 2);
    CHECK(arms[3].programmes[0].name == "course (2)");
    CHECK(arms[3].programmes[1].name == "course (3)");
    CHECK(arms[3].programmes[1].after == 0);
}
