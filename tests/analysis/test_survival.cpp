#include "statistics/survival.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet::statistics;

namespace {

using Column = std::vector<double>;
using Labels = std::vector<int>;

} // namespace

TEST_CASE("survival: without censoring it is the share that lasts longer", "[property]") {
    const Column time = {3, 1, 4, 1, 5, 9, 2, 6};
    const auto steps = kaplan_meier(time, Labels(8, 1));
    for (const double t : {0.5, 1.0, 2.5, 5.0, 8.9, 9.0, 20.0}) {
        const auto longer =
            std::count_if(time.begin(), time.end(), [&](double v) { return v > t; });
        CHECK(survival_at(steps, t) ==
              Approx(static_cast<double>(longer) / 8).margin(1e-15));
    }
    // Greenwood is then the binomial error.
    CHECK(steps[0].standard_error == Approx(std::sqrt(0.75 * 0.25 / 8)));
    CHECK(median_survival(steps) == 3.5);
    CHECK(std::isnan(survival_at(steps, missing)));
    CHECK(std::isnan(steps.back().interval.low));
}

TEST_CASE("survival: by hand with a censored tie", "[unit]") {
    // At 2: 4 at risk, 1 ends; who is censored at 2 is at risk. At 5: 2 at risk, 1 ends.
    const auto steps = kaplan_meier(Column{2, 2, 5, 7, missing}, Labels{1, 0, 1, 0, 1});
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].at_risk == 4);
    CHECK(steps[0].survival == Approx(0.75));
    CHECK(steps[1].at_risk == 2);
    CHECK(steps[1].survival == Approx(0.375));
    CHECK(median_survival(steps) == 5);
}

TEST_CASE("survival: intervals stay in order and in [0, 1]", "[property]") {
    Column time;
    Labels event;
    for (int k = 0; k < 40; ++k) {
        time.push_back(1 + k * 7 % 11);
        event.push_back(k % 3 != 0);
    }
    for (const auto kind :
         {SurvivalInterval::plain, SurvivalInterval::log, SurvivalInterval::log_log})
        for (const SurvivalStep& step : kaplan_meier(time, event, 0.99, kind)) {
            if (step.survival == 0)
                continue;
            CHECK(step.interval.low >= 0);
            CHECK(step.interval.low <= step.survival);
            CHECK(step.survival <= step.interval.high);
            CHECK(step.interval.high <= 1);
        }
}

TEST_CASE("log rank: equal groups, order and names of groups", "[property]") {
    const Column time = {1, 2, 3, 4, 1, 2, 3, 4, 2, 6};
    const Labels event = {1, 0, 1, 1, 1, 0, 1, 1, 1, 1},
                 group = {0, 0, 0, 0, 1, 1, 1, 1, 1, 0};
    const LogRank a = log_rank(time, event, group);
    CHECK(a.observed[0] + a.observed[1] == Approx(a.expected[0] + a.expected[1]));
    Labels renamed;
    for (const int g : group)
        renamed.push_back(g == 0 ? 17 : -3);
    CHECK(log_rank(time, event, renamed).chi_square == Approx(a.chi_square));
    const Column same = {1, 2, 3, 1, 2, 3};
    CHECK(log_rank(same, Labels(6, 1), Labels{0, 0, 0, 1, 1, 1}).chi_square ==
          Approx(0).margin(1e-12));
}

TEST_CASE("cox: the score test without ties is the log-rank test; groups swapped",
          "[property]") {
    const Column time = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const Labels event = {1, 1, 0, 1, 1, 1, 0, 1, 1, 0};
    const Column x = {1, 0, 1, 1, 0, 0, 1, 0, 1, 0};
    Column other;
    for (const double v : x)
        other.push_back(1 - v);
    const HazardRatio a = cox_regression(time, event, x),
                      b = cox_regression(time, event, other);
    CHECK(a.log_ratio == Approx(-b.log_ratio));
    CHECK(a.ratio * b.ratio == Approx(1));
    CHECK(a.log_likelihood == Approx(b.log_likelihood));
    CHECK(a.log_likelihood > a.log_likelihood_null);
    // Time matters only by its order.
    Column squared;
    for (const double t : time)
        squared.push_back(t * t);
    CHECK(cox_regression(squared, event, x).log_ratio == a.log_ratio);
    // Two at risk, x = 1 first: l = beta - log(1 + e^beta), then 0: no maximum.
    CHECK(std::isnan(cox_regression(Column{1, 2}, Labels{1, 1}, Column{1, 0}).ratio));
}

TEST_CASE("survival: degenerate and malformed input", "[unit]") {
    CHECK(kaplan_meier(Column{}, Labels{}).empty());
    CHECK(kaplan_meier(Column{1, 2}, Labels{0, 0}).empty());
    CHECK(std::isnan(median_survival({})));
    CHECK(survival_at({}, 3) == 1);
    CHECK(std::isnan(log_rank(Column{1, 2}, Labels{1, 1}, Labels{4, 4}).chi_square));
    CHECK(std::isnan(log_rank(Column{1, 2}, Labels{0, 0}, Labels{0, 1}).chi_square));
    CHECK(std::isnan(log_rank(Column{}, Labels{}, Labels{}).p));
    CHECK(std::isnan(cox_regression(Column{}, Labels{}, Column{}).ratio));
    CHECK(std::isnan(
        cox_regression(Column{1, 2, 3}, Labels{1, 1, 1}, Column{2, 2, 2}).ratio));
    CHECK(std::isnan(
        cox_regression(Column{1, 2, 3}, Labels{0, 0, 0}, Column{0, 1, 0}).ratio));
    CHECK_THROWS_AS(kaplan_meier(Column{1}, Labels{}), std::invalid_argument);
    CHECK_THROWS_AS(kaplan_meier(Column{1}, Labels{2}), std::invalid_argument);
    CHECK_THROWS_AS(log_rank(Column{1}, Labels{1}, Labels{}), std::invalid_argument);
    CHECK_THROWS_AS(cox_regression(Column{1}, Labels{1}, Column{}),
                    std::invalid_argument);
}
