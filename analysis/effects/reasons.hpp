// For whom a treatment works, and by what.
#pragma once

#include "effects/sample.hpp"
#include "numerics/philox.hpp"

#include <string>

namespace couplet::effects {

// Does the effect on the outcome depend on what couples were like at the start? A moderator is the
// mean of the couple's answers at the first wave (or the relationship's age), in standard
// deviations. Twins: regression of the couple's own effect on it. Others: the arm by moderator
// interaction of a regression that also holds the outcome at the first wave constant.
struct Moderator {
    std::size_t arm = 0;
    std::string name;
    Estimate slope;                        // points of effect for one sd more
    double at_low = missing, at_high = missing; // effect at -1 and +1 sd
};
std::vector<Moderator> moderators(const TrialData&, const Question&, std::size_t arm,
                                  std::size_t instrument, std::size_t wave);

// Effects of single persons: own score less that of the twin. Twins only: no human trial can see
// them. They hold luck besides the treatment, for lives that differ meet the same days otherwise.
struct Individual {
    std::size_t arm = 0, persons = 0;
    double mean = missing, sd = missing;
    double quantile[5] = {missing, missing, missing, missing, missing}; // 5, 25, 50, 75, 95 %
    double better = missing, worse = missing; // shares reliably better or worse off than the twin
};
inline constexpr double individual_levels[5] = {0.05, 0.25, 0.5, 0.75, 0.95};
Individual individual_effects(const TrialData&, const Question&, std::size_t arm,
                              std::size_t instrument, std::size_t wave);

// Simple mediation (Baron & Kenny 1986; product of coefficients with percentile bootstrap over
// couples, MacKinnon, Lockwood & Williams 2004):
//   M = arm a + before     Y = arm c' + M b + before     indirect = a b
// `before`: M and Y at the first wave, where measured. In twins a couple and its twin are drawn
// together.
struct Mediation {
    std::size_t arm = 0;
    std::string mediator;
    int day = 0; // on which the mediator was measured
    double a = missing, b = missing, direct = missing;
    double indirect = missing, indirect_error = missing;
    statistics::Interval indirect_interval;
    double share = missing; // of the total effect
    std::size_t couples = 0;
};
// Mediators: the other instruments at wave `between`, and what is recorded in data.mediators.
std::vector<Mediation> mediation(const TrialData&, const Question&, std::size_t arm,
                                 std::size_t instrument, std::size_t between, std::size_t wave,
                                 Seed seed, std::uint32_t replications);

} // namespace couplet::effects
