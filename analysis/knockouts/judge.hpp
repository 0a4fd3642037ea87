// Whether a consequence is seen: the same couples with a mechanism and without it.
#pragma once

#include "analysis/knockouts/consequences.hpp"

namespace couplet::knockouts {

// With its 95 % Monte-Carlo interval.
struct Estimate { double value, low, high; };

struct Judged {
    Consequence consequence;
    std::string compared; // the statistic, in words
    Estimate on, off;     // with all mechanisms, and without this one
    Estimate change;      // off less on
    bool seen;
};

// Gone: at most so much of the effect is left, with its whole interval, on either side.
inline constexpr double left_at_most = 1.0 / 3;

// What follows from the estimates, by the range of the statistic and what is expected. But for
// `unchanged` the whole interval of the change must lie on the side that is expected; for `gone` and
// `less` that of the effect with all on must not reach no effect.
bool is_seen(Expected, const claims::Range&, const Estimate& on, const Estimate& off,
             const Estimate& change);

// `world` lacks the mechanism, `whole` does not. Intervals by bootstrap over couples, the same in
// both worlds.
Judged judge(const Consequence&, const World& world, const World& whole, Seed, int replicates);

// All consequences of one mechanism, which is switched off for them.
std::vector<Judged> judge_all(model::Mechanism, const Setting&, const World& whole, int replicates);

} // namespace couplet::knockouts
