#include "check.hpp"
#include "mechanisms/affect.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
F turn(const affect::Params& p, float na, float keep, float partner, float minutes = 2) {
    return affect::after_turn(F(na), F(affect::at_rest), F(keep), F(affect::contagion(p, minutes)), F(partner));
}
} // namespace

TEST_CASE("affect: table", "[unit]") {
    check_table(affect::table);
    check_neutral(affect::table, affect::neutral);
}

TEST_CASE("affect: directions", "[property]") {
    const auto p = lively(affect::table);
    const F zero(0.0f);
    check_slope(Slope::rising, -3, 3, [&](F x) { return affect::slowing(p, x, zero); });
    check_slope(Slope::falling, -3, 3, [&](F x) { return affect::slowing(p, zero, x); });
    check_slope(Slope::rising, 0.2f, 4, [&](F x) { return affect::recovery_time(p, x); });
    check_slope(Slope::rising, 0.2f, 4, [&](F x) { return affect::mood_time(p, x); });
    check_slope(Slope::falling, 0.2f, 4, [&](F x) { return affect::contentment_time(p, x); });
    check_slope(Slope::rising, 0, 3,
                [&](F x) { return affect::resting_level(p, F(0.5f), x, zero); });
    check_slope(Slope::rising, 0, 3,
                [&](F x) { return affect::resting_level(p, F(0.5f), zero, x); });
    check_slope(Slope::rising, 0, 3,
                [&](F x) { return affect::hurt(p, F(1.0f), x, F(1.0f)); });
    check_slope(Slope::rising, 0.2f, 3,
                [&](F x) { return affect::hurt(p, F(1.0f), F(0.5f), x); });
    check_slope(Slope::rising, 0, 5, [&](F x) { return turn(p, 1, 0.9f, x.v); });
    check_slope(Slope::rising, 0, 1, [&](F x) {
        return affect::positive_after_turn(p, F(1.0f), F(0.9f), F(2.0f), x);
    });
}

TEST_CASE("affect: stays within [0, 8]", "[property]") {
    const affect::Params p;
    for (float na : spread(0, affect::ceiling))
        for (float x : spread(0, 3)) {
            for (F y : {affect::hurt(p, F(na), F(x), F(2.0f)), turn(p, na, 0.9f, 8),
                        turn(p, na, 0.9f, 0),
                        affect::positive_after_turn(p, F(na), F(0.9f), F(2.0f), F(x))}) {
                CHECK(y.v >= 0);
                CHECK(y.v <= affect::ceiling);
            }
        }
    CHECK(affect::resting_level(p, F(-9.0f), F(0.0f), F(0.0f)).v == 0);
}

TEST_CASE("affect: the partners' coupling is symmetric", "[property]") {
    // What one partner gains by contagion the other loses; both relax alike.
    const auto p = lively(affect::table);
    const float a = 1.4f, b = 0.9f;
    const float alone = turn(p, a, 0.95f, a).v + turn(p, b, 0.95f, b).v;
    const float together = turn(p, a, 0.95f, b).v + turn(p, b, 0.95f, a).v;
    CHECK(together == Approx(alone).epsilon(1e-6));
}

TEST_CASE("affect: switched off, no mood, no contagion, and no inertia beyond minutes",
          "[property]") {
    const auto p = affect::neutral(lively(affect::table));
    check_slope(Slope::flat, -3, 3, [&](F x) { return affect::slowing(p, x, F(0.5f)); });
    check_slope(Slope::flat, -3, 3, [&](F x) { return affect::slowing(p, F(0.5f), x); });
    // Nothing of a feeling is left a day later: e^-100.
    CHECK(exp(F(-1.0f) / affect::mood_time(p, F(1.0f))).v < 1e-30f);
    check_slope(Slope::flat, 0, 5,
                [&](F partner) { return turn(p, 1, 0.9f, partner.v); });
    // Less than 1 in 20 000 of a feeling is left after an hour: e^-10.
    const F tau = affect::recovery_time(p, F(1.0f));
    CHECK(exp(-(F(60.0f) / tau)).v < 5e-5f);
}

TEST_CASE("affect: two half turns are a whole one", "[property]") {
    const auto p = lively(affect::table);
    const float half = std::exp(-1.0f / 132), whole = std::exp(-2.0f / 132);
    // Relaxing alone exactly.
    affect::Params alone = p;
    alone.contagion = 0;
    CHECK(turn(alone, turn(alone, 2, half, 0, 1).v, half, 0, 1).v ==
          Approx(turn(alone, 2, whole, 0, 2).v).epsilon(1e-6));
    // The two partners go to meet each other exactly.
    const float met = affect::contagion(p, 1), sooner = affect::contagion(p, 2);
    CHECK((1 - 2 * met) * (1 - 2 * met) == Approx(1 - 2 * sooner));
}
