// How long relationships last: some end, others are still together when they were last
// seen.
//
// `time` >= 0 in any unit; `event` is 1 where the relationship ended then, 0 where it was
// last seen intact (censored). A row with a missing time is dropped. Ties: who is
// censored at a time is still at risk of the events at that time.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::statistics {

enum class SurvivalInterval {
    plain,  // S -+ z SE, cut to [0, 1]
    log,    // symmetric for log S: what R's survfit does if not told otherwise
    log_log // symmetric for log(-log S): never leaves [0, 1]
};

struct SurvivalStep {
    double time;
    std::size_t at_risk, events;
    double survival;       // right after this time [0-1]
    double standard_error; // Greenwood (1926)
    Interval interval;     // NaN once nobody is left, except for `plain`
};

// Kaplan-Meier (1958): a step for each time at which something ended, in order of time;
// empty if nothing did.
std::vector<SurvivalStep> kaplan_meier(std::span<const double> time,
                                       std::span<const int> event, double level = 0.95,
                                       SurvivalInterval = SurvivalInterval::log);

// Share that lasts longer than t, and NaN for t missing. 1 before the first step.
double survival_at(const std::vector<SurvivalStep>&, double t);

// The first time at which half or fewer are left; as in R, where exactly half are left
// for a while, the middle of that while. NaN if more than half last.
double median_survival(const std::vector<SurvivalStep>&);

struct LogRank {
    double chi_square = missing;
    std::size_t degrees_of_freedom = 0; // groups - 1
    double p = missing;
    std::vector<double> observed,
        expected; // events by group, groups in order of their number
};

// Log-rank test that all groups have one survival curve (Mantel, 1966), as R's survdiff.
// `group` numbers the group of each row. NaN for fewer than 2 groups, no events, or
// groups of which one was never at risk together with the others.
LogRank log_rank(std::span<const double> time, std::span<const int> event,
                 std::span<const int> group);

struct HazardRatio {
    double log_ratio = missing, standard_error = missing;
    double ratio = missing; // hazard for one unit of x more
    Interval interval;      // of the ratio (Wald)
    double z = missing, p = missing;
    double log_likelihood_null = missing, log_likelihood = missing; // partial
};

// Proportional hazards with one covariate x (0 and 1 for two groups), ties by Efron
// (1977), as R's coxph. NaN if there is no event, if x does not vary among those at risk,
// or if all events of two groups are in one of them, when the ratio has no finite
// estimate.
HazardRatio cox_regression(std::span<const double> time, std::span<const int> event,
                           std::span<const double> x, double level = 0.95);

} // namespace couplet::statistics
