#include "effects/estimate.hpp"

#include "statistics/detail.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/regression.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>

namespace couplet::effects {

using namespace statistics;

namespace {

Estimate with_t(double value, double error, double df, std::size_t n) {
    Estimate e;
    e.value = value;
    e.n = n;
    if (std::isnan(error) || !(df > 0))
        return e;
    const double half = detail::t_quantile(0.95, df) * error;
    e.standard_error = error;
    e.interval = {value - half, value + half};
    if (error > 0)
        e.p = detail::t_probability(value / error, df);
    else
        e.p = value == 0 ? 1 : 0;
    return e;
}

double square(double x) { return x * x; }

} // namespace

Estimate mean_of(std::span<const double> couples) {
    const std::size_t n = count(couples);
    const auto size = static_cast<double>(n);
    return with_t(mean(couples), sd(couples) / std::sqrt(size), size - 1, n);
}

Estimate difference(std::span<const double> treated, std::span<const double> control) {
    const std::size_t n1 = count(treated), n2 = count(control);
    const double v1 = variance(treated) / static_cast<double>(n1),
                 v2 = variance(control) / static_cast<double>(n2);
    const double df = square(v1 + v2) / (square(v1) / static_cast<double>(n1 - 1) +
                                         square(v2) / static_cast<double>(n2 - 1));
    return with_t(mean(treated) - mean(control), std::sqrt(v1 + v2),
                  std::isnan(df) ? static_cast<double>(n1 + n2) - 2 : df, n1 + n2);
}

Estimate paired_difference(std::span<const double> treated, std::span<const double> control) {
    std::vector<double> d(treated.size());
    for (std::size_t k = 0; k < d.size(); ++k)
        d[k] = treated[k] - control[k];
    return mean_of(d);
}

Estimate adjusted_difference(std::span<const double> before_treated,
                             std::span<const double> after_treated,
                             std::span<const double> before_control,
                             std::span<const double> after_control) {
    const std::size_t n = after_treated.size() + after_control.size();
    Eigen::MatrixXd x(static_cast<Eigen::Index>(n), 2);
    std::vector<double> y;
    y.reserve(n);
    Eigen::Index row = 0;
    const auto add = [&](std::span<const double> before, std::span<const double> after,
                         double arm) {
        for (std::size_t k = 0; k < after.size(); ++k, ++row) {
            x(row, 0) = arm;
            x(row, 1) = before[k];
            y.push_back(after[k]);
        }
    };
    add(before_treated, after_treated, 1);
    add(before_control, after_control, 0);
    const Regression fit = ols(x, y);
    if (fit.estimates.value.size() < 2)
        return {};
    return with_t(fit.estimates.value(1), fit.estimates.standard_error(1),
                  fit.estimates.degrees_of_freedom, fit.n);
}

Estimate hedges_g(const Estimate& difference, double sd, double df) {
    Estimate g = difference;
    const double factor = hedges_factor(df);
    const auto scaled = [&](double x) { return factor * x / sd; };
    if (!(sd > 0))
        return {};
    g.value = scaled(difference.value);
    g.standard_error =
        std::sqrt(square(scaled(difference.standard_error)) + square(g.value) / (2 * df));
    const double half = detail::normal_quantile(0.95) * g.standard_error;
    g.interval = {g.value - half, g.value + half};
    return g;
}

Estimate share_of(std::span<const double> couples) {
    Estimate e = mean_of(couples);
    if (std::isnan(e.value))
        return e;
    const double p = e.value, least = static_cast<double>(e.n);
    // Two persons a couple at most; all alike says nothing of their correlation.
    double n = least;
    if (p > 0 && p < 1 && e.standard_error > 0)
        n = std::min(p * (1 - p) / square(e.standard_error), 2 * least);
    using Binomial = boost::math::binomial_distribution<>;
    e.interval = {p > 0 ? Binomial::find_lower_bound_on_p(n, p * n, 0.025) : 0.0,
                  p < 1 ? Binomial::find_upper_bound_on_p(n, p * n, 0.025) : 1.0};
    e.p = missing;
    return e;
}

} // namespace couplet::effects
