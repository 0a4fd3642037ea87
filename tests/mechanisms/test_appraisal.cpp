#include "check.hpp"
#include "mechanisms/appraisal.hpp"

using namespace couplet;
using namespace couplet::test;
using Perceiver = appraisal::Perceiver<F>;

namespace {
Perceiver average() {
    const F zero(0.0f);
    return {zero, zero, zero, zero, zero, zero, zero};
}
template <class Set> F criterion_with(const appraisal::Params& p, Set set) {
    Perceiver s = average();
    set(s);
    return appraisal::criterion(p, s);
}
F read_by(const appraisal::Params& p, const Perceiver& s, float valence, float ambiguity) {
    return appraisal::read_act(p, s, appraisal::discount(p, s.avoidance), F(valence), F(ambiguity));
}
} // namespace

TEST_CASE("appraisal: table", "[unit]") {
    check_table(appraisal::table);
    check_neutral(appraisal::table, appraisal::neutral);
}

TEST_CASE("appraisal: directions of the criterion", "[property]") {
    const auto p = lively(appraisal::table);
    check_slope(Slope::falling, -2.5f, 3,
                [&](F x) { return criterion_with(p, [&](auto& s) { s.anxiety = x; }); });
    check_slope(Slope::falling, 0, 4,
                [&](F x) { return criterion_with(p, [&](auto& s) { s.alarm = x; }); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return criterion_with(p, [&](auto& s) { s.trust = x; }); });
    check_slope(Slope::rising, -2, 2, [&](F x) {
        return criterion_with(p, [&](auto& s) { s.satisfaction = x; });
    });
    check_slope(Slope::rising, -2, 2, [&](F x) {
        return criterion_with(p, [&](auto& s) { s.partner_commitment = x; });
    });
    check_slope(Slope::rising, -2.5f, 3, [&](F x) {
        return criterion_with(p, [&](auto& s) { s.avoidance = x; });
    });
    check_slope(Slope::rising, 0, 2,
                [&](F x) { return criterion_with(p, [&](auto& s) { s.skill = x; }); });
}

TEST_CASE(
    "appraisal: perceived threat rises with the threat and with anxiety, within [0, 5]",
    "[property]") {
    auto p = lively(appraisal::table);
    p.criterion = 0.5f; // so that the range below lies between criterion and ceiling
    p.vigilance = 0.3f;
    check_slope(Slope::rising, 0.6f, 3, [&](F theta) {
        return appraisal::perceived_threat(p, average(), theta, F(0.0f));
    });
    check_slope(Slope::rising, -2, 2, [&](F anxiety) {
        Perceiver s = average();
        s.anxiety = anxiety;
        return appraisal::perceived_threat(p, s, F(1.6f), F(0.0f));
    });
    for (float a : spread(-2.5f, 3))
        for (float theta : spread(0, 20))
            for (float z : spread(-5, 5)) {
                Perceiver s = average();
                s.anxiety = F(a);
                const float m = appraisal::perceived_threat(p, s, F(theta), F(z)).v;
                CHECK(m >= 0);
                CHECK(m <= appraisal::ceiling);
            }
}

TEST_CASE("appraisal: acts are read colder by the anxious and warmer by the satisfied",
          "[property]") {
    const auto p = lively(appraisal::table);
    const auto read = [&](auto set, float valence, float ambiguity) {
        Perceiver s = average();
        set(s);
        return read_by(p, s, valence, ambiguity);
    };
    check_slope(Slope::falling, -2.5f, 3,
                [&](F x) { return read([&](auto& s) { s.anxiety = x; }, 0.15f, 0.5f); });
    check_slope(Slope::falling, 0, 4,
                [&](F x) { return read([&](auto& s) { s.alarm = x; }, 0.15f, 0.5f); });
    check_slope(Slope::rising, -2, 2, [&](F x) {
        return read([&](auto& s) { s.satisfaction = x; }, 0.15f, 0.5f);
    });
    check_slope(Slope::falling, -2.5f, 3,
                [&](F x) { return read([&](auto& s) { s.avoidance = x; }, 1, 0); });
    // A hostile act is not discounted, and one without ambiguity is read as it is.
    check_slope(Slope::flat, -2.5f, 3,
                [&](F x) { return read([&](auto& s) { s.avoidance = x; }, -1, 0); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F x) { return read([&](auto& s) { s.anxiety = x; }, -0.45f, 0); });
}

TEST_CASE("appraisal: switched off, everybody perceives alike", "[property]") {
    const auto p = appraisal::neutral(lively(appraisal::table));
    const float threat = appraisal::perceived_threat(p, average(), F(1.5f), F(0.3f)).v;
    const float reading = read_by(p, average(), 0.15f, 0.5f).v;
    for (float x : spread(-2.5f, 3)) {
        Perceiver s = average();
        s.anxiety = s.avoidance = s.alarm = s.trust = s.satisfaction = s.partner_commitment =
            F(x);
        CHECK(appraisal::perceived_threat(p, s, F(1.5f), F(0.3f)).v == threat);
        CHECK(read_by(p, s, 0.15f, 0.5f).v == reading);
    }
    CHECK(threat > 0);
}
