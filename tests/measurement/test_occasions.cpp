// Questionnaires in a run: who answers when, and that answering changes nothing.
#include "engine/plans.hpp"
#include "support/catch.hpp"

#include <bit>
#include <cmath>
#include <numeric>

using namespace couplet;
using measurement::instrument_count;
using measurement::instrument_table;

namespace {

engine::Plan asked_plan(std::uint32_t couples = 149) {
    auto plan = test::small_plan(couples);
    plan.questionnaire.waves = {0, 5, 19, 40};
    plan.questionnaire.missing = 0.2f;
    plan.parameters.dissolution.dating = 5.0f; // so that some separate on the way
    return plan;
}

// Bits of all scores of one arm, [couple][instrument][partner][wave], whatever the slabs.
std::vector<std::uint32_t> bits(const test::Run& run, std::size_t arm,
                                std::size_t waves) {
    std::vector<std::uint32_t> all;
    for (const auto& slab : run.slabs) {
        const auto& scores = slab.arms[arm].questionnaire;
        CHECK(scores.size() == instrument_count * slab.count * 2 * waves);
        for (std::uint32_t c = 0; c < slab.count; ++c)
            for (std::size_t n = 0; n < instrument_count; ++n)
                for (std::size_t k = 0; k < 2 * waves; ++k)
                    all.push_back(std::bit_cast<std::uint32_t>(
                        scores[(n * slab.count + c) * 2 * waves + k]));
    }
    return all;
}

std::vector<std::uint32_t> bits(const engine::Plan& plan,
                                const engine::Options& options) {
    const auto run = test::run(plan, options);
    auto all = bits(run, 0, plan.questionnaire.waves.size());
    const auto second = bits(run, 1, plan.questionnaire.waves.size());
    all.insert(all.end(), second.begin(), second.end());
    return all;
}

} // namespace

TEST_CASE("occasions: answers do not depend on threads, kernels, slabs or recording",
          "[determinism]") {
    const auto plan = asked_plan();
    const auto reference = bits(plan, test::widest(1));
    CHECK(bits(plan, test::widest(3)) == reference);
    for (engine::Kernel kernel : engine::available_kernels()) {
        engine::Options options = test::widest();
        options.kernel = kernel;
        options.slab = 32;
        INFO(engine::kernel_name(kernel));
        CHECK(bits(plan, options) == reference);
    }
    auto recorded = plan;
    recorded.recording.variables = {0, 8, 40};
    recorded.recording.couples = 60;
    recorded.recording.every_days = 3;
    recorded.recording.events = true;
    recorded.recording.summary_every_days = 10;
    CHECK(bits(recorded, test::widest()) == reference);
}

TEST_CASE("occasions: being asked changes no life", "[determinism]") {
    auto plan = asked_plan();
    plan.recording.variables = {0, 9};
    plan.recording.couples = plan.population.couples;
    plan.recording.every_days = 9;
    const auto asked = test::run(plan);
    plan.questionnaire = {};
    const auto not_asked = test::run(plan);
    CHECK(asked.outcome.arm_digests == not_asked.outcome.arm_digests);
    CHECK(asked.outcome.digest == not_asked.outcome.digest);
    for (std::size_t s = 0; s < asked.slabs.size(); ++s)
        for (std::size_t arm = 0; arm < 2; ++arm) {
            CHECK(asked.slabs[s].arms[arm].trajectory ==
                  not_asked.slabs[s].arms[arm].trajectory);
            CHECK(not_asked.slabs[s].arms[arm].questionnaire.empty());
        }
}

TEST_CASE("occasions: a wave gives the same answers whatever the other waves are",
          "[determinism]") {
    auto plan = asked_plan(64);
    const auto all = test::run(plan);
    plan.questionnaire.waves = {19};
    const auto one = test::run(plan);
    for (std::size_t s = 0; s < all.slabs.size(); ++s)
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const auto& many = all.slabs[s].arms[arm].questionnaire;
            const auto& few = one.slabs[s].arms[arm].questionnaire;
            REQUIRE(many.size() == 4 * few.size());
            for (std::size_t k = 0; k < few.size(); ++k)
                CHECK(std::bit_cast<std::uint32_t>(many[4 * k + 2]) ==
                      std::bit_cast<std::uint32_t>(few[k]));
        }
}

