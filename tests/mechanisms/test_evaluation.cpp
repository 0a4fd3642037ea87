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
    return {z, z, z, z, z};
}
ev::Day<F> day(float gain, float loss, float pressure) {
    return {F(gain), F(loss), F(pressure)};
}
ev::Experience<F> experience() {
    return {F(10.0f), F(1.0f), F(1.0f), F(1.0f), F(0.5f), F(1.0f)};
}
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
    for (auto field : {&E::warmth, &E::unasked, &E::answers})
        check_slope(Slope::rising, 0, 20, [&](F x) { return weighed(field, x).gain; });
    for (auto field : {&E::coldness, &E::threat})
        check_slope(Slope::rising, 0, 20, [&](F x) { return weighed(field, x).loss; });
    check_slope(Slope::rising, 0, 20,
                [&](F x) { return weighed(&E::pressure, x).pressure; });
    // Compression: nothing at nothing, slope 1 there, and less and less.
    CHECK(ev::compressed(p, F(0.0f)).v == 0);
    CHECK(ev::compressed(p, F(0.01f)).v == Approx(0.01).epsilon(0.01));
    CHECK(ev::compressed(p, F(20.0f)).v < 2 * ev::compressed(p, F(10.0f)).v);
}

TEST_CASE("evaluation: directions of the evaluation", "[property]") {
    const auto p = lively(ev::table);
    const auto k = ev::pace(p);
    const auto next = [&](const ev::Day<F>& d) {
        return ev::after_day(p, k, zero_evaluation(), standing(), d);
    };
    check_slope(Slope::rising, -3, 3, [&](F x) { return next(day(x.v, 0, 0)).trust; });
    check_slope(Slope::falling, -3, 3, [&](F x) { return next(day(0, x.v, 0)).trust; });
    check_slope(Slope::rising, -3, 3,
                [&](F x) { return next(day(x.v, 0, 0)).relatedness; });
    check_slope(Slope::falling, -3, 3,
                [&](F x) { return next(day(0, 0, x.v)).autonomy; });
    check_slope(Slope::rising, -3, 3,
                [&](F x) { return next(day(0, x.v, 0)).resentment; });
    // Losses weigh more than gains.
    CHECK(-next(day(-1, 0, 0)).trust.v >
          next(day(1, 0, 0)).trust.v * 0.999f * p.loss_aversion);
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
    // The investment model.
    const auto intended = [&](F ev::Standing<F>::*field, F x) {
        auto s = standing();
        s.*field = x;
        return ev::intended_commitment(p, F(0.0f), s);
    };
    using S = ev::Standing<F>;
    check_slope(Slope::rising, -2, 2, [&](F x) { return intended(&S::investment, x); });
    check_slope(Slope::falling, -2, 2,
                [&](F x) { return intended(&S::alternatives, x); });
    check_slope(Slope::rising, -2, 2,
                [&](F x) { return ev::intended_commitment(p, x, standing()); });
}

TEST_CASE("evaluation: states relax by the exact exponential", "[property]") {
    auto p = lively(ev::table);
    p.trust_time = 60;
    p.relatedness_time = 20;
    p.autonomy_time = 30;
    p.resentment_time = 45;
    const auto k = ev::pace(p);
    auto e = zero_evaluation();
    e.trust = e.relatedness = e.autonomy = e.resentment = F(1.0f);
    const auto d = day(0.5f, 0.2f, 0.3f);
    constexpr int days = 60;
    for (int n = 0; n < days; ++n)
        e = ev::after_day(p, k, e, standing(), d);
    // y(60) = goal + (1 - goal) e^(-60/tau)
    const auto expected = [&](double goal, double tau) {
        return goal + (1 - goal) * std::exp(-days / tau);
    };
    const double sum = 0.5 * p.trust_gain - 0.2 * p.trust_loss;
    CHECK(e.trust.v ==
          Approx(expected(sum < 0 ? sum * p.loss_aversion : sum, 60)).margin(1e-5));
    CHECK(e.relatedness.v == Approx(expected(0.5, 20)).margin(1e-5));
    CHECK(e.autonomy.v == Approx(expected(-0.3, 30)).margin(1e-5));
    CHECK(e.resentment.v == Approx(expected(0.2 * p.resentment_loss, 45)).margin(1e-5));
}

TEST_CASE("evaluation: satisfaction ends at the outcome less what one gets used to",
          "[property]") {
    auto p = lively(ev::table);
    p.comparison_time = 50;
    p.satisfaction_time = 10;
    p.commitment_time = 20;
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
        e = ev::after_day(p, k, e, standing(), day(0, 0, 0));
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
        good = ev::after_day(p, k, good, standing(), day(2, -1, -1));
        bad = ev::after_day(p, k, bad, standing(), day(-2, 3, 2));
    }
    CHECK(good.trust.v == bad.trust.v);
    CHECK(good.resentment.v == bad.resentment.v);
    CHECK(good.satisfaction.v == bad.satisfaction.v);
    CHECK(good.commitment.v == bad.commitment.v);
}
