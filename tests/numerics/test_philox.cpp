// Keyed random numbers: the published vectors, and that uniform numbers look uniform.
#include "numerics/philox.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet;

namespace {

struct Known {
    std::uint32_t counter[4], key[2], answer[4];
};

// Random123, kat_vectors, "philox4x32 10".
constexpr Known known[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

} // namespace

TEMPLATE_TEST_CASE_SIG("Philox gives the published answers", "[golden]", ((int W), W), 1,
                       4, 8, 16) {
    // The other lanes hold other counters: a lane must not see its neighbours.
    for (const Known& k : known)
        for (int lane = 0; lane < W; ++lane) {
            PhiloxBlock<W> c{Words<W>(11u), Words<W>(12u), Words<W>(13u), Words<W>(14u)};
            c.w0.set_lane(lane, k.counter[0]);
            c.w1.set_lane(lane, k.counter[1]);
            c.w2.set_lane(lane, k.counter[2]);
            c.w3.set_lane(lane, k.counter[3]);
            const auto r = philox4x32<W>(c, k.key[0], k.key[1]);
            CHECK(r.w0.lane(lane) == k.answer[0]);
            CHECK(r.w1.lane(lane) == k.answer[1]);
            CHECK(r.w2.lane(lane) == k.answer[2]);
            CHECK(r.w3.lane(lane) == k.answer[3]);
        }
}

TEST_CASE("the keyed engine reads the blocks of its key in order", "[unit]") {
    const Seed seed{0x0123456789abcdefu};
    KeyedEngine engine(seed, 42, 7);
    for (std::uint32_t block = 0; block < 3; ++block) {
        const auto r =
            philox4x32<1>({Words<1>(42u), Words<1>(block), Words<1>(0u), Words<1>(7u)},
                          0x89abcdefu, 0x01234567u);
        CHECK(engine() == r.w0.v);
        CHECK(engine() == r.w1.v);
        CHECK(engine() == r.w2.v);
        CHECK(engine() == r.w3.v);
    }
    KeyedEngine other_couple(seed, 43, 7), other_stream(seed, 42, 8), again(seed, 42, 7);
    const auto first = again();
    CHECK(other_couple() != first);
    CHECK(other_stream() != first);
}

TEST_CASE("uniform numbers never reach the ends of (0, 1)", "[unit]") {
    // The 23 bits kept are centred: (k + 1/2) 2^-23.
    CHECK(uniform(Words<1>(0u)).v == std::ldexp(0.5f, -23));
    CHECK(uniform(Words<1>(0xffffffffu)).v == 1.0f - std::ldexp(0.5f, -23));
    CHECK(uniform(Words<1>(0x80000000u)).v == 0.5f + std::ldexp(0.5f, -23));
}

TEST_CASE("uniform numbers have the mean, variance and independence of uniform numbers",
          "[statistical]") {
    // n numbers. Mean: sd sqrt(1/12n). Variance: sd sqrt(1/180n). Product of neighbours
    // less 1/4: lag-1 covariance, sd about 1/(12 sqrt n). Bounds of 4.9 sd: a false alarm
    // in 1e6 for each of nine checks; the seed is fixed, so it can only happen when the
    // code changes.
    constexpr int n = 400'000;
    for (std::uint32_t stream = 0; stream < 3; ++stream) {
        KeyedEngine engine(Seed{2024}, 5, stream);
        double sum = 0, squares = 0, products = 0, before = 0.5;
        for (int k = 0; k < n; ++k) {
            const double d = uniform(Words<1>(engine())).v - 0.5;
            sum += d;
            squares += d * d;
            if (k > 0)
                products += d * before;
            before = d;
        }
        CHECK(std::fabs(sum / n) < 4.9 * std::sqrt(1.0 / 12 / n));
        CHECK(std::fabs(squares / n - 1.0 / 12) < 4.9 * std::sqrt(1.0 / 180 / n));
        CHECK(std::fabs(products / n) < 4.9 / 12 / std::sqrt(double(n)));
    }
}
