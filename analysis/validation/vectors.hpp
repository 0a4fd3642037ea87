// Columns of numbers out of a panel, for a sample of its couples.
#pragma once

#include "analysis/validation/checks.hpp"

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
// Product of two standardised columns, as an interaction's predictor.
Column interaction(const Column& x, const Column& y);
double mean(const Column&);
double sd(const Column&);
// (mean of a - mean of b) / pooled sd.
double difference(const Column& a, const Column& b);

// Mean of a recorded variable over instants first to last, those before a separation.
double average(const Panel&, std::uint32_t couple, std::size_t partner, std::size_t variable,
               std::size_t first, std::size_t last);

} // namespace couplet::validation
