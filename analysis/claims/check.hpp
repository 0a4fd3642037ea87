// One comparison that a claim stands or falls by, and the usual forms of it.
//
// A check resamples couples (or twins, or learners) by number; whatever was simulated of them is in
// columns, one value a couple, or two (partner 0, partner 1) in columns of persons.
#pragma once

#include "analysis/validation/vectors.hpp"

#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace couplet::claims {

using validation::Column;
using validation::Sample;

// Where the statistic must lie, with its whole interval, for the claim to hold.
struct Range { double low, high; };
inline constexpr double infinite = std::numeric_limits<double>::infinity();
inline constexpr Range positive{0, infinite}, negative{-infinite, 0};

struct Check {
    std::string claim;    // its id
    std::string compared; // what is compared, in words
    Range range;
    std::uint32_t units;  // that are resampled
    std::function<double(Sample)> value;
};

// Value by value; sizes are equal.
Column operator-(const Column& a, const Column& b);
Column operator+(const Column& a, const Column& b);
Column operator/(const Column& a, const Column& b);
Column operator*(double k, const Column& a);
// Of shares in (0, 1), as states on a logistic scale are recorded.
Column log_odds(Column shares);

// Of a column of one value a unit: the mean, the share above 0 in percent, a / b of the means.
Check mean_of(const char* claim, const char* compared, Range, Column);
Check percent_of(const char* claim, const char* compared, Range, Column);
Check ratio_of(const char* claim, const char* compared, Range, Column a, Column b);
// Mean over the spread of its units, as an effect size.
Check effect_of(const char* claim, const char* compared, Range, Column);
// Mean of the smallest of several columns' means: an ordering with one first.
Check least_of(const char* claim, const char* compared, Range, std::vector<Column>);
// Columns of persons or of couples; `units` says which.
Check correlation_of(const char* claim, const char* compared, Range, std::uint32_t units, Column x,
                     Column y);
// Standardised coefficient of the first predictor beside the others.
Check beta_of(const char* claim, const char* compared, Range, std::uint32_t units, Column y,
              std::vector<Column> predictors);
// Standardised difference of two groups, NaN where a unit is not in the group.
Check difference_of(const char* claim, const char* compared, Range, std::uint32_t units, Column a,
                    Column b);
// Any statistic of gathered columns.
Check statistic_of(const char* claim, const char* compared, Range, std::uint32_t units,
                   std::vector<Column>, std::function<double(const std::vector<Column>&)>);

} // namespace couplet::claims
