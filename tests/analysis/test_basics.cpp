#include "statistics/bootstrap.hpp"
#include "statistics/decay.hpp"
#include "statistics/effect_size.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet;
using namespace couplet::statistics;
using Eigen::MatrixXd;

namespace {

using Column = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Numbers that are anything but regular, the same on every machine.
Column scatter(std::size_t n, std::uint32_t which) {
    KeyedEngine engine(Seed{1}, which, 0);
    Column x(n);
    for (double& v : x)
        v = (static_cast<double>(engine()) + static_cast<double>(engine())) /
                4294967296.0 -
            1;
    return x;
}

Column reversed(Column x) {
    std::reverse(x.begin(), x.end());
    return x;
}

} // namespace

TEST_CASE("statistics: closed forms of mean, spread and quantile", "[unit]") {
    // Of 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, variance 13.
    const Column x = {2, missing, 9, 4};
    CHECK(count(x) == 3);
    CHECK(mean(x) == 5);
    CHECK(variance(x) == 13);
    CHECK(sd(x) == Approx(std::sqrt(13)));
    CHECK(quantile(x, 0) == 2);
    CHECK(quantile(x, 0.5) == 4);
    CHECK(quantile(x, 0.75) == 6.5);
    CHECK(quantile(x, 1) == 9);
    CHECK(quantile(Column{1, infinity}, 0) == 1);
}

TEST_CASE("statistics: what the data do not determine is NaN", "[unit]") {
    const Column none, one = {3}, flat = {3, 3, 3, 3, 3}, any = {1, 2, 4, 8, 9};
    CHECK(std::isnan(mean(none)));
    CHECK(std::isnan(mean(Column{missing})));
    CHECK(mean(one) == 3);
    CHECK(std::isnan(sd(one)));
    CHECK(sd(flat) == 0);
    CHECK(std::isnan(quantile(none, 0.5)));
    CHECK(std::isnan(quantile(any, 1.5)));
    CHECK(std::isnan(mean_interval(one).low));
    CHECK(std::isnan(correlation(one, one).r));
    CHECK(std::isnan(correlation(flat, any).r));
    const Column rounding(7, 0.1);
    CHECK(std::isnan(correlation(rounding, scatter(7, 3)).r));
    CHECK(std::isnan(correlation(Column{1, 2, 3}, Column{1, 3, 2}).interval.low));
    MatrixXd itself(5, 1);
    itself << 1, 2, 4, 8, 9;
    CHECK(std::isnan(partial_correlation(any, scatter(5, 1), itself).r));
    CHECK(std::isnan(between(one, any).d));
    CHECK(std::isnan(between(flat, flat).d));
    CHECK(std::isnan(paired(any, any).d));
    CHECK(std::isnan(within(any, any).d));
    CHECK(std::isnan(within(flat, flat).g));
    CHECK(std::isnan(hedges_factor(1)));
    CHECK(std::isnan(reliable_change_index(1, 2, 0, 0.9)));
    CHECK(std::isnan(reliable_change_index(1, 2, 3, 1)));
    CHECK(std::isnan(clinical_cutoff(1, 0, 2, 0)));
    CHECK(std::isnan(number_needed_to_treat(0, 0, 1, 2).nnt));
}

TEST_CASE("statistics: shapes that do not fit are refused", "[unit]") {
    const Column two = {1, 2}, three = {1, 2, 3};
    CHECK_THROWS_AS(correlation(two, three), std::invalid_argument);
    CHECK_THROWS_AS(correlation(two, two, 95), std::invalid_argument);
    CHECK_THROWS_AS(partial_correlation(two, two, MatrixXd(3, 1)), std::invalid_argument);
    CHECK_THROWS_AS(paired(two, three), std::invalid_argument);
    CHECK_THROWS_AS(fit_decay(two, three), std::invalid_argument);
    CHECK_THROWS_AS(number_needed_to_treat(3, 2, 0, 2), std::invalid_argument);
    CHECK_THROWS_AS(bootstrap(3, nullptr, Seed{1}), std::invalid_argument);
}

