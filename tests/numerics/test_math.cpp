// The transcendental functions against long double, with the bounds that math.hpp states.
#include "numerics/math.hpp"
#include "support/catch.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>

using namespace couplet;

namespace {

using F = Lanes<1>;
using Exact = long double;

constexpr int points = 200'000;

// The largest error of f against the exact function over evenly spaced points of [low,
// high].
template <class Function, class Reference, class Error>
double worst(float low, float high, Function f, Reference exact, Error error) {
    double largest = 0;
    for (int k = 0; k <= points; ++k) {
        const float x = low + (high - low) * (static_cast<float>(k) / points);
        largest = std::max(largest,
                           static_cast<double>(error(Exact(f(F(x)).v), exact(Exact(x)))));
    }
    return largest;
}
Exact absolute(Exact got, Exact expected) { return std::fabs(got - expected); }
Exact relative(Exact got, Exact expected) {
    return std::fabs(got - expected) / std::fabs(expected);
}

// Boost's inverse error function: sqrt(2) erf_inv(2u - 1), written for the smaller tail.
Exact exact_quantile(Exact u) {
    const Exact root2 = std::sqrt(Exact(2));
    return u < 0.5L ? -root2 * boost::math::erfc_inv(2 * u)
                    : root2 * boost::math::erfc_inv(2 * (1 - u));
}

} // namespace

TEST_CASE("exp is within its stated error", "[property]") {
    const auto ours = [](F x) { return exp(x); };
    const auto theirs = [](Exact x) { return std::exp(x); };
    CHECK(worst(-87.0f, 88.0f, ours, theirs, relative) < 2.5e-7);
    CHECK(worst(-1.0f, 1.0f, ours, theirs, relative) < 2.5e-7);
    CHECK(exp(F(0.0f)).v == 1.0f);
    CHECK(exp(F(-0.0f)).v == 1.0f);
    CHECK(exp(F(1000.0f)).v == exp(F(88.0f)).v);
    CHECK(exp(F(-1000.0f)).v == exp(F(-87.0f)).v);
}

TEST_CASE("log is within its stated error", "[property]") {
    const auto ours = [](F x) { return log(x); };
    const auto theirs = [](Exact x) { return std::log(x); };
    CHECK(worst(0.5f, 2.0f, ours, theirs, absolute) < 2e-7);
    CHECK(worst(1e-6f, 0.5f, ours, theirs, relative) < 2e-7);
    CHECK(worst(2.0f, 1e6f, ours, theirs, relative) < 2e-7);
    CHECK(worst(1.2e-38f, 1e-30f, ours, theirs, relative) < 2e-7);
    CHECK(log(F(1.0f)).v == 0.0f);
}

TEST_CASE("logistic and tanh are within their stated errors", "[property]") {
    const auto exact_logistic = [](Exact x) { return 1 / (1 + std::exp(-x)); };
    CHECK(worst(
              -87.0f, 87.0f, [](F x) { return logistic(x); }, exact_logistic, relative) <
          4e-7);
    CHECK(worst(
              -8.0f, 8.0f, [](F x) { return logistic(x); }, exact_logistic, relative) <
          4e-7);
    const auto exact_tanh = [](Exact x) { return std::tanh(x); };
    CHECK(worst(
              -20.0f, 20.0f, [](F x) { return tanh(x); }, exact_tanh, absolute) < 2e-7);
    CHECK(worst(
              -1.0f, 1.0f, [](F x) { return tanh(x); }, exact_tanh, absolute) < 2e-7);
    CHECK(logistic(F(0.0f)).v == 0.5f);
    CHECK(tanh(F(0.0f)).v == 0.0f);
}

TEST_CASE("sqrt is exactly rounded", "[property]") {
    const auto error = worst(
        0.0f, 100.0f, [](F x) { return sqrt(x); },
        [](Exact x) { return Exact(std::sqrt(static_cast<float>(x))); }, absolute);
    CHECK(error == 0);
}

TEST_CASE("the normal quantile is within its stated error", "[property]") {
    // Every 31st of the 2^23 values that uniform() can give.
    double inside = 0, outside = 0;
    for (int k = 0; k < (1 << 23); k += 31) {
        const float u = (static_cast<float>(k) + 0.5f) * 1.1920928955078125e-7f;
        const Exact expected = exact_quantile(Exact(u));
        const auto error =
            static_cast<double>(absolute(Exact(normal_quantile(F(u)).v), expected));
        double& largest = std::fabs(expected) < 4.5L ? inside : outside;
        largest = std::max(largest, error);
    }
    CAPTURE(outside);
    CHECK(inside < 5e-6);
    CHECK(outside < 1e-4);
    CHECK(std::fabs(normal_quantile(F(0.5f)).v) < 1e-6);
    // Symmetry: u and 1 - u are exact for multiples of 2^-23.
    for (int k = 1; k < (1 << 22); k += 9973) {
        const float u = static_cast<float>(k) * 1.1920928955078125e-7f;
        CHECK(std::fabs(normal_quantile(F(u)).v + normal_quantile(F(1.0f - u)).v) <
              2e-6f);
    }
}

TEST_CASE("approach closes the stated share of a gap", "[unit]") {
    CHECK(approach(F(0.0f), F(5.0f)).v == 0.0f);
    // 1 - e^-1 = 0.63212
    CHECK(approach(F(5.0f), F(5.0f)).v == Approx(0.6321206).epsilon(1e-6));
    // Two halves of a span equal the whole: (1 - a)(1 - a) = 1 - b.
    const float half = approach(F(1.0f), F(5.0f)).v, whole = approach(F(2.0f), F(5.0f)).v;
    CHECK((1 - half) * (1 - half) == Approx(1 - whole).epsilon(1e-6));
}
