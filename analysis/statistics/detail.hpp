// What the sources of this library share: checks of shape and the quantiles of
// distributions.
#pragma once

#include "statistics/basics.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <stdexcept>

namespace couplet::statistics::detail {

inline void require(bool condition, const char* message) {
    if (!condition)
        throw std::invalid_argument(message);
}

inline void require_level(double level) {
    require(level > 0 && level < 1, "the level of confidence is not between 0 and 1");
}

// Upper quantile that leaves (1 - level) / 2 on each side.
inline double normal_quantile(double level) {
    require_level(level);
    return boost::math::quantile(boost::math::normal(), 0.5 + level / 2);
}

inline double t_quantile(double level, double degrees_of_freedom) {
    require_level(level);
    if (!(degrees_of_freedom > 0))
        return missing;
    return boost::math::quantile(boost::math::students_t(degrees_of_freedom),
                                 0.5 + level / 2);
}

// Two-sided. A t that is infinite (an exact fit) has p = 0.
inline double t_probability(double t, double degrees_of_freedom) {
    if (std::isnan(t) || !(degrees_of_freedom > 0))
        return missing;
    if (std::isinf(t))
        return 0;
    const boost::math::students_t distribution(degrees_of_freedom);
    return 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(t)));
}

inline double normal_probability(double z) {
    return std::isnan(z) ? missing : std::erfc(std::abs(z) / std::sqrt(2.0));
}

inline Eigen::Map<const Eigen::VectorXd> as_vector(std::span<const double> x) {
    return {x.data(), static_cast<Eigen::Index>(x.size())};
}

} // namespace couplet::statistics::detail
