#include "check.hpp"
#include "mechanisms/deactivation.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
F turn(const deactivation::Params& p, float o, float keep, float step,
       const deactivation::Received<F>& r, float avoidance) {
    const F s = deactivation::sensitivity(p, F(avoidance));
    return deactivation::after_turn(p, F(o), F(keep), deactivation::received(p, F(step), r, s));
}
deactivation::Received<F> received(float pressure, float cold, float distress) {
    return {F(pressure), F(cold), F(distress)};
}
} // namespace

TEST_CASE("deactivation: table", "[unit]") {
    check_table(deactivation::table);
    check_neutral(deactivation::table, deactivation::neutral);
}

TEST_CASE("deactivation: directions", "[property]") {
    const auto p = lively(deactivation::table);
    check_slope(Slope::rising, 0, 1,
                [&](F x) { return turn(p, 1, 0.99f, 2, received(x.v, 0, 0), 0); });
    check_slope(Slope::rising, 0, 1,
                [&](F x) { return turn(p, 1, 0.99f, 2, received(0, x.v, 0), 0); });
    check_slope(Slope::rising, 0, 5,
                [&](F x) { return turn(p, 1, 0.99f, 2, received(0, 0, x.v), 0); });
    check_slope(Slope::rising, -2.5f, 3,
                [&](F v) { return turn(p, 1, 0.99f, 2, received(1, 0, 0), v.v); });
    check_slope(Slope::falling, -2.5f, 3,
                [&](F v) { return deactivation::shown_affect(p, F(1.5f), v); });
    // A partner at rest overwhelms nobody.
    CHECK(turn(p, 1, 0.99f, 2, received(0, 0, -0.5f), 2).v == 0.99f);
}

TEST_CASE("deactivation: bounds", "[property]") {
    const deactivation::Params p;
    for (float o : spread(0, deactivation::ceiling))
        for (float v : spread(-2.5f, 3)) {
            const float after = turn(p, o, 0.99f, 2, received(1, 1.5f, 5), v).v;
            CHECK(after >= 0);
            CHECK(after <= deactivation::ceiling);
            // Feelings are hidden at most entirely: even at the top of the range of
            // suppression.
            deactivation::Params most = p;
            most.suppression = 0.33f;
            CHECK(deactivation::shown_affect(most, F(2.0f), F(v)).v >= 0);
        }
}

TEST_CASE(
    "deactivation: switched off, pressure no longer overwhelms and nothing is hidden",
    "[property]") {
    const auto p = deactivation::neutral(lively(deactivation::table));
    CHECK(turn(p, 1, 0.5f, 2, received(1, 1, 5), 2).v == 0.5f);
    CHECK(deactivation::shown_affect(p, F(1.5f), F(2.0f)).v == 1.5f);
}

TEST_CASE("deactivation: two half turns are a whole one", "[property]") {
    const auto p = lively(deactivation::table);
    const float half = std::exp(-1.0f / 180), whole = std::exp(-2.0f / 180);
    const auto none = received(0, 0, 0), all = received(1, 1, 2);
    CHECK(turn(p, turn(p, 2, half, 1, none, 1).v, half, 1, none, 1).v ==
          Approx(turn(p, 2, whole, 2, none, 1).v).epsilon(1e-6));
    // The charge of a turn r dt is not discharged within it: off by r (dt/2) (1 -
    // e^(-dt/2 tau)).
    const float charge = turn(p, 0, 1, 1, all, 1).v;
    CHECK(turn(p, turn(p, 2, half, 1, all, 1).v, half, 1, all, 1).v ==
          Approx(turn(p, 2, whole, 2, all, 1).v).margin(charge / 180 + 1e-6));
}
