// Exponential approach to an asymptote, as of stability coefficients over growing
// intervals.
#pragma once

#include "statistics/basics.hpp"

namespace couplet::statistics {

enum class Asymptote { free, zero };

// y = asymptote + amplitude exp(-x / time_constant) + e
struct Decay {
    double asymptote = missing;     // unit of y; 0 for Asymptote::zero
    double amplitude = missing;     // unit of y, at x = 0
    double time_constant = missing; // unit of x
    // From the linearised model, as R's nls gives them.
    double asymptote_error = missing, amplitude_error = missing,
           time_constant_error = missing;
    double residual_sd = missing;
    double aic = missing; // of normal errors; the error variance counts as a parameter
    std::size_t n = 0;    // pairs without a missing value
};

// Least squares. The model is linear once the time constant is known, so only that is
// searched for (variable projection: Golub & Pereyra, 1973), which needs no values to
// start from and cannot end in another valley; Gauss-Newton steps on all parameters give
// the last digits. NaN if there are no more points than parameters or x or y does not
// vary. All but `aic` and `n` are NaN if y is fitted best by a time constant of 50 times
// the range of x (a straight line) or of a twentieth of the smallest step of x (a single
// jump), the ends of the search; `aic` is then that there.
Decay fit_decay(std::span<const double> x, std::span<const double> y,
                Asymptote = Asymptote::free);

// AIC without asymptote minus AIC with: positive where the data ask for an asymptote that
// is not 0.
double asymptote_support(std::span<const double> x, std::span<const double> y);

} // namespace couplet::statistics
