#include "statistics/regression.hpp"

#include "statistics/detail.hpp"

#include <Eigen/QR>

#include <map>

namespace couplet::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Rows {
    MatrixXd x;
    VectorXd y;
    std::vector<Index> kept;
};

Rows complete_rows(const MatrixXd& predictors, std::span<const double> y) {
    detail::require(predictors.rows() == static_cast<Index>(y.size()),
                    "regression: predictors and y differ in length");
    Rows rows;
    for (Index i = 0; i < predictors.rows(); ++i)
        if (!std::isnan(y[static_cast<std::size_t>(i)]) && !predictors.row(i).hasNaN())
            rows.kept.push_back(i);
    rows.x = predictors(rows.kept, Eigen::all);
    rows.y = detail::as_vector(y)(rows.kept);
    return rows;
}

std::vector<int> kept(std::span<const int> labels, const Rows& rows) {
    std::vector<int> result;
    for (const Index row : rows.kept)
        result.push_back(labels[static_cast<std::size_t>(row)]);
    return result;
}

MatrixXd with_intercept(const MatrixXd& x) {
    MatrixXd design(x.rows(), x.cols() + 1);
    design << VectorXd::Ones(x.rows()), x;
    return design;
}

Estimates undetermined(Index size) {
    return with_inference(VectorXd::Constant(size, missing),
                          MatrixXd::Constant(size, size, missing), missing);
}

// (X'X)^-1 out of the triangle, so that X'X, which squares the condition, is never
// formed.
MatrixXd inverse_cross_product(const Eigen::ColPivHouseholderQR<MatrixXd>& qr, Index k) {
    const MatrixXd inverse =
        qr.matrixR().topLeftCorner(k, k).triangularView<Eigen::Upper>().solve(
            MatrixXd::Identity(k, k));
    const MatrixXd root = qr.colsPermutation() * inverse;
    return root * root.transpose();
}

struct Fit {
    bool determined = false;
    VectorXd coefficients, residuals;
    MatrixXd inverse; // (X'X)^-1
};

Fit least_squares(const MatrixXd& x, const VectorXd& y, Index extra_parameters = 0) {
    Fit fit;
    if (x.cols() == 0 || x.rows() <= x.cols() + extra_parameters)
        return fit;
    const Eigen::ColPivHouseholderQR<MatrixXd> qr(x);
    if (qr.rank() < x.cols())
        return fit;
    fit.determined = true;
    fit.coefficients = qr.solve(y);
    fit.residuals = y - x * fit.coefficients;
    fit.inverse = inverse_cross_product(qr, x.cols());
    return fit;
}

// `parameters` is what the small-sample factor counts.
Estimates sandwich(const Fit& fit, const MatrixXd& x, std::span<const int> cluster,
                   Index parameters) {
    std::map<int, VectorXd> scores;
    for (Index i = 0; i < x.rows(); ++i) {
        const VectorXd score = x.row(i).transpose() * fit.residuals(i);
        const auto [place, added] =
            scores.try_emplace(cluster[static_cast<std::size_t>(i)], score);
        if (!added)
            place->second += score;
    }
    if (scores.size() < 2)
        return undetermined(x.cols());
    MatrixXd middle = MatrixXd::Zero(x.cols(), x.cols());
    for (const auto& [label, score] : scores)
        middle += score * score.transpose();
    const auto g = static_cast<double>(scores.size()), n = static_cast<double>(x.rows());
    const double factor = g / (g - 1) * (n - 1) / (n - static_cast<double>(parameters));
    return with_inference(fit.coefficients, factor * fit.inverse * middle * fit.inverse,
                          g - 1);
}

