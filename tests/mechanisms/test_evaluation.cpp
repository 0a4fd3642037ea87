#include "check.hpp"
#include "mechanisms/evaluation.hpp"

using namespace couplet;
using namespace couplet::test;
namespace ev = couplet::evaluation;
using Evaluation = ev::Evaluation<F>;

namespace {
Evaluation zero_evaluation() {
    const F z(0.0f);
    return {z, z, z, z, z, z, z};
}
ev::Standing<F> standing() {
    const F z(0.0f);
    return {z, z, z, z, z, z};
}
ev::Day<F> day(const ev::Params& p, float gain, float loss, float pressure) {
    return {F(gain), F(loss), F(pressure), F(gain - p.loss_aversion * loss)};
}
ev::Experience<F> experience() { return {F(10.0f), F(0.5f), F(0.1f)}; }
} // namespace

TEST_CASE("evaluation: table", "[unit]") {
    check_table(ev::table);
    check_neutral(ev::table, ev::neutral);
}

TEST_CASE("evaluation: directions of the day", "[property]") {
    const auto p = lively(ev::table);
    const auto weighed = [&](F ev::Experience<F>::*field, F x) {
        auto e = experience();
        e.*field = x;
        return ev::weigh(p, e);
    };
    using E = ev::Experience<F>;
    check_slope(Slope::rising, 0, 20, [&](F x) { return weighed(&E::warmth, x).gain; });
    check_slope(Slope::rising, 0, 20, [&](F x) { return weighed(&E::hurt, x).loss; });
    check_slope(Slope::rising, 0, 20,
                [&](F x) { return weighed(&E::pressure, x).pressure; });
    check_slope(Slope::rising, 0, 20, [&](F x) { return weighed(&E::warmth, x).balance; });
    check_slope(Slope::falling, 0, 20, [&](F x) { return weighed(&E::hurt, x).balance; });
    // Nothing at the usual, -1 at nothing, 3/5 at twice the usual, and never 1.
    CHECK(ev::against_usual(F(0.7f), 0.7f).v == 0);
    CHECK(ev::against_usual(F(0.0f), 0.7f).v == -1);
    CHECK(ev::against_usual(F(1.4f), 0.7f).v == Approx(3.0 / 5));
    CHECK(ev::against_usual(F(1000.0f), 0.7f).v < 1);
    // Of the same sum, many small experiences count for more than few large ones.
    CHECK(10 * (ev::against_usual(F(1.0f), 0.7f).v + 1) >
          ev::against_usual(F(10.0f), 0.7f).v + 1 + 9 * (ev::against_usual(F(0.0f), 0.7f).v + 1));
}

TEST_CASE("evaluation: directions of the evaluation", "[property]") {
    const auto p = lively(ev::table);
    const auto k = ev::pace(p);
    const auto next = [&](const ev::Day<F>& d) {
        return ev::after_day(p, k, zero_evaluation(), standing(), d);
    };
    check_slope(Slope::rising, -3, 3, [&](F x) { return next(day(p, x.v, 0, 0)).trust; });
    check_slope(Slope::falling, -3, 3, [&](F x) { return next(day(p, 0, x.v, 0)).trust; });
    check_slope(Slope::rising, -3, 3,
                [&](F x) { return next(day(p, x.v, 0, 0)).relatedness; });
    check_slope(Slope::falling, -3, 3,
                [&](F x) { return next(day(p, 0, 0, x.v)).autonomy; });
    check_slope(Slope::rising, -3, 3,
                [&](F x) { return next(day(p, 0, x.v, 0)).resentment; });
    // Losses weigh more than gains.
    CHECK(-next(day(p, 0, 1, 0)).trust.v ==
          Approx(next(day(p, 1, 0, 0)).trust.v * p.loss_aversion));
    const auto outcome = [&](F Evaluation::*field, F x) {
        auto e = zero_evaluation();
        e.*field = x;
        return ev::outcome(p, e, standing());
    };
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return outcome(&Evaluation::trust, x); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return outcome(&Evaluation::relatedness, x); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return outcome(&Evaluation::autonomy, x); });
    check_slope(Slope::falling, -2, 2,
                [&](F x) { return outcome(&Evaluation::resentment, x); });
    check_slope(Slope::rising, -2, 2, [&](F x) {
        auto s = standing();
        s.comfort = x;
        return ev::outcome(p, zero_evaluation(), s);
    });
    // The investment model.
    const auto intended = [&](F ev::Standing<F>::*field, F x) {
        auto s = standing();
        s.*field = x;
        return ev::intended_commitment(p, F(0.0f), s);
    };
    using S = ev::Standing<F>;
    check_slope(Slope::rising, -2, 2, [&](F x) { return intended(&S::investment, x); });
    for (auto field : {&S::alternatives, &S::self_worth})
        check_slope(Slope::falling, -2, 2, [&](F x) { return intended(field, x); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return ev::intended_commitment(p, x, standing()); });
}

