// Trials in which each couple has one programme after the other.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

// A trial whose arms are sequences (arm k: the programme of arm k first) and whose waves are those of
// the first period, then those of the second, seen by programme: arm k holds what each couple said in
// the period in which it had the programme of arm k. Waves are days of a period then.
TrialData by_programme(const TrialData& sequences);

// What pairs cannot tell apart (Hills & Armitage 1979), at a wave: differences of the arm and the
// reference in the change within a period.
struct Crossover {
    std::size_t arm = 0;
    Estimate effect;  // without that of the period: half the difference between the sequences
    Estimate period;  // second period less first, whatever the programme
    Estimate carried; // score at the start of the second period: arm first less reference first
};
Crossover crossover(const TrialData&, const Question&, std::size_t arm, std::size_t instrument,
                    std::size_t wave);

} // namespace couplet::effects
