// Linear regression of persons who are nested in couples.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::statistics {

// Coefficients with their inference; in the order that the function states.
struct Estimates {
    Eigen::VectorXd value, standard_error, t, p; // p two-sided
    Eigen::MatrixXd covariance;
    double degrees_of_freedom = missing; // of t
};

// t and p of values with this covariance.
Estimates with_inference(Eigen::VectorXd value, Eigen::MatrixXd covariance,
                         double degrees_of_freedom);

// A t interval of one of them.
Interval interval(const Estimates&, Eigen::Index which, double level = 0.95);

struct Regression {
    Estimates estimates; // intercept, then predictors; units of y over those of x
    Eigen::VectorXd standardised; // of the predictors: value sd(x) / sd(y)
    double residual_sd = missing; // unit of y, divisor n - k
    double r_squared = missing;
    std::size_t n = 0; // rows used
};

// Ordinary least squares, by a QR decomposition with column pivoting. `predictors` has a
// row for each y and no column for the intercept; rows with anything missing are dropped.
// Errors are independent, as in R's lm. All estimates are NaN if there are no more rows
// than coefficients or the predictors are linearly dependent; r_squared and standardised
// if y does not vary.
Regression ols(const Eigen::MatrixXd& predictors, std::span<const double> y);

// The same coefficients with errors that are correlated in any way within a cluster (a
// couple): the sandwich estimator with the factor G / (G - 1) (n - 1) / (n - k) of Stata
// and of sandwich's HC1, and t with G - 1 degrees of freedom, for G clusters. `cluster`
// numbers the cluster of each row. NaN also for fewer than 2 clusters. Needs some 40
// clusters to be honest (Cameron & Miller, 2015).
Regression clustered_ols(const Eigen::MatrixXd& predictors, std::span<const double> y,
                         std::span<const int> cluster);

// Slopes within persons: x and y as deviations from the person's own means, pooled over
// persons, as lm with an intercept for each person. Estimates in the order of the
// predictors, without intercept. Errors are clustered by couple as above, with k = slopes
// + 1, since a person's mean belongs to one cluster (Stata's xtreg, fe). Persons with a
// single complete row add nothing. n and r_squared are those of the deviations.
Regression within_person_slopes(const Eigen::MatrixXd& predictors,
                                std::span<const double> y, std::span<const int> person,
                                std::span<const int> couple);

} // namespace couplet::statistics
