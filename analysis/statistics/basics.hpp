// Means, spreads and correlations of numbers some of which are missing.
//
// Everywhere in couplet::statistics a missing value is a NaN, and a result that the data
// do not determine (too few values, no variance) is a NaN too. Spans and matrices whose
// sizes do not fit each other are mistakes of the caller: std::invalid_argument. Levels
// of confidence are in (0, 1).
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace couplet::statistics {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

struct Interval {
    double low = missing, high = missing;
};

// Number of values that are not missing.
std::size_t count(std::span<const double> x);

// Arithmetic mean of the values present, in the unit of x; NaN if there is none.
double mean(std::span<const double> x);

// Unbiased variance (divisor n - 1) of the values present; NaN for n < 2.
double variance(std::span<const double> x);

// Its square root, in the unit of x.
double sd(std::span<const double> x);

// Quantile of the values present, p in [0, 1], interpolated between order statistics:
// type 7 of Hyndman & Fan (1996), the default of R. NaN if no value is present or p is
// outside.
double quantile(std::span<const double> x, double p);

// A t interval for the mean: mean -+ t(n - 1) sd / sqrt(n). NaN for n < 2.
Interval mean_interval(std::span<const double> x, double level = 0.95);

struct Correlation {
    double r = missing; // [-1, 1]
    std::size_t n = 0;  // pairs used
    double p = missing; // two-sided, t test of r = 0
    Interval interval;  // by Fisher's z
};

// Product-moment correlation over the pairs in which neither is missing, as R's cor.test.
// x and y have one length. r is NaN for n < 2 or when one does not vary; p for n < 3; the
// interval for n < 4.
Correlation correlation(std::span<const double> x, std::span<const double> y,
                        double level = 0.95);

// The correlation of x and y after the columns of `given` (rows as x) have been regressed
// out of both, over the rows in which nothing is missing. With k columns, p has n - 2 - k
// degrees of freedom and the variance of Fisher's z is 1 / (n - 3 - k) (Fisher, 1924).
// NaN when x or y does not vary given the columns.
Correlation partial_correlation(std::span<const double> x, std::span<const double> y,
                                const Eigen::MatrixXd& given, double level = 0.95);

// Fisher's interval for a correlation r from n pairs with `controlled` variables held
// constant: tanh(atanh(r) -+ z / sqrt(n - 3 - controlled)). NaN if that root is not of a
// positive number; r = -1 or 1 gives an interval without width.
Interval fisher_interval(double r, std::size_t n, double level = 0.95,
                         std::size_t controlled = 0);

} // namespace couplet::statistics
