// A cheap "simulation" whose optimum and open directions are known.
#pragma once

#include "analysis/calibration/calibrate.hpp"

#include <cmath>
#include <numeric>

namespace couplet::calibration {

// Parameters a, b, c, d, e of prior 0 sd 1 in -5 to 5. Statistics: a sum of b and c only,
// so that these two cannot be told apart; a on its own, curved; e does nothing; d beyond
// what its bounds allow.
//
//   x1 = exp(a / 2), x2 = b + c, x3 = (b + c)^2 / 4 + a, x4 = d
inline Evaluation statistics(const std::vector<double>& p) {
    const double sum = p[1] + p[2];
    return {{std::exp(p[0] / 2), sum, sum * sum / 4 + p[0], p[3]}, {}};
}
inline std::vector<Free> five(double sd = 1) {
    std::vector<Free> free;
    for (const char* name : {"a", "b", "c", "d", "e"})
        free.push_back({name, "", 0, -5, 5, 0, sd});
    free[3].high = 1.5;
    return free;
}
// At a = 1, b + c = 2: x1 = e^.5, x2 = 2, x3 = 2. The standard errors are small, so that
// the prior hardly moves the optimum. x4 wants (3 - d)^2 / 0.25 + d^2 least, at 2.4,
// beyond the bound.
inline std::vector<Goal> four() {
    const double se = 0.01;
    return {value_goal("x1", "", std::exp(0.5), se, Aim::centre),
            value_goal("x2", "", 2, se, Aim::centre),
            value_goal("x3", "", 2, se, Aim::centre),
            value_goal("x4", "", 3, 0.5, Aim::centre)};
}

} // namespace couplet::calibration
