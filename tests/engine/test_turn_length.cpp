// Rates are given per unit of real time: halving the length of a turn must not change
// what comes out, beyond the chance that the other draws bring.
#include "plans.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::test;

namespace {
struct Sample {
    double n = 0, sum = 0, squares = 0;
    void add(double x) {
        ++n;
        sum += x;
        squares += x * x;
    }
    double mean() const { return sum / n; }
    double error() const { return std::sqrt((squares / n - mean() * mean()) / n); }
};
struct Outcomes {
    Sample satisfaction, conflicts, positive_share;
};

Outcomes outcomes(float turn_minutes) {
    engine::Plan plan;
    plan.seed.value = 3;
    plan.days = 180;
    plan.warm_up_days = 60;
    plan.population.couples = 3000;
    plan.turn_minutes = turn_minutes;
    plan.arms = {{"control", {}}};
    plan.recording.events = false;
    Outcomes o;
    for (const auto& row : test::run(plan).rows(0)) {
        o.satisfaction.add(0.5 *
                           double(row.satisfaction_end[0] + row.satisfaction_end[1]));
        o.conflicts.add(row.conflicts);
        const double talk = double(row.positive_minutes) + double(row.negative_minutes);
        if (talk > 0)
            o.positive_share.add(row.positive_minutes / talk);
    }
    return o;
}
} // namespace

TEST_CASE("turn length: halving it changes no outcome beyond Monte-Carlo error",
          "[statistical]") {
    const auto two = outcomes(2), one = outcomes(1);
    // The couples are the same in both, which only makes the true error smaller than that
    // of independent samples. Four errors of a difference: a false alarm in 2e4 a check;
    // fixed seed.
    for (auto sample :
         {&Outcomes::satisfaction, &Outcomes::conflicts, &Outcomes::positive_share}) {
        const Sample &a = two.*sample, &b = one.*sample;
        const double error = std::sqrt(a.error() * a.error() + b.error() * b.error());
        CAPTURE(a.mean(), b.mean(), error);
        CHECK(std::fabs(a.mean() - b.mean()) < 4 * error);
    }
}
