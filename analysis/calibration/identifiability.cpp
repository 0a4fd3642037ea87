#include "analysis/calibration/identifiability.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace couplet::calibration {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::size_t most_shown = 3; // goals of a parameter
// The noise in a sum of squares is itself known to about a third only.
constexpr double share_of_noise = 0.6;

Index row(std::size_t k) { return static_cast<Index>(k); }

// Slopes in standard errors; none of goals that say nothing.
MatrixXd weighted(const std::vector<Goal>& goals, const Slopes& slopes) {
    MatrixXd j = slopes.statistics;
    for (std::size_t k = 0; k < goals.size(); ++k)
        j.row(row(k)) *= speaks(goals[k], slopes.values[k])
                             ? std::sqrt(goals[k].weight) / goals[k].se
                             : 0;
    return j;
}

std::vector<std::pair<std::size_t, double>> most_moved(const VectorXd& column) {
    std::vector<std::size_t> order(static_cast<std::size_t>(column.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(column[row(a)]) > std::abs(column[row(b)]);
    });
    std::vector<std::pair<std::size_t, double>> most;
    for (std::size_t k = 0; k < std::min(most_shown, order.size()); ++k)
        if (column[row(order[k])] != 0)
            most.emplace_back(order[k], column[row(order[k])]);
    return most;
}

// Parameters joined by pairs, directly or through others; those with a companion only.
std::vector<std::vector<std::size_t>> joined(std::size_t count,
                                             const std::vector<Together>& pairs) {
    std::vector<std::size_t> label(count);
    std::iota(label.begin(), label.end(), std::size_t{0});
    for (const Together& pair : pairs) {
        const std::size_t from = label[pair.second], to = label[pair.first];
        std::replace(label.begin(), label.end(), from, to);
    }
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t l = 0; l < count; ++l) {
        std::vector<std::size_t> members;
        for (std::size_t j = 0; j < count; ++j)
            if (label[j] == l)
                members.push_back(j);
        if (members.size() > 1)
            groups.push_back(std::move(members));
    }
    return groups;
}

// Of a sum of squares that noise has added to.
double without(double total, double noise) {
    return std::sqrt(std::max(0.0, total - noise));
}

} // namespace

Identifiability identify(const std::vector<Goal>& goals, const Slopes& slopes,
                         const Thresholds& thresholds) {
    const MatrixXd j = weighted(goals, slopes);
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(j.transpose() * j -
                                                         slopes.noise);
    const VectorXd information =
        solver.eigenvalues().cwiseMax(0); // noise may exceed what is there
    const MatrixXd& vectors = solver.eigenvectors();
    const MatrixXd covariance =
        vectors * (information.array() + 1).inverse().matrix().asDiagonal() *
        vectors.transpose();
    const VectorXd sd = covariance.diagonal().cwiseSqrt();
    const auto count = static_cast<std::size_t>(j.cols());

    Identifiability result;
    result.correlation =
        sd.cwiseInverse().asDiagonal() * covariance * sd.cwiseInverse().asDiagonal();
    for (std::size_t p = 0; p < count; ++p) {
        Standing s;
        s.sensitivity =
            without(j.col(row(p)).squaredNorm(), slopes.noise(row(p), row(p)));
        s.noise = std::sqrt(slopes.noise(row(p), row(p)));
        s.posterior = sd[row(p)];
        s.moves_nothing =
            s.sensitivity < std::max(thresholds.sensitivity, share_of_noise * s.noise);
        s.most = most_moved(j.col(row(p)));
        result.parameters.push_back(std::move(s));
        for (std::size_t q = 0; q < p; ++q)
            if (std::abs(result.correlation(row(p), row(q))) > thresholds.correlation)
                result.pairs.push_back({q, p, result.correlation(row(p), row(q))});
    }
    std::stable_sort(result.pairs.begin(), result.pairs.end(),
                     [](const auto& a, const auto& b) {
                         return std::abs(a.correlation) > std::abs(b.correlation);
                     });
    result.groups = joined(count, result.pairs);
    for (Index at = information.size() - 1; at >= 0; --at) {
        Index largest = 0;
        vectors.col(at).cwiseAbs().maxCoeff(&largest);
        const double sign =
            vectors(largest, at) < 0 ? -1 : 1; // the solver leaves it open
        result.directions.push_back({information[at], sign * vectors.col(at)});
    }
    result.determined = static_cast<int>((information.array() > 1).count());
    return result;
}

} // namespace couplet::calibration
