// The actor-partner interdependence model (Kenny, Kashy & Cook, Dyadic Data Analysis,
// 2006, ch. 7): what of a person's outcome goes with the person's own predictor (actor
// effect), and what with the partner's (partner effect), with errors that are correlated
// within the couple.
#pragma once

#include "statistics/reml.hpp"

#include <string>

namespace couplet::statistics {

// Row = couple; [0] and [1] are the partners. Which is which matters only to the
// distinguishable model.
struct Dyads {
    Eigen::MatrixXd predictors[2]; // a column for each predictor, in the same order
    std::vector<double> outcome[2];
};

enum class Partners {
    indistinguishable, // one set of coefficients, equal error variances
    distinguishable // each partner has an own set and variance; the errors are correlated
};
enum class Product {
    none,
    actor_by_partner // for each predictor a coefficient of own value x partner's value
};

struct ActorPartner {
    std::vector<std::string> names; // of the coefficients
    PairRegression fit;
    std::size_t couples = 0; // with both partners complete
};

// Coefficients: intercept, "actor 0", "actor 1", ..., "partner 0", ... and, if wanted,
// "product 0", ...; for distinguishable partners all of them of partner [0], then all of
// partner [1], with the prefixes "0: " and "1: ". Units: those of the outcome over the
// predictor's. Products are of the values as they are given: centre them first, or actor
// and partner effects are those at a predictor of zero. Equal to nlme's gls by REML;
// without missing values the distinguishable model is two seemingly unrelated
// regressions. A person without outcome or with a predictor missing in either partner is
// left out. NaN as for pair_regression().
ActorPartner actor_partner(const Dyads&, Partners, Product = Product::none);

// Intraclass correlation of pairs that cannot be told apart: (MSB - MSW) / (MSB + MSW) of
// the analysis of variance by couples with both values. NaN for fewer than 2 couples or
// no variance.
double intraclass_correlation(std::span<const double> first,
                              std::span<const double> second);

} // namespace couplet::statistics
