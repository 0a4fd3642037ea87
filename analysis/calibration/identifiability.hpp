// What the targets say about each free parameter, from the slopes at a point.
//
// With slopes J in standard errors of the targets per sd of the prior, the information is
// F = J'WJ, less what the error of simulation alone would give; the posterior in the
// linear normal approximation has the covariance (F + 1)^-1. (Raue et al. 2009 on
// practical identifiability; Gutenkunst et al. 2007 on directions that data leave open.)
#pragma once

#include "analysis/calibration/fit.hpp"

#include <utility>
#include <vector>

namespace couplet::calibration {

struct Standing {
    double sensitivity =
        0; // standard errors moved by one sd of the prior, root of sum of squares
    double noise = 0; // the part of that which error of simulation alone would show
    double posterior =
        1; // sd of the posterior / sd of the prior: 1 says that nothing was learnt
    bool moves_nothing = false;
    std::vector<std::pair<std::size_t, double>>
        most; // goals moved most, with se per prior sd
};

struct Together {
    std::size_t first = 0, second = 0; // parameters
    double correlation = 0;            // posterior
};

// A combination of parameters, weights of unit length, and what the targets say of it.
struct Direction {
    double information = 0; // 1 / (variance by the targets alone) [1 / prior variance]
    Eigen::VectorXd weights;
};

struct Identifiability {
    std::vector<Standing> parameters;
    std::vector<Together> pairs; // correlation beyond the limit, strongest first
    std::vector<std::vector<std::size_t>> groups; // parameters joined by such pairs
    std::vector<Direction> directions;            // from the best known to the least
    int determined = 0;          // directions of which targets say more than the prior
    Eigen::MatrixXd correlation; // posterior
};

struct Thresholds {
    double sensitivity = 0.3; // below it a parameter moves nothing
    double correlation = 0.9; // beyond it two move together
};

Identifiability identify(const std::vector<Goal>&, const Slopes&, const Thresholds& = {});

} // namespace couplet::calibration
