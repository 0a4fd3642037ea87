// One text of the arithmetic, the same bits at every width.
#include "lane_bits.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

using namespace couplet;

namespace {

// A multiple of 16 numbers: a grid, the awkward ones, and magnitudes from 1e-30 to 1e30.
std::vector<float> inputs() {
    std::vector<float> x{0.0f,  -0.0f,  1.0f,  -1.0f,  0.5f,
                         87.0f, -87.0f, 88.0f, 100.0f, -100.0f};
    for (int k = -300; k <= 300; ++k)
        x.push_back(static_cast<float>(k) * 0.293f);
    for (int k = -30; k <= 30; ++k)
        x.push_back(static_cast<float>(std::pow(10.0, k)) *
                    (k % 2 == 0 ? 1.37f : -7.91f));
    while (x.size() % 16 != 0)
        x.push_back(0.77f);
    return x;
}

std::vector<std::uint32_t> scalar_bits(const std::vector<float>& x) {
    std::vector<std::uint32_t> out(x.size() * lane_bits_each);
    lane_bits<1>(x.data(), x.size(), out.data());
    return out;
}

} // namespace

TEST_CASE("widths 1 and 4 give the same bits", "[property][determinism]") {
    const auto x = inputs();
    std::vector<std::uint32_t> four(x.size() * lane_bits_each);
    lane_bits<4>(x.data(), x.size(), four.data());
    CHECK(four == scalar_bits(x));
}

#if defined(__x86_64__)
TEST_CASE("widths 8 and 16 give the bits of width 1", "[property][determinism]") {
    const auto x = inputs();
    std::vector<std::uint32_t> wide(x.size() * lane_bits_each);
    if (__builtin_cpu_supports("avx2")) {
        couplet_lane_bits_avx2(x.data(), x.size(), wide.data());
        CHECK(wide == scalar_bits(x));
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
        couplet_lane_bits_avx512(x.data(), x.size(), wide.data());
        CHECK(wide == scalar_bits(x));
    }
}
#endif

TEMPLATE_TEST_CASE_SIG("lanes behave as the floats they stand for", "[unit]",
                       ((int W), W), 1, 4) {
    using F = Lanes<W>;
    F a(0.0f), b(2.0f);
    for (int i = 0; i < W; ++i)
        a.set_lane(i, static_cast<float>(i) * 1.5f);
    for (int i = 0; i < W; ++i) {
        const float x = static_cast<float>(i) * 1.5f;
        CHECK((a + b).lane(i) == x + 2.0f);
        CHECK((a - b).lane(i) == x - 2.0f);
        CHECK((a * b).lane(i) == x * 2.0f);
        CHECK((b / (a + b)).lane(i) == 2.0f / (x + 2.0f));
        CHECK(min(a, b).lane(i) == std::fmin(x, 2.0f));
        CHECK(max(a, b).lane(i) == std::fmax(x, 2.0f));
        CHECK(positive_part(a - b).lane(i) == std::fmax(x - 2.0f, 0.0f));
        CHECK(clamp(a, 1.0f, 2.0f).lane(i) == std::fmin(std::fmax(x, 1.0f), 2.0f));
        CHECK(abs(-a).lane(i) == x);
        CHECK((a < b).lane(i) == (x < 2.0f));
        CHECK((a >= b).lane(i) == (x >= 2.0f));
        CHECK((!(a < b)).lane(i) == (x >= 2.0f));
        CHECK(select(a < b, 1.0f, a).lane(i) == (x < 2.0f ? 1.0f : x));
        CHECK(indicator(a > b).lane(i) == (x > 2.0f ? 1.0f : 0.0f));
        CHECK(to_word(a).lane(i) == static_cast<std::uint32_t>(x));
        CHECK(to_float(to_word(a)).lane(i) == std::trunc(x));
        CHECK(sqrt(a).lane(i) == std::sqrt(x));
    }
    CHECK(any(a == F(0.0f)));
    CHECK_FALSE(any(a < F(0.0f)));
}

TEST_CASE("any() sees every single lane", "[unit]") {
    for (int lane = 0; lane < 4; ++lane) {
        Lanes<4> x(0.0f);
        x.set_lane(lane, 1.0f);
        CHECK(any(x > Lanes<4>(0.0f)));
        CHECK(bit_mask(x > Lanes<4>(0.0f)) == 1u << lane);
    }
}
