#include "check.hpp"
#include "mechanisms/repair.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
F turn(const repair::Params& p, float tension, float step, float hostile, float repairing) {
    return repair::after_turn(p, F(tension), F(step), F(hostile), F(repairing));
}
} // namespace

TEST_CASE("repair: table", "[unit]") {
    check_table(repair::table);
    check_neutral(repair::table, repair::neutral);
}

TEST_CASE("repair: directions", "[property]") {
    const auto p = lively(repair::table);
    check_slope(Slope::rising, 0, 2, [&](F x) { return turn(p, 1, 2, x.v, 0); });
    check_slope(Slope::falling, 0, 2, [&](F x) { return turn(p, 1, 2, 0, x.v); });
    check_slope(Slope::falling, 0, 20,
                [&](F minutes) { return repair::hurt_left(p, minutes); });
    CHECK(repair::hurt_left(p, F(0.0f)).v == 1);
}

TEST_CASE("repair: tension and hurt are never negative", "[property]") {
    const auto p = lively(repair::table);
    for (float minutes : spread(0, 90)) {
        CHECK(turn(p, 1, minutes, 0, 2).v >= 0);
        CHECK(repair::hurt_left(p, F(minutes)).v >= 0);
        CHECK(repair::hurt_left(p, F(minutes)).v <= 1);
    }
}

TEST_CASE("repair: two half turns are a whole one", "[property]") {
    const auto p = lively(repair::table);
    for (float hostile : {0.0f, 1.0f, 2.0f})
        for (float repairing : {0.0f, 1.0f}) {
            const float half = turn(p, 1, 1, hostile, repairing).v;
            CHECK(turn(p, half, 1, hostile, repairing).v ==
                  Approx(turn(p, 1, 2, hostile, repairing).v).epsilon(1e-5));
        }
    // Where gain and loss balance: k_h tau.
    CHECK(turn(p, 0, 1e4f, 1, 0).v == Approx(p.hostility * p.cooling).epsilon(1e-4));
    // No time, no change.
    CHECK(turn(p, 0.7f, 0, 2, 0).v == 0.7f);
}

TEST_CASE("repair: an issue is settled by repair, the sooner the smaller it is", "[property]") {
    const auto p = lively(repair::table);
    const auto left = [&](float severity, float minutes) {
        return repair::issue_left(p, F(severity), F(minutes)).v;
    };
    CHECK(left(1.5f, 0) == 1.5f);
    CHECK(left(left(1.5f, 1), 1) == Approx(left(1.5f, 2)).epsilon(1e-5));
    const float minutes = std::log(1.5f / repair::settled) / p.repairing;
    check_slope(Slope::falling, 0, 0.99f * minutes, [&](F x) { return F(left(1.5f, x.v)); });
    CHECK(left(1.5f, 0.99f * minutes) > repair::settled);
    CHECK(left(1.5f, 1.01f * minutes) == 0);
    CHECK(left(0, 5) == 0);
}

TEST_CASE("repair: switched off, tension only cools, and all the hurt and the issue stay",
          "[property]") {
    const auto p = repair::neutral(lively(repair::table));
    CHECK(turn(p, 1, 2, 0, 2).v == Approx(std::exp(-2 / p.cooling)).epsilon(1e-6));
    CHECK(repair::hurt_left(p, F(30.0f)).v == 1);
    CHECK(repair::issue_left(p, F(1.5f), F(30.0f)).v == 1.5f);
}
