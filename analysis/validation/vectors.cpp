#include "analysis/validation/vectors.hpp"

#include "statistics/basics.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/regression.hpp"

#include <utility>

namespace couplet::validation {

Column partners(const Column& x) {
    Column swapped = x;
    for (std::size_t k = 0; k + 1 < swapped.size(); k += 2)
        std::swap(swapped[k], swapped[k + 1]);
    return swapped;
}

double r(const Column& x, const Column& y) { return statistics::correlation(x, y).r; }
double mean(const Column& x) { return statistics::mean(x); }
double sd(const Column& x) { return statistics::sd(x); }
double difference(const Column& a, const Column& b) { return statistics::between(a, b).d; }

namespace {
Eigen::MatrixXd matrix(const std::vector<Column>& columns, std::size_t rows) {
    Eigen::MatrixXd x(static_cast<Eigen::Index>(rows),
                      static_cast<Eigen::Index>(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k)
        x.col(static_cast<Eigen::Index>(k)) = Eigen::Map<const Eigen::VectorXd>(
            columns[k].data(), static_cast<Eigen::Index>(rows));
    return x;
}
} // namespace

double slope(const Column& y, const std::vector<Column>& predictors, std::size_t which) {
    return statistics::ols(matrix(predictors, y.size()), y)
        .estimates.value[static_cast<Eigen::Index>(which) + 1];
}

Column within_slopes(const Column& y, const std::vector<Column>& predictors,
                     const std::vector<int>& person) {
    // Only the estimates are used, so that a person may stand for a couple.
    const auto fit =
        statistics::within_person_slopes(matrix(predictors, y.size()), y, person, person);
    return {fit.estimates.value.begin(), fit.estimates.value.end()};
}

double partial_r(const Column& x, const Column& y, const std::vector<Column>& given) {
    return statistics::partial_correlation(x, y, matrix(given, x.size())).r;
}

Column standardised(Column x) {
    const double centre = mean(x), spread = sd(x);
    for (double& value : x)
        value = (value - centre) / spread;
    return x;
}

double median(const Column& x) { return statistics::quantile(x, 0.5); }

Column less(const Column& x, const Column& given) {
    Column difference(x.size());
    for (std::size_t k = 0; k < x.size(); ++k)
        difference[k] = x[k] - given[k];
    return difference;
}

double beta(const Column& y, const std::vector<Column>& predictors, std::size_t which) {
    return statistics::ols(matrix(predictors, y.size()), y)
        .standardised[static_cast<Eigen::Index>(which)];
}

Column interaction(const Column& x, const Column& y) {
    const double mean_x = mean(x), mean_y = mean(y), sd_x = sd(x), sd_y = sd(y);
    Column product(x.size());
    for (std::size_t k = 0; k < x.size(); ++k)
        product[k] = (x[k] - mean_x) / sd_x * (y[k] - mean_y) / sd_y;
    return product;
}

population::Style forced_choice(double anxiety, double avoidance) {
    const auto nearest = population::nearest_style(variation::Params{}, static_cast<float>(anxiety),
                                                   static_cast<float>(avoidance));
    return nearest == population::Style::disorganised ? population::Style::avoidant : nearest;
}

double average(const Panel& p, std::uint32_t couple, std::size_t partner, std::size_t variable,
               std::size_t first, std::size_t last) {
    double sum = 0, n = 0;
    for (std::size_t at = first; at <= last && at < p.instants(); ++at) {
        const double x = p.value(couple, partner, variable, at);
        if (std::isnan(x))
            break; // separated
        sum += x;
        ++n;
    }
    return n > 0 ? sum / n : std::nan("");
}

} // namespace couplet::validation