TEST_CASE("occasions: twins answer alike until the programme begins", "[determinism]") {
    const auto plan = asked_plan(); // its first session is on day 3
    const auto run = test::run(plan);
    const auto control = bits(run, 0, 4), treated = bits(run, 1, 4);
    std::size_t same = 0, different = 0;
    for (std::size_t k = 0; k < control.size(); ++k)
        if (k % 4 == 0)
            same += control[k] == treated[k];
        else
            different += control[k] != treated[k];
    CHECK(same == control.size() / 4);
    CHECK(different > 100);
}

// Of 600 couples at the waves before anybody has separated: 2,400 person-waves, standard
// error 0.0082; five of them make a false alarm in two million.
TEST_CASE("occasions: the stated share of persons is missing, with all instruments",
          "[statistical]") {
    auto plan = asked_plan(600);
    plan.arms.resize(1);
    plan.questionnaire.waves = {0, 1};
    plan.parameters.dissolution.dating = model::Parameters{}.dissolution.dating;
    double missing = 0;
    int both = 0;
    for (const auto& slab : test::run(plan).slabs) {
        const auto& scores = slab.arms[0].questionnaire;
        const std::size_t people = std::size_t(slab.count) * 2 * 2;
        for (std::size_t k = 0; k < people; ++k) {
            const bool gone = std::isnan(scores[k]);
            missing += gone;
            both += gone && std::isnan(scores[(k / 4) * 4 + (k + 2) % 4]);
            for (std::size_t n = 1; n < instrument_count; ++n)
                CHECK(std::isnan(scores[n * people + k]) == gone);
        }
    }
    CHECK(std::abs(missing / 2400 - 0.2) < 0.041);
    // Partners miss waves independently: 0.04 of 1,200 pairs, each counted twice;
    // se 13.6.
    CHECK(std::abs(both - 96) < 68);
}

TEST_CASE(
    "occasions: after a separation nobody answers, before it all who are not missing do",
    "[property]") {
    auto plan = asked_plan();
    plan.questionnaire.missing = 0;
    int separated = 0;
    for (const auto& slab : test::run(plan).slabs)
        for (const auto& arm : slab.arms)
            for (std::size_t c = 0; c < slab.count; ++c)
                for (std::size_t k = 0; k < 8; ++k) {
                    const auto& row = arm.couples[c];
                    const bool together =
                        row.end_reason == engine::EndReason::intact ||
                        static_cast<float>(plan.questionnaire.waves[k % 4]) < row.end_day;
                    separated += !together;
                    for (std::size_t n = 0; n < instrument_count; ++n) {
                        const float score =
                            arm.questionnaire[(n * slab.count + c) * 8 + k];
                        CHECK(std::isnan(score) == !together);
                        CHECK_FALSE((score < instrument_table[n].low ||
                                     score > instrument_table[n].high));
                    }
                }
    CHECK(separated > 0);
}

// Wide, as these are of the model's parameters rather than of the instruments: norms of
// community samples are ECR-R 3.6 (1.1) and 2.9 (1.2), CSI-16 61 (17), trust 5.75 (1),
// commitment 6.5 (1.5), demand-withdraw 20 to 30, PHQ-9 2.9 (3.5), GAD-7 3.0 (3.4).
TEST_CASE("occasions: a community answers about as published ones do", "[statistical]") {
    engine::Plan plan;
    plan.seed.value = 11;
    plan.days = 14;
    plan.population.couples = 2000;
    plan.arms = {{"community", {}}};
    plan.recording.events = false;
    plan.questionnaire.waves = {0};
    const auto run = test::run(plan);
    struct Norm {
        float mean, within, least_sd, most_sd;
    };
    constexpr Norm norms[instrument_count] = {
        {3.5f, 0.6f, 0.7f, 1.5f}, {2.9f, 0.6f, 0.7f, 1.5f}, {61, 8, 8, 22},
        {5.6f, 0.6f, 0.4f, 1.5f}, {6.3f, 0.8f, 1, 2.3f},    {23, 7, 4, 14},
        {45, 10, 5, 14},          {3.2f, 2, 2, 6},          {3.2f, 2, 2, 6}};
    for (std::size_t n = 0; n < instrument_count; ++n) {
        double sum = 0, squares = 0;
        int count = 0;
        for (const auto& slab : run.slabs)
            for (std::size_t k = 0; k < std::size_t(slab.count) * 2; ++k) {
                const auto x = double(slab.arms[0].questionnaire[n * slab.count * 2 + k]);
                sum += x;
                squares += x * x;
                ++count;
            }
        REQUIRE(count == 4000);
        const double mean = sum / count, sd = std::sqrt(squares / count - mean * mean);
        INFO(instrument_table[n].name << ": " << mean << " (" << sd << ")");
        CHECK(std::abs(mean - double(norms[n].mean)) < double(norms[n].within));
        CHECK((sd > double(norms[n].least_sd) && sd < double(norms[n].most_sd)));
    }
}

