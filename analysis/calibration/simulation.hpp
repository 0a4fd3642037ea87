// The couples behind a fit: the wanted statistics of the model at given values of its
// parameters.
#pragma once

#include "analysis/calibration/study.hpp"
#include "engine/engine.hpp"

namespace couplet::calibration {

// Random groups of couples, each of which is left out once, for the error of simulation.
inline constexpr std::uint32_t group_count = 6;

// The statistics in the order of study.wanted, NaN for those that no check computes. None
// when options.stop was set meanwhile. Parameters in the order of study.free.
std::optional<Evaluation> simulate(const Study&, const engine::Options&,
                                   const std::vector<double>& parameters,
                                   std::uint64_t seed);

// Takes the programmes out of the study when no target is of a trial: they cost most of
// the time.
void leave_out_trials(Study&);

// The model with the free parameters at these values.
model::Parameters at(const Study&, const std::vector<double>& parameters);

} // namespace couplet::calibration
