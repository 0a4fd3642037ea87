#include "statistics/mediation.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/detail.hpp"

#include <Eigen/QR>

#include <map>

namespace couplet::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Sums of products of (1, treatment, covariates, mediator, outcome), for which a resample is a sum.
struct Moments {
    std::vector<VectorXd> of_couple; // lower triangles, one after another
    Index size = 0;

    MatrixXd matrix(const VectorXd& triangle) const {
        MatrixXd m(size, size);
        Index at = 0;
        for (Index j = 0; j < size; ++j)
            for (Index i = j; i < size; ++i, ++at)
                m(i, j) = m(j, i) = triangle(at);
        return m;
    }
};

// Coefficients of the last of `rows` variables on those before it.
VectorXd solve(const MatrixXd& moments, Index predictors, Index outcome) {
    const MatrixXd cross = moments.topLeftCorner(predictors, predictors);
    // Scaled, so that rank does not depend on units.
    const VectorXd scale = cross.diagonal().cwiseSqrt().cwiseInverse();
    if (!scale.allFinite())
        return VectorXd::Constant(predictors, missing);
    const Eigen::ColPivHouseholderQR<MatrixXd> qr(scale.asDiagonal() * cross *
                                                  scale.asDiagonal());
    if (qr.rank() < predictors)
        return VectorXd::Constant(predictors, missing);
    const VectorXd right = moments.col(outcome).head(predictors);
    return scale.asDiagonal() * qr.solve(scale.asDiagonal() * right).eval();
}

struct Paths {
    double a, b, direct;
};
Paths paths(const MatrixXd& moments) {
    const Index mediator = moments.cols() - 2, outcome = moments.cols() - 1;
    const VectorXd first = solve(moments, mediator, mediator),
                   second = solve(moments, outcome, outcome);
    return {first(1), second(mediator), second(1)};
}

bool complete(double t, double m, double y, const MatrixXd& covariates, Index row) {
    return !std::isnan(t + m + y) && !covariates.row(row).hasNaN();
}

} // namespace

Mediation mediate(std::span<const double> treatment, std::span<const double> mediator,
                  std::span<const double> outcome, const MatrixXd& covariates,
                  std::span<const int> couple, Seed seed, std::uint32_t replications,
                  double level) {
    const std::size_t rows = treatment.size();
    detail::require(mediator.size() == rows && outcome.size() == rows && couple.size() == rows &&
                        covariates.rows() == static_cast<Index>(rows),
                    "mediation: columns of different lengths");
    Mediation result;
    Moments all;
    all.size = covariates.cols() + 4;
    // Centred, so that sums of products lose no digits.
    const double mediator_mean = mean(mediator), outcome_mean = mean(outcome);
    VectorXd covariate_means(covariates.cols());
    for (Index k = 0; k < covariates.cols(); ++k)
        covariate_means(k) = mean({covariates.col(k).data(), rows});
    std::map<int, std::size_t> place;
    VectorXd v(all.size);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto row = static_cast<Index>(r);
        if (!complete(treatment[r], mediator[r], outcome[r], covariates, row))
            continue;
        v(0) = 1;
        v(1) = treatment[r];
        v.segment(2, covariates.cols()) = covariates.row(row).transpose() - covariate_means;
        v(all.size - 2) = mediator[r] - mediator_mean;
        v(all.size - 1) = outcome[r] - outcome_mean;
        const auto [at, is_new] = place.emplace(couple[r], all.of_couple.size());
        if (is_new)
            all.of_couple.push_back(VectorXd::Zero(all.size * (all.size + 1) / 2));
        Index k = 0;
        for (Index j = 0; j < all.size; ++j)
            for (Index i = j; i < all.size; ++i)
                all.of_couple[at->second](k++) += v(i) * v(j);
        ++result.n;
    }
    result.couples = all.of_couple.size();
    if (result.couples < 2)
        return result;
    const auto of = [&](std::span<const std::uint32_t> drawn) {
        VectorXd sum = VectorXd::Zero(all.of_couple[0].size());
        for (const std::uint32_t c : drawn)
            sum += all.of_couple[c];
        return paths(all.matrix(sum));
    };
    const Bootstrap b = bootstrap(
        static_cast<std::uint32_t>(result.couples),
        [&](std::span<const std::uint32_t> drawn) {
            const Paths p = of(drawn);
            return p.a * p.b;
        },
        seed, replications, level);
    std::vector<std::uint32_t> each(result.couples);
    for (std::uint32_t c = 0; c < each.size(); ++c)
        each[c] = c;
    const Paths p = of(each);
    result.a = p.a;
    result.b = p.b;
    result.direct = p.direct;
    result.indirect = b.estimate;
    result.total = p.direct + b.estimate;
    result.indirect_error = b.standard_error;
    result.indirect_interval = b.interval;
    return result;
}

} // namespace couplet::statistics
