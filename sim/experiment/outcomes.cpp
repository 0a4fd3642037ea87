#include "experiment/outcomes.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>

namespace couplet::experiment {
namespace {

constexpr double alpha = 0.05;
constexpr double satisfaction_unit = 1e-4; // of the scale, as summed
constexpr double csi16_points = 81;
constexpr double days_per_month = 30.4375;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Estimate with_standard_error(double value, double error, std::uint64_t n) {
    if (n < 2)
        return {value, nan, nan};
    const boost::math::students_t t(static_cast<double>(n - 1));
    const double half = boost::math::quantile(t, 1 - alpha / 2) * error;
    return {value, value - half, value + half};
}

// Clopper-Pearson.
Estimate share(std::uint64_t successes, std::uint64_t n) {
    if (n == 0)
        return {nan, nan, nan};
    using binomial = boost::math::binomial_distribution<double>;
    const auto trials = static_cast<double>(n), k = static_cast<double>(successes);
    return {k / trials, binomial::find_lower_bound_on_p(trials, k, alpha / 2),
            binomial::find_upper_bound_on_p(trials, k, alpha / 2)};
}

// Minutes in tenths.
std::int64_t tenths(float minutes) { return std::llround(minutes * 10.0f); }

} // namespace

void Outcomes::Ratio::add(std::int64_t numerator, std::int64_t denominator) {
    y += numerator;
    x += denominator;
    yy += numerator * numerator;
    xy += numerator * denominator;
    xx += denominator * denominator;
}

// Total over total, with the standard error of a ratio (Cochran, Sampling Techniques, 6.4).
Estimate Outcomes::Ratio::estimate(std::uint64_t n, double scale) const {
    if (x == 0)
        return {nan, nan, nan};
    const double r = static_cast<double>(y) / static_cast<double>(x);
    const double residual = static_cast<double>(yy) - 2 * r * static_cast<double>(xy) +
                            r * r * static_cast<double>(xx);
    const auto count = static_cast<double>(n);
    const double error = n < 2 ? nan
                               : std::sqrt(std::max(residual, 0.0) * count / (count - 1)) /
                                     static_cast<double>(x);
    Estimate e = with_standard_error(r, error, n);
    return {e.value * scale, std::max(e.low, 0.0) * scale, e.high * scale};
}

void Outcomes::Cell::add(const engine::CoupleRow& c) {
    ++couples;
    if (c.end_reason == engine::EndReason::separated) {
        ++separated;
    } else {
        ++intact;
        const std::int64_t s = std::llround((c.satisfaction_end[0] + c.satisfaction_end[1]) /
                                            2 / satisfaction_unit);
        satisfaction += s;
        satisfaction_squared += s * s;
    }
    const std::int64_t days = std::llround(c.end_day);
    conflicts.add(c.conflicts, days);
    demand_withdraw.add(c.demand_withdraw, c.conflicts);
    pursuit_withdrawal.add(tenths(c.pursuit_withdrawal_minutes), days);
    mutual_escalation.add(tenths(c.mutual_escalation_minutes), days);
}

Outcomes::Outcomes(const engine::Plan& plan)
    : pairings_(engine::pairing_names(plan.population)),
      cells_(plan.arms.size() * (pairings_.size() + 1)) {
    for (const engine::Arm& arm : plan.arms)
        arms_.push_back(arm.name);
}

void Outcomes::add(const engine::Slab& slab) {
    for (std::size_t arm = 0; arm < slab.arms.size(); ++arm) {
        Cell* cells = &cells_[arm * (pairings_.size() + 1)];
        for (const engine::CoupleRow& couple : slab.arms[arm].couples) {
            if (couple.couple == engine::absent_couple)
                continue;
            cells[0].add(couple);
            cells[1 + static_cast<std::size_t>(couple.pairing)].add(couple);
        }
    }
}

OutcomeRow Outcomes::row(const std::string& arm, const std::string& pairing,
                         const Cell& c) const {
    OutcomeRow row;
    row.arm = arm;
    row.pairing = pairing;
    row.couples = c.couples;
    const auto n = static_cast<double>(c.intact);
    const double mean = n > 0 ? static_cast<double>(c.satisfaction) / n : nan;
    const double variance =
        n > 1 ? (static_cast<double>(c.satisfaction_squared) - n * mean * mean) / (n - 1) : nan;
    const double scale = satisfaction_unit * csi16_points;
    row.satisfaction = with_standard_error(
        mean * scale, std::sqrt(std::max(variance, 0.0) / n) * scale, c.intact);
    row.conflicts_per_month = c.conflicts.estimate(c.couples, days_per_month);
    row.demand_withdraw_share = c.demand_withdraw.estimate(c.couples, 1);
    row.demand_withdraw_share.high = std::min(row.demand_withdraw_share.high, 1.0);
    row.pursuit_withdrawal = c.pursuit_withdrawal.estimate(c.couples, days_per_month / 10);
    row.mutual_escalation = c.mutual_escalation.estimate(c.couples, days_per_month / 10);
    row.separated = share(c.separated, c.couples);
    return row;
}

std::vector<OutcomeRow> Outcomes::rows() const {
    std::vector<OutcomeRow> rows;
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
        const Cell* cells = &cells_[arm * (pairings_.size() + 1)];
        rows.push_back(row(arms_[arm], "all", cells[0]));
        for (std::size_t k = 0; k < pairings_.size(); ++k)
            if (cells[k + 1].couples > 0)
                rows.push_back(row(arms_[arm], pairings_[k], cells[k + 1]));
    }
    return rows;
}

} // namespace couplet::experiment
