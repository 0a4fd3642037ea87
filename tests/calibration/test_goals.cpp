#include "analysis/calibration/goals.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace couplet::calibration;

namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();
}

TEST_CASE("calibration: a range costs nothing in its inner half, 1 at its edge",
          "[unit]") {
    // 0.1 to 0.5: se (0.5 - 0.1) / 4 = 0.1, inner half 0.2 to 0.4.
    const Goal g = range_goal("T", "r", 0.1, 0.5, Aim::inner_half);
    CHECK(g.se == Approx(0.1));
    CHECK(residual(g, 0.21) == 0);
    CHECK(residual(g, 0.39) == 0);
    CHECK(residual(g, 0.5) == Approx(1));
    CHECK(residual(g, 0.1) == Approx(-1));
    CHECK(residual(g, 0.6) == Approx(2));
    CHECK(is_hit(g, 0.1));
    CHECK_FALSE(is_hit(g, 0.51));
    const Goal centred = range_goal("T", "r", 0.1, 0.5, Aim::centre);
    CHECK(residual(centred, 0.4) == Approx(1));
}

TEST_CASE("calibration: a range with one limit is a hinge", "[unit]") {
    const Goal below = limit_goal("T", "r", -infinite, -0.03, 0.02);
    CHECK(residual(below, -5) == 0);
    CHECK(residual(below, -0.03) == Approx(1));
    CHECK(residual(below, -0.01) == Approx(2));
    const Goal above = limit_goal("T", "r", 0, infinite, 0.5);
    CHECK(residual(above, 9) == 0);
    CHECK(residual(above, -0.5) == Approx(-2));
}

TEST_CASE("calibration: far off, a residual grows with the logarithm", "[unit]") {
    const Goal g = range_goal("T", "r", 0.1, 0.5, Aim::inner_half);
    // 0.4 + 2 e 0.1 is 2 e standard errors off: 2 (1 + ln e).
    const double there = 0.4 + 2 * std::exp(1.0) * 0.1;
    CHECK(residual(g, there) == Approx(4));
    CHECK(residual(g, 0.3 - (there - 0.3)) == Approx(-4));
    for (const double x : {0.3, 0.45, 0.59, 0.61, 2.0, -0.7, -5.0}) {
        const double h = 1e-6;
        CAPTURE(x);
        CHECK(residual_slope(g, x) ==
              Approx((residual(g, x + h) - residual(g, x - h)) / (2 * h)).margin(1e-6));
    }
    CHECK(residual_slope(g, std::nan("")) == 0);
}

TEST_CASE("calibration: a value has a range of two standard errors", "[unit]") {
    const Goal g = value_goal("T", "r", 1, 0.1, Aim::inner_half);
    CHECK(g.low == Approx(0.8));
    CHECK(residual(g, 1.05) == 0);
    CHECK(residual(g, 1.3) == Approx(2));
}

TEST_CASE("calibration: loss is weighted, and what cannot be computed is a miss",
          "[unit]") {
    std::vector<Goal> goals{range_goal("T", "a", 0, 4, Aim::inner_half),
                            range_goal("T", "b", 0, 4, Aim::inner_half)};
    goals[1].weight = 3;
    // se 1: 5 is 2 beyond 3; 4 squared off twice: 2^2 + 3 * 1^2.
    CHECK(loss(goals, {5, 4}) == Approx(7));
    CHECK(hits(goals, {5, 4}) == 1);
    CHECK(loss(goals, {std::nan(""), 2}) == Approx(unknown_residual * unknown_residual));
    CHECK(hits(goals, {std::nan(""), 2}) == 1);
}
