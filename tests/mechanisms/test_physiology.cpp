#include "check.hpp"
#include "mechanisms/activation.hpp"
#include "mechanisms/physiology.hpp"

using namespace couplet;
using namespace couplet::test;
namespace ph = couplet::physiology;
using Axis = ph::Axis<F>;

namespace {
Axis at_rest(const ph::Params& p) { return {F(0.0f), F(0.0f), F(p.baseline)}; }
Axis relaxed(const ph::Params& p, const Axis& s, float activation, float minutes) {
    return ph::relax(p, s, F(activation), F(0.0f), F(minutes));
}
} // namespace

TEST_CASE("physiology: table", "[unit]") {
    check_table(ph::table);
    check_neutral(ph::table, ph::neutral);
}

TEST_CASE("physiology: cortisol peaks 15 to 30 min after a stressor and halves in about "
          "an hour",
          "[property]") {
    // As the model lives it: activation jumps to 1 at the start of an encounter of seven
    // turns and recovers at the average person's pace; afterwards the closed solution.
    // The published profile is what the defaults must show.
    const ph::Params p;
    const activation::Params recovery;
    const float tau = activation::recovery_time(recovery, F(1.0f)).v;
    const auto k = ph::pace(p, 2);
    float peak = 0, when = 0;
    const auto look = [&](float cortisol, float minute) {
        if (cortisol - p.baseline > peak) {
            peak = cortisol - p.baseline;
            when = minute;
        }
    };
    Axis s = at_rest(p);
    float activation = 1;
    for (int turn = 1; turn <= 7; ++turn) {
        activation *= std::exp(-2 / tau);
        s = ph::after_turn(p, s, F(activation), k, F(1.0f));
        look(s.cortisol.v, static_cast<float>(turn) * 2);
    }
    const auto rise = [&](float minute) {
        return relaxed(p, s, activation, minute - 14).cortisol.v - p.baseline;
    };
    for (float minute = 15; minute < 240; minute += 0.25f)
        look(p.baseline + rise(minute), minute);
    CHECK(peak > 0);
    CHECK(when > 15);
    CHECK(when < 30);
    // Late in the decline, from 100 to 160 min: ratio 2^(-60/h).
    const float half_life = 60 * std::log(2.0f) / std::log(rise(100) / rise(160));
    CHECK(half_life > 50);
    CHECK(half_life < 90);
}

TEST_CASE("physiology: the closed solution is fine stepping", "[property]") {
    ph::Params p;
    p.release = 0.06f;
    for (float activation : {0.0f, 0.7f, 2.0f}) {
        // Steps so fine that the lag of a step, dt / 2, does not show.
        constexpr float dt = 0.01f;
        const Axis start{F(0.3f), F(0.2f), F(p.baseline + 2)};
        // relax() assumes that the drive dies away with adaptation, so it never turns
        // negative.
        const Axis from =
            activation >= 0.3f ? start : Axis{F(0.0f), F(0.2f), start.cortisol};
        const auto k = ph::pace(p, dt);
        Axis stepped = from;
        for (int n = 1; n <= 9000; ++n) {
            stepped = ph::after_turn(p, stepped, F(activation), k, F(1.0f));
            if (n % 1500 == 0) {
                const Axis exact =
                    relaxed(p, from, activation, static_cast<float>(n) * dt);
                CAPTURE(activation, n);
                CHECK(stepped.adapted.v == Approx(exact.adapted.v).margin(2e-3));
                CHECK(stepped.lagged.v == Approx(exact.lagged.v).margin(2e-3));
                CHECK(stepped.cortisol.v == Approx(exact.cortisol.v).margin(5e-3));
            }
        }
    }
}

TEST_CASE(
    "physiology: relaxing twice is relaxing once, and two half turns about a whole one",
    "[property]") {
    const ph::Params p;
    const Axis start{F(0.2f), F(0.4f), F(7.0f)};
    const Axis once = relaxed(p, start, 1, 60),
               twice = relaxed(p, relaxed(p, start, 1, 25), 1, 35);
    CHECK(once.adapted.v == Approx(twice.adapted.v).epsilon(1e-5));
    CHECK(once.lagged.v == Approx(twice.lagged.v).margin(1e-5));
    CHECK(once.cortisol.v == Approx(twice.cortisol.v).epsilon(1e-5));

    const auto whole = ph::pace(p, 2), half = ph::pace(p, 1);
    Axis coarse = start, fine = start;
    for (int n = 0; n < 15; ++n) {
        coarse = ph::after_turn(p, coarse, F(1.0f), whole, F(1.0f));
        for (int m = 0; m < 2; ++m)
            fine = ph::after_turn(p, fine, F(1.0f), half, F(1.0f));
    }
    // Drive and release are held through a step: within a twentieth of the rise.
    CHECK(coarse.cortisol.v ==
          Approx(fine.cortisol.v).margin(0.05 * (fine.cortisol.v - p.baseline)));
}

TEST_CASE("physiology: a turn that is not active changes nothing", "[unit]") {
    const ph::Params p;
    const Axis start{F(0.2f), F(0.4f), F(7.0f)};
    const Axis after = ph::after_turn(p, start, F(3.0f), ph::pace(p, 2), F(0.0f));
    CHECK(after.adapted.v == start.adapted.v);
    CHECK(after.lagged.v == start.lagged.v);
    CHECK(after.cortisol.v == start.cortisol.v);
}

TEST_CASE(
    "physiology: cortisol rises with activation and anticipation and control falls with "
    "alarm",
    "[property]") {
    const auto p = lively(ph::table);
    check_slope(Slope::rising, 0, 4, [&](F x) {
        return ph::relax(p, at_rest(p), x, F(0.0f), F(20.0f)).cortisol;
    });
    check_slope(Slope::rising, 0, 1, [&](F extra) {
        return ph::relax(p, at_rest(p), F(0.0f), extra, F(20.0f)).cortisol;
    });
    check_slope(Slope::falling, 0, 4, [&](F x) { return ph::control(p, x); });
    CHECK(ph::control(p, F(0.0f)).v == 1);
    CHECK(ph::control(p, F(p.control)).v == Approx(std::exp(-1.0)).epsilon(1e-5));
}

TEST_CASE("physiology: switched off, no profile and constant control", "[property]") {
    const auto p = ph::neutral(lively(ph::table));
    Axis s = at_rest(p);
    const auto k = ph::pace(p, 2);
    for (int n = 0; n < 20; ++n)
        s = ph::after_turn(p, s, F(3.0f), k, F(1.0f));
    CHECK(s.cortisol.v == p.baseline);
    CHECK(ph::relax(p, s, F(3.0f), F(1.0f), F(20.0f)).cortisol.v == p.baseline);
    // The value at rest, whatever the alarm.
    const float resting = ph::control(lively(ph::table), F(0.0f)).v;
    for (float alarm : spread(0, 4))
        CHECK(ph::control(p, F(alarm)).v == Approx(resting).epsilon(1e-5));
}
