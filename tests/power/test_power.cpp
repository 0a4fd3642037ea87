// Virtual trials of made-up couples whose power is known from theory.
#include "power/trial_power.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <random>

using namespace couplet;
using namespace couplet::power;

namespace {

constexpr std::uint32_t replications = 2000;

// Normal scores; those before and after correlate by `r`, twins after by `twins`; `d` is the effect
// in sd. Separations at a constant rate, `hazard` times as many in the treated.
Pool made(std::uint32_t couples, double d, double r, double twins, double hazard = 1) {
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    Pool p;
    p.couples = couples;
    for (std::uint32_t c = 0; c < couples; ++c) {
        const double before = normal(random), shared = normal(random);
        const auto after = [&] {
            const double rest = std::sqrt(1 - r * r);
            return r * before + rest * (std::sqrt(twins) * shared +
                                        std::sqrt(1 - twins) * normal(random));
        };
        p.control.before.push_back(before);
        p.treated.before.push_back(before);
        p.control.after.push_back(after());
        p.treated.after.push_back(after() + d);
        for (Side* side : {&p.control, &p.treated}) {
            const double rate = side == &p.treated ? hazard : 1.0;
            const double t = std::exponential_distribution<double>(rate)(random);
            side->time.push_back(std::min(t, 1.0));
            side->separated.push_back(t < 1);
        }
    }
    return p;
}

Rate share_found(const Pool& p, Analysis analysis, Truth truth, std::uint32_t couples) {
    std::size_t found = 0, studies = 0;
    for (std::uint32_t k = 0; k < replications; ++k) {
        const Finding f = trial(p, analysis, truth, couples, Seed{11}, k);
        if (std::isnan(f.p))
            continue;
        ++studies;
        found += f.p < 0.05;
    }
    return rate(found, studies);
}
// Three Monte-Carlo errors of a share of 2,000.
double margin(double share) { return 3 * std::sqrt(share * (1 - share) / replications); }

} // namespace

TEST_CASE("power: a null trial finds something in one of twenty") {
    const Pool p = made(6000, 0.5, 0.6, 0.3);
    for (Analysis analysis : {Analysis::ancova, Analysis::change, Analysis::log_rank}) {
        const Rate r = share_found(p, analysis, Truth::null, 120);
        CHECK(r.studies == replications);
        CHECK(r.value == Approx(0.05).margin(margin(0.05)));
        CHECK(r.interval.low < r.value);
        CHECK(r.interval.high > r.value);
    }
}

TEST_CASE("power: that of a t test is as in tables") {
    // Changes have an sd of sqrt(2 (1 - r)) = 1 at r = .5: d = .5, 64 a group, power .80 (Cohen 1988).
    const Pool p = made(40000, 0.5, 0.5, 0);
    const Rate r = share_found(p, Analysis::change, Truth::simulated, 128);
    CHECK(r.value == Approx(0.80).margin(margin(0.8) + 0.01)); // .01: the pool's own d
    // Analysis of covariance has a residual sd of sqrt(1 - r^2), so more power.
    CHECK(share_found(p, Analysis::ancova, Truth::simulated, 128).value > r.value + 0.02);
}

TEST_CASE("power: unequal arms find less") {
    Pool p = made(40000, 0.5, 0.5, 0);
    p.treated_share = 2.0 / 3; // 85 and 43: .5 sqrt(85 43 / 128) = 2.67, less 1.98: .756
    const Rate r = share_found(p, Analysis::change, Truth::simulated, 128);
    CHECK(r.value == Approx(0.756).margin(margin(0.756) + 0.01));
}

TEST_CASE("power: of a crossover, and its null") {
    // Differences of twins have an sd of sqrt(2 (1 - r^2)) = 1: d = .5, 34 pairs, power .81 (Cohen 1988).
    const Pool p = made(40000, 0.5, std::sqrt(0.5), 0);
    const Rate r = share_found(p, Analysis::paired, Truth::simulated, 34);
    CHECK(r.value == Approx(0.807).margin(margin(0.8) + 0.01));
    const Rate nothing = share_found(p, Analysis::paired, Truth::null, 34);
    CHECK(nothing.value == Approx(0.05).margin(margin(0.05)));
    CHECK(signal(p, Analysis::paired) == Approx(0.5).margin(0.02));
}

TEST_CASE("power: couples needed are read from a curve") {
    const Pool p = made(40000, 0.5, 0.5, 0);
    const auto study = [&](std::uint32_t couples, std::uint32_t replication) {
        return trial(p, Analysis::change, Truth::simulated, couples, Seed{5}, replication);
    };
    const auto sizes = sizes_around(signal(p, Analysis::change), 4000);
    REQUIRE(sizes.size() >= 4);
    const auto points = simulate(sizes, 1000, 0.05, study);
    for (std::size_t k = 1; k < points.size(); ++k)
        CHECK(points[k].power.value > points[k - 1].power.value);
    const Needed n = needed(points, 0.8);
    CHECK(n.couples == Approx(128).epsilon(0.08));
    CHECK(n.interval.low < n.couples);
    CHECK(n.interval.high > n.couples);
    CHECK_FALSE(n.beyond);
}

TEST_CASE("power: twins are worth more couples the more alike they live") {
    // Residual variances are both s^2 = 1 - r^2; the difference of twins has 2 s^2 (1 - twins).
    for (double twins : {0.0, 0.5, 0.9}) {
        const auto e = twin_efficiency(made(8000, 0.3, 0.6, twins), Seed{3}, 200);
        CHECK(e.ratio == Approx(1 / (1 - twins)).epsilon(0.08));
        CHECK(e.interval.low < e.ratio);
    }
}

TEST_CASE("power: the same seed gives the same trial, another number another one") {
    const Pool p = made(500, 0.5, 0.5, 0.2);
    const auto p_value = [&](std::uint32_t k) {
        return trial(p, Analysis::ancova, Truth::simulated, 60, Seed{1}, k).p;
    };
    CHECK(p_value(3) == p_value(3));
    CHECK(p_value(3) != p_value(4));
}
