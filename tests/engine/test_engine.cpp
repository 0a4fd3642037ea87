// The same bits whatever the threads, kernel, slabs and recording; arms as exact twins.
#include "plans.hpp"
#include "population/draw.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <cmath>
#include <stdexcept>

using namespace couplet;
using namespace couplet::test;
using engine::Kernel;

namespace {
std::uint64_t digest(const engine::Plan& plan, engine::Options options) {
    return test::run(plan, options).outcome.digest;
}
} // namespace

TEST_CASE("engine: the digest does not depend on the number of threads",
          "[determinism]") {
    const auto plan = small_plan();
    engine::Options options = widest(1);
    options.slab = 32;
    const auto one = test::run(plan, options).outcome;
    for (int threads : {2, 3, 7}) {
        options.threads = threads;
        const auto many = test::run(plan, options).outcome;
        CHECK(many.digest == one.digest);
        CHECK(many.arm_digests == one.arm_digests);
        CHECK(many.couple_turns == one.couple_turns);
    }
}

TEST_CASE("engine: the digest does not depend on the kernel", "[determinism]") {
    const auto plan = small_plan();
    engine::Options options = widest();
    options.kernel = Kernel::scalar;
    const auto expected = test::run(plan, options).outcome;
    for (Kernel kernel : engine::available_kernels()) {
        CAPTURE(engine::kernel_name(kernel));
        options.kernel = kernel;
        const auto got = test::run(plan, options).outcome;
        CHECK(got.arm_digests == expected.arm_digests);
        CHECK(got.couple_turns == expected.couple_turns);
    }
}

TEST_CASE("engine: the digest does not depend on the size of slabs", "[determinism]") {
    const auto plan = small_plan();
    engine::Options options = widest();
    const auto expected = digest(plan, options);
    for (std::uint32_t slab : {32u, 64u, 100u, 1000u}) {
        CAPTURE(slab);
        options.slab = slab;
        CHECK(digest(plan, options) == expected);
    }
}

TEST_CASE("engine: the digest does not depend on what is recorded", "[determinism]") {
    const auto plan = small_plan();
    const auto expected = digest(plan, widest());
    auto events = plan;
    events.recording.events = true;
    CHECK(digest(events, widest()) == expected);
    auto trajectories = plan;
    trajectories.recording.variables = {0, 1, 9, 14, 25};
    trajectories.recording.every_days = 3;
    trajectories.recording.couples = 50;
    CHECK(digest(trajectories, widest()) == expected);
    auto rarely = plan;
    rarely.recording.summary_every_days = 30;
    CHECK(digest(rarely, widest()) == expected);
}

TEST_CASE("engine: a couple lives the same life whatever the number of couples",
          "[determinism]") {
    const auto many = test::run(small_plan(149)), few = test::run(small_plan(30));
    const auto all = many.rows(1), first = few.rows(1);
    REQUIRE(first.size() == 30);
    REQUIRE(all.size() == 149);
    for (std::size_t k = 0; k < first.size(); ++k) {
        CHECK(first[k].couple == k);
        CHECK(first[k].digest == all[k].digest);
    }
}

TEST_CASE("engine: seeds matter", "[determinism]") {
    auto plan = small_plan(40);
    const auto one = digest(plan, widest());
    plan.seed.value += 1;
    CHECK(digest(plan, widest()) != one);
    plan.seed.value -= 1;
    plan.seed.value ^= std::uint64_t(1) << 40;
    CHECK(digest(plan, widest()) != one);
}

TEST_CASE("engine: an arm whose programme reaches nobody equals control bit for bit",
          "[determinism]") {
    auto plan = small_plan();
    auto late = programme(static_cast<float>(plan.days) + 5), nobody = programme(3);
    nobody.enrol_below = -1e9f;
    plan.arms = {{"control", {}},
                 {"late", {late}},
                 {"nobody", {nobody}},
                 {"treated", {programme(3)}}};
    const auto result = test::run(plan);
    const auto& arms = result.outcome.arm_digests;
    CHECK(arms[1] == arms[0]);
    CHECK(arms[2] == arms[0]);
    CHECK(arms[3] != arms[0]);
    // Couples of an active arm are control's until the first session, in each and every
    // one.
    auto early = plan;
    early.days = 3;
    early.laboratories.clear();
    early.arms = {{"control", {}}, {"treated", {programme(3)}}};
    const auto before = test::run(early).outcome;
    CHECK(before.arm_digests[1] == before.arm_digests[0]);
}

