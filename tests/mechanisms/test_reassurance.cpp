#include "check.hpp"
#include "mechanisms/reassurance.hpp"

using namespace couplet;
using namespace couplet::test;
namespace re = couplet::reassurance;

TEST_CASE("reassurance: table", "[unit]") {
    check_table(re::table);
    check_neutral(re::table, re::neutral);
}

TEST_CASE("reassurance: alarm is the activation that is not soothed", "[unit]") {
    CHECK(re::alarm(F(1.5f), F(0.5f)).v == 1.0f);
    CHECK(re::alarm(F(0.5f), F(1.5f)).v == 0.0f);
}

TEST_CASE("reassurance: directions", "[property]") {
    const auto p = lively(re::table);
    const F zero(0.0f), keep(0.98f);
    check_slope(Slope::falling, 0.2f, 4, [&](F prolonged) { return re::fading_time(p, prolonged); });
    check_slope(Slope::falling, 1, 4, [&](F prolonged) { return re::relief(p, prolonged); });
    const auto after_turn = [&](F alarm, F answered, F unasked) {
        return re::after_turn(F(0.2f), keep, alarm,
                              re::soothed(re::relief(p, F(1.0f)), answered, unasked));
    };
    check_slope(Slope::rising, 0, 1, [&](F quality) {
        return after_turn(F(1.0f), quality, zero);
    });
    check_slope(Slope::rising, 0, 1, [&](F unasked) {
        return after_turn(F(1.0f), zero, unasked);
    });
    check_slope(Slope::rising, 0, 1, [&](F alarm) {
        return after_turn(alarm, F(1.0f), zero);
    });
}

TEST_CASE("reassurance: an answer soothes no more than the alarm there is",
          "[property]") {
    auto p = lively(re::table);
    for (float relief : spread(0, 1))
        for (float alarm : spread(0, 4)) {
            p.relief = relief;
            for (float prolonged : spread(0.2f, 4)) {
                const F soothed = re::soothed(re::relief(p, F(prolonged)), F(1.0f), F(0.0f));
                const float s = re::after_turn(F(0.0f), F(1.0f), F(alarm), soothed).v;
                CHECK(s >= 0);
                CHECK(s <= alarm);
            }
        }
}

TEST_CASE("reassurance: without an answer soothing fades by the exact exponential",
          "[property]") {
    const auto p = lively(re::table);
    const F tau = re::fading_time(p, F(1.0f));
    const F half = exp(-(F(1.0f) / tau)), whole = exp(-(F(2.0f) / tau));
    const F zero(0.0f);
    const F twice =
        re::after_turn(re::after_turn(F(1.0f), half, F(1.0f), zero), half, F(1.0f), zero);
    CHECK(twice.v ==
          Approx(re::after_turn(F(1.0f), whole, F(1.0f), zero).v).epsilon(1e-6));
    // Unasked reassurance is a rate: half turns add up but for the fading within a turn.
    const auto unasked = [&](F s, F keep, float minutes) {
        return re::after_turn(s, keep, F(1.0f),
                              re::soothed(F(p.relief), zero, F(minutes / 3)));
    };
    CHECK(
        unasked(unasked(F(0.5f), half, 1), half, 1).v ==
        Approx(unasked(F(0.5f), whole, 2).v).margin(p.relief / 3 / tau.v + 1e-6));
}

TEST_CASE("reassurance: switched off, asked and unasked are alike", "[property]") {
    const auto p = re::neutral(lively(re::table));
    CHECK(p.dependence == 0);
    CHECK(re::worth(p, F(0.8f), F(1.0f)).v == re::worth(p, F(0.8f), F(0.0f)).v);
    const auto on = lively(re::table);
    CHECK(re::worth(on, F(0.8f), F(1.0f)).v < re::worth(on, F(0.8f), F(0.0f)).v);
}
