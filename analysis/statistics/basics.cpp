#include "statistics/basics.hpp"

#include "statistics/detail.hpp"

#include <Eigen/QR>

#include <algorithm>

namespace couplet::statistics {
namespace {

std::vector<double> present(std::span<const double> x) {
    std::vector<double> values;
    values.reserve(x.size());
    std::copy_if(x.begin(), x.end(), std::back_inserter(values),
                 [](double v) { return !std::isnan(v); });
    return values;
}

// Below this share of its raw sum of squares what is left of a variable is rounding.
constexpr double no_variance = 1e-24;

// Over centred vectors; the raw sums of squares tell when nothing but rounding is left.
double product_moment(const Eigen::VectorXd& x, const Eigen::VectorXd& y, double raw_x,
                      double raw_y) {
    const double xx = x.squaredNorm(), yy = y.squaredNorm();
    if (!(xx > no_variance * raw_x) || !(yy > no_variance * raw_y))
        return missing;
    return std::clamp(x.dot(y) / std::sqrt(xx * yy), -1.0, 1.0);
}

Correlation with_inference(double r, std::size_t n, std::size_t controlled,
                           double level) {
    Correlation result;
    result.r = r;
    result.n = n;
    const double df = static_cast<double>(n) - 2 - static_cast<double>(controlled);
    if (df > 0)
        result.p = detail::t_probability(r * std::sqrt(df / (1 - r * r)), df);
    result.interval = fisher_interval(r, n, level, controlled);
    return result;
}

} // namespace

std::size_t count(std::span<const double> x) {
    return static_cast<std::size_t>(
        std::count_if(x.begin(), x.end(), [](double v) { return !std::isnan(v); }));
}

double mean(std::span<const double> x) {
    double sum = 0;
    std::size_t n = 0;
    for (const double v : x)
        if (!std::isnan(v)) {
            sum += v;
            ++n;
        }
    return n == 0 ? missing : sum / static_cast<double>(n);
}

double variance(std::span<const double> x) {
    const std::size_t n = count(x);
    if (n < 2)
        return missing;
    const double centre = mean(x);
    double squares = 0;
    for (const double v : x)
        if (!std::isnan(v))
            squares += (v - centre) * (v - centre);
    return squares / static_cast<double>(n - 1);
}

double sd(std::span<const double> x) { return std::sqrt(variance(x)); }

double quantile(std::span<const double> x, double p) {
    std::vector<double> values = present(x);
    if (values.empty() || !(p >= 0 && p <= 1))
        return missing;
    std::sort(values.begin(), values.end());
    const double position = p * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    if (below + 1 >= values.size())
        return values.back();
    const double part = position - static_cast<double>(below);
    // An infinite neighbour that has no weight must not make a NaN.
    return part == 0 ? values[below]
                     : values[below] + part * (values[below + 1] - values[below]);
}

Interval mean_interval(std::span<const double> x, double level) {
    const std::size_t n = count(x);
    if (n < 2)
        return {};
    const double half = detail::t_quantile(level, static_cast<double>(n - 1)) *
                        std::sqrt(variance(x) / static_cast<double>(n));
    return {mean(x) - half, mean(x) + half};
}

Correlation correlation(std::span<const double> x, std::span<const double> y,
                        double level) {
    return partial_correlation(
        x, y, Eigen::MatrixXd(static_cast<Eigen::Index>(x.size()), 0), level);
}

Correlation partial_correlation(std::span<const double> x, std::span<const double> y,
                                const Eigen::MatrixXd& given, double level) {
    detail::require(x.size() == y.size(), "correlation: x and y differ in length");
    detail::require(
        given.rows() == static_cast<Eigen::Index>(x.size()),
        "partial correlation: the controlled variables differ in length from x");
    detail::require_level(level);
    std::vector<Eigen::Index> rows;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (const auto row = static_cast<Eigen::Index>(i);
            !std::isnan(x[i]) && !std::isnan(y[i]) && !given.row(row).hasNaN())
            rows.push_back(row);
    const std::size_t n = rows.size();
    if (n < 2)
        return {missing, n, missing, {}};
    Eigen::VectorXd a = detail::as_vector(x)(rows), b = detail::as_vector(y)(rows);
    const double raw_a = a.squaredNorm(), raw_b = b.squaredNorm();
    a.array() -= a.mean();
    b.array() -= b.mean();
    std::size_t controlled = 0;
    if (given.cols() > 0) {
        Eigen::MatrixXd z = given(rows, Eigen::all);
        z.rowwise() -= z.colwise().mean().eval();
        const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(z);
        // A controlled variable that repeats others takes no degree of freedom.
        controlled = static_cast<std::size_t>(qr.rank());
        a -= z * qr.solve(a);
        b -= z * qr.solve(b);
    }
    if (n < controlled + 2)
        return {missing, n, missing, {}};
    return with_inference(product_moment(a, b, raw_a, raw_b), n, controlled, level);
}

Interval fisher_interval(double r, std::size_t n, double level, std::size_t controlled) {
    const double z = detail::normal_quantile(level);
    if (n <= 3 + controlled || !(std::abs(r) <= 1))
        return {};
    if (std::abs(r) == 1)
        return {r, r};
    const double half = z / std::sqrt(static_cast<double>(n - 3 - controlled));
    return {std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half)};
}

} // namespace couplet::statistics
