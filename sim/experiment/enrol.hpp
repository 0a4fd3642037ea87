// Who takes part in a trial: couples of the population are screened, those who are eligible enter and are
// allocated to arms. A couple's life depends on its number alone, so who is enrolled lives as it did
// when it was screened.
#pragma once

#include "engine/engine.hpp"

#include <optional>
#include <string>

namespace couplet::experiment {

enum class Allocate {
    to_arms,  // by the design
    everywhere // every couple in every arm: a pool from which trials are drawn
};

// The plan of those who are found: population.couples of them, with numbers and places, and
// programmes whose starts count from entry. A plan without a trial is returned as it is. Nothing if it was stopped. Nobody may be found: population.couples is 0
// then, and the plan cannot be run.
std::optional<engine::Plan> enrol(const engine::Plan&, const engine::Options&,
                                  Allocate = Allocate::to_arms);

// What to say of an enrolment that found fewer than were wanted, or nobody; empty if all is well.
std::string shortfall(const engine::Plan& enrolled);

// The place of the couple of that number; nothing if it is not enrolled.
std::optional<std::uint32_t> place_of(const engine::Plan&, std::uint32_t number);

} // namespace couplet::experiment
