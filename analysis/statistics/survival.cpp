#include "statistics/survival.hpp"

#include "statistics/detail.hpp"

#include <Eigen/QR>
#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <map>

namespace couplet::statistics {
namespace {

struct Row {
    double time;
    bool event;
    double x;
};

// By time, from the last to the first: a risk set then only grows. Stable, so that equal
// input gives equal sums.
std::vector<Row> latest_first(std::span<const double> time, std::span<const int> event,
                              std::span<const double> x) {
    detail::require(event.size() == time.size() && (x.empty() || x.size() == time.size()),
                    "survival: time, event and group differ in length");
    std::vector<Row> rows;
    for (std::size_t i = 0; i < time.size(); ++i) {
        detail::require(event[i] == 0 || event[i] == 1,
                        "survival: an event is not 0 or 1");
        if (!std::isnan(time[i]) && (x.empty() || !std::isnan(x[i])))
            rows.push_back({time[i], event[i] == 1, x.empty() ? 0 : x[i]});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.time > b.time; });
    return rows;
}

// Calls f(first, last) for the rows of each time, from the last time to the first.
template <class F> void for_each_time(const std::vector<Row>& rows, F f) {
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last < rows.size() && rows[last].time == rows[first].time)
            ++last;
        f(first, last);
        first = last;
    }
}

// variance: Greenwood's sum, that of log S.
Interval survival_interval(double s, double variance, double z, SurvivalInterval kind) {
    const double half = z * std::sqrt(variance);
    if (kind == SurvivalInterval::plain) {
        const double width = s > 0 ? s * half : 0;
        return {std::max(0.0, s - width), std::min(1.0, s + width)};
    }
    if (!(s > 0))
        return {};
    if (kind == SurvivalInterval::log)
        return {s * std::exp(-half), std::min(1.0, s * std::exp(half))};
    const double centre = std::log(-std::log(s)), reach = half / std::log(s);
    return {std::exp(-std::exp(centre - reach)), std::exp(-std::exp(centre + reach))};
}

struct Likelihood {
    double value = 0, score = 0, information = 0;
};

Likelihood partial_likelihood(const std::vector<Row>& rows, double beta) {
    Likelihood l;
    double s0 = 0, s1 = 0, s2 = 0; // sums over the risk set of weight x^0, x^1, x^2
    for_each_time(rows, [&](std::size_t first, std::size_t last) {
        double d0 = 0, d1 = 0, d2 = 0, sum = 0;
        int events = 0;
        for (std::size_t i = first; i < last; ++i) {
            const double x = rows[i].x, weight = std::exp(beta * x);
            s0 += weight;
            s1 += weight * x;
            s2 += weight * x * x;
            if (rows[i].event) {
                d0 += weight;
                d1 += weight * x;
                d2 += weight * x * x;
                sum += x;
                ++events;
            }
        }
        l.value += beta * sum;
        l.score += sum;
        // Efron: on average, of those who end together, k / events are gone before the
        // next.
        for (int k = 0; k < events; ++k) {
            const double part = static_cast<double>(k) / events;
            const double m0 = s0 - part * d0, m1 = (s1 - part * d1) / m0;
            l.value -= std::log(m0);
            l.score -= m1;
            l.information += (s2 - part * d2) / m0 - m1 * m1;
        }
    });
    return l;
}

} // namespace

std::vector<SurvivalStep> kaplan_meier(std::span<const double> time,
                                       std::span<const int> event, double level,
                                       SurvivalInterval kind) {
    const double z = detail::normal_quantile(level);
    const std::vector<Row> rows = latest_first(time, event, {});
    std::vector<SurvivalStep> steps;
    for_each_time(rows, [&](std::size_t first, std::size_t last) {
        std::size_t events = 0;
        for (std::size_t i = first; i < last; ++i)
            events += rows[i].event;
        if (events > 0)
            steps.push_back({rows[first].time, last, events, 0, 0, {}});
    });
    std::reverse(steps.begin(), steps.end());
    double survival = 1, greenwood = 0;
    for (SurvivalStep& step : steps) {
        const auto n = static_cast<double>(step.at_risk),
                   d = static_cast<double>(step.events);
        survival *= (n - d) / n;
        greenwood += d / (n * (n - d)); // infinite when nobody is left
        step.survival = survival;
        step.standard_error = survival > 0 ? survival * std::sqrt(greenwood) : 0;
        step.interval = survival_interval(survival, greenwood, z, kind);
    }
    return steps;
}

double survival_at(const std::vector<SurvivalStep>& steps, double t) {
    if (std::isnan(t))
        return missing;
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), t,
                         [](double a, const auto& s) { return a < s.time; });
    return after == steps.begin() ? 1 : std::prev(after)->survival;
}

