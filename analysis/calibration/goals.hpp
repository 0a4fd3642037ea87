// What a fit aims at: published numbers with their ranges, and how far a simulated one is
// off.
#pragma once

#include <string>
#include <vector>

namespace couplet::calibration {

enum class Aim {
    inner_half, // nothing is gained by moving further in once a value is well inside its
                // range
    centre,     // every standard error from the centre counts
};

// One number to be met. In standard errors, the inner range reaches one from the centre
// and the range two, so that the residual at the edge of a range is 1 (Aim::inner_half).
struct Goal {
    std::string id, part;
    double low = 0, high = 0; // a hit inside; infinite where there is no limit
    double inner_low = 0, inner_high = 0; // no residual inside
    double se = 1;
    double weight = 1; // of the squared residual
    double reliability =
        1; // share of the weight that is left for the error of simulation
};

// A range: its standard error is a quarter of its width, its centre the middle.
Goal range_goal(std::string id, std::string part, double low, double high, Aim);
// A value with its standard error; hits lie within two of them.
Goal value_goal(std::string id, std::string part, double value, double se, Aim);
// A range with one limit only, the other infinite: a hinge that starts one `se` inside.
Goal limit_goal(std::string id, std::string part, double low, double high, double se);

// Signed distance from the inner range [standard error]; unknown_residual for NaN. Beyond
// `far` it grows with the logarithm only, r = far (1 + ln(distance / far)), so that one
// hopeless number, or one that is a ratio to almost nothing, does not outweigh all
// others.
double residual(const Goal&, double value);
double residual_slope(const Goal&, double value); // its derivative by the value
inline constexpr double far = 2;
inline constexpr double unknown_residual =
    4; // a statistic that cannot be computed is a clear miss
// Whether a goal says anything about the parameters where its statistic has this value: a
// limit that is well kept does not.
bool speaks(const Goal&, double value);
bool is_hit(const Goal&, double value);

// Sum of weighted squared residuals, and the number of hits. `values` in the order of the
// goals.
double loss(const std::vector<Goal>&, const std::vector<double>& values);
int hits(const std::vector<Goal>&, const std::vector<double>& values);

} // namespace couplet::calibration
