// Power over the number of couples: shares of virtual studies that found their effect, and the number
// of couples that a wanted power needs.
#pragma once

#include "statistics/basics.hpp"

#include <functional>

namespace couplet::power {

using statistics::missing;

// Share of studies with p below the level of significance.
struct Rate {
    std::size_t found = 0, studies = 0; // studies: those whose test could be computed
    double value = missing;
    statistics::Interval interval; // exact (Clopper & Pearson 1934), 95 %
};
Rate rate(std::size_t found, std::size_t studies);

struct Point {
    std::uint32_t couples = 0; // of the study in all
    Rate power;
    double effect = missing, effect_sd = missing; // estimates over studies: mean and sd
};

// Number of couples for a wanted power, with a Monte-Carlo interval.
struct Needed {
    double couples = missing; // NaN if power does not rise
    statistics::Interval interval;
    bool beyond = false; // outside the sizes that were simulated
};

// Probit regression of power on the square root of the number of couples, which is exact for a normal
// test statistic: power = Phi(slope sqrt(n) - z). Weighted by the binomial variances of the points.
Needed needed(const std::vector<Point>&, double wanted);

// Sizes at which power should be around .3, .5, .7, .8, .9 and .96, from the size of the effect of one
// couple: n = ((z_alpha + z_power) / signal)^2, signal being estimate / (standard error sqrt(n)). Even,
// ascending, from 8 to `most`.
std::vector<std::uint32_t> sizes_around(double signal, std::uint32_t most);

// What one virtual study says.
struct Finding {
    double effect = missing, p = missing;
};
// study(couples, replication) for all sizes and replications; p < alpha counts as found.
std::vector<Point> simulate(
    const std::vector<std::uint32_t>& sizes, std::uint32_t replications, double alpha,
    const std::function<Finding(std::uint32_t couples, std::uint32_t replication)>& study);

} // namespace couplet::power
