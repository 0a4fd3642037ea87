#include "check.hpp"
#include "mechanisms/repair.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
F turn(const repair::Params& p, float tension, float keep, float step, float hostile, float away,
       float repairing, float skill = 0, float severity = 0) {
    return repair::after_turn(p, F(tension), F(keep), F(step), F(hostile), F(away), F(repairing),
                              F(skill), F(severity));
}
} // namespace

TEST_CASE("repair: table", "[unit]") {
    check_table(repair::table);
    check_neutral(repair::table, repair::neutral);
}

TEST_CASE("repair: directions", "[property]") {
    const auto p = lively(repair::table);
    check_slope(Slope::rising, 0, 2, [&](F x) { return turn(p, 1, 0.8f, 2, x.v, 0, 0); });
    check_slope(Slope::rising, 0, 2, [&](F x) { return turn(p, 1, 0.8f, 2, 0, x.v, 0); });
    check_slope(Slope::falling, 0, 2, [&](F x) { return turn(p, 1, 0.8f, 2, 0, 0, x.v); });
    check_slope(Slope::falling, -1, 3, [&](F x) { return turn(p, 1, 0.8f, 2, 0, 0, 1, x.v); });
    check_slope(Slope::rising, 0, 3, [&](F x) { return turn(p, 1, 0.8f, 2, 1, 0, 0, 0, x.v); });
    check_slope(Slope::falling, 0, 20, [&](F minutes) { return repair::hurt_left(p, minutes); });
    CHECK(repair::hurt_left(p, F(0.0f)).v == 1);
}

TEST_CASE("repair: tension is never negative, and acts of no skill still repair", "[property]") {
    const auto p = lively(repair::table);
    for (float skill : spread(-10, 10)) {
        const float left = turn(p, 1, 0.8f, 2, 0, 0, 1, skill).v;
        CHECK(left > 0);
        CHECK(left < 0.8f);
    }
    for (float minutes : spread(0, 90)) {
        const float left = repair::hurt_left(p, F(minutes)).v;
        CHECK(left >= 1 - p.aftermath);
        CHECK(left <= 1);
    }
}

TEST_CASE("repair: two half turns are a whole one", "[property]") {
    const auto p = lively(repair::table);
    const float tau = p.cooling, half = std::exp(-1 / tau), whole = std::exp(-2 / tau);
    const auto two = [&](float hostile, float repairing) {
        return turn(p, turn(p, 1, half, 1, hostile, 0, repairing).v, half, 1, hostile, 0,
                    repairing).v;
    };
    CHECK(two(0, 0) == Approx(turn(p, 1, whole, 2, 0, 0, 0).v).epsilon(1e-6));
    CHECK(two(0, 1) == Approx(turn(p, 1, whole, 2, 0, 0, 1).v).epsilon(1e-6));
    // What an act heats does not cool within its turn: off by rate (dt/2) (1 - e^(-dt/2 tau)).
    CHECK(two(1, 0) == Approx(turn(p, 1, whole, 2, 1, 0, 0).v).margin(p.hostility / tau + 1e-6));
}

TEST_CASE("repair: switched off, tension only cools and all the hurt stays", "[property]") {
    const auto p = repair::neutral(lively(repair::table));
    CHECK(turn(p, 1, 0.8f, 2, 0, 0, 2, 1).v == 0.8f);
    CHECK(repair::hurt_left(p, F(30.0f)).v == 1);
}
