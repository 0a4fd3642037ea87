#include "effects/lasting.hpp"

#include "statistics/survival.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <cmath>

namespace couplet::effects {

using namespace statistics;

namespace {

constexpr std::size_t ecr_anxiety = 0, ecr_avoidance = 1;
constexpr double followed_days = 14;

struct Lives {
    Column time;
    std::vector<int> event, group;
    Column treated;
    // Nobody is followed longer than until `last` [day].
    void add(const TrialData& data, std::span<const std::uint32_t> couples, std::size_t arm,
             int number, int last) {
        for (const std::uint32_t c : couples) {
            const Member& m = data.member(arm, c);
            const bool later = m.end_day > static_cast<float>(last);
            time.push_back(later ? static_cast<float>(last) : m.end_day);
            event.push_back(m.separated && !later);
            group.push_back(number);
            treated.push_back(number);
        }
    }
};

// Exact test that pairs which differ do so either way alike.
double mcnemar(std::size_t one, std::size_t other) {
    const std::size_t n = one + other;
    if (n == 0)
        return 1;
    const boost::math::binomial_distribution<> fair(static_cast<double>(n), 0.5);
    return std::min(1.0, 2 * boost::math::cdf(fair, static_cast<double>(std::min(one, other))));
}

bool is_secure(const TrialData& data, double anxiety, double avoidance) {
    return anxiety < data.insecure_anxiety && avoidance < data.insecure_avoidance;
}

bool counted(Who who, std::size_t partner) {
    return who == Who::both || (who == Who::first) == (partner == 0);
}

// The first step at which at most this share is left.
double quantile_of(const std::vector<SurvivalStep>& steps, double share) {
    const auto at = std::find_if(steps.begin(), steps.end(),
                                 [&](const SurvivalStep& s) { return s.survival <= share; });
    return at == steps.end() ? missing : at->time;
}

// Earned or not, averaged over the insecure persons of each couple.
struct Earned {
    Column share; // [couple]
    Column time;  // [person], days
    std::vector<int> event;
};
Earned earned_in(const TrialData& data, std::span<const std::uint32_t> couples, Who who,
                 std::size_t arm) {
    Earned all;
    for (const std::uint32_t c : couples) {
        double sum = 0, n = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            const double x = data.score(arm, ecr_anxiety, c, i, 0),
                         y = data.score(arm, ecr_avoidance, c, i, 0);
            if (!counted(who, i) || std::isnan(x + y) || is_secure(data, x, y))
                continue;
            const SecurityCourse course = security_course(data, arm, c, i);
            if (course.answers < 2)
                continue;
            const bool earned = !std::isnan(course.day);
            sum += earned;
            n += 1;
            all.time.push_back(earned ? course.day : course.last_answer);
            all.event.push_back(earned);
        }
        all.share.push_back(n > 0 ? sum / n : missing);
    }
    return all;
}

double restricted_mean(const std::vector<SurvivalStep>& steps, double until) {
    double area = 0, from = 0, level = 1;
    for (const SurvivalStep& s : steps) {
        const double to = std::min(s.time, until);
        area += level * (to - from);
        from = to;
        level = s.survival;
    }
    return area + level * (until - from);
}

} // namespace

Separations separations(const TrialData& data, const Question& q, std::size_t arm) {
    Separations row;
    row.arm = arm;
    const auto mine = sample(data, q, arm, arm);
    row.couples = mine.size();
    Lives own;
    const int last = compared_until(data, q.reference);
    own.add(data, mine, arm, 1, last);
    row.separated =
        static_cast<std::size_t>(std::count(own.event.begin(), own.event.end(), 1));
    const auto steps = kaplan_meier(own.time, own.event, 0.95, SurvivalInterval::log_log);
    row.together = steps.empty() ? 1 : steps.back().survival;
    if (!steps.empty())
        row.together_interval = steps.back().interval;
    if (arm == q.reference)
        return row;
    const auto control = sample(data, q, arm, q.reference);
    Lives both = own;
    both.add(data, control, q.reference, 0, last);
    const HazardRatio hazard = cox_regression(both.time, both.event, both.treated);
    row.hazard_ratio = hazard.ratio;
    row.hazard_interval = hazard.interval;
    const LogRank test = log_rank(both.time, both.event, both.group);
    row.log_rank = test.chi_square;
    row.log_rank_p = test.p;
    if (!same_couples(data))
        return row;
    for (const std::uint32_t c : mine) {
        const bool here = data.member(arm, c).separated != 0,
                   there = data.member(q.reference, c).separated != 0;
        row.only_here += here && !there;
        row.only_reference += there && !here;
    }
    row.twins_p = mcnemar(row.only_here, row.only_reference);
    return row;
}

SecurityCourse security_course(const TrialData& data, std::size_t arm, std::uint32_t couple,
                               std::size_t partner) {
    SecurityCourse course;
    std::size_t run = 0; // answers in a row as secure, up to now
    double since = missing;
    for (std::size_t w = 1; w < data.waves.size(); ++w) {
        const double x = data.score(arm, ecr_anxiety, couple, partner, w),
                     y = data.score(arm, ecr_avoidance, couple, partner, w);
        if (std::isnan(x + y))
            continue;
        ++course.answers;
        course.last_answer = data.waves[w];
        if (!is_secure(data, x, y))
            run = 0;
        else if (run++ == 0)
            since = data.waves[w];
    }
    if (run >= 2)
        course.day = since;
    return course;
}

EarnedSecurity earned_security(const TrialData& data, const Question& q, std::size_t arm) {
    EarnedSecurity row;
    row.arm = arm;
    const Earned own = earned_in(data, sample(data, q, arm, arm), q.who, arm);
    row.insecure = own.time.size();
    row.earned = share_of(own.share);
    const auto steps = kaplan_meier(own.time, own.event);
    row.median_days = quantile_of(steps, 0.5);
    row.quarter_days = quantile_of(steps, 0.75);
    if (arm == q.reference)
        return row;
    const Earned theirs =
        earned_in(data, sample(data, q, arm, q.reference), q.who, q.reference);
    row.difference = same_couples(data) ? paired_difference(own.share, theirs.share)
                                        : difference(own.share, theirs.share);
    return row;
}

std::vector<RecoveryTime> recovery_times(const TrialData& data) {
    std::vector<RecoveryTime> rows;
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm)
        for (std::size_t period = 0; period < 3; ++period) {
            Column time;
            std::vector<int> event;
            double same_day = 0;
            for (const Recovery& r : data.recoveries) {
                if (static_cast<std::size_t>(r.arm) != arm ||
                    static_cast<std::size_t>(r.period) != period ||
                    !data.member(arm, r.couple).enrolled)
                    continue;
                time.push_back(r.days);
                event.push_back(r.recovered);
                same_day += r.recovered && r.days == 0 ? 1 : 0;
            }
            if (time.empty())
                continue;
            const auto steps = kaplan_meier(time, event);
            rows.push_back({arm, period, time.size(),
                            same_day / static_cast<double>(time.size()),
                            quantile_of(steps, 0.5), restricted_mean(steps, followed_days)});
        }
    return rows;
}

} // namespace couplet::effects
