// Virtual randomised trials: couples drawn from a pool that was simulated in both arms, half of them (or
// as the allocation has it) seen in one arm and the others in the other, analysed as authors would.
//
// No couple is used twice within a trial, so errors of measurement, which twins share, are independent
// between its groups. The pool must be several times the largest trial, or trials resemble each other.
#pragma once

#include "effects/sample.hpp"
#include "numerics/philox.hpp"
#include "power/curve.hpp"

#include <string>

namespace couplet::power {

enum class Analysis {
    ancova,  // couples' scores, the first wave held constant
    change,  // changes since the first wave, Welch's t test
    log_rank, // time to separation
    paired   // crossover: change in one programme less that in the other, paired t test
};
inline constexpr const char* analysis_names[] = {"ancova", "change", "log-rank", "paired"};

// One value a couple in one arm; NaN where nothing was answered.
struct Side {
    effects::Column before, after;
    effects::Column time; // to separation or the end [day]
    std::vector<int> separated;
};
// The same couples in the treated and in the control arm.
struct Pool {
    Side treated, control;
    std::uint32_t couples = 0;
    double treated_share = 0.5; // of the couples of a trial
};

// Couples that are enrolled in both arms. `waves`: the outcome is the mean over these.
Pool pool(const effects::TrialData&, std::size_t treated, std::size_t control, effects::Who,
          std::size_t instrument, const std::vector<std::size_t>& waves);

enum class Truth {
    simulated, // the groups live in the treated and the control arm
    null       // both live in the control arm
};

// Trial number `replication` of so many couples in all.
Finding trial(const Pool&, Analysis, Truth, std::uint32_t couples, Seed, std::uint32_t replication);

// Estimate over standard error of a trial of all couples, by the square root of their number: what
// sizes_around() needs.
double signal(const Pool&, Analysis);

// How much less uncertain an effect is in twins: variance of the estimate of two groups of n couples
// each (first wave held constant), over that of n couples and their twins, by bootstrap over couples.
// Both take 2 n simulated lives.
struct Efficiency {
    double ratio = missing;
    statistics::Interval interval;
};
Efficiency twin_efficiency(const Pool&, Seed, std::uint32_t replications);

} // namespace couplet::power
