#include "analysis/claims/check.hpp"

#include "numerics/contract.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

template <class Op> Column each(const Column& a, const Column& b, Op op) {
    EXPECTS(a.size() == b.size());
    Column result(a.size());
    std::transform(a.begin(), a.end(), b.begin(), result.begin(), op);
    return result;
}

// Values of the sampled units, in blocks of so many as a unit has.
Column gather(const Column& all, std::uint32_t units, Sample sample) {
    const std::size_t block = all.size() / units;
    Column result;
    result.reserve(sample.size() * block);
    for (std::uint32_t unit : sample)
        for (std::size_t k = 0; k < block; ++k)
            result.push_back(all[unit * block + k]);
    return result;
}

std::uint32_t size_of(const Column& x) { return static_cast<std::uint32_t>(x.size()); }

double mean_of_values(const Column& x) { return validation::mean(x); }

} // namespace

Column operator-(const Column& a, const Column& b) { return each(a, b, std::minus<>{}); }
Column operator+(const Column& a, const Column& b) { return each(a, b, std::plus<>{}); }
Column operator/(const Column& a, const Column& b) { return each(a, b, std::divides<>{}); }
Column operator*(double k, const Column& a) {
    Column result = a;
    for (double& x : result)
        x *= k;
    return result;
}

Column log_odds(Column shares) {
    for (double& x : shares)
        x = std::log(x / (1 - x));
    return shares;
}

Check statistic_of(const char* claim, const char* compared, Range range, std::uint32_t units,
                   std::vector<Column> columns,
                   std::function<double(const std::vector<Column>&)> statistic) {
    return {claim, compared, range, units, [=](Sample sample) {
                std::vector<Column> gathered;
                for (const Column& column : columns)
                    gathered.push_back(gather(column, units, sample));
                return statistic(gathered);
            }};
}

Check mean_of(const char* claim, const char* compared, Range range, Column x) {
    const std::uint32_t units = size_of(x);
    return statistic_of(claim, compared, range, units, {std::move(x)},
                        [](const auto& c) { return mean_of_values(c[0]); });
}
Check percent_of(const char* claim, const char* compared, Range range, Column x) {
    for (double& value : x)
        value = std::isnan(value) ? value : 100.0 * (value > 0);
    return mean_of(claim, compared, range, std::move(x));
}
Check ratio_of(const char* claim, const char* compared, Range range, Column a, Column b) {
    const std::uint32_t units = size_of(a);
    return statistic_of(claim, compared, range, units, {std::move(a), std::move(b)},
                        [](const auto& c) { return mean_of_values(c[0]) / mean_of_values(c[1]); });
}
Check effect_of(const char* claim, const char* compared, Range range, Column x) {
    const std::uint32_t units = size_of(x);
    return statistic_of(claim, compared, range, units, {std::move(x)}, [](const auto& c) {
        return mean_of_values(c[0]) / validation::sd(c[0]);
    });
}
Check least_of(const char* claim, const char* compared, Range range, std::vector<Column> columns) {
    const std::uint32_t units = size_of(columns.front());
    return statistic_of(claim, compared, range, units, std::move(columns), [](const auto& c) {
        double least = infinite;
        for (const Column& x : c)
            least = std::min(least, mean_of_values(x));
        return least;
    });
}
Check correlation_of(const char* claim, const char* compared, Range range, std::uint32_t units,
                     Column x, Column y) {
    return statistic_of(claim, compared, range, units, {std::move(x), std::move(y)},
                        [](const auto& c) { return validation::r(c[0], c[1]); });
}
Check beta_of(const char* claim, const char* compared, Range range, std::uint32_t units, Column y,
              std::vector<Column> predictors) {
    predictors.insert(predictors.begin(), std::move(y));
    return statistic_of(claim, compared, range, units, std::move(predictors), [](const auto& c) {
        return validation::beta(c[0], {c.begin() + 1, c.end()}, 0);
    });
}
Check difference_of(const char* claim, const char* compared, Range range, std::uint32_t units,
                    Column a, Column b) {
    return statistic_of(claim, compared, range, units, {std::move(a), std::move(b)},
                        [](const auto& c) { return validation::difference(c[0], c[1]); });
}

} // namespace couplet::claims
