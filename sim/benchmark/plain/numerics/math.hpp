// What plain_loop.cpp is compiled with in place of numerics/math.hpp: the C library's functions, and
// a Mersenne Twister, as a program would use them that is written without a thought to vectors.
#pragma once

#include "numerics/lanes.hpp"

#include <cmath>
#include <random>

namespace couplet {

inline std::mt19937& generator() {
    thread_local std::mt19937 engine(20240607);
    return engine;
}

using Plain = Lanes<1>;
inline Plain exp(Plain x) { return std::exp(x.v); }
inline Plain log(Plain x) { return std::log(x.v); }
inline Plain tanh(Plain x) { return std::tanh(x.v); }
inline Plain sqrt(Plain x) { return std::sqrt(x.v); }
inline Plain logistic(Plain x) { return 1.0f / (1.0f + std::exp(-x.v)); }
inline Plain approach(Plain elapsed, Plain tau) { return 1.0f - std::exp(-(elapsed.v / tau.v)); }
// The model asks for the normal number at a uniform one; such a program draws it directly.
inline Plain normal_quantile(Plain) {
    thread_local std::normal_distribution<float> normal;
    return normal(generator());
}

} // namespace couplet
