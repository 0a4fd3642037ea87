#include "analysis/calibration/goals.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace couplet::calibration {
namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();

double distance(const Goal& goal, double value) {
    if (value < goal.inner_low)
        return (value - goal.inner_low) / goal.se;
    return value > goal.inner_high ? (value - goal.inner_high) / goal.se : 0;
}
} // namespace

Goal value_goal(std::string id, std::string part, double value, double se, Aim aim) {
    const double inner = aim == Aim::inner_half ? se : 0;
    return {std::move(id),
            std::move(part),
            value - 2 * se,
            value + 2 * se,
            value - inner,
            value + inner,
            se,
            1};
}

Goal range_goal(std::string id, std::string part, double low, double high, Aim aim) {
    Goal goal = value_goal(std::move(id), std::move(part), (low + high) / 2,
                           (high - low) / 4, aim);
    goal.low = low; // the very numbers given
    goal.high = high;
    return goal;
}

Goal limit_goal(std::string id, std::string part, double low, double high, double se) {
    const bool below = std::isinf(low);
    return {std::move(id),
            std::move(part),
            low,
            high,
            below ? -infinite : low + se,
            below ? high - se : infinite,
            se,
            1};
}

double residual(const Goal& goal, double value) {
    if (!std::isfinite(value))
        return unknown_residual;
    const double r = distance(goal, value), size = std::abs(r);
    return size <= far ? r : std::copysign(far * (1 + std::log(size / far)), r);
}

double residual_slope(const Goal& goal, double value) {
    if (!std::isfinite(value))
        return 0;
    const double size = std::abs(distance(goal, value));
    if (size == 0)
        return 0;
    return size <= far ? 1 / goal.se : far / (size * goal.se);
}

bool speaks(const Goal& goal, double value) {
    const bool one_sided = std::isinf(goal.low) || std::isinf(goal.high);
    return !one_sided || residual(goal, value) != 0;
}

bool is_hit(const Goal& goal, double value) {
    return value >= goal.low && value <= goal.high;
}

double loss(const std::vector<Goal>& goals, const std::vector<double>& values) {
    double sum = 0;
    for (std::size_t k = 0; k < goals.size(); ++k) {
        const double r = residual(goals[k], values[k]);
        sum += goals[k].weight * r * r;
    }
    return sum;
}

int hits(const std::vector<Goal>& goals, const std::vector<double>& values) {
    int count = 0;
    for (std::size_t k = 0; k < goals.size(); ++k)
        count += is_hit(goals[k], values[k]);
    return count;
}

} // namespace couplet::calibration
