#include "statistics/series.hpp"

#include "statistics/regression.hpp"

namespace couplet::statistics {

Autoregression autoregression(std::span<const double> days) {
    Autoregression result;
    if (days.size() < 2)
        return result;
    const Eigen::MatrixXd today = Eigen::Map<const Eigen::VectorXd>(
        days.data(), static_cast<Eigen::Index>(days.size()) - 1);
    const Regression fit = ols(today, days.subspan(1));
    result.intercept = fit.estimates.value(0);
    result.slope = fit.estimates.value(1);
    result.slope_error = fit.estimates.standard_error(1);
    result.residual_sd = fit.residual_sd;
    result.n = fit.n;
    return result;
}

} // namespace couplet::statistics
