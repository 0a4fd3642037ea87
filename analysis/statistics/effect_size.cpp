#include "statistics/effect_size.hpp"

#include "statistics/detail.hpp"

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/roots.hpp>

#include <algorithm>

namespace couplet::statistics {
namespace {

// The non-centrality for which P(T <= t) is the probability given.
double non_centrality(double t, double df, double probability) {
    const auto excess = [&](double delta) {
        return boost::math::cdf(boost::math::non_central_t(df, delta), t) - probability;
    };
    // P falls with delta. The estimate is about normal with sd sqrt(1 + t^2 / (2 df)).
    double reach = 2 * std::sqrt(1 + t * t / (2 * df));
    double low = t - reach, high = t + reach;
    for (; excess(low) < 0; reach *= 2)
        low -= reach;
    for (; excess(high) > 0; reach *= 2)
        high += reach;
    std::uintmax_t iterations = 200;
    const auto root = boost::math::tools::toms748_solve(
        excess, low, high, boost::math::tools::eps_tolerance<double>(48), iterations);
    return (root.first + root.second) / 2;
}

// d = t / scale.
Interval exact_interval(double d, double scale, double df, double level) {
    const double t = d * scale;
    return {non_centrality(t, df, 0.5 + level / 2) / scale,
            non_centrality(t, df, 0.5 - level / 2) / scale};
}

struct Pairs {
    std::vector<double> before, after, change;
};

Pairs complete_pairs(std::span<const double> before, std::span<const double> after) {
    detail::require(before.size() == after.size(),
                    "pairs: before and after differ in length");
    Pairs pairs;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!std::isnan(before[i]) && !std::isnan(after[i])) {
            pairs.before.push_back(before[i]);
            pairs.after.push_back(after[i]);
            pairs.change.push_back(after[i] - before[i]);
        }
    return pairs;
}

struct Wilson {
    double low, high;
};

Wilson wilson(double share, double n, double z) {
    const double centre = share + z * z / (2 * n);
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    return {std::max(0.0, (centre - half) / scale),
            std::min(1.0, (centre + half) / scale)};
}

double square(double x) { return x * x; }

} // namespace

double hedges_factor(double degrees_of_freedom) {
    if (!(degrees_of_freedom > 1))
        return missing;
    const double half = degrees_of_freedom / 2;
    return 1 / (std::sqrt(half) * boost::math::tgamma_delta_ratio(half - 0.5, 0.5));
}

EffectSize between(std::span<const double> treated, std::span<const double> control,
                   double level) {
    detail::require_level(level);
    EffectSize result;
    const auto n1 = static_cast<double>(count(treated)),
               n2 = static_cast<double>(count(control));
    if (n1 < 2 || n2 < 2)
        return result;
    const double df = n1 + n2 - 2;
    const double pooled =
        std::sqrt(((n1 - 1) * variance(treated) + (n2 - 1) * variance(control)) / df);
    if (!(pooled > 0))
        return result;
    result.degrees_of_freedom = df;
    const double d = result.d = (mean(treated) - mean(control)) / pooled;
    const double factor = hedges_factor(df);
    result.g = factor * d;
    result.standard_error =
        factor * std::sqrt((n1 + n2) / (n1 * n2) + d * d / (2 * (n1 + n2)));
    result.interval = exact_interval(d, std::sqrt(n1 * n2 / (n1 + n2)), df, level);
    return result;
}

EffectSize paired(std::span<const double> before, std::span<const double> after,
                  double level) {
    detail::require_level(level);
    EffectSize result;
    const Pairs pairs = complete_pairs(before, after);
    const auto n = static_cast<double>(pairs.change.size());
    const double spread = sd(pairs.change);
    if (!(spread > 0))
        return result;
    result.degrees_of_freedom = n - 1;
    const double d = result.d = mean(pairs.change) / spread;
    const double factor = hedges_factor(n - 1);
    result.g = factor * d;
    result.standard_error = factor * std::sqrt(1 / n + d * d / (2 * n));
    result.interval = exact_interval(d, std::sqrt(n), n - 1, level);
    return result;
}

EffectSize within(std::span<const double> before, std::span<const double> after,
                  double level) {
    const double z = detail::normal_quantile(level);
    EffectSize result;
    const Pairs pairs = complete_pairs(before, after);
    const auto n = static_cast<double>(pairs.change.size());
    const double spread = sd(pairs.change);
    const double r = correlation(pairs.before, pairs.after).r;
    if (!(spread > 0) || !(r < 1))
        return result;
    result.degrees_of_freedom = n - 1;
    const double d = result.d = mean(pairs.change) / (spread / std::sqrt(2 * (1 - r)));
    const double error = std::sqrt((1 / n + d * d / (2 * n)) * 2 * (1 - r));
    const double factor = hedges_factor(n - 1);
    result.g = factor * d;
    result.standard_error = factor * error;
    result.interval = {d - z * error, d + z * error};
    return result;
}

double reliable_change_index(double before, double after, double sd, double reliability) {
    if (!(sd > 0) || !(reliability >= 0 && reliability < 1))
        return missing;
    return (after - before) / (std::sqrt(2.0) * sd * std::sqrt(1 - reliability));
}

double clinical_cutoff(double mean_distressed, double sd_distressed,
                       double mean_satisfied, double sd_satisfied) {
    if (!(sd_distressed + sd_satisfied > 0))
        return missing;
    return (sd_distressed * mean_satisfied + sd_satisfied * mean_distressed) /
           (sd_distressed + sd_satisfied);
}

RiskDifference number_needed_to_treat(std::size_t successes_treated, std::size_t treated,
                                      std::size_t successes_control, std::size_t control,
                                      double level) {
    detail::require(successes_treated <= treated && successes_control <= control,
                    "number needed to treat: more successes than persons");
    const double z = detail::normal_quantile(level);
    RiskDifference result;
    if (treated == 0 || control == 0)
        return result;
    const auto n1 = static_cast<double>(treated), n2 = static_cast<double>(control);
    const double p1 = static_cast<double>(successes_treated) / n1,
                 p2 = static_cast<double>(successes_control) / n2;
    const Wilson w1 = wilson(p1, n1, z), w2 = wilson(p2, n2, z);
    const double difference = result.difference = p1 - p2;
    result.difference_interval = {
        difference - std::sqrt(square(p1 - w1.low) + square(w2.high - p2)),
        difference + std::sqrt(square(w1.high - p1) + square(p2 - w2.low))};
    result.nnt = 1 / difference;
    result.nnt_interval = {1 / result.difference_interval.high,
                           1 / result.difference_interval.low};
    return result;
}

double number_needed_to_treat(double d) { return 1 / std::erf(d / 2); }

} // namespace couplet::statistics
