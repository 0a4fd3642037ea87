// How far the verdicts on published findings depend on the draw, on the length of a turn and on how many
// couples are simulated.
#pragma once

#include "analysis/validation/report.hpp"

#include <string>
#include <vector>

namespace couplet::validation {

// The same findings from another simulation.
struct Again {
    std::string name; // "seed 2", "half the turn", "twice the couples"
    double variance; // of its Monte-Carlo error, as a share of that of the first
    std::vector<Result> results;
};
struct Stability {
    std::vector<Result> first; // with intervals
    std::vector<Again> again;  // without
};
// With two seeds further on, with turns half as long, and with twice the couples.
std::vector<Again> findings_again(const model::Parameters&, Seed, const Size&, const Programmes&,
                                  const engine::Options&);

// A part whose value in another simulation is further from the first than 1.96 standard errors of the
// difference, where both have independent errors.
struct Moved {
    std::string again;
    Range range;
    double first, other;
    double errors; // distance in these standard errors
};
std::vector<Moved> moved(const Stability&);

// Parts that could be compared, in one other simulation.
std::size_t compared(const Stability&, const Again&);

} // namespace couplet::validation
