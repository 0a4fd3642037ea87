// What lasts: relationships, and security that was earned.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

// How relationships of an arm ended. Kaplan & Meier (1958); log-rank test, Mantel (1966); hazard
// ratio of Cox's model. In twins these two take the arms for independent, which is cautious; the
// exact test of the pairs that differ (McNemar 1947) is not.
struct Separations {
    std::size_t arm = 0, couples = 0, separated = 0;
    double together = missing; // share at the end of the run (Kaplan-Meier)
    statistics::Interval together_interval;
    // Against the reference.
    double hazard_ratio = missing;
    statistics::Interval hazard_interval;
    double log_rank = missing, log_rank_p = missing; // chi-square of 1 df
    std::size_t only_here = 0, only_reference = 0;   // twins of whom just one couple separated
    double twins_p = missing;
};
Separations separations(const TrialData&, const Question&, std::size_t arm);

// Persons who answered the ECR-R as insecure at the first wave. Security is earned at a wave if
// they score as secure then and at every later wave that they answer, of which there is at least
// one: so nobody can earn it at the last.
struct EarnedSecurity {
    std::size_t arm = 0, insecure = 0; // persons
    Estimate earned;                   // share of them, of those with two later answers
    double median_days = missing;      // to it, among all the insecure (Kaplan-Meier); NaN: beyond
    double quarter_days = missing;     // until a quarter have it; NaN: beyond
    Estimate difference;               // share less that of the reference
};
EarnedSecurity earned_security(const TrialData&, const Question&, std::size_t arm);

// The first wave from which on the person is secure [day], or NaN; how many later waves were answered,
// and the day of the last of them.
struct SecurityCourse {
    double day = missing;
    std::size_t answers = 0;
    double last_answer = 0;
};
SecurityCourse security_course(const TrialData&, std::size_t arm, std::uint32_t couple,
                               std::size_t partner);

// Recovery of feelings after conflicts (Recovery): of all that began in a period.
struct RecoveryTime {
    std::size_t arm = 0, period = 0, conflicts = 0; // conflicts: times persons
    double same_day = missing;                      // share recovered by that evening
    double median_days = missing;                   // Kaplan-Meier; NaN: beyond
    double mean_days = missing; // of the first 14 days (restricted mean survival)
};
std::vector<RecoveryTime> recovery_times(const TrialData&);

} // namespace couplet::effects
