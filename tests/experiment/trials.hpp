// Small trials for the tests: who is enrolled, and what they answer.
#pragma once

#include "engine/plans.hpp"
#include "experiment/enrol.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

namespace couplet::test {

inline engine::Plan trial_plan(engine::Design design, engine::Recruitment recruitment,
                               std::uint32_t couples = 300, int days = 40) {
    engine::Plan plan = small_plan(couples, days);
    plan.laboratories.clear();
    plan.arms[1].programmes[0].start_day = 0;
    plan.recording.variables = {0, 8};
    plan.recording.every_days = 1;
    plan.recording.couples = couples;
    plan.recording.events = true;
    plan.questionnaire.waves = {0, 7, 14};
    plan.trial.given = true;
    plan.trial.design = design;
    plan.trial.recruitment = recruitment;
    if (plan.trial.is_screened())
        plan.trial.lead = 5;
    if (recruitment == engine::Recruitment::symptoms)
        plan.trial.judged = engine::Judged::either;
    if (design != engine::Design::twins) {
        plan.trial.allocation = {1, 1};
        plan.trial.block = 4;
    }
    return plan;
}

inline engine::Plan enrolled(const engine::Plan& plan,
                             experiment::Allocate how = experiment::Allocate::to_arms) {
    const auto found = experiment::enrol(plan, widest(), how);
    REQUIRE(found);
    return *found;
}

// A score of the couple at place `couple` of the whole run.
inline float answer(const engine::Plan& plan, const Run& run, std::size_t arm,
                    std::size_t instrument, std::uint32_t couple, std::size_t partner,
                    std::size_t wave) {
    for (const engine::Slab& slab : run.slabs)
        if (couple >= slab.first && couple < slab.first + slab.count)
            return slab.arms[arm].questionnaire[((instrument * slab.count + couple - slab.first) * 2 +
                                                 partner) *
                                                    plan.questionnaire.waves.size() +
                                                wave];
    return std::nanf("");
}

inline constexpr std::size_t csi16_row = 2, phq9_row = 7, gad7_row = 8;

// The whole population, untreated, asked on the given days.
struct Population {
    engine::Plan plan;
    Run run;
    float score(std::size_t instrument, std::uint32_t couple, std::size_t partner,
                std::size_t wave = 0) const {
        return answer(plan, run, 0, instrument, couple, partner, wave);
    }
    float mean(std::uint32_t couple, std::size_t wave = 0) const {
        return (score(csi16_row, couple, 0, wave) + score(csi16_row, couple, 1, wave)) / 2;
    }
};
inline Population population_of(engine::Plan plan, std::vector<int> days) {
    plan.trial = {};
    plan.arms = {{"control", {}}};
    plan.questionnaire.waves = std::move(days);
    return {plan, run(plan)};
}

} // namespace couplet::test