// All that does not depend on how the errors are estimated. `centre`: around what y
// varies.
void describe(Regression& result, const Rows& rows, const Fit& fit, Index parameters,
              double centre) {
    const double residual = fit.residuals.squaredNorm();
    const double total = (rows.y.array() - centre).square().sum();
    result.residual_sd =
        std::sqrt(residual / static_cast<double>(rows.y.size() - parameters));
    if (!(total > 0))
        return;
    result.r_squared = 1 - residual / total;
    const Index first = fit.coefficients.size() - rows.x.cols();
    for (Index j = 0; j < rows.x.cols(); ++j) {
        const double spread =
            (rows.x.col(j).array() - rows.x.col(j).mean()).matrix().norm();
        result.standardised(j) = fit.coefficients(first + j) * spread / std::sqrt(total);
    }
}

Regression regression(const MatrixXd& predictors, std::span<const double> y,
                      std::span<const int> cluster) {
    const Rows rows = complete_rows(predictors, y);
    const MatrixXd x = with_intercept(rows.x);
    Regression result;
    result.n = rows.kept.size();
    result.estimates = undetermined(x.cols());
    result.standardised = VectorXd::Constant(predictors.cols(), missing);
    const Fit fit = least_squares(x, rows.y);
    if (!fit.determined)
        return result;
    describe(result, rows, fit, x.cols(), rows.y.mean());
    if (cluster.empty()) {
        const auto df = static_cast<double>(x.rows() - x.cols());
        result.estimates = with_inference(
            fit.coefficients, result.residual_sd * result.residual_sd * fit.inverse, df);
    } else {
        result.estimates = sandwich(fit, x, kept(cluster, rows), x.cols());
    }
    return result;
}

} // namespace

Estimates with_inference(VectorXd value, MatrixXd covariance, double degrees_of_freedom) {
    Estimates e;
    e.standard_error = covariance.diagonal().array().sqrt();
    e.t = value.cwiseQuotient(e.standard_error);
    e.p = e.t.unaryExpr(
        [&](double t) { return detail::t_probability(t, degrees_of_freedom); });
    e.value = std::move(value);
    e.covariance = std::move(covariance);
    e.degrees_of_freedom = degrees_of_freedom;
    return e;
}

Interval interval(const Estimates& estimates, Index which, double level) {
    detail::require(which >= 0 && which < estimates.value.size(), "no such coefficient");
    const double half = detail::t_quantile(level, estimates.degrees_of_freedom) *
                        estimates.standard_error(which);
    return {estimates.value(which) - half, estimates.value(which) + half};
}

Regression ols(const MatrixXd& predictors, std::span<const double> y) {
    return regression(predictors, y, {});
}

Regression clustered_ols(const MatrixXd& predictors, std::span<const double> y,
                         std::span<const int> cluster) {
    detail::require(cluster.size() == y.size(),
                    "regression: clusters and y differ in length");
    return regression(predictors, y, cluster);
}

Regression within_person_slopes(const MatrixXd& predictors, std::span<const double> y,
                                std::span<const int> person,
                                std::span<const int> couple) {
    detail::require(person.size() == y.size() && couple.size() == y.size(),
                    "within-person slopes: persons, couples and y differ in length");
    Rows rows = complete_rows(predictors, y);
    std::map<int, std::vector<Index>> rows_of;
    for (Index i = 0; i < rows.y.size(); ++i)
        rows_of[person[static_cast<std::size_t>(rows.kept[static_cast<std::size_t>(i)])]]
            .push_back(i);
    for (const auto& [label, mine] : rows_of) {
        const double y_mean = rows.y(mine).mean();
        const Eigen::RowVectorXd x_mean = rows.x(mine, Eigen::all).colwise().mean();
        for (const Index i : mine) {
            rows.y(i) -= y_mean;
            rows.x.row(i) -= x_mean;
        }
    }
    Regression result;
    result.n = rows.kept.size();
    result.estimates = undetermined(predictors.cols());
    result.standardised = VectorXd::Constant(predictors.cols(), missing);
    const auto persons = static_cast<Index>(rows_of.size());
    const Fit fit = least_squares(rows.x, rows.y, persons);
    if (!fit.determined)
        return result;
    describe(result, rows, fit, rows.x.cols() + persons, 0);
    result.estimates = sandwich(fit, rows.x, kept(couple, rows), rows.x.cols() + 1);
    return result;
}

} // namespace couplet::statistics
