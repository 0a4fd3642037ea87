#include "check.hpp"
#include "mechanisms/triggers.hpp"

using namespace couplet;
using namespace couplet::test;
namespace tr = couplet::triggers;
using Circumstances = tr::Circumstances<F>;

namespace {
Circumstances usual() { return {F(0.0f), F(0.0f), F(0.0f), F(0.0f)}; }
F rate(const tr::Params& p, std::size_t kind, F Circumstances::*field, F x) {
    auto c = usual();
    c.*field = x;
    return tr::cue_rates(p, c, 1.0f / 3)[kind];
}
} // namespace

TEST_CASE("triggers: table", "[unit]") {
    check_table(tr::table);
    check_neutral(tr::table, tr::neutral);
}

TEST_CASE("triggers: directions", "[property]") {
    const auto p = lively(tr::table);
    using C = Circumstances;
    for (std::size_t kind = 0; kind < tr::kind_count; ++kind)
        check_slope(Slope::rising, -2, 3,
                    [&](F x) { return rate(p, kind, &C::stress, x); });
    check_slope(Slope::rising, 0, 6,
                [&](F x) { return rate(p, 0, &C::partner_overwhelm, x); });
    check_slope(Slope::rising, 0, 1, [&](F x) { return rate(p, 2, &C::unmet, x); });
    // Uncertainty is greatest where half of the bids are answered.
    check_slope(Slope::rising, 0, 0.5f,
                [&](F x) { return rate(p, 3, &C::answer_rate, x); });
    check_slope(Slope::falling, 0.5f, 1,
                [&](F x) { return rate(p, 3, &C::answer_rate, x); });
    CHECK(rate(p, 3, &C::answer_rate, F(0.2f)).v ==
          Approx(rate(p, 3, &C::answer_rate, F(0.8f)).v).epsilon(1e-5));
    const auto threatens = [&](float stress, float resentment) {
        int n = 0;
        for (int k = 0; k < 1000; ++k)
            n += tr::draw_issue(p, F(stress), F(resentment), 0.5f,
                                F((static_cast<float>(k) + 0.5f) / 1000), F(0.5f))
                     .v > 0;
        return n;
    };
    CHECK(threatens(3, 0) > threatens(0, 0));
    CHECK(threatens(0, 3) > threatens(0, 0));
}

TEST_CASE("triggers: frequencies of cues are those of competing rates", "[property]") {
    const auto p = lively(tr::table);
    const std::array<F, tr::kind_count> rates{F(0.3f), F(0.05f), F(0.4f), F(0.15f)};
    constexpr int n = 100'000;
    std::array<int, tr::kind_count> count{};
    int none = 0;
    for (int k = 0; k < n; ++k) {
        const auto cue = tr::draw_cue(p, rates, F((static_cast<float>(k) + 0.5f) / n),
                                      F(0.999999f), F(0.5f));
        if (cue.kind.v < 0)
            ++none;
        else
            ++count[static_cast<std::size_t>(cue.kind.v)];
        CHECK_FALSE((cue.kind.v < 0 && cue.theta.v != 0));
    }
    // Sum of the rates 0.9: none with e^-0.9, kind k with (1 - e^-0.9) rate_k / 0.9.
    const double occurs = 1 - std::exp(-0.9);
    CHECK(none / double(n) == Approx(1 - occurs).margin(2.0 / n));
    for (std::size_t k = 0; k < tr::kind_count; ++k)
        CHECK(count[k] / double(n) ==
              Approx(occurs * double(rates[k].v) / 0.9).margin(2.0 / n));
}

TEST_CASE(
    "triggers: a cue is benign as often as its kind says, else of exponential severity",
    "[property]") {
    auto p = lively(tr::table);
    p.benign = 0.3f;
    p.severity = 0.7f;
    // A frustrated need always means something.
    const float benign[] = {0.3f, 0.3f, 0, 0.3f};
    constexpr int n = 10'000;
    for (std::size_t kind = 0; kind < tr::kind_count; ++kind) {
        std::array<F, tr::kind_count> rates{F(0.0f), F(0.0f), F(0.0f), F(0.0f)};
        rates[kind] = F(5.0f);
        int harmless = 0;
        double sum = 0;
        for (int k = 0; k < n; ++k) {
            const F u((static_cast<float>(k) + 0.5f) / n);
            const auto cue = tr::draw_cue(p, rates, F(0.5f), u, F(0.5f));
            REQUIRE(cue.kind.v == static_cast<float>(kind));
            harmless += cue.theta.v == 0;
            sum += tr::draw_cue(p, rates, F(0.5f), F(0.999999f), u).theta.v;
        }
        CHECK(harmless / double(n) == Approx(benign[kind]).margin(2.0 / n));
        CHECK(sum / n == Approx(0.7).epsilon(2e-3)); // mean of -0.7 ln u
    }
}

TEST_CASE("triggers: disagreements and hassles come at their rates", "[property]") {
    auto p = lively(tr::table);
    p.disagreements = 0.4f;
    p.hassles = 0.5f;
    p.severity = 0.9f;
    constexpr int n = 10'000;
    int issues = 0, hassles = 0;
    double issue_sum = 0;
    for (int k = 0; k < n; ++k) {
        const F u((static_cast<float>(k) + 0.5f) / n), half(0.5f), zero(0.0f);
        issues += tr::draw_issue(p, zero, zero, 0.5f, u, half).v > 0;
        hassles += tr::draw_hassle(p, u, half).v > 0;
        issue_sum += tr::draw_issue(p, zero, zero, 0.5f, F(1e-6f), u).v;
    }
    // 1 - e^(-0.4 / 2) = 0.18127 for half a day; 1 - e^-0.5 = 0.39347 for a day.
    CHECK(issues / double(n) == Approx(0.18127).margin(2.0 / n));
    CHECK(hassles / double(n) == Approx(0.39347).margin(2.0 / n));
    CHECK(issue_sum / n == Approx(0.9).epsilon(2e-3));
}

TEST_CASE("triggers: switched off, nothing sets anything off", "[property]") {
    const auto p = tr::neutral(lively(tr::table));
    const auto rates =
        tr::cue_rates(p, Circumstances{F(3.0f), F(6.0f), F(1.0f), F(0.5f)}, 1);
    for (float u : {6e-8f, 0.3f, 0.99f}) {
        CHECK(tr::draw_cue(p, rates, F(u), F(0.99f), F(0.5f)).theta.v == 0);
        CHECK(tr::draw_cue(p, rates, F(u), F(0.99f), F(0.5f)).kind.v == -1);
        CHECK(tr::draw_issue(p, F(3.0f), F(3.0f), 1, F(u), F(0.5f)).v == 0);
        CHECK(tr::draw_hassle(p, F(u), F(0.5f)).v == 0);
    }
}
