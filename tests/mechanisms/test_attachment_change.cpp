#include "check.hpp"
#include "mechanisms/attachment_change.hpp"

using namespace couplet;
using namespace couplet::test;
using namespace couplet::attachment_change;
using Lived = attachment_change::Experience<F>;

namespace {
Lived day(float balance = 0, float gain = 0, float pressure = 0) {
    return {F(balance), F(gain), F(pressure), F(0.0f)};
}
constexpr float old = 1e9f; // years of a couple that is not new
const F zero(0.0f);
const std::array<F, 2> still{zero, zero};
Felt<F> goal(const Params& p, const Lived& e) {
    auto fast = p;
    fast.security_time = 1e-3f;
    return next_felt(fast, Felt<F>{zero, zero}, e, still);
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

TEST_CASE("attachment change: security follows the day's balance, comfort its closeness and freedom",
          "[property]") {
    const auto p = lively(attachment_change::table);
    CHECK(goal(p, day()).security.v == 0); // a usual day changes nothing
    CHECK(goal(p, day()).comfort.v == 0);
    check_slope(Slope::rising, -2, 2, [&](F x) { return goal(p, day(x.v)).security; });
    check_slope(Slope::rising, -1, 1, [&](F x) { return goal(p, day(0, x.v)).comfort; });
    check_slope(Slope::falling, -1, 1, [&](F x) { return goal(p, day(0, 0, x.v)).comfort; });
    for (F Felt<F>::*felt : {&Felt<F>::security, &Felt<F>::comfort})
        check_slope(Slope::rising, 0, 1, [&](F x) {
            auto e = day();
            e.outside = x;
            return goal(p, e).*felt;
        });
}

TEST_CASE(
    "attachment change: security and years make less anxious, comfort less avoidant, events "
    "more anxious",
    "[property]") {
    const auto p = lively(attachment_change::table);
    const Revisable<F> start{F(0.2f), F(0.1f)};
    const Felt<F> nothing{zero, zero};
    const F years(old);
    check_slope(Slope::falling, -2, 2, [&](F security) {
        return after_day(p, start, Felt<F>{security, zero}, years, zero, still).anxiety;
    });
    check_slope(Slope::flat, -2, 2, [&](F comfort) {
        return after_day(p, start, Felt<F>{zero, comfort}, years, zero, still).anxiety;
    });
    check_slope(Slope::rising, 0, 2, [&](F event) {
        return after_day(p, start, nothing, years, event, still).anxiety;
    });
    check_slope(Slope::falling, 0, 20, [&](F together) {
        return after_day(p, start, nothing, together, zero, still).anxiety;
    });
    check_slope(Slope::falling, -2, 2, [&](F comfort) {
        return after_day(p, start, Felt<F>{zero, comfort}, years, zero, still).avoidance;
    });
    check_slope(Slope::flat, -2, 2, [&](F security) {
        return after_day(p, start, Felt<F>{security, zero}, years, zero, still).avoidance;
    });
}

TEST_CASE("attachment change: relaxes by the exact exponential, within bounds",
          "[property]") {
    auto p = lively(attachment_change::table);
    p.security_time = 20;
    p.revision_time = 50;
    // 100 usual days: security and comfort e^-5, both revisable parts e^-2 of the way from 1 to their
    // goals.
    Felt<F> felt{F(1.0f), F(1.0f)};
    Revisable<F> r{F(1.0f), F(1.0f)};
    for (int n = 0; n < 100; ++n) {
        felt = next_felt(p, felt, day(), still);
        r = after_day(p, r, Felt<F>{zero, zero}, F(old), zero, still);
        CHECK(std::fabs(felt.security.v) <= 1);
    }
    CHECK(felt.security.v == Approx(std::exp(-5.0)).epsilon(1e-4));
    CHECK(felt.comfort.v == Approx(std::exp(-5.0)).epsilon(1e-4));
    CHECK(r.anxiety.v == Approx(std::exp(-2.0)).epsilon(1e-4));
    CHECK(r.avoidance.v == Approx(std::exp(-2.0)).epsilon(1e-4));
}

TEST_CASE("attachment change: noise has the stated sd", "[property]") {
    // Stationary variance of x -> (1-s) x + k z is k^2 / (2s - s^2); k = sd sqrt(s (2 -
    // s)).
    auto p = lively(attachment_change::table);
    p.noise = 0.3f;
    const auto kick = next_felt(p, Felt<F>{zero, zero}, day(), {F(1.0f), F(-1.0f)});
    const double s = 1 - std::exp(-1.0 / p.security_time);
    CHECK(kick.security.v / std::sqrt(2 * s - s * s) == Approx(0.3).epsilon(1e-3));
    CHECK(kick.comfort.v / std::sqrt(2 * s - s * s) == Approx(-0.3).epsilon(1e-3));
}

TEST_CASE("attachment change: switched off, attachment that is at rest does not move",
          "[property]") {
    const auto p = attachment_change::neutral(lively(attachment_change::table));
    const auto r = after_day(p, Revisable<F>{zero, zero}, Felt<F>{F(2.0f), F(2.0f)}, F(1.0f),
                             F(3.0f), {F(2.0f), F(2.0f)});
    CHECK(r.anxiety.v == 0);
    CHECK(r.avoidance.v == 0);
}
