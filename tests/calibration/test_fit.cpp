#include "calibration/synthetic.hpp"
#include "numerics/philox.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet::calibration;

namespace {
Simulate counted(int& calls) {
    return [&calls](const std::vector<double>& p) -> std::optional<Evaluation> {
        ++calls;
        return statistics(p);
    };
}
} // namespace

TEST_CASE("calibration: the fit finds the optimum of a curved problem, within its bounds",
          "[unit]") {
    int calls = 0;
    const Fit f = fit(five(), four(), counted(calls), {});
    CHECK((f.end == End::converged || f.end == End::no_progress));
    CHECK(f.best.parameters[0] == Approx(1).margin(0.02));
    CHECK(f.best.parameters[1] + f.best.parameters[2] == Approx(2).margin(0.02));
    // Nothing but the prior divides the sum, equally.
    CHECK(f.best.parameters[1] == Approx(f.best.parameters[2]).margin(0.02));
    CHECK(f.best.parameters[3] == Approx(1.5)); // wants 2.4, may 1.5
    CHECK(f.best.parameters[4] == Approx(0).margin(1e-6));
    CHECK(f.best.loss < f.start.loss);
    CHECK(f.evaluations == calls);
    CHECK(calls < 60);
    CHECK(f.slopes.at == f.best.parameters);
    CHECK_FALSE(f.slopes.updated);
}

TEST_CASE("calibration: the linearised problem is solved exactly", "[unit]") {
    // One parameter, x = 0 + 2 d, goal 4 with se 1, prior at 0 with sd 1:
    // minimum of (2 d - 4)^2 + d^2 is d = 8 / 5; with d <= 1 it is 1.
    const std::vector<Goal> goals{value_goal("x", "", 4, 1, Aim::centre)};
    const Eigen::MatrixXd slope = Eigen::MatrixXd::Constant(1, 1, 2);
    const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(1, 1);
    const auto one = [](double x) { return Eigen::VectorXd::Constant(1, x); };
    CHECK(solve_linearised(goals, {0}, slope, none, one(0), one(-9), one(9))[0] ==
          Approx(1.6));
    CHECK(solve_linearised(goals, {0}, slope, none, one(0), one(-1), one(1))[0] ==
          Approx(1));
    // A prior that is missed by 3 pulls back: (2 d - 4)^2 + (d + 3)^2 is least at d = 1.
    CHECK(solve_linearised(goals, {0}, slope, none, one(3), one(-9), one(9))[0] ==
          Approx(1));
    // Doubt of 3 in the slope: (2 d - 4)^2 + d^2 + 3 d^2 is least at d = 1.
    const Eigen::MatrixXd doubt = Eigen::MatrixXd::Constant(1, 1, 3);
    CHECK(solve_linearised(goals, {0}, slope, doubt, one(0), one(-9), one(9))[0] ==
          Approx(1));
}

TEST_CASE("calibration: the linearised problem is solved at every scale", "[unit]") {
    // At the minimum of a convex function over a box no coordinate can gain: its
    // derivative is 0, or points out of the box at a bound.
    for (const double far : {1.0, 30.0, 1000.0})
        for (std::uint32_t problem = 0; problem < 8; ++problem) {
            couplet::KeyedEngine engine(couplet::Seed{problem}, 1, 2);
            const auto random = [&] { return engine() / 2147483648.0 - 1; };
            constexpr Eigen::Index parameters = 45, statistics = 90;
            Eigen::MatrixXd slopes(statistics, parameters);
            std::vector<Goal> goals;
            std::vector<double> values;
            for (Eigen::Index k = 0; k < statistics; ++k) {
                const double se = std::exp(3 * random());
                for (Eigen::Index j = 0; j < parameters; ++j)
                    slopes(k, j) = std::pow(random(), 3) * 5 * se;
                values.push_back(far * se * random());
                goals.push_back(range_goal("x", "", -2 * se, 2 * se, Aim::inner_half));
            }
            const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(parameters, parameters);
            const Eigen::VectorXd z = Eigen::VectorXd::Constant(parameters, 0.3);
            const Eigen::VectorXd upper = Eigen::VectorXd::Ones(parameters);
            const Eigen::VectorXd d =
                solve_linearised(goals, values, slopes, none, z, -upper, upper);
            const auto total = [&](const Eigen::VectorXd& at) {
                const Eigen::VectorXd x =
                    Eigen::Map<const Eigen::VectorXd>(values.data(), statistics) +
                    slopes * at;
                return loss(goals, {x.data(), x.data() + statistics}) +
                       (z + at).squaredNorm();
            };
            const double start = total(Eigen::VectorXd::Zero(parameters)),
                         least = total(d);
            CAPTURE(far, problem, start, least);
            CHECK(least < start);
            for (Eigen::Index j = 0; j < parameters; ++j)
                for (const double step : {-0.01, 0.01}) {
                    Eigen::VectorXd other = d;
                    other[j] = std::clamp(d[j] + step, -1.0, 1.0);
                    CHECK(total(other) >= least - 1e-6 * start);
                }
        }
}

TEST_CASE("calibration: what the inner half does not ask for is left to the prior",
          "[unit]") {
    std::vector<Goal> goals{
        range_goal("x", "", 1, 5, Aim::inner_half)}; // inner half 2 to 4
    const std::vector<Free> free{{"p", "", 0, -9, 9, 0, 1}};
    const Simulate same = [](const std::vector<double>& p) { return Evaluation{p, {}}; };
    Rules rules;
    rules.radius = 3;
    // (p - 2)^2 + p^2 is least at 1.
    CHECK(fit(free, goals, same, rules).best.parameters[0] == Approx(1).margin(0.01));
    goals[0].weight = 99; // 99 (p - 2)^2 + p^2: 198 / 100
    CHECK(fit(free, goals, same, rules).best.parameters[0] == Approx(1.98).margin(0.01));
}

TEST_CASE("calibration: limits of evaluations are kept, and a stop is told", "[unit]") {
    for (const int limit : {1, 4, 6, 8, 13}) {
        int calls = 0;
        Rules rules;
        rules.max_evaluations = limit;
        const Fit f = fit(five(), four(), counted(calls), rules);
        CAPTURE(limit);
        CHECK(calls <= limit);
        CHECK(f.end == End::evaluations);
        CHECK(f.best.total() <= f.start.total());
    }
    int calls = 0;
    const Fit f =
        fit(five(), four(),
            [&](const std::vector<double>& p) {
                return ++calls > 9 ? std::nullopt : std::optional(statistics(p));
            },
            {});
    CHECK(f.end == End::stopped);
    CHECK(f.evaluations == 9);
    CHECK(f.best.total() < f.start.total());
}

TEST_CASE("calibration: a statistic that is missing for a while stops nothing",
          "[unit]") {
    const Fit f = fit(five(), four(),
                      [&](const std::vector<double>& p) -> std::optional<Evaluation> {
                          Evaluation e = statistics(p);
                          if (p[0] < 0.3)
                              e.values[1] = std::nan("");
                          return e;
                      },
                      {});
    CHECK(f.best.parameters[0] == Approx(1).margin(0.05));
    CHECK(f.best.parameters[1] + f.best.parameters[2] == Approx(2).margin(0.05));
}
