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

double beta(const Column& y, const std::vector<Column>& predictors, std::size_t which) {
    Eigen::MatrixXd x(static_cast<Eigen::Index>(y.size()),
                      static_cast<Eigen::Index>(predictors.size()));
    for (std::size_t k = 0; k < predictors.size(); ++k)
        x.col(static_cast<Eigen::Index>(k)) = Eigen::Map<const Eigen::VectorXd>(
            predictors[k].data(), static_cast<Eigen::Index>(y.size()));
    return statistics::ols(x, y).standardised[static_cast<Eigen::Index>(which)];
}

Column interaction(const Column& x, const Column& y) {
    const double mean_x = mean(x), mean_y = mean(y), sd_x = sd(x), sd_y = sd(y);
    Column product(x.size());
    for (std::size_t k = 0; k < x.size(); ++k)
        product[k] = (x[k] - mean_x) / sd_x * (y[k] - mean_y) / sd_y;
    return product;
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
