// Resampling of couples, for the uncertainty of any statistic.
#pragma once

#include "numerics/philox.hpp"
#include "statistics/basics.hpp"

#include <functional>

namespace couplet::statistics {

// Of the couples with these numbers, a number that occurs twice counting twice.
using CoupleStatistic = std::function<double(std::span<const std::uint32_t>)>;

struct Bootstrap {
    double estimate = missing;       // of all couples, each once
    double standard_error = missing; // sd over the resamples
    double bias = missing;           // mean over the resamples - estimate
    Interval interval;               // percentiles
    std::size_t replications = 0;    // resamples in which the statistic is not missing
};

// The couples of one resample: `couples` numbers in 0 ... couples - 1, each drawn
// independently. All follow from seed and replication, on every machine; the stream of
// random words is not one that a simulation with the same seed uses.
std::vector<std::uint32_t> resample(std::uint32_t couples, Seed seed,
                                    std::uint32_t replication);

// `wanted` different numbers of 0 ... couples - 1, in random order; every such list is as likely as
// any other. Follows from seed, replication and stream. More than there are: std::invalid_argument.
std::vector<std::uint32_t> choose(std::uint32_t couples, std::uint32_t wanted, Seed seed,
                                  std::uint32_t replication, std::uint32_t stream);

// Bootstrap over couples (Efron & Tibshirani, 1993, ch. 13), as they, not persons or
// days, are independent. Percentile interval by quantile(). NaN for fewer than 2 couples,
// or fewer than 2 resamples in which the statistic is defined; resamples in which it is
// not are left out and can be told from `replications`.
Bootstrap bootstrap(std::uint32_t couples, const CoupleStatistic& statistic, Seed seed,
                    std::uint32_t replications = 2000, double level = 0.95);

} // namespace couplet::statistics
