#include "check.hpp"
#include "mechanisms/attachment_change.hpp"

using namespace couplet;
using namespace couplet::test;
using namespace couplet::attachment_change;
using Lived = attachment_change::Experience<F>;

namespace {
Lived usual_day() {
    const F zero(0.0f);
    return {
        F(usual_unasked), F(usual_answers), F(usual_unmet), zero, zero, zero, zero, zero,
        F(0.25f)};
}
template <class Set> F security_of(const Params& p, Set set) {
    Lived e = usual_day();
    set(e);
    return secure_experience(p, e);
}
} // namespace

TEST_CASE("attachment change: table", "[unit]") {
    check_table(attachment_change::table);
    check_neutral(attachment_change::table, attachment_change::neutral);
}

TEST_CASE("attachment change: the scale and its standard form", "[unit]") {
    CHECK(standardised_anxiety(F(norm_anxiety)).v == 0);
    CHECK(standardised_avoidance(F(norm_avoidance)).v == 0);
    CHECK(standardised_anxiety(F(norm_anxiety + norm_anxiety_sd)).v ==
          Approx(1).epsilon(1e-6));
    for (float x : spread(1, 7)) {
        CHECK(standardised_anxiety(F(x)).v >= -2.5f);
        CHECK(standardised_anxiety(F(x)).v <= 3.0f);
        CHECK(standardised_avoidance(F(x)).v >= -2.5f);
        CHECK(standardised_avoidance(F(x)).v <= 3.0f);
    }
}

TEST_CASE("attachment change: directions of the day's experience", "[property]") {
    const auto p = lively(attachment_change::table);
    CHECK(secure_experience(p, usual_day()).v == 0); // an average day changes nothing
    check_slope(Slope::rising, 0, 5,
                [&](F x) { return security_of(p, [&](auto& e) { e.unasked = x; }); });
    check_slope(Slope::rising, 0, 5,
                [&](F x) { return security_of(p, [&](auto& e) { e.answers = x; }); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return security_of(p, [&](auto& e) { e.gain = x; }); });
    check_slope(Slope::falling, -2, 2,
                [&](F x) { return security_of(p, [&](auto& e) { e.loss = x; }); });
    check_slope(Slope::falling, 0, 5,
                [&](F x) { return security_of(p, [&](auto& e) { e.unmet = x; }); });
}

TEST_CASE(
    "attachment change: many small experiences count for more than a few large ones",
    "[property]") {
    const auto p = lively(attachment_change::table);
    const auto day = [&](float gain) {
        return security_of(p, [&](auto& e) { e.gain = F(gain); }).v;
    };
    // The same sum of gain over 30 days: 3 a day, or 30 on three days of them.
    CHECK(30 * day(3) > 3 * day(30));
}

TEST_CASE(
    "attachment change: security makes less anxious, pressure more avoidant, events more "
    "anxious",
    "[property]") {
    const auto p = lively(attachment_change::table);
    const Revisable<F> start{F(0.2f), F(0.1f)};
    const F zero(0.0f);
    check_slope(Slope::falling, -2, 2, [&](F security) {
        return after_day(p, start, security, usual_day(), zero, zero, zero).anxiety;
    });
    check_slope(Slope::rising, 0, 2, [&](F event) {
        return after_day(p, start, zero, usual_day(), event, zero, zero).anxiety;
    });
    check_slope(Slope::rising, 0, 2, [&](F pressure) {
        Lived e = usual_day();
        e.pressure = pressure;
        return after_day(p, start, zero, e, zero, zero, zero).avoidance;
    });
    check_slope(Slope::falling, 0, 2, [&](F gain) {
        Lived e = usual_day();
        e.gain = gain;
        return after_day(p, start, zero, e, zero, zero, zero).avoidance;
    });
}

TEST_CASE("attachment change: relaxes by the exact exponential, within bounds",
          "[property]") {
    auto p = lively(attachment_change::table);
    p.security_time = 20;
    p.revision_time = 50;
    const F zero(0.0f);
    // 100 usual days: security e^-5, both revisable parts e^-2 of the way from 1 to their
    // goals.
    F z(1.0f);
    Revisable<F> r{F(1.0f), F(1.0f)};
    for (int day = 0; day < 100; ++day) {
        z = next_security(p, z, usual_day(), zero);
        r = after_day(p, r, F(p.usual_security), usual_day(), zero, zero, zero);
        CHECK(std::fabs(z.v) <= 1);
    }
    CHECK(z.v == Approx(std::exp(-5.0)).epsilon(1e-4));
    CHECK(r.anxiety.v == Approx(std::exp(-2.0)).epsilon(1e-4));
    CHECK(r.avoidance.v == Approx(std::exp(-2.0)).epsilon(1e-4));
}

TEST_CASE("attachment change: noise has the stated sd", "[property]") {
    // Stationary variance of x -> (1-s) x + k z is k^2 / (2s - s^2); k = sd sqrt(s (2 -
    // s)).
    auto p = lively(attachment_change::table);
    p.security_noise = 0.3f;
    const float kick = next_security(p, F(0.0f), usual_day(), F(1.0f)).v;
    const double s = 1 - std::exp(-1.0 / p.security_time);
    CHECK(kick / std::sqrt(2 * s - s * s) == Approx(0.3).epsilon(1e-3));
}

TEST_CASE("attachment change: switched off, attachment that is at rest does not move",
          "[property]") {
    const auto p = attachment_change::neutral(lively(attachment_change::table));
    Lived e = usual_day();
    e.gain = F(2.0f);
    e.pressure = F(3.0f);
    const auto r = after_day(p, Revisable<F>{F(0.0f), F(0.0f)}, F(2.0f), e, F(3.0f),
                             F(2.0f), F(-2.0f));
    CHECK(r.anxiety.v == 0);
    CHECK(r.avoidance.v == 0);
}
