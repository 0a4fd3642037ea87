#include "statistics/dyadic.hpp"
#include "statistics/regression.hpp"
#include "statistics/series.hpp"
#include "support/catch.hpp"
#include "table.hpp"

#include <cmath>
#include <numeric>

using namespace couplet::statistics;
using couplet::test::read_table;
using couplet::test::Table;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

using Column = std::vector<double>;
using Labels = std::vector<int>;

MatrixXd column(const Column& x) {
    return Eigen::Map<const VectorXd>(x.data(), static_cast<Index>(x.size()));
}

Labels count_up(int n) {
    Labels labels(static_cast<std::size_t>(n));
    std::iota(labels.begin(), labels.end(), 0);
    return labels;
}

// Complete couples of the shared data.
Dyads complete_dyads() {
    Table c = read_table("couples.csv");
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < c["couple"].size(); ++i)
        if (!std::isnan(c["x0"][i] + c["y0"][i] + c["y1"][i]))
            rows.push_back(i);
    Dyads d;
    for (int i = 0; i < 2; ++i) {
        d.predictors[i].resize(static_cast<Index>(rows.size()), 1);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            d.predictors[i](static_cast<Index>(k), 0) =
                c["x" + std::to_string(i)][rows[k]];
            d.outcome[i].push_back(c["y" + std::to_string(i)][rows[k]]);
        }
    }
    return d;
}

Dyads swapped(const Dyads& d) {
    return {{d.predictors[1], d.predictors[0]}, {d.outcome[1], d.outcome[0]}};
}

void check_equal(const VectorXd& a, const VectorXd& b, double epsilon = 1e-9) {
    REQUIRE(a.size() == b.size());
    for (Index i = 0; i < a.size(); ++i)
        CHECK(a(i) == Approx(b(i)).epsilon(epsilon));
}

} // namespace

TEST_CASE("regression: a line by hand", "[unit]") {
    // x 0 1 2 3, y 1 3 4 8: slope 11 / 5 = 2.2, intercept 0.7; residuals 0.3 0.1 -1.1
    // 0.7, their squares 1.8, so residual variance 0.9 and slope error sqrt(0.9 / 5).
    const Regression r = ols(column({0, 1, 2, 3, 9}), Column{1, 3, 4, 8, missing});
    CHECK(r.n == 4);
    CHECK(r.estimates.value(0) == Approx(0.7));
    CHECK(r.estimates.value(1) == Approx(2.2));
    CHECK(r.residual_sd == Approx(std::sqrt(0.9)));
    CHECK(r.estimates.standard_error(1) == Approx(std::sqrt(0.18)));
    // y varies by 26 about its mean of 4.
    CHECK(r.r_squared == Approx(1 - 1.8 / 26));
    CHECK(r.standardised(0) == Approx(std::sqrt(r.r_squared)));
    CHECK(interval(r.estimates, 1).low < 2.2);
    CHECK_THROWS_AS(interval(r.estimates, 2), std::invalid_argument);
}

TEST_CASE("regression: NaN where undetermined, refusal where shapes do not fit",
          "[unit]") {
    const Column y = {1, 3, 2, 5};
    CHECK(std::isnan(ols(column({2, 2, 2, 2}), y).estimates.value(0)));
    CHECK(std::isnan(ols(MatrixXd(0, 1), Column{}).estimates.value(0)));
    CHECK(std::isnan(ols(column({1, 2}), Column{1, 2}).estimates.value(1)));
    const Regression flat = ols(column({1, 2, 4, 3}), Column{7, 7, 7, 7});
    CHECK(std::isnan(flat.r_squared));
    CHECK(std::isnan(flat.standardised(0)));
    CHECK(flat.estimates.value(0) == Approx(7));
    CHECK(std::isnan(clustered_ols(column({1, 2, 4, 3}), y, Labels{1, 1, 1, 1})
                         .estimates.standard_error(1)));
    CHECK_THROWS_AS(ols(MatrixXd(3, 1), y), std::invalid_argument);
    CHECK_THROWS_AS(clustered_ols(column(y), y, Labels{1}), std::invalid_argument);
    CHECK_THROWS_AS(within_person_slopes(column(y), y, Labels{1}, Labels{1}),
                    std::invalid_argument);
    // One day of each person says nothing of slopes within persons.
    CHECK(
        std::isnan(within_person_slopes(column({1, 2, 4, 3}), y, count_up(4), count_up(4))
                       .estimates.value(0)));
}

