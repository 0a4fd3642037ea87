#include "check.hpp"
#include "mechanisms/symptoms.hpp"

using namespace couplet;
using namespace couplet::test;
using Sources = symptoms::Sources<F>;
using Levels = symptoms::Levels<F>;

namespace {
Sources usual() {
    const F z(0.0f);
    return {z, z, z, z, z, F(0.3f), z, z};
}
F distress(const symptoms::Params& p, F Sources::*field, F x) {
    auto s = usual();
    s.*field = x;
    return symptoms::distress(p, s, F(0.0f));
}
} // namespace

TEST_CASE("symptoms: table", "[unit]") {
    check_table(symptoms::table);
    check_neutral(symptoms::table, symptoms::neutral);
}

TEST_CASE("symptoms: directions", "[property]") {
    const auto p = lively(symptoms::table);
    for (auto field : {&Sources::negative_affect, &Sources::rumination, &Sources::own})
        check_slope(Slope::rising, -2, 2, [&](F x) { return distress(p, field, x); });
    for (auto field : {&Sources::security, &Sources::comfort, &Sources::regulation})
        check_slope(Slope::falling, -2, 2, [&](F x) { return distress(p, field, x); });
    check_slope(Slope::falling, -2, 2,
                [&](F worth) { return symptoms::distress(p, usual(), worth); });
    const Levels start{F(0.2f), F(0.2f), F(0.0f)};
    check_slope(Slope::rising, 0, 3, [&](F alarm) {
        auto s = usual();
        s.alarm = alarm;
        return symptoms::after_day(p, start, s).anxious;
    });
    check_slope(Slope::flat, 0, 3, [&](F alarm) {
        auto s = usual();
        s.alarm = alarm;
        return symptoms::after_day(p, start, s).depressive;
    });
    check_slope(Slope::falling, 0, 3, [&](F threat) {
        auto s = usual();
        s.hassle_threat = threat;
        return symptoms::after_day(p, start, s).self_worth;
    });
}

TEST_CASE("symptoms: follow distress by the exact exponential", "[property]") {
    auto p = lively(symptoms::table);
    p.time = 21;
    p.usual_threat = 0; // that of a usual day here
    Levels l{F(1.0f), F(1.0f), F(0.0f)};
    for (int day = 0; day < 42; ++day)
        l = symptoms::after_day(p, l, usual());
    // Goal 0.3, the person's own level: 0.3 + 0.7 e^-2.
    CHECK(l.depressive.v == Approx(0.3 + 0.7 * std::exp(-2.0)).epsilon(1e-5));
    CHECK(l.anxious.v == Approx(l.depressive.v).epsilon(1e-6));
    CHECK(l.self_worth.v == Approx(0).margin(1e-6));
}

TEST_CASE("symptoms: reported scores are shares that rise with the level", "[property]") {
    const auto p = lively(symptoms::table);
    check_slope(Slope::rising, -3, 3, [&](F x) { return symptoms::reported(p, x); });
    for (float x : spread(-5, 5)) {
        CHECK(symptoms::reported(p, F(x)).v > 0);
        CHECK(symptoms::reported(p, F(x)).v < 1);
    }
}

TEST_CASE("symptoms: switched off, they stay at the person's own level", "[property]") {
    const auto p = symptoms::neutral(lively(symptoms::table));
    Sources s = usual();
    s.negative_affect = s.hassle_threat = F(3.0f);
    s.security = s.comfort = F(-2.0f);
    Levels l{F(0.3f), F(0.3f), F(0.0f)};
    for (int day = 0; day < 30; ++day)
        l = symptoms::after_day(p, l, s);
    CHECK(l.depressive.v == Approx(0.3).epsilon(1e-6));
    CHECK(l.anxious.v == Approx(0.3).epsilon(1e-6));
    CHECK(l.self_worth.v == 0);
}
