// A number with its uncertainty, couples being the units: what is drawn, treated and independent is
// a couple, so persons are averaged within it first.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::effects {

using statistics::missing;

struct Estimate {
    double value = missing, standard_error = missing;
    statistics::Interval interval; // 95 %
    double p = missing;            // two-sided, of a value of 0
    std::size_t n = 0;             // couples
};

// Mean, with a t interval. Missing values are left out here and below.
Estimate mean_of(std::span<const double> couples);
// Mean of `treated` less that of `control`, other couples, by Welch's t test.
Estimate difference(std::span<const double> treated, std::span<const double> control);
// The same couples in both: mean of treated - control, by the paired t test.
Estimate paired_difference(std::span<const double> treated, std::span<const double> control);
// Difference after, held constant before (analysis of covariance; Vickers & Altman 2001): other
// couples in both.
Estimate adjusted_difference(std::span<const double> before_treated,
                             std::span<const double> after_treated,
                             std::span<const double> before_control,
                             std::span<const double> after_control);

// A difference in units of `sd`, without its bias in small samples (Hedges' g). The variance adds
// that of the difference and that of the sd: (SE / sd)^2 + g^2 / (2 df) (Hedges 2007, of which this
// is the form for any standard error). df: degrees of freedom of the sd.
Estimate hedges_g(const Estimate& difference, double sd, double df);

// A share of persons, from the shares within couples; exact interval of Clopper & Pearson for the
// effective number of persons (Korn & Graubard 1998).
Estimate share_of(std::span<const double> couples);

} // namespace couplet::effects