TEST_CASE("regression: clusters of one row each give White's errors; copies do not help",
          "[property]") {
    const Column x = {0, 1, 2, 3, 4, 5, 6, 7}, y = {1, 0, 3, 2, 6, 4, 5, 9};
    const Regression one = clustered_ols(column(x), y, count_up(8));
    Column xx = x, yy = y;
    xx.insert(xx.end(), x.begin(), x.end());
    yy.insert(yy.end(), y.begin(), y.end());
    Labels twice = count_up(8);
    for (int k = 0; k < 8; ++k)
        twice.push_back(k);
    const Regression two = clustered_ols(column(xx), yy, twice);
    check_equal(one.estimates.value, two.estimates.value);
    // But for the factors (n - 1) / (n - k): 7/6 and 15/14.
    check_equal(one.estimates.standard_error * std::sqrt(6.0 / 7 * 15 / 14),
                two.estimates.standard_error);
    CHECK(two.estimates.degrees_of_freedom == 7);
}

TEST_CASE("within-person slope: levels of persons do not matter", "[property]") {
    Column x, y, shifted_x, shifted_y;
    Labels person, couple;
    for (int p = 0; p < 8; ++p)
        for (int day = 0; day < 5; ++day) {
            x.push_back(std::sin(p * 5 + day * 1.7));
            y.push_back(0.5 * x.back() + 0.3 * std::cos(day * day + p));
            shifted_x.push_back(x.back() + p * 10);
            shifted_y.push_back(y.back() - p * p * 30);
            person.push_back(p);
            couple.push_back(p / 2);
        }
    const Regression a = within_person_slopes(column(x), y, person, couple);
    const Regression b =
        within_person_slopes(column(shifted_x), shifted_y, person, couple);
    check_equal(a.estimates.value, b.estimates.value);
    check_equal(a.estimates.standard_error, b.estimates.standard_error);
    CHECK(a.estimates.value(0) == Approx(0.5).margin(0.3));
}

TEST_CASE("autoregression: an exact series, and gaps are not bridged", "[unit]") {
    Column days = {8};
    for (int k = 0; k < 6; ++k)
        days.push_back(1 + 0.5 * days.back());
    CHECK(autoregression(days).slope == Approx(0.5));
    CHECK(autoregression(days).intercept == Approx(1));
    days.insert(days.begin() + 3, missing);
    days.push_back(missing);
    days.push_back(-40);
    CHECK(autoregression(days).slope == Approx(0.5));
    CHECK(autoregression(days).n == 5);
    CHECK(std::isnan(autoregression(Column{}).slope));
    CHECK(std::isnan(autoregression(Column{1, 2, 3}).slope));
    CHECK(std::isnan(autoregression(Column{2, 2, 2, 2, 2}).slope));
}

TEST_CASE("actor-partner: which partner is which does not matter if not to be told apart",
          "[property]") {
    const Dyads d = complete_dyads();
    for (const Product product : {Product::none, Product::actor_by_partner}) {
        const auto a = actor_partner(d, Partners::indistinguishable, product);
        const auto b = actor_partner(swapped(d), Partners::indistinguishable, product);
        REQUIRE(a.fit.converged);
        check_equal(a.fit.estimates.value, b.fit.estimates.value);
        check_equal(a.fit.estimates.standard_error, b.fit.estimates.standard_error);
        CHECK(a.couples == d.outcome[0].size());
    }
    const auto a = actor_partner(d, Partners::distinguishable);
    const auto b = actor_partner(swapped(d), Partners::distinguishable);
    check_equal(a.fit.estimates.value.head(3), b.fit.estimates.value.tail(3));
    CHECK(a.fit.error_sd[0] == Approx(b.fit.error_sd[1]));
    CHECK(a.names == std::vector<std::string>{"0: intercept", "0: actor 0",
                                              "0: partner 0", "1: intercept",
                                              "1: actor 0", "1: partner 0"});
}

TEST_CASE(
    "actor-partner: unrelated regressions with the same predictors are least squares",
    "[property]") {
    const Dyads d = complete_dyads();
    const auto model = actor_partner(d, Partners::distinguishable);
    MatrixXd x(d.predictors[0].rows(), 2);
    x << d.predictors[0], d.predictors[1];
    const Regression first = ols(x, d.outcome[0]);
    check_equal(model.fit.estimates.value.head(3), first.estimates.value);
    check_equal(model.fit.estimates.standard_error.head(3),
                first.estimates.standard_error);
    CHECK(model.fit.error_sd[0] == Approx(first.residual_sd));
}

