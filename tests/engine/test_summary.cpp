// Summaries: against the trajectories they are made of, and against hand-made counts.
#include "plans.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::test;

TEST_CASE("summary: mean, sd and counts are those of the recorded trajectories",
          "[property]") {
    auto plan = small_plan(60, 28);
    for (std::uint16_t v = 0; v < model::standard_variable_count; ++v)
        plan.recording.variables.push_back(v);
    plan.recording.every_days = 7;
    plan.recording.couples = 60;
    plan.parameters.dissolution.dating = 5.0f;
    engine::Options options = widest();
    options.slab = 32;
    const auto result = test::run(plan, options);
    const auto& summary = result.outcome.summary;
    const std::size_t instants = engine::recorded_days(plan).size();
    REQUIRE(summary.instants() == instants);
    for (std::size_t arm = 0; arm < 2; ++arm)
        for (std::size_t t = 0; t < instants; ++t) {
            CHECK(summary.day(t) == static_cast<int>(t) * 7);
            for (std::size_t v = 0; v < model::standard_variable_count; ++v) {
                double n = 0, sum = 0, squares = 0;
                for (const auto& slab : result.slabs)
                    for (std::size_t row = 0; row < slab.recorded * std::size_t(2);
                         ++row) {
                        const auto q =
                            slab.arms[arm]
                                .trajectory[(v * slab.recorded * 2 + row) * instants + t];
                        if (q == model::packed_fill)
                            continue;
                        const auto& variable = model::variable_table[v];
                        const double x =
                            variable.low +
                            (q + 32767.0) * double(model::packed_step(variable));
                        ++n;
                        sum += x;
                        squares += x * x;
                    }
                const double mean = sum / n;
                CHECK(summary.mean(arm, t, v) == Approx(mean).epsilon(1e-9).margin(1e-9));
                const double variance =
                    std::max(0.0, (squares - n * mean * mean) / (n - 1));
                CHECK(summary.sd(arm, t, v) == Approx(std::sqrt(variance)).margin(1e-5));
                CHECK(summary.intact(arm, t) * 2 == static_cast<std::uint64_t>(n));
            }
        }
}

TEST_CASE("summary: rates add up to the couples' totals", "[property]") {
    auto plan = small_plan(60, 28); // the last instant is the last day
    plan.parameters.dissolution.dating = 5.0f;
    const auto result = test::run(plan);
    const auto& summary = result.outcome.summary;
    using S = engine::Summary;
    for (std::size_t arm = 0; arm < 2; ++arm) {
        std::uint64_t conflicts = 0, demand_withdraw = 0, separations = 0;
        for (std::size_t t = 0; t < summary.instants(); ++t) {
            conflicts += summary.rate(arm, t, S::conflicts);
            demand_withdraw += summary.rate(arm, t, S::demand_withdraw);
            separations += summary.rate(arm, t, S::separations);
        }
        std::uint64_t expected[3] = {};
        for (const auto& row : result.rows(arm)) {
            expected[0] += row.conflicts;
            expected[1] += row.demand_withdraw;
            expected[2] += row.end_reason == engine::EndReason::separated;
        }
        CHECK(conflicts == expected[0]);
        CHECK(demand_withdraw == expected[1]);
        CHECK(separations == expected[2]);
    }
}

TEST_CASE("summary: moments and quantiles of hand-made values", "[unit]") {
    engine::Summary s(1, 7, 7);
    CHECK(s.instants() == 2);
    CHECK(std::isnan(s.mean(0, 0, 9)));
    // Satisfaction, range 0 to 1: q = -32767 is 0 and 32767 is 1.
    for (std::int16_t q : {-32767, 32767})
        s.add(0, 1, 9, q);
    CHECK(s.mean(0, 1, 9) == Approx(0.5));
    CHECK(s.sd(0, 1, 9) == Approx(std::sqrt(0.5))); // of {0, 1}, divided by n - 1
    engine::Summary even(1, 7, 7);
    for (int q = -32767; q <= 32767; q += 7)
        even.add(0, 0, 9, static_cast<std::int16_t>(q));
    for (double p : {0.05, 0.25, 0.5, 0.9})
        CHECK(even.quantile(0, 0, 9, p) == Approx(p).margin(1.0 / 256));
    CHECK(even.sd(0, 0, 9) == Approx(std::sqrt(1.0 / 12)).margin(1e-3));
}

TEST_CASE("summary: merging is adding, in any order", "[property]") {
    engine::Summary a(2, 14, 7), b(2, 14, 7), c(2, 14, 7);
    a.add(1, 2, 3, 100);
    a.count(0, 1, engine::Summary::repairs, 5);
    b.add(1, 2, 3, 300);
    b.add(1, 2, 3, -1000);
    b.count_intact(1, 0);
    auto ab = a, ba = b;
    ab.merge(b);
    ba.merge(a);
    CHECK(ab.mean(1, 2, 3) == ba.mean(1, 2, 3));
    CHECK(ab.sd(1, 2, 3) == ba.sd(1, 2, 3));
    CHECK(ab.rate(0, 1, engine::Summary::repairs) == 5);
    CHECK(ab.intact(1, 0) == 1);
    const auto mean = ab.mean(1, 2, 3);
    ab.merge(c);
    CHECK(ab.mean(1, 2, 3) == mean);
}
