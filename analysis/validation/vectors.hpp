// Columns of numbers out of a panel, for a sample of its couples.
#pragma once

#include "analysis/validation/checks.hpp"
#include "population/draw.hpp"

#include <cmath>

namespace couplet::validation {

using Column = std::vector<double>;

// f(couple, partner) of all persons, partner 0 before partner 1 of each couple.
template <class F> Column persons(Sample sample, F f) {
    Column column;
    column.reserve(sample.size() * 2);
    for (std::uint32_t couple : sample)
        for (std::size_t i = 0; i < 2; ++i)
            column.push_back(f(couple, i));
    return column;
}
// f(couple) of all couples.
template <class F> Column couples(Sample sample, F f) {
    Column column;
    column.reserve(sample.size());
    for (std::uint32_t couple : sample)
        column.push_back(f(couple));
    return column;
}
// The partner's value in place of the own, in a column made by persons().
Column partners(const Column&);

// Of each pair only where no column is NaN.
double r(const Column& x, const Column& y);
// Standardised coefficient of predictors[which] in the regression of y on all of them.
double beta(const Column& y, const std::vector<Column>& predictors, std::size_t which);
// The same coefficient in units of y over those of the predictor.
double slope(const Column& y, const std::vector<Column>& predictors, std::size_t which);
// Slopes within persons, as statistics::within_person_slopes; rows of one person number it alike.
Column within_slopes(const Column& y, const std::vector<Column>& predictors,
                     const std::vector<int>& person);
// Correlation of x and y with the columns of `given` held constant.
double partial_r(const Column& x, const Column& y, const std::vector<Column>& given);
// (x - mean) / sd.
Column standardised(Column x);
double median(const Column& x);
// x - given, element by element.
Column less(const Column& x, const Column& given);
// Product of two standardised columns, as an interaction's predictor.
Column interaction(const Column& x, const Column& y);
double mean(const Column&);
double sd(const Column&);
// (mean of a - mean of b) / pooled sd.
double difference(const Column& a, const Column& b);

// Scales that single studies add (Panel::told), by number. Errors, in sd of the latent value:
// self-reports of how often something happens or how one talks, logs of daily rates: 0.45, a retest
// of .7 at a spread of 0.7, as of the CPQ; needs and felt security: 0.4, .8 at a spread of 0.8.
enum Scale : std::uint32_t {
    conflict_frequency,
    warm_talk,
    attacks,
    withdrawals,
    demands,
    mutual_avoidance,
    arguing,
    needs,
    felt_security,
    life_satisfaction,
    repair_efforts,
    new_perspective,
    avoiding,
};
inline constexpr double frequency_error = 0.45, feeling_error = 0.4;

// Which of the three paragraphs of Hazan & Shaver (1987) a person chooses who scores so on the
// ECR-R. Who is high on both chooses the avoidant one: it speaks of closeness that frightens.
population::Style forced_choice(double anxiety, double avoidance);

// Mean of a recorded variable over instants first to last, those before a separation.
double average(const Panel&, std::uint32_t couple, std::size_t partner, std::size_t variable,
               std::size_t first, std::size_t last);

} // namespace couplet::validation
