// Generalised least squares for pairs: a linear model whose errors are correlated between
// the two partners of a couple, fitted by restricted maximum likelihood (REML).
//
//   y = X beta + e,   Var e of a couple = [ v0  c ]     other couples independent
//                                         [ c  v1 ]
#pragma once

#include "statistics/regression.hpp"

namespace couplet::statistics {

// What is the same for both partners.
enum class PairErrors {
    compound_symmetric, // v0 = v1, as nlme's gls(correlation = corCompSymm(form = ~ 1 |
                        // couple))
    unstructured // as gls(correlation = corSymm, weights = varIdent(form = ~ 1 | role))
};

struct PairRegression {
    Estimates estimates; // beta; t with n - columns degrees of freedom
    double error_sd[2] = {missing, missing}; // sqrt(v0), sqrt(v1), unit of y
    double error_correlation = missing;      // c / sqrt(v0 v1) (-1, 1)
    double log_likelihood = missing;         // restricted, with the constants of nlme
    std::size_t n = 0;                       // rows used
    bool converged = false;                  // all of the above is NaN if not
};

// One row for each person: `design` with every column wanted, the intercept too; `couple`
// numbers the couple and `role` is 0 or 1, which partner it is. Rows with anything
// missing are dropped; a person whose partner is missing still counts. Not determined, so
// NaN: linearly dependent columns, fewer rows than columns and variances, no complete
// couple, an exact fit. A couple with two rows of one role, or another role:
// std::invalid_argument.
//
// Average-information Newton steps on (v0, v1, c) (Gilmour, Thompson & Cullis, 1995),
// halved until the likelihood rises, until the score is nothing but rounding.
PairRegression pair_regression(const Eigen::MatrixXd& design, std::span<const double> y,
                               std::span<const int> couple, std::span<const int> role,
                               PairErrors errors);

} // namespace couplet::statistics
