#include "analysis/calibration/fit.hpp"

#include <nlopt.h>

#include <cmath>
#include <memory>
#include <new>
#include <stdexcept>

namespace couplet::calibration {
namespace {

using Eigen::Index;
using Eigen::Map;
using Eigen::VectorXd;

constexpr int most_turns = 20;
constexpr double worthwhile = 1e-9; // gain of a turn

struct Subproblem {
    const std::vector<Goal>& goals;
    const std::vector<double>& values;
    const Eigen::MatrixXd& slopes;
    const Eigen::MatrixXd& doubt;
    const VectorXd& z;
    double scale; // of the value and its gradient
};

// Value and gradient, as NLopt calls it. Once continuously differentiable, and
// convex where no residual is far.
double objective(unsigned n, const double* at, double* gradient, void* data) {
    const auto& p = *static_cast<const Subproblem*>(data);
    const Map<const VectorXd> d(at, static_cast<Index>(n));
    const VectorXd shift = p.slopes * d;
    VectorXd pull =
        VectorXd::Zero(shift.size()); // half of the derivative by each statistic
    const VectorXd doubted = p.doubt * d;
    double sum = (p.z + d).squaredNorm() + d.dot(doubted);
    for (std::size_t k = 0; k < p.goals.size(); ++k) {
        const Goal& goal = p.goals[k];
        const auto row = static_cast<Index>(k);
        const double value = p.values[k] + shift[row], r = residual(goal, value);
        sum += goal.weight * r * r;
        pull[row] = goal.weight * r * residual_slope(goal, value);
    }
    if (gradient)
        Map<VectorXd>(gradient, static_cast<Index>(n)) =
            2 * p.scale * (p.slopes.transpose() * pull + p.z + d + doubted);
    return p.scale * sum;
}

// One call of the solver from d, which becomes the best point that it found; its value.
double minimise(Subproblem& problem, const VectorXd& lower, const VectorXd& upper,
                VectorXd& d) {
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> solver(
        nlopt_create(NLOPT_LD_SLSQP, static_cast<unsigned>(d.size())), nlopt_destroy);
    if (!solver)
        throw std::bad_alloc();
    nlopt_set_lower_bounds(solver.get(), lower.data());
    nlopt_set_upper_bounds(solver.get(), upper.data());
    nlopt_set_min_objective(solver.get(), objective, &problem);
    nlopt_set_ftol_rel(solver.get(), 1e-12);
    nlopt_set_xtol_rel(solver.get(), 1e-10);
    nlopt_set_maxeval(solver.get(), 2000);
    double least = 0;
    const nlopt_result result = nlopt_optimize(solver.get(), d.data(), &least);
    // At the limit of rounding the best point is still good.
    if (result < 0 && result != NLOPT_ROUNDOFF_LIMITED)
        throw std::runtime_error(std::string("NLopt: ") + nlopt_result_to_string(result));
    return least;
}

} // namespace

VectorXd solve_linearised(const std::vector<Goal>& goals,
                          const std::vector<double>& values,
                          const Eigen::MatrixXd& slopes, const Eigen::MatrixXd& doubt,
                          const VectorXd& z, const VectorXd& lower,
                          const VectorXd& upper) {
    // SLSQP takes steps of unit size for granted and stops early on large values, so the
    // value at the start is 1; begun again at its answer, with a fresh estimate of the
    // curvature, it mends what it left.
    Subproblem problem{goals, values, slopes, doubt, z, 1};
    VectorXd d = VectorXd::Zero(z.size());
    double least =
        objective(static_cast<unsigned>(d.size()), d.data(), nullptr, &problem);
    if (!(least > 0))
        return d;
    problem.scale = 1 / least;
    least = 1;
    for (int turn = 0; turn < most_turns; ++turn) {
        const double before = least;
        least = minimise(problem, lower, upper, d);
        if (before - least <= worthwhile * before)
            break;
    }
    return d.cwiseMax(lower).cwiseMin(upper);
}

} // namespace couplet::calibration
