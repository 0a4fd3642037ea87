// How much scores changed in an arm, and how much more than in the reference.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

// An arm at a wave, since the first wave. Units: points of the instrument; g in sd of persons at
// the start.
struct Change {
    std::size_t arm = 0, instrument = 0, wave = 0;
    Population population = Population::intention_to_treat;
    std::size_t enrolled = 0; // couples in the analysis; change.n: of them with answers at both
    double mean = missing, sd = missing; // of couples' scores at the wave
    Estimate change, g_within;
    // Against the reference, none for the reference itself. `difference`: in twins that of the
    // couples with their twins; else adjusted for the first wave (analysis of covariance). `g`: of
    // it. `raw`: the difference of the changes, by Welch's test, as for independent groups.
    Estimate difference, g, raw;
};

// Wave 0 has no change; its means are there.
Change change(const TrialData&, const Question&, std::size_t arm, std::size_t instrument,
              std::size_t wave);

} // namespace couplet::effects
