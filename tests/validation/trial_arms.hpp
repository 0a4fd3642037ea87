// The programmes of the validation's trials, as the program reads them.
#pragma once

#include "analysis/validation/report.hpp"
#include "scenario/scenario.hpp"

#include <stdexcept>

namespace couplet::test {

inline validation::Programmes trial_arms(std::vector<std::string> set = {}) {
    auto loaded = scenario::parse(validation::own_trials(), "trials.toml", {std::move(set), {}},
                                  validation::own_programmes());
    if (!loaded)
        throw std::runtime_error(scenario::describe(loaded.problems.front()));
    return loaded.scenario->plan.arms;
}

} // namespace couplet::test
