// What the machine can do at most, with the instructions of one kernel: compiled once for each
// instruction set like engine/kernel.cpp.
#include "numerics/philox.hpp"

namespace {

using namespace couplet;
using F = Lanes<COUPLET_WIDTH>;
using Words = F::WordsType;

// Twelve independent chains hide the latency of each and fit into 16 registers. As in the kernels,
// multiplication and addition are two instructions.
float multiply_add(std::uint64_t rounds) {
    std::array<F, 12> x;
    for (std::size_t k = 0; k < x.size(); ++k)
        x[k] = F(1.0f + 0.01f * static_cast<float>(k));
    for (std::uint64_t n = 0; n < rounds; ++n)
        for (F& y : x)
            y = y * F(0.999f) + F(0.001f);
    F sum(0.0f);
    for (const F& y : x)
        sum += y;
    return sum.lane(0);
}

float random_numbers(std::uint64_t blocks) {
    Words sum(0u);
    for (std::uint64_t n = 0; n < blocks; ++n) {
        const auto b = philox4x32<COUPLET_WIDTH>(
            {Words(static_cast<std::uint32_t>(n)), Words(1u), Words(2u), Words(3u)}, 4, 5);
        sum = sum ^ b.w0 ^ b.w1 ^ b.w2 ^ b.w3;
    }
    return static_cast<float>(sum.lane(0) & 1u);
}

} // namespace

// Multiply-adds (12 vectors a round), or blocks of 4 random vectors; the result keeps the work alive.
extern "C" float COUPLET_PROBE(int what, std::uint64_t rounds) {
    return what == 0 ? multiply_add(rounds) : random_numbers(rounds);
}