TEST_CASE("engine: rows of couples make sense", "[property]") {
    auto plan = small_plan(200, 200);
    plan.laboratories.clear();
    plan.parameters.dissolution.dating = 1.0f; // so that some separate
    const auto result = test::run(plan);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        int separated = 0;
        const auto rows = result.rows(arm);
        REQUIRE(rows.size() == 200);
        for (const auto& row : rows) {
            const bool left = row.end_reason == engine::EndReason::separated;
            separated += left;
            CHECK_FALSE((row.end_day < 0 || row.end_day > 200));
            CHECK_FALSE((!left && row.end_day != 200));
            CHECK_FALSE(row.demand_withdraw > row.conflicts);
            for (std::size_t i = 0; i < 2; ++i) {
                CHECK_FALSE((row.satisfaction_end[i] < 0 || row.satisfaction_end[i] > 1));
                CHECK_FALSE((row.anxiety[i] < 1 - 1e-5f || row.anxiety[i] > 7 + 1e-5f));
            }
            CHECK_FALSE((row.sessions < 0 || row.sessions > 4));
            CHECK_FALSE((row.dropped_out && row.sessions == 4));
            if (arm == 0)
                CHECK_FALSE((row.sessions != 0 || row.dropped_out));
        }
        CHECK(separated > 0);
        CHECK(result.outcome.summary.intact(arm, 0) == 200);
        // Twins start alike.
        CHECK(rows[17].anxiety == result.rows(0)[17].anxiety);
    }
}

TEST_CASE("engine: couples are described and labelled as they are on day 0", "[unit]") {
    const auto plan = small_plan();
    for (const auto& slab : test::run(plan).slabs)
        for (std::uint32_t k = 0; k < slab.count; ++k) {
            const auto& row = slab.arms[0].couples[k];
            std::array<population::Style, 2> style;
            for (std::size_t i = 0; i < 2; ++i) {
                style[i] = population::nearest_style(plan.parameters.variation, row.anxiety[i],
                                                     row.avoidance[i]);
                CHECK(row.style[i] == static_cast<int>(style[i]));
            }
            CHECK(row.pairing == population::unordered_pair(style[0], style[1]));
        }
}

TEST_CASE("engine: couples are in balance when the warm-up is over", "[statistical]") {
    // What the first day finds is what a year later finds: no drift that the warm-up has left.
    engine::Plan plan;
    plan.seed.value = 5;
    plan.population.couples = 1500;
    plan.days = 365;
    plan.arms = {{"control", {}}};
    plan.recording.events = false;
    plan.recording.summary_every_days = 365;
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    const auto summary = test::run(plan).outcome.summary;
    for (std::size_t v = 0; v < model::standard_variable_count; ++v) {
        const std::string name = model::variable_table[v].name;
        if (name != "attachment_anxiety" && name != "attachment_avoidance" &&
            name != "felt_security" && name != "trust" && name != "resentment" &&
            name != "depressive_symptoms" && name != "anxious_symptoms")
            continue;
        CAPTURE(name);
        const double before = summary.mean(0, 0, v), after = summary.mean(0, 1, v);
        const double most = name == "trust" ? 0.2 : 0.15; // a year more of age moves both by a tenth
        CHECK(std::fabs(after - before) < most * summary.sd(0, 0, v));
    }
}

TEST_CASE("engine: a stop is heeded, and what was finished is kept", "[unit]") {
    auto plan = small_plan(300, 10);
    std::atomic<bool> stop{true};
    engine::Options options = widest(1);
    options.slab = 32;
    options.stop = &stop;
    int slabs = 0;
    auto outcome = engine::run(plan, options, [&](engine::Slab&&) { ++slabs; });
    CHECK(outcome.stopped);
    CHECK(slabs == 0);
    stop = false;
    outcome = engine::run(plan, options, [&](engine::Slab&&) {
        if (++slabs == 3)
            stop = true;
    });
    CHECK(outcome.stopped);
    CHECK(slabs == 3);
    stop = false;
    slabs = 0;
    outcome = engine::run(plan, options, [&](engine::Slab&&) { ++slabs; });
    CHECK_FALSE(outcome.stopped);
    CHECK(slabs == 10); // 300 / 32, rounded up
}

TEST_CASE("engine: what the consumer throws comes back", "[unit]") {
    const auto plan = small_plan(300, 5);
    for (int threads : {1, 2}) {
        engine::Options options = widest(threads);
        options.slab = 32;
        CHECK_THROWS_AS(engine::run(plan, options,
                                    [](engine::Slab&& slab) {
                                        if (slab.index == 2)
                                            throw std::runtime_error("full");
                                    }),
                        std::runtime_error);
    }
}