TEST_CASE("evaluation: states relax by the exact exponential", "[property]") {
    auto p = lively(ev::table);
    p.time = 45;
    const auto k = ev::pace(p);
    auto e = zero_evaluation();
    e.trust = e.relatedness = e.autonomy = e.resentment = F(1.0f);
    const auto d = day(p, 0.5f, 0.2f, 0.3f);
    constexpr int days = 60;
    for (int n = 0; n < days; ++n)
        e = ev::after_day(p, k, e, standing(), d);
    // y(60) = goal + (1 - goal) e^(-60/tau)
    const auto expected = [&](double goal) {
        return goal + (1 - goal) * std::exp(-days / 45.0);
    };
    CHECK(e.trust.v == Approx(expected(0.5 - 0.2 * double(p.loss_aversion))).margin(1e-5));
    CHECK(e.relatedness.v == Approx(expected(0.5)).margin(1e-5));
    CHECK(e.autonomy.v == Approx(expected(-0.3)).margin(1e-5));
    CHECK(e.resentment.v == Approx(expected(0.2)).margin(1e-5));
}

TEST_CASE("evaluation: satisfaction ends at the outcome less what one gets used to",
          "[property]") {
    auto p = lively(ev::table);
    p.comparison_time = 50;
    p.satisfaction_time = 10;
    p.time = 20;
    const auto k = ev::pace(p);
    auto e = zero_evaluation();
    float steepest = 0;
    float first = 0;
    for (int n = 0; n < 2000; ++n) {
        const float before = e.satisfaction.v;
        // Start in the balance of a new couple: satisfaction is the outcome, nobody is
        // used to it.
        if (n == 0)
            e.satisfaction = ev::outcome(p, e, standing());
        const float start = n == 0 ? e.satisfaction.v : before;
        e = ev::after_day(p, k, e, standing(), day(p, 0, 0, 0));
        const float fall = start - e.satisfaction.v;
        if (n < 60)
            first = std::max(first, fall);
        steepest = std::max(steepest, fall);
    }
    const float outcome = ev::outcome(p, e, standing()).v;
    CHECK(e.comparison.v == Approx(p.comparison * outcome).margin(1e-4));
    CHECK(e.satisfaction.v == Approx((1 - p.comparison) * outcome).margin(1e-4));
    CHECK(e.commitment.v ==
          Approx(ev::intended_commitment(p, e.satisfaction, standing()).v).margin(1e-4));
    CHECK(first == steepest); // decline is steepest early
}

TEST_CASE("evaluation: switched off, days leave no trace", "[property]") {
    const auto p = ev::neutral(lively(ev::table));
    const auto k = ev::pace(p);
    auto good = zero_evaluation(), bad = zero_evaluation();
    for (int n = 0; n < 50; ++n) {
        good = ev::after_day(p, k, good, standing(), day(p, 2, -1, -1));
        bad = ev::after_day(p, k, bad, standing(), day(p, -2, 3, 2));
    }
    CHECK(good.trust.v == bad.trust.v);
    CHECK(good.resentment.v == bad.resentment.v);
    CHECK(good.satisfaction.v == bad.satisfaction.v);
    CHECK(good.commitment.v == bad.commitment.v);
}
