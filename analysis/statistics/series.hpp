// One person's series of equally spaced days.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::statistics {

struct Autoregression {
    double intercept = missing; // unit of the series
    double slope = missing;     // what of a day's deviation is left the day after
    double slope_error = missing;
    double residual_sd = missing;
    std::size_t n = 0; // pairs of neighbouring days used
};

// First-order autoregression y(t + 1) = intercept + slope y(t) + e by least squares over
// the neighbouring days that are both present; a gap is never bridged. `days` are equally
// spaced, NaN where missing. In short series the slope is too low by about (1 + 3 slope)
// / n (Marriott & Pope, 1954), which is not corrected. NaN for fewer than 3 pairs or no
// variance. For many persons at once, give neighbouring days to within_person_slopes().
Autoregression autoregression(std::span<const double> days);

} // namespace couplet::statistics
