#include "power/curve.hpp"

#include "statistics/detail.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>

namespace couplet::power {
namespace {

double probit(double p) { return boost::math::quantile(boost::math::normal(), p); }
double density(double z) { return boost::math::pdf(boost::math::normal(), z); }

} // namespace

Rate rate(std::size_t found, std::size_t studies) {
    Rate r;
    r.found = found;
    r.studies = studies;
    if (studies == 0)
        return r;
    const auto n = static_cast<double>(studies), x = static_cast<double>(found);
    using Binomial = boost::math::binomial_distribution<>;
    r.value = x / n;
    r.interval = {Binomial::find_lower_bound_on_p(n, x, 0.025),
                  Binomial::find_upper_bound_on_p(n, x, 0.025)};
    return r;
}

Needed needed(const std::vector<Point>& points, double wanted) {
    // Weighted straight line z = a + b sqrt(n).
    double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0, least = 1e300, most = 0;
    for (const Point& point : points) {
        const auto studies = static_cast<double>(point.power.studies);
        if (studies < 1)
            continue;
        // Half a study more of each kind keeps 0 and 1 away from the ends.
        const double p = (static_cast<double>(point.power.found) + 0.5) / (studies + 1);
        const double z = probit(p), x = std::sqrt(static_cast<double>(point.couples));
        const double weight = studies * density(z) * density(z) / (p * (1 - p));
        w += weight;
        wx += weight * x;
        wy += weight * z;
        wxx += weight * x * x;
        wxy += weight * x * z;
        least = std::min(least, x * x);
        most = std::max(most, x * x);
    }
    const double determinant = w * wxx - wx * wx;
    Needed result;
    if (!(determinant > 0))
        return result;
    const double b = (w * wxy - wx * wy) / determinant, a = (wy - b * wx) / w;
    if (!(b > 0))
        return result;
    const double root = (probit(wanted) - a) / b;
    if (!(root > 0))
        return result;
    result.couples = root * root;
    // Delta method: d root = -(da + root db) / b.
    const double var_b = w / determinant, var_a = wxx / determinant, cov = -wx / determinant;
    const double error = std::sqrt(var_a + 2 * root * cov + root * root * var_b) / b;
    const double half = statistics::detail::normal_quantile(0.95) * error;
    const double low = std::max(0.0, root - half), high = root + half;
    result.interval = {low * low, high * high};
    result.beyond = result.couples < least || result.couples > most;
    return result;
}

std::vector<std::uint32_t> sizes_around(double signal, std::uint32_t most) {
    std::vector<std::uint32_t> sizes;
    const double z_alpha = statistics::detail::normal_quantile(0.95);
    for (const double power : {0.3, 0.5, 0.7, 0.8, 0.9, 0.96}) {
        const double root = (z_alpha + probit(power)) / std::abs(signal);
        const double n = std::min(root * root, static_cast<double>(most));
        const auto even = 2 * static_cast<std::uint32_t>(n / 2 + 0.5);
        sizes.push_back(std::clamp(even, std::uint32_t{8}, std::max(most / 2 * 2, 8u)));
    }
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    return sizes;
}

std::vector<Point>
simulate(const std::vector<std::uint32_t>& sizes, std::uint32_t replications, double alpha,
         const std::function<Finding(std::uint32_t, std::uint32_t)>& study) {
    std::vector<Point> points;
    for (const std::uint32_t n : sizes) {
        Point point;
        point.couples = n;
        std::size_t found = 0, studies = 0;
        std::vector<double> effects;
        for (std::uint32_t k = 0; k < replications; ++k) {
            const Finding f = study(n, k);
            if (std::isnan(f.p))
                continue;
            ++studies;
            found += f.p < alpha;
            effects.push_back(f.effect);
        }
        point.power = rate(found, studies);
        point.effect = statistics::mean(effects);
        point.effect_sd = statistics::sd(effects);
        points.push_back(point);
    }
    return points;
}

} // namespace couplet::power
