#include "check.hpp"
#include "mechanisms/attachment_change.hpp"

using namespace couplet;
using namespace couplet::test;
using namespace couplet::attachment_change;
using Lived = attachment_change::Experience<F>;

namespace {
Lived day(float balance = 0, float gain = 0, float pressure = 0) {
    return {F(balance), F(gain), F(pressure), F(0.0f), F(1e9f)}; // of a couple that is not new
}
F goal(const Params& p, const Lived& e) { // of felt security
    auto fast = p;
    fast.security_time = 1e-3f;
    return next_security(fast, F(0.0f), e, F(0.0f));
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
    CHECK(standardised_avoidance(F(norm_avoidance - norm_avoidance_sd)).v ==
          Approx(-1).epsilon(1e-6));
}

TEST_CASE("attachment change: security follows the day's balance", "[property]") {
    const auto p = lively(attachment_change::table);
    CHECK(goal(p, day()).v == 0); // a usual day changes nothing
    check_slope(Slope::rising, -2, 2, [&](F x) { return goal(p, day(x.v)); });
    check_slope(Slope::rising, 0, 1, [&](F x) {
        auto e = day();
        e.outside = x;
        return goal(p, e);
    });
}

TEST_CASE(
    "attachment change: security and years make less anxious, pressure more avoidant, events "
    "more anxious",
    "[property]") {
    const auto p = lively(attachment_change::table);
    const Revisable<F> start{F(0.2f), F(0.1f)};
    const F zero(0.0f);
    const std::array<F, 2> still{zero, zero};
    check_slope(Slope::falling, -2, 2, [&](F security) {
        return after_day(p, start, security, day(), zero, still).anxiety;
    });
    check_slope(Slope::rising, 0, 2, [&](F event) {
        return after_day(p, start, zero, day(), event, still).anxiety;
    });
    check_slope(Slope::falling, 0, 20, [&](F years) {
        auto e = day();
        e.years = years;
        return after_day(p, start, zero, e, zero, still).anxiety;
    });
    check_slope(Slope::rising, 0, 2, [&](F pressure) {
        return after_day(p, start, zero, day(0, 0, pressure.v), zero, still).avoidance;
    });
    check_slope(Slope::falling, 0, 2, [&](F gain) {
        return after_day(p, start, zero, day(0, gain.v), zero, still).avoidance;
    });
}

TEST_CASE("attachment change: relaxes by the exact exponential, within bounds",
          "[property]") {
    auto p = lively(attachment_change::table);
    p.security_time = 20;
    p.revision_time = 50;
    const F zero(0.0f);
    const std::array<F, 2> still{zero, zero};
    // 100 usual days: security e^-5, both revisable parts e^-2 of the way from 1 to their
    // goals.
    F z(1.0f);
    Revisable<F> r{F(1.0f), F(1.0f)};
    for (int n = 0; n < 100; ++n) {
        z = next_security(p, z, day(), zero);
        r = after_day(p, r, zero, day(), zero, still);
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
    p.noise = 0.3f;
    const float kick = next_security(p, F(0.0f), day(), F(1.0f)).v;
    const double s = 1 - std::exp(-1.0 / p.security_time);
    CHECK(kick / std::sqrt(2 * s - s * s) == Approx(0.3).epsilon(1e-3));
}

TEST_CASE("attachment change: switched off, attachment that is at rest does not move",
          "[property]") {
    const auto p = attachment_change::neutral(lively(attachment_change::table));
    const auto r = after_day(p, Revisable<F>{F(0.0f), F(0.0f)}, F(2.0f), day(2, 2, 3),
                             F(3.0f), {F(2.0f), F(2.0f)});
    CHECK(r.anxiety.v == 0);
    CHECK(r.avoidance.v == 0);
}
