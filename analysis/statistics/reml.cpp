#include "statistics/reml.hpp"

#include "statistics/detail.hpp"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <Eigen/QR>

#include <algorithm>
#include <array>
#include <map>
#include <numbers>

namespace couplet::statistics {
namespace {

using Eigen::Index;
using Eigen::Matrix2d;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Pairs {
    MatrixXd x;
    VectorXd y;
    // Rows of each couple by role, -1 where a partner is missing.
    std::vector<std::array<Index, 2>> couples;
};

// The covariance as a linear function of the parameters: (v, c) or (v0, v1, c).
std::vector<Matrix2d> directions(PairErrors errors) {
    Matrix2d both = Matrix2d::Identity(), cross = both.rowwise().reverse();
    if (errors == PairErrors::compound_symmetric)
        return {both, cross};
    Matrix2d first = Matrix2d::Zero(), second = Matrix2d::Zero();
    first(0, 0) = 1;
    second(1, 1) = 1;
    return {first, second, cross};
}

Matrix2d covariance(const std::vector<Matrix2d>& directions, const VectorXd& theta) {
    Matrix2d v = Matrix2d::Zero();
    for (std::size_t j = 0; j < directions.size(); ++j)
        v += theta(static_cast<Index>(j)) * directions[j];
    return v;
}

// Applies a function of the covariance to the rows of both, or of the one who is there:
// out = m rows, for the inverse of the covariance (`inverse`) or a direction.
template <class Both, class Single>
MatrixXd by_couple(const Pairs& pairs, const MatrixXd& in, Both both, Single single) {
    MatrixXd out(in.rows(), in.cols());
    for (const auto& c : pairs.couples) {
        if (c[0] >= 0 && c[1] >= 0) {
            const Matrix2d m = both();
            out.row(c[0]) = m(0, 0) * in.row(c[0]) + m(0, 1) * in.row(c[1]);
            out.row(c[1]) = m(1, 0) * in.row(c[0]) + m(1, 1) * in.row(c[1]);
        } else {
            const int role = c[0] >= 0 ? 0 : 1;
            const Index row = c[static_cast<std::size_t>(role)];
            out.row(row) = single(role) * in.row(row);
        }
    }
    return out;
}

MatrixXd times_inverse(const Pairs& pairs, const Matrix2d& v, const MatrixXd& in) {
    const Matrix2d inverse = v.inverse();
    return by_couple(
        pairs, in, [&] { return inverse; }, [&](int role) { return 1 / v(role, role); });
}

MatrixXd times_direction(const Pairs& pairs, const Matrix2d& d, const MatrixXd& in) {
    return by_couple(
        pairs, in, [&] { return d; }, [&](int role) { return d(role, role); });
}

// What follows from one value of the parameters.
struct State {
    Matrix2d v;
    VectorXd beta, py; // py = V^-1 (y - X beta)
    MatrixXd vx, c;    // V^-1 X, (X'V^-1 X)^-1
    double log_likelihood = missing;
};

bool positive_definite(const Matrix2d& v) {
    return v(0, 0) > 0 && v(1, 1) > 0 && v.determinant() > 1e-14 * v(0, 0) * v(1, 1);
}

State evaluate(const Pairs& pairs, const Matrix2d& v) {
    State s;
    s.v = v;
    s.vx = times_inverse(pairs, v, pairs.x);
    const MatrixXd information = pairs.x.transpose() * s.vx;
    const Eigen::LDLT<MatrixXd> ldlt(information);
    const Index k = pairs.x.cols();
    s.c = ldlt.solve(MatrixXd::Identity(k, k));
    s.beta = ldlt.solve(s.vx.transpose() * pairs.y);
    const VectorXd residual = pairs.y - pairs.x * s.beta;
    s.py = times_inverse(pairs, v, residual);
    double log_determinant = 0;
    for (const auto& c : pairs.couples)
        log_determinant += c[0] >= 0 && c[1] >= 0
                               ? std::log(v.determinant())
                               : std::log(c[0] >= 0 ? v(0, 0) : v(1, 1));
    const auto df = static_cast<double>(pairs.y.size() - k);
    s.log_likelihood = -0.5 * (df * std::log(2 * std::numbers::pi) + log_determinant +
                               ldlt.vectorD().array().log().sum() + residual.dot(s.py));
    return s;
}

struct Slope {
    VectorXd score;
    MatrixXd information;
};

Slope slope(const Pairs& pairs, const State& s, const std::vector<Matrix2d>& d) {
    const auto size = static_cast<Index>(d.size());
    const Matrix2d inverse = s.v.inverse();
    Slope result{VectorXd(size), MatrixXd(size, size)};
    MatrixXd w(pairs.y.size(), size); // D_j P y
    for (Index j = 0; j < size; ++j) {
        const Matrix2d& dj = d[static_cast<std::size_t>(j)];
        w.col(j) = times_direction(pairs, dj, s.py);
        double trace = 0; // of V^-1 D_j
        for (const auto& c : pairs.couples)
            trace += c[0] >= 0 && c[1] >= 0 ? (inverse * dj).trace()
                     : c[0] >= 0            ? dj(0, 0) / s.v(0, 0)
                                            : dj(1, 1) / s.v(1, 1);
        // tr(P D) = tr(V^-1 D) - tr(C X'V^-1 D V^-1 X)
        trace -= (s.c * (s.vx.transpose() * times_direction(pairs, dj, s.vx))).trace();
        result.score(j) = -0.5 * (trace - s.py.dot(w.col(j)));
    }
    const MatrixXd xw = s.vx.transpose() * w;
    result.information =
        0.5 * (w.transpose() * times_inverse(pairs, s.v, w) - xw.transpose() * s.c * xw);
    return result;
}

Pairs complete(const MatrixXd& design, std::span<const double> y,
               std::span<const int> couple, std::span<const int> role) {
    detail::require(design.rows() == static_cast<Index>(y.size()) &&
                        couple.size() == y.size() && role.size() == y.size(),
                    "pair regression: design, y, couple and role differ in length");
    std::vector<Index> kept;
    std::map<int, std::array<Index, 2>> couples;
    for (std::size_t i = 0; i < y.size(); ++i) {
        detail::require(role[i] == 0 || role[i] == 1,
                        "pair regression: a role is not 0 or 1");
        const auto row = static_cast<Index>(i);
        if (std::isnan(y[i]) || design.row(row).hasNaN())
            continue;
        auto& place = couples.try_emplace(couple[i], std::array<Index, 2>{-1, -1})
                          .first->second[static_cast<std::size_t>(role[i])];
        detail::require(place < 0, "pair regression: a couple has two rows of one role");
        place = static_cast<Index>(kept.size());
        kept.push_back(row);
    }
    Pairs pairs;
    pairs.x = design(kept, Eigen::all);
    pairs.y = detail::as_vector(y)(kept);
    for (const auto& [label, rows] : couples)
        pairs.couples.push_back(rows);
    return pairs;
}

// Parameters to start from: uncorrelated errors of the size that least squares leave.
VectorXd start(const Pairs& pairs, std::size_t size) {
    const Eigen::ColPivHouseholderQR<MatrixXd> qr(pairs.x);
    const Index df = pairs.y.size() - pairs.x.cols();
    VectorXd theta = VectorXd::Zero(static_cast<Index>(size));
    if (qr.rank() < pairs.x.cols() || df < static_cast<Index>(size))
        return theta;
    const double residual = (pairs.y - pairs.x * qr.solve(pairs.y)).squaredNorm();
    if (residual <= 1e-24 * pairs.y.squaredNorm())
        return theta;
    theta.head(static_cast<Index>(size) - 1)
        .setConstant(residual / static_cast<double>(df));
    return theta;
}

bool climb(const Pairs& pairs, const std::vector<Matrix2d>& d, VectorXd theta, State& s) {
    for (int iteration = 0; iteration < 200; ++iteration) {
        const Slope at = slope(pairs, s, d);
        const VectorXd step = at.information.ldlt().solve(at.score);
        if (!step.allFinite())
            return false;
        // Twice the gain that the quadratic model promises: free of units.
        if (std::abs(step.dot(at.score)) < 1e-20)
            return true;
        double length = 1;
        for (; length > 1e-10; length /= 2) {
            const VectorXd next = theta + length * step;
            const Matrix2d v = covariance(d, next);
            if (!positive_definite(v))
                continue;
            State trial = evaluate(pairs, v);
            // Near the top rounding hides the rise, and Newton's step is to be trusted.
            if (trial.log_likelihood >= s.log_likelihood - 1e-9) {
                theta = next;
                s = std::move(trial);
                break;
            }
        }
        if (length <= 1e-10)
            return std::abs(step.dot(at.score)) < 1e-14;
        if (length == 1 && step.norm() < 1e-13 * theta.norm())
            return true;
    }
    return false;
}

} // namespace

PairRegression pair_regression(const MatrixXd& design, std::span<const double> y,
                               std::span<const int> couple, std::span<const int> role,
                               PairErrors errors) {
    const Pairs pairs = complete(design, y, couple, role);
    const Index k = design.cols();
    PairRegression result;
    result.n = static_cast<std::size_t>(pairs.y.size());
    result.estimates = with_inference(VectorXd::Constant(k, missing),
                                      MatrixXd::Constant(k, k, missing), missing);
    const bool has_pair =
        std::any_of(pairs.couples.begin(), pairs.couples.end(),
                    [](const auto& c) { return c[0] >= 0 && c[1] >= 0; });
    const std::vector<Matrix2d> d = directions(errors);
    if (k == 0 || !has_pair)
        return result;
    const VectorXd theta = start(pairs, d.size());
    if (theta.isZero(0))
        return result;
    State s = evaluate(pairs, covariance(d, theta));
    if (!climb(pairs, d, theta, s))
        return result;
    result.converged = true;
    result.estimates =
        with_inference(s.beta, s.c, static_cast<double>(pairs.y.size() - k));
    result.error_sd[0] = std::sqrt(s.v(0, 0));
    result.error_sd[1] = std::sqrt(s.v(1, 1));
    result.error_correlation = s.v(0, 1) / (result.error_sd[0] * result.error_sd[1]);
    result.log_likelihood = s.log_likelihood;
    return result;
}

} // namespace couplet::statistics
