#include "check.hpp"
#include "mechanisms/activation.hpp"

using namespace couplet;
using namespace couplet::test;

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
    const auto time = [&](F a, F ru, F re) {
        return activation::recovery_time(p, a, ru, re);
    };
    check_slope(Slope::rising, -2.5f, 3, [&](F a) { return time(a, F(0.0f), F(0.0f)); });
    check_slope(Slope::rising, -3, 3, [&](F x) { return time(F(0.0f), x, F(0.0f)); });
    check_slope(Slope::falling, -3, 3, [&](F x) { return time(F(0.0f), F(0.0f), x); });
    check_slope(Slope::rising, 0, 1, [&](F cold) {
        return activation::after_turn(p, F(0.5f), F(0.9f), F(2.0f), cold, F(0.0f),
                                      F(0.0f), F(1.0f));
    });
    const auto turn = [&](float away, float unmet) {
        return activation::after_turn(p, F(0.5f), F(0.9f), F(2.0f), F(0.5f), F(away),
                                      F(unmet), F(1.0f))
            .v;
    };
    CHECK(turn(1, 0) > turn(0, 0));
    CHECK(turn(0, 1) > turn(0, 0));
    // Brooding is the anxious's alone, and re-excites only what is there.
    CHECK(activation::brooding(p, F(0.5f), F(1.0f)).v > 0.5f);
    CHECK(activation::brooding(p, F(0.5f), F(-1.0f)).v == 0.5f);
    CHECK(activation::brooding(p, F(0.0f), F(2.0f)).v == 0.0f);
}

TEST_CASE("activation: stays within [0, 4]", "[property]") {
    const activation::Params p;
    for (float x : spread(0, activation::ceiling))
        for (float input : spread(0, 3)) {
            for (F y : {activation::after_threat(p, F(x), F(input), F(3.0f)),
                        activation::brooding(p, F(x), F(input)),
                        activation::after_turn(p, F(x), F(0.9f), F(2.0f), F(input),
                                               F(1.0f), F(1.0f), F(3.0f))}) {
                CHECK(y.v >= 0);
                CHECK(y.v <= activation::ceiling);
            }
        }
}

TEST_CASE("activation: switched off, anxiety makes no difference", "[property]") {
    const auto p = activation::neutral(lively(activation::table));
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::gain(p, a, F(0.3f)); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::recovery_time(p, a, F(0.5f), F(0.5f)); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return activation::brooding(p, F(1.0f), a); });
    CHECK(activation::after_threat(p, F(0.0f), F(1.0f), F(1.0f)).v > 0);
}

TEST_CASE("activation: two half turns are a whole one", "[property]") {
    const auto p = lively(activation::table);
    const F tau = activation::recovery_time(p, F(0.5f), F(0.0f), F(0.0f));
    const auto turn = [&](F x, float minutes, float cold) {
        return activation::after_turn(p, x, exp(-(F(minutes) / tau)), F(minutes), F(cold),
                                      F(0.0f), F(0.0f), F(1.0f));
    };
    // Without charge exactly; a charge is not discharged within its own turn, so it
    // differs by rate (dt/2) (1 - e^(-dt/2 tau)).
    CHECK(turn(turn(F(1.5f), 1, 0), 1, 0).v ==
          Approx(turn(F(1.5f), 2, 0).v).epsilon(1e-6));
    const float bound = p.coldness * 1.0f * (1.0f / tau.v) + 1e-6f;
    CHECK(std::fabs(turn(turn(F(1.5f), 1, 1), 1, 1).v - turn(F(1.5f), 2, 1).v) < bound);
}