TEST_CASE("statistics: correlation ignores order, units and missing pairs",
          "[property]") {
    Column x = scatter(30, 1), y = scatter(30, 2);
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] += x[i];
    const Correlation r = correlation(x, y);
    CHECK(r.interval.low < r.r);
    CHECK(r.r < r.interval.high);
    CHECK(correlation(y, x).r == Approx(r.r).epsilon(1e-14));
    CHECK(correlation(reversed(x), reversed(y)).r == Approx(r.r).epsilon(1e-14));
    Column scaled = x;
    for (double& v : scaled)
        v = 1000 - 7 * v;
    CHECK(correlation(scaled, y).r == Approx(-r.r).epsilon(1e-12));
    x.push_back(50);
    y.push_back(missing);
    CHECK(correlation(x, y).r == r.r);
    CHECK(correlation(x, y).n == 30);
    CHECK(correlation(x, x).r == Approx(1).epsilon(1e-15));
}

TEST_CASE("statistics: partial correlation is its formula for one variable",
          "[property]") {
    const Column x = scatter(25, 1), y = scatter(25, 2), z = scatter(25, 3);
    const double xy = correlation(x, y).r, xz = correlation(x, z).r,
                 yz = correlation(y, z).r;
    const MatrixXd given = Eigen::Map<const Eigen::VectorXd>(z.data(), 25);
    const Correlation r = partial_correlation(x, y, given);
    CHECK(r.r == Approx((xy - xz * yz) / std::sqrt((1 - xz * xz) * (1 - yz * yz))));
    MatrixXd twice(25, 2);
    twice << given, given * 2;
    CHECK(partial_correlation(x, y, twice).p == Approx(r.p));
}

TEST_CASE("statistics: effect sizes change sign with the groups, and not with units",
          "[property]") {
    const Column a = scatter(12, 1), b = scatter(17, 2);
    const EffectSize e = between(a, b), back = between(b, a);
    CHECK(back.d == Approx(-e.d));
    CHECK(back.interval.low == Approx(-e.interval.high));
    CHECK(e.interval.low < e.d);
    CHECK(e.d < e.interval.high);
    CHECK(std::abs(e.g) < std::abs(e.d));
    CHECK(between(reversed(a), b).g == Approx(e.g));
    // J is about 1 - 3 / (4 m - 1).
    CHECK(hedges_factor(27) == Approx(1 - 3.0 / 107).epsilon(1e-4));
    Column after = scatter(12, 5);
    const EffectSize p = paired(a, after), w = within(a, after);
    const double r = correlation(a, after).r;
    CHECK(w.d == Approx(p.d * std::sqrt(2 * (1 - r))));
    Column scaled = a, scaled_after = after;
    for (std::size_t i = 0; i < a.size(); ++i) {
        scaled[i] = 3 + 20 * a[i];
        scaled_after[i] = 3 + 20 * after[i];
    }
    CHECK(within(scaled, scaled_after).g == Approx(w.g));
}

TEST_CASE("statistics: exact intervals hold for effects of any size", "[unit]") {
    Column far = scatter(20, 1);
    for (double& v : far)
        v += 12;
    const EffectSize e = between(far, scatter(20, 2));
    CHECK(e.d > 20);
    CHECK(e.interval.low > 10);
    CHECK(e.interval.high < 50);
    CHECK(between(Column{1, 2, 3}, Column{1, 2, 3}).interval.low ==
          Approx(-between(Column{1, 2, 3}, Column{1, 2, 3}).interval.high));
}

TEST_CASE("statistics: clinical change and number needed to treat by hand", "[unit]") {
    // 6 / (10 sqrt(2) sqrt(0.18)) = 6 / 6.
    CHECK(reliable_change_index(20, 26, 10, 0.82) == Approx(1));
    CHECK(clinical_cutoff(80, 10, 120, 10) == Approx(100));
    CHECK(clinical_cutoff(80, 30, 120, 10) == Approx(110));
    const RiskDifference r = number_needed_to_treat(15, 20, 5, 20);
    CHECK(r.nnt == Approx(2));
    CHECK(r.nnt_interval.low < 2);
    CHECK(r.nnt_interval.high > 2);
    CHECK(number_needed_to_treat(5, 20, 15, 20).nnt == Approx(-2));
    CHECK(std::isinf(number_needed_to_treat(5, 10, 10, 20).nnt));
    // A difference that may be 0: signs differ.
    const Interval open = number_needed_to_treat(6, 10, 5, 10).nnt_interval;
    CHECK(open.low > 0);
    CHECK(open.high < 0);
}