namespace {

// Bits of all entries of one arm, [couple][item][partner][day], whatever the slabs.
std::vector<std::uint32_t> entries(const test::Run& run, std::size_t arm, std::size_t days) {
    std::vector<std::uint32_t> all;
    for (const auto& slab : run.slabs) {
        const auto& diary = slab.arms[arm].diary;
        REQUIRE(diary.size() == measurement::item_count * slab.count * 2 * days);
        for (std::uint32_t c = 0; c < slab.count; ++c)
            for (std::size_t n = 0; n < measurement::item_count; ++n)
                for (std::size_t k = 0; k < 2 * days; ++k)
                    all.push_back(std::bit_cast<std::uint32_t>(
                        diary[(n * slab.count + c) * 2 * days + k]));
    }
    return all;
}

engine::Plan diary_plan() {
    auto plan = test::small_plan();
    plan.diary = {5, 10, 0.2f};
    return plan;
}

} // namespace

TEST_CASE("diary: entries do not depend on threads, kernels, slabs or questionnaires",
          "[determinism]") {
    auto plan = diary_plan();
    const auto reference = entries(test::run(plan, test::widest(1)), 1, 10);
    plan.questionnaire.waves = {6, 15};
    for (engine::Kernel kernel : engine::available_kernels()) {
        engine::Options options = test::widest();
        options.kernel = kernel;
        options.slab = 32;
        INFO(engine::kernel_name(kernel));
        CHECK(entries(test::run(plan, options), 1, 10) == reference);
    }
}

TEST_CASE("diary: to keep one changes no life", "[determinism]") {
    auto plan = diary_plan();
    const auto kept = test::run(plan);
    plan.diary = {};
    const auto none = test::run(plan);
    CHECK(kept.outcome.digest == none.outcome.digest);
    for (const auto& slab : none.slabs)
        CHECK(slab.arms[0].diary.empty());
}

TEST_CASE("diary: a day has the same entry in any diary that has the day", "[determinism]") {
    auto plan = diary_plan();
    const auto long_one = test::run(plan);
    plan.diary = {12, 1, 0.2f};
    const auto short_one = test::run(plan);
    const auto many = entries(long_one, 0, 10), one = entries(short_one, 0, 1);
    REQUIRE(many.size() == 10 * one.size());
    for (std::size_t k = 0; k < one.size(); ++k)
        CHECK(many[10 * k + 7] == one[k]);
}

// 149 couples, 2 partners, 10 days: 2,980 person-days, standard error 0.0073; five of them make a
// false alarm in two million.
TEST_CASE("diary: the stated share of days is left out, with all items", "[statistical]") {
    auto plan = diary_plan();
    plan.parameters.dissolution.dating = 0; // nobody separates
    double left_out = 0, days = 0;
    for (const auto& slab : test::run(plan).slabs) {
        const std::size_t people = std::size_t(slab.count) * 2 * 10;
        const auto& diary = slab.arms[0].diary;
        for (std::size_t k = 0; k < people; ++k) {
            const bool gone = std::isnan(diary[k]);
            left_out += gone;
            ++days;
            for (std::size_t n = 1; n < measurement::item_count; ++n) {
                const float x = diary[n * people + k];
                CHECK(std::isnan(x) == gone);
                const auto& row = measurement::diary_table[n];
                CHECK((gone || (x >= row.low && x <= row.high)));
            }
        }
    }
    REQUIRE(days == 2980);
    CHECK(std::abs(left_out / days - 0.2) < 0.037);
}