TEST_CASE("actor-partner: sums and differences have the closed form", "[property]") {
    // With complete couples y0 + y1 tells actor + partner, y0 - y1 tells actor - partner.
    const Dyads d = complete_dyads();
    const auto n = static_cast<Index>(d.outcome[0].size());
    const auto model = actor_partner(d, Partners::indistinguishable);
    const VectorXd xs = d.predictors[0] + d.predictors[1],
                   xd = d.predictors[0] - d.predictors[1];
    Column ys, yd;
    for (std::size_t c = 0; c < d.outcome[0].size(); ++c) {
        ys.push_back(d.outcome[0][c] + d.outcome[1][c]);
        yd.push_back(d.outcome[0][c] - d.outcome[1][c]);
    }
    const double sum = ols(xs, ys).estimates.value(1);
    const Eigen::Map<const VectorXd> difference(yd.data(), n);
    const double minus = xd.dot(difference) / xd.squaredNorm();
    CHECK(model.fit.estimates.value(1) == Approx((sum + minus) / 2));
    CHECK(model.fit.estimates.value(2) == Approx((sum - minus) / 2));
    // REML: each of the two error variances by its own degrees of freedom, n - 2 and n
    // - 1.
    const double variance_sum = std::pow(ols(xs, ys).residual_sd, 2);
    const double variance_difference =
        (difference - xd * minus).squaredNorm() / static_cast<double>(n - 1);
    CHECK(model.fit.error_correlation == Approx((variance_sum - variance_difference) /
                                                (variance_sum + variance_difference)));
}

TEST_CASE("actor-partner: units carry through", "[property]") {
    Dyads d = complete_dyads();
    const auto before = actor_partner(d, Partners::indistinguishable);
    for (int i = 0; i < 2; ++i) {
        d.predictors[i] *= 1e4;
        for (double& y : d.outcome[i])
            y *= 1e-3;
    }
    const auto after = actor_partner(d, Partners::indistinguishable);
    REQUIRE(after.fit.converged);
    check_equal(after.fit.estimates.t, before.fit.estimates.t);
    CHECK(after.fit.error_correlation == Approx(before.fit.error_correlation));
}

TEST_CASE("actor-partner: degenerate and malformed input", "[unit]") {
    Dyads d = complete_dyads();
    const auto undetermined = [](const Dyads& dyads) {
        for (const auto partners :
             {Partners::indistinguishable, Partners::distinguishable}) {
            const auto model = actor_partner(dyads, partners);
            CHECK_FALSE(model.fit.converged);
            CHECK(std::isnan(model.fit.estimates.value(0)));
            CHECK(std::isnan(model.fit.error_correlation));
        }
    };
    Dyads constant = d, exact = d, apart = d;
    constant.predictors[0].setOnes();
    constant.predictors[1].setOnes();
    undetermined(constant);
    for (auto& outcome : exact.outcome)
        outcome.assign(outcome.size(), 4);
    undetermined(exact);
    for (std::size_t c = 0; c < apart.outcome[0].size(); ++c)
        apart.outcome[c % 2][c] = missing;
    undetermined(apart);
    undetermined(Dyads{{MatrixXd(0, 1), MatrixXd(0, 1)}, {}});
    d.outcome[1].pop_back();
    CHECK_THROWS_AS(actor_partner(d, Partners::distinguishable), std::invalid_argument);
    const Column y = {1, 2, 3};
    CHECK_THROWS_AS(pair_regression(MatrixXd::Ones(3, 1), y, Labels{1, 1, 2},
                                    Labels{0, 0, 1}, PairErrors::unstructured),
                    std::invalid_argument);
    CHECK_THROWS_AS(pair_regression(MatrixXd::Ones(3, 1), y, Labels{1, 1, 2},
                                    Labels{0, 2, 1}, PairErrors::unstructured),
                    std::invalid_argument);
}

TEST_CASE("intraclass correlation: its ends", "[unit]") {
    const Column a = {1, 2, 5}, b = {5, 2, -1};
    CHECK(intraclass_correlation(a, a) == Approx(1));
    // Means 3 2 2, so MSB 2 / 3, MSW 26 / 3.
    CHECK(intraclass_correlation(a, b) == Approx(-24.0 / 28));
    CHECK(std::isnan(intraclass_correlation(Column{1}, Column{2})));
    CHECK(std::isnan(intraclass_correlation(Column{3, 3}, Column{3, 3})));
}