double median_survival(const std::vector<SurvivalStep>& steps) {
    // 1e-12: a half that was multiplied together from shares is seldom exactly one.
    constexpr double rounding = 1e-12;
    const auto place =
        std::find_if(steps.begin(), steps.end(),
                     [](const SurvivalStep& s) { return s.survival <= 0.5 + rounding; });
    if (place == steps.end())
        return missing;
    const bool level_half = place->survival >= 0.5 - rounding;
    return level_half && place + 1 != steps.end() ? (place->time + (place + 1)->time) / 2
                                                  : place->time;
}

LogRank log_rank(std::span<const double> time, std::span<const int> event,
                 std::span<const int> group) {
    detail::require(group.size() == time.size(),
                    "survival: time, event and group differ in length");
    std::map<int, std::size_t> place;
    for (std::size_t i = 0; i < time.size(); ++i)
        if (!std::isnan(time[i]))
            place.emplace(group[i], 0);
    std::size_t groups = 0;
    for (auto& [label, index] : place)
        index = groups++;
    std::vector<double> labels;
    for (std::size_t i = 0; i < time.size(); ++i)
        labels.push_back(std::isnan(time[i]) ? 0
                                             : static_cast<double>(place.at(group[i])));
    const std::vector<Row> rows = latest_first(time, event, labels);

    LogRank result;
    result.observed.assign(groups, 0);
    result.expected.assign(groups, 0);
    result.degrees_of_freedom = groups < 2 ? 0 : groups - 1;
    const auto size = static_cast<Eigen::Index>(groups);
    Eigen::VectorXd at_risk = Eigen::VectorXd::Zero(size);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(size, size);
    double events_at_all = 0;
    for_each_time(rows, [&](std::size_t first, std::size_t last) {
        double d = 0;
        for (std::size_t i = first; i < last; ++i) {
            at_risk(static_cast<Eigen::Index>(rows[i].x)) += 1;
            if (rows[i].event) {
                result.observed[static_cast<std::size_t>(rows[i].x)] += 1;
                d += 1;
            }
        }
        const auto n = static_cast<double>(last);
        for (std::size_t g = 0; g < groups; ++g)
            result.expected[g] += d * at_risk(static_cast<Eigen::Index>(g)) / n;
        if (d > 0 && n > 1) {
            const Eigen::VectorXd share = at_risk / n;
            covariance +=
                d * (n - d) / (n - 1) *
                (Eigen::MatrixXd(share.asDiagonal()) - share * share.transpose());
        }
        events_at_all += d;
    });
    if (groups < 2 || events_at_all == 0)
        return result;
    Eigen::VectorXd excess =
        detail::as_vector(result.observed) - detail::as_vector(result.expected);
    // One group follows from the others.
    const auto qr = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>(
        covariance.topLeftCorner(size - 1, size - 1));
    if (qr.rank() < size - 1)
        return result;
    const Eigen::VectorXd head = excess.head(size - 1);
    result.chi_square = head.dot(qr.solve(head));
    result.p = boost::math::cdf(
        boost::math::complement(boost::math::chi_squared(static_cast<double>(size - 1)),
                                std::max(0.0, result.chi_square)));
    return result;
}

HazardRatio cox_regression(std::span<const double> time, std::span<const int> event,
                           std::span<const double> x, double level) {
    const double z = detail::normal_quantile(level);
    detail::require(x.size() == time.size(),
                    "survival: time, event and x differ in length");
    std::vector<Row> rows = latest_first(time, event, x);
    HazardRatio result;
    double centre = 0, squares = 0;
    for (const Row& row : rows)
        centre += row.x / static_cast<double>(rows.size());
    for (Row& row : rows) {
        row.x -= centre; // so that no weight overflows; the likelihood does not change
        squares += row.x * row.x;
    }
    const double spread =
        rows.empty() ? 0 : std::sqrt(squares / static_cast<double>(rows.size()));
    double beta = 0;
    Likelihood at = partial_likelihood(rows, beta);
    const double null = at.value;
    if (!(at.information * spread * spread > 0) ||
        !(at.information > 1e-12 / (spread * spread)))
        return result;
    for (int iteration = 0; iteration < 100; ++iteration) {
        double step = at.score / at.information;
        if (step * at.score < 1e-24)
            break;
        Likelihood next = partial_likelihood(rows, beta + step);
        for (int k = 0; k < 30 && !(next.value >= at.value - 1e-10); ++k) {
            step /= 2;
            next = partial_likelihood(rows, beta + step);
        }
        beta += step;
        at = next;
        // A ratio of e^15 for one standard deviation: it has no end.
        if (!(std::abs(beta) * spread < 15))
            return result;
    }
    result.log_ratio = beta;
    result.standard_error = 1 / std::sqrt(at.information);
    result.ratio = std::exp(beta);
    result.interval = {std::exp(beta - z * result.standard_error),
                       std::exp(beta + z * result.standard_error)};
    result.z = beta / result.standard_error;
    result.p = detail::normal_probability(result.z);
    result.log_likelihood_null = null;
    result.log_likelihood = at.value;
    return result;
}

} // namespace couplet::statistics
