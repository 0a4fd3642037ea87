#include "check.hpp"
#include "mechanisms/activation.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
// One turn: discharge by `keep`, then what coldness charges.
F turn(const activation::Params& p, F x, F keep, float minutes, float cold) {
    const F hurt = activation::hurt(p, F(minutes), F(cold), F(0.0f), 3);
    return activation::charged(x * keep, hurt, F(1.0f));
}
} // namespace

TEST_CASE("activation: table", "[unit]") {
    check_table(activation::table);
    check_neutral(activation::table, activation::neutral);
}

TEST_CASE("activation: directions", "[property]") {
    const auto p = lively(activation::table);
    check_slope(Slope::rising, -2.5f, 3,
                [&](F a) { return activation::gain(p, a, F(0.0f)); });
    check_slope(Slope::falling, 0, 2,
                [&](F d) { return activation::gain(p, F(1.0f), d); });
    check_slope(Slope::rising, -2.5f, 3, [&](F a) { return activation::prolonged(p, a); });
    check_slope(Slope::rising, 0.2f, 4, [&](F x) { return activation::recovery_time(p, x); });
    check_slope(Slope::rising, 0, 1,
                [&](F cold) { return activation::hurt(p, F(2.0f), cold, F(0.0f), 3); });
    // An unmet bid hurts as much as coldness for as long as it stayed open.
    CHECK(activation::hurt(p, F(2.0f), F(0.0f), F(1.0f), 3).v ==
          Approx(activation::hurt(p, F(3.0f), F(1.0f), F(0.0f), 3).v));
    check_slope(Slope::rising, 0, 2,
                [&](F hurt) { return activation::charged(F(0.5f), hurt, F(1.2f)); });
    // Brooding is the anxious's alone, and re-excites only what is there.
    CHECK(activation::brooding(p, F(0.5f), F(1.0f)).v > 0.5f);
    CHECK(activation::brooding(p, F(0.5f), F(-1.0f)).v == 0.5f);
    CHECK(activation::brooding(p, F(0.0f), F(2.0f)).v == 0.0f);
}

TEST_CASE("activation: stays within [0, 4]", "[property]") {
    const activation::Params p;
    for (float x : spread(0, activation::ceiling))
        for (float input : spread(0, 3))
            for (F y : {activation::charged(F(x), F(input), F(3.0f)),
                        activation::brooding(p, F(x), F(input))}) {
                CHECK(y.v >= 0);
                CHECK(y.v <= activation::ceiling);
            }
}

TEST_CASE("activation: switched off, anxiety makes no difference", "[property]") {
    const auto p = activation::neutral(lively(activation::table));
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::gain(p, a, F(0.3f)); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::prolonged(p, a); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::brooding(p, F(1.0f), a); });
    CHECK(activation::charged(F(0.0f), F(1.0f), F(1.0f)).v > 0);
}

TEST_CASE("activation: two half turns are a whole one", "[property]") {
    const auto p = lively(activation::table);
    const F tau = activation::recovery_time(p, F(1.2f));
    const auto lived = [&](F x, float minutes, float cold) {
        return turn(p, x, exp(-(F(minutes) / tau)), minutes, cold);
    };
    // Without charge exactly; a charge is not discharged within its own turn, so it
    // differs by rate (dt/2) (1 - e^(-dt/2 tau)).
    CHECK(lived(lived(F(1.5f), 1, 0), 1, 0).v ==
          Approx(lived(F(1.5f), 2, 0).v).epsilon(1e-6));
    const float bound = p.coldness * 1.0f * (1.0f / tau.v) + 1e-6f;
    CHECK(std::fabs(lived(lived(F(1.5f), 1, 1), 1, 1).v - lived(F(1.5f), 2, 1).v) < bound);
}
