// Simple mediation: what of an effect goes through one variable.
#pragma once

#include "numerics/philox.hpp"
#include "statistics/basics.hpp"

#include <Eigen/Core>

namespace couplet::statistics {

//   mediator = i1 + a treatment + covariates,  outcome = i2 + direct treatment + b mediator + covariates
// by least squares; indirect = a b, total = direct + indirect (of linear models, exactly).
struct Mediation {
    double a = missing;        // unit of the mediator
    double b = missing;        // unit of the outcome over that of the mediator
    double direct = missing, indirect = missing, total = missing; // unit of the outcome
    double indirect_error = missing; // sd over the resamples
    Interval indirect_interval;      // percentiles of the resamples
    std::size_t n = 0, couples = 0;  // complete rows, and the couples that they are of
};

// Percentile bootstrap (MacKinnon, Lockwood & Williams 2004) over couples: all rows with one number in
// `couple`, in 0 ... couples - 1, are drawn together. Rows with anything missing are dropped;
// `covariates` has a row for each, and may have no columns. NaN when the mediator or the treatment is
// determined by the rest, or for fewer than 2 couples.
Mediation mediate(std::span<const double> treatment, std::span<const double> mediator,
                  std::span<const double> outcome, const Eigen::MatrixXd& covariates,
                  std::span<const int> couple, Seed seed, std::uint32_t replications = 1000,
                  double level = 0.95);

} // namespace couplet::statistics
