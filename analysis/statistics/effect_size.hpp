// Sizes of differences between and within groups, and what they mean for one person.
//
// Differences are second minus first: `treated` minus `control`, `after` minus `before`.
// Missing values are dropped (within a pair, the pair).
//   Borenstein et al. (2009), Introduction to Meta-Analysis, ch. 4: within, standard
//   errors. Hedges (1981), J Educ Stat 6:107: the factor of g, here exact by gamma
//   functions. Steiger & Fouladi (1997): intervals by the non-central t distribution.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::statistics {

// In units of a standard deviation.
struct EffectSize {
    double d = missing;              // mean difference over the standard deviation
    double g = missing;              // d without its bias in small samples (Hedges' g)
    double standard_error = missing; // of g, for meta-analysis
    Interval interval;               // for d
    double degrees_of_freedom = missing;
};

// Hedges' factor J with g = J d: gamma(m / 2) / (sqrt(m / 2) gamma((m - 1) / 2)). NaN for
// m <= 1.
double hedges_factor(double degrees_of_freedom);

// Two independent groups, by the pooled standard deviation; exact interval. NaN if a
// group has fewer than 2 values or nothing varies.
EffectSize between(std::span<const double> treated, std::span<const double> control,
                   double level = 0.95);

// Pairs, by the standard deviation of the differences (d_z); exact interval. NaN for
// fewer than 2 pairs or differences that do not vary.
EffectSize paired(std::span<const double> before, std::span<const double> after,
                  double level = 0.95);

// Pairs, on the scale of the scores themselves, so that it can be compared with
// `between`: by s_difference / sqrt(2 (1 - r)). Interval d -+ z SE with SE^2 = (1/n + d^2
// / (2 n)) 2 (1 - r). NaN for fewer than 2 pairs, or scores or differences that do not
// vary.
EffectSize within(std::span<const double> before, std::span<const double> after,
                  double level = 0.95);

// Reliable change index of one person (Jacobson & Truax, 1991): (after - before) over the
// standard error of a difference, sqrt(2) sd sqrt(1 - reliability). Beyond -+1.96 chance
// is unlikely. sd > 0 in the unit of the scores; reliability in [0, 1). NaN otherwise.
double reliable_change_index(double before, double after, double sd, double reliability);

// Jacobson & Truax's criterion c: the score between a distressed and a satisfied
// population that is as many standard deviations from either mean.
double clinical_cutoff(double mean_distressed, double sd_distressed,
                       double mean_satisfied, double sd_satisfied);

struct RiskDifference {
    double difference = missing; // share of successes treated - control [-1, 1]
    Interval difference_interval;
    double nnt = missing; // 1 / difference: negative means number needed to harm
    // Reciprocals of the ends of the interval of the difference, in order of benefit:
    // `low` is the best case. If the difference may be 0, they have different signs, and
    // the interval is all beyond them: from `low` up through infinity to `high` (Altman,
    // 1998).
    Interval nnt_interval;
};

// Number needed to treat for one more success, from successes of n in each group.
// Interval of the difference: Newcombe's (1998) hybrid of Wilson scores without
// continuity correction. NaN for an empty group; infinite when the difference is 0. More
// successes than n: std::invalid_argument.
RiskDifference number_needed_to_treat(std::size_t successes_treated, std::size_t treated,
                                      std::size_t successes_control, std::size_t control,
                                      double level = 0.95);

// Number needed to treat for a difference d between normal groups (Kraemer & Kupfer,
// 2006): 1 / (2 Phi(d / sqrt(2)) - 1).
double number_needed_to_treat(double d);

} // namespace couplet::statistics