TEST_CASE("decay: finds its own parameters, wherever x begins", "[property]") {
    for (const double origin : {0.0, 30.0, -5.0})
        for (const double c : {0.7, 4.0, 30.0}) {
            Column x, y;
            for (int k = 0; k < 12; ++k) {
                x.push_back(origin + k);
                y.push_back(0.3 - 0.6 * std::exp(-k / c) + 1e-7 * std::sin(k * k));
            }
            const Decay d = fit_decay(x, y);
            CAPTURE(origin, c);
            CHECK(d.time_constant == Approx(c).epsilon(1e-4));
            CHECK(d.asymptote == Approx(0.3).epsilon(1e-4));
            CHECK(d.amplitude * std::exp(-origin / c) == Approx(-0.6).epsilon(1e-4));
            CHECK(fit_decay(reversed(x), reversed(y)).time_constant ==
                  Approx(d.time_constant).epsilon(1e-9));
            CHECK(asymptote_support(x, y) > 10);
        }
}

TEST_CASE("decay: NaN where there is none", "[unit]") {
    const Column x = {1, 2, 3, 4, 5, 6};
    CHECK(std::isnan(fit_decay(x, Column{6, 5, 4, 3, 2, 1}).asymptote)); // a line
    CHECK(std::isnan(fit_decay(x, Column{2, 2, 2, 2, 2, 2}).asymptote));
    CHECK(std::isnan(fit_decay(x, Column{4, missing, 2, missing, missing, 1}).asymptote));
    CHECK(std::isnan(fit_decay(Column{1, 1, 1, 1, 1}, Column{1, 2, 3, 4, 5}).asymptote));
    CHECK(fit_decay(x, Column{4, missing, 2, missing, missing, 1}).n == 3);
}

TEST_CASE("bootstrap: seed decides, and the error of a mean is sd / sqrt(n)",
          "[property]") {
    const Column x = scatter(200, 9);
    const CoupleStatistic average = [&](std::span<const std::uint32_t> couples) {
        double sum = 0;
        for (const std::uint32_t couple : couples)
            sum += x[couple];
        return sum / static_cast<double>(couples.size());
    };
    const Bootstrap a = bootstrap(200, average, Seed{5}),
                    b = bootstrap(200, average, Seed{5});
    CHECK(a.interval.low == b.interval.low);
    CHECK(a.interval.high == b.interval.high);
    CHECK(a.replications == 2000);
    CHECK(a.estimate == Approx(mean(x)));
    // Relative error of an sd of 2000: 1 / sqrt(4000) = 0.016; four of them.
    CHECK(a.standard_error == Approx(sd(x) / std::sqrt(200)).epsilon(0.064));
    CHECK(a.interval.low < a.estimate);
    CHECK(a.estimate < a.interval.high);
    CHECK(bootstrap(200, average, Seed{6}).interval.low != a.interval.low);
}

TEST_CASE("bootstrap: every couple is drawn as often", "[statistical]") {
    constexpr std::uint32_t couples = 7, times = 7000;
    Column drawn(couples);
    for (std::uint32_t k = 0; k < times; ++k)
        for (const std::uint32_t couple : resample(couples, Seed{11}, k))
            drawn.at(couple) += 1;
    double chi_square = 0; // 6 degrees of freedom: above 27.9 once in 10,000 seeds
    for (const double d : drawn)
        chi_square += (d - times) * (d - times) / times;
    CHECK(chi_square < 27.9);
}

TEST_CASE("bootstrap: undefined resamples are left out and counted", "[unit]") {
    const CoupleStatistic fussy = [](std::span<const std::uint32_t> couples) {
        return couples[0] == 0 ? missing : static_cast<double>(couples[0]);
    };
    const Bootstrap b = bootstrap(4, fussy, Seed{1}, 400);
    CHECK(std::isnan(b.estimate));
    CHECK(b.replications < 400);
    CHECK(b.replications > 200);
    CHECK(b.interval.low >= 1);
    CHECK(std::isnan(bootstrap(1, fussy, Seed{1}).standard_error));
    CHECK(std::isnan(bootstrap(0, fussy, Seed{1}).estimate));
    CHECK(std::isnan(bootstrap(9, fussy, Seed{1}, 1).standard_error));
}
