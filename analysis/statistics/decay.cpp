#include "statistics/decay.hpp"

#include "statistics/detail.hpp"

#include <Eigen/QR>
#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <numbers>

namespace couplet::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Parameters: [asymptote,] amplitude at the smallest x, time constant. From the smallest
// x, so that the exponential neither overflows nor vanishes where x is far from 0.
struct Points {
    VectorXd x, y;
    bool has_asymptote;
};

MatrixXd linear_design(const Points& p, double time_constant) {
    MatrixXd design = MatrixXd::Ones(p.x.size(), p.has_asymptote ? 2 : 1);
    design.rightCols(1) = (-p.x.array() / time_constant).exp().matrix();
    return design;
}

VectorXd linear_part(const Points& p, double time_constant) {
    return linear_design(p, time_constant).colPivHouseholderQr().solve(p.y);
}

VectorXd residuals(const Points& p, const VectorXd& parameters) {
    const Index last = parameters.size() - 1;
    return p.y - linear_design(p, parameters(last)) * parameters.head(last);
}

MatrixXd jacobian(const Points& p, const VectorXd& parameters) {
    const Index last = parameters.size() - 1;
    const double c = parameters(last);
    MatrixXd j(p.x.size(), parameters.size());
    j.leftCols(last) = linear_design(p, c);
    j.col(last) = parameters(last - 1) / (c * c) * p.x.cwiseProduct(j.col(last - 1));
    return j;
}

double residual_square(const Points& p, double log_time_constant) {
    const double c = std::exp(log_time_constant);
    return (p.y - linear_design(p, c) * linear_part(p, c)).squaredNorm();
}

struct Found {
    double log_time_constant;
    bool inside; // and not at the border of the range
};

Found search(const Points& p, double low, double high) {
    constexpr int steps = 200;
    const double width = (high - low) / steps;
    int best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (int k = 0; k <= steps; ++k)
        if (const double square = residual_square(p, low + k * width); square < least) {
            least = square;
            best = k;
        }
    if (best == 0 || best == steps)
        return {low + best * width, false};
    const auto minimum = boost::math::tools::brent_find_minima(
        [&](double c) { return residual_square(p, c); }, low + (best - 1) * width,
        low + (best + 1) * width, 26);
    return {minimum.first, true};
}

VectorXd polish(const Points& p, VectorXd parameters) {
    double square = residuals(p, parameters).squaredNorm();
    for (int k = 0; k < 50; ++k) {
        const VectorXd step =
            jacobian(p, parameters).colPivHouseholderQr().solve(residuals(p, parameters));
        const VectorXd next = parameters + step;
        // The search came close; a step that goes up is rounding, or the data say
        // nothing.
        if (!next.allFinite() || !(next(next.size() - 1) > 0))
            break;
        const double trial = residuals(p, next).squaredNorm();
        if (!(trial <= square * (1 + 1e-14)))
            break;
        parameters = next;
        square = trial;
        if (step.norm() < 1e-15 * parameters.norm())
            break;
    }
    return parameters;
}

// Parameters and their errors, as of x = 0.
void report(Decay& result, const Points& p, const VectorXd& parameters, double origin,
            double square) {
    const Index size = parameters.size();
    const double c = parameters(size - 1), shift = std::exp(origin / c);
    result.asymptote = p.has_asymptote ? parameters(0) : 0;
    result.amplitude = parameters(size - 2) * shift;
    result.time_constant = c;
    result.residual_sd = std::sqrt(square / static_cast<double>(p.x.size() - size));
    MatrixXd j = jacobian(p, parameters);
    // Derivatives by the amplitude at 0, A = amplitude exp(origin / c), and by c for that
    // A.
    j.col(size - 1) += j.col(size - 2) * (parameters(size - 2) * origin / (c * c));
    j.col(size - 2) /= shift;
    const Eigen::ColPivHouseholderQR<MatrixXd> qr(j);
    if (qr.rank() < size)
        return;
    // Of (J'J)^-1 = P R^-1 R^-T P' only the diagonal.
    const MatrixXd root =
        qr.colsPermutation() * MatrixXd(qr.matrixR()
                                            .topLeftCorner(size, size)
                                            .triangularView<Eigen::Upper>()
                                            .solve(MatrixXd::Identity(size, size)));
    const VectorXd error = result.residual_sd * root.rowwise().norm();
    result.asymptote_error = p.has_asymptote ? error(0) : 0;
    result.amplitude_error = error(size - 2);
    result.time_constant_error = error(size - 1);
}

} // namespace

Decay fit_decay(std::span<const double> x, std::span<const double> y,
                Asymptote asymptote) {
    detail::require(x.size() == y.size(), "decay: x and y differ in length");
    std::vector<double> xs, ys;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!std::isnan(x[i]) && !std::isnan(y[i])) {
            xs.push_back(x[i]);
            ys.push_back(y[i]);
        }
    Decay result;
    result.n = xs.size();
    const Index size = asymptote == Asymptote::free ? 3 : 2;
    if (static_cast<Index>(xs.size()) <= size || !(variance(ys) > 0) ||
        !(variance(xs) > 0))
        return result;
    std::vector<double> sorted = xs;
    std::sort(sorted.begin(), sorted.end());
    const double origin = sorted.front(), range = sorted.back() - origin;
    double gap = range;
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] > sorted[i - 1])
            gap = std::min(gap, sorted[i] - sorted[i - 1]);
    Points p{detail::as_vector(xs), detail::as_vector(ys), asymptote == Asymptote::free};
    p.x.array() -= origin;
    const Found found = search(p, std::log(gap / 20), std::log(range * 50));
    VectorXd parameters(size);
    parameters << linear_part(p, std::exp(found.log_time_constant)),
        std::exp(found.log_time_constant);
    if (found.inside)
        parameters = polish(p, parameters);
    const auto n = static_cast<double>(xs.size());
    const double square = residuals(p, parameters).squaredNorm();
    result.aic = n * (std::log(2 * std::numbers::pi * square / n) + 1) +
                 2 * static_cast<double>(size + 1);
    if (found.inside)
        report(result, p, parameters, origin, square);
    return result;
}

double asymptote_support(std::span<const double> x, std::span<const double> y) {
    return fit_decay(x, y, Asymptote::zero).aic - fit_decay(x, y, Asymptote::free).aic;
}

} // namespace couplet::statistics
