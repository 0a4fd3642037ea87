// What enrolled couples live and answer: as they would anywhere else.
#include "experiment/trials.hpp"

#include <cstring>
#include <map>

using namespace couplet;
using namespace couplet::test;
using engine::Design;
using engine::Recruitment;

namespace {

// Of each couple that lives in the arm.
std::map<std::uint32_t, engine::CoupleRow> lives(const Run& run, std::size_t arm) {
    std::map<std::uint32_t, engine::CoupleRow> found;
    for (const engine::CoupleRow& row : run.rows(arm))
        if (row.couple != engine::absent_couple)
            found[row.couple] = row;
    return found;
}

// Couples that enter in three different weeks.
engine::Plan seeking_plan(Design design) {
    engine::Plan plan = trial_plan(design, Recruitment::help_seeking, 150, 60);
    plan.trial.window = 14;
    plan.trial.csi16_below = 60;
    return plan;
}

bool same_float(float a, float b) { return std::memcmp(&a, &b, sizeof a) == 0; }

} // namespace

TEST_CASE("trial: a couple of a parallel trial lives as its twin does", "[determinism]") {
    const engine::Plan parallel = enrolled(trial_plan(Design::parallel, Recruitment::community));
    const Run one = run(parallel), both = run(enrolled(trial_plan(Design::twins, Recruitment::community)));
    std::size_t in_all = 0;
    for (std::size_t arm = 0; arm < 2; ++arm) {
        const auto here = lives(one, arm), twins = lives(both, arm);
        CHECK(twins.size() == 300);
        in_all += here.size();
        for (const auto& [number, row] : here) {
            CHECK(row.digest == twins.at(number).digest);
            CHECK(parallel.enrolment.places[number].arm == static_cast<int>(arm));
        }
        for (std::uint32_t c = 0; c < 300; ++c) {
            const bool enrolled = here.count(c) > 0;
            for (std::size_t wave = 0; wave < 3; ++wave) {
                const float own = answer(parallel, one, arm, csi16_row, c, 0, wave);
                if (enrolled)
                    CHECK(same_float(own, answer(parallel, both, arm, csi16_row, c, 0, wave)));
                else
                    CHECK(std::isnan(own));
            }
        }
    }
    CHECK(in_all == 300);
}

TEST_CASE("trial: events and trajectories are of those who live in the arm", "[property]") {
    const engine::Plan plan = enrolled(trial_plan(Design::parallel, Recruitment::distressed));
    const Run r = run(plan);
    std::size_t events = 0;
    for (const engine::Slab& slab : r.slabs)
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const engine::ArmSlab& a = slab.arms[arm];
            std::map<std::uint32_t, bool> here;
            for (std::uint32_t k = 0; k < slab.count; ++k) {
                const bool lives = plan.lives_in(arm, slab.first + k);
                here[plan.number(slab.first + k)] = lives;
                CHECK((a.couples[k].couple != engine::absent_couple) == lives);
                CHECK((a.intact[k * slab.instants] == engine::packed_fill8) == !lives);
                CHECK((a.trajectory[k * 2 * slab.instants] == model::packed_fill) == !lives);
            }
            for (const model::Event& event : a.events) {
                CHECK(here.at(event.couple));
                ++events;
            }
        }
    CHECK(events > 100);
}

TEST_CASE("trial: the same bits for threads, slabs and kernels", "[determinism]") {
    const engine::Plan plan = seeking_plan(Design::parallel);
    const engine::Plan first = enrolled(plan);
    const Run expected = run(first);
    for (const engine::Kernel kernel : engine::available_kernels())
        for (const auto& [threads, slab] : {std::pair(1, 32u), std::pair(3, 64u)}) {
            engine::Options options;
            options.kernel = kernel;
            options.threads = threads;
            options.slab = slab;
            const auto again = experiment::enrol(plan, options);
            REQUIRE(again);
            CHECK(again->numbers == first.numbers);
            const Run other = run(*again, options);
            CHECK(other.outcome.arm_digests == expected.outcome.arm_digests);
            for (std::uint32_t c = 0; c < first.population.couples; ++c)
                for (std::size_t arm = 0; arm < 2; ++arm)
                    CHECK(same_float(answer(first, expected, arm, csi16_row, c, 1, 2),
                                     answer(first, other, arm, csi16_row, c, 1, 2)));
        }
}

TEST_CASE("trial: waves count from entry", "[property]") {
    engine::Plan plan = seeking_plan(Design::twins);
    plan.diary = {1, 3, 0};
    std::vector<int> days;
    for (int day = 0; day <= 40; ++day)
        days.push_back(day);
    const Population all = population_of(plan, days);
    const engine::Plan found = enrolled(plan);
    const Run r = run(found);
    int differing = 0, written = 0;
    for (std::uint32_t c = 0; c < found.population.couples; ++c) {
        const auto entry = static_cast<std::size_t>(found.entry(c));
        for (std::size_t w = 0; w < 3; ++w)
            CHECK(same_float(answer(found, r, 0, csi16_row, c, 0, w),
                             all.score(csi16_row, found.numbers[c], 0, entry + 7 * w)));
        differing += entry != 5;
        for (const engine::Slab& slab : r.slabs)
            if (c >= slab.first && c < slab.first + slab.count) {
                // Items, couples, partners, days: the second of the three days that are written of.
                const float told = slab.arms[0].diary[(c - slab.first) * 2 * 3 + 1];
                const bool together = slab.arms[0].couples[c - slab.first].end_day >=
                                      static_cast<float>(entry + 3);
                CHECK(std::isnan(told) == !together);
                written += together;
            }
    }
    CHECK(differing > 10);
    CHECK(written > 40);
}

TEST_CASE("trial: programmes count from entry", "[property]") {
    const engine::Plan found = enrolled(seeking_plan(Design::twins));
    const Run r = run(found);
    std::map<std::uint32_t, float> first_session;
    for (const engine::Slab& slab : r.slabs)
        for (const model::Event& event : slab.arms[1].events)
            if (event.kind == model::EventKind::session)
                first_session.try_emplace(event.couple, event.day);
    int attended = 0;
    for (std::uint32_t c = 0; c < found.population.couples; ++c)
        if (const auto at = first_session.find(found.numbers[c]); at != first_session.end()) {
            CHECK(at->second == static_cast<float>(found.entry(c)));
            ++attended;
        }
    CHECK(attended > 20);
}

TEST_CASE("trial: who waits lives as in the control arm until its turn", "[determinism]") {
    engine::Plan plan = trial_plan(Design::waitlist, Recruitment::community);
    plan.arms[0].programmes = {programme(0)};
    plan.trial.waiting = 0;
    plan.trial.delay = 14;
    plan.questionnaire.waves = {0, 7, 14, 28};
    const engine::Plan found = enrolled(plan);
    const Run trial = run(found);
    engine::Plan without = found;
    without.trial.waiting = -1;
    without.arms[0].programmes = {};
    const Run control = run(without);
    std::size_t waited = 0, later = 0;
    for (std::size_t k = 0; k < trial.slabs.size(); ++k) {
        const engine::ArmSlab &a = trial.slabs[k].arms[0], &b = control.slabs[k].arms[0];
        const std::size_t instants = trial.slabs[k].instants;
        for (std::size_t n = 0; n < a.trajectory.size(); ++n) {
            if (n % instants <= 14) {
                REQUIRE(a.trajectory[n] == b.trajectory[n]); // midnights up to the delay
                waited += a.trajectory[n] != model::packed_fill;
            } else {
                later += a.trajectory[n] != b.trajectory[n];
            }
        }
    }
    CHECK(waited > 1000);
    CHECK(later > 1000);
    for (std::uint32_t c = 0; c < 300; ++c)
        for (std::size_t wave = 0; wave < 3; ++wave)
            CHECK(same_float(answer(found, trial, 0, csi16_row, c, 0, wave),
                             answer(found, control, 0, csi16_row, c, 0, wave)));
}

TEST_CASE("trial: who is lost to follow-up answers no more", "[property][statistical]") {
    engine::Plan plan = trial_plan(Design::twins, Recruitment::community, 500);
    plan.questionnaire.waves = {0, 7, 14, 21};
    plan.questionnaire.attrition = 0.2f;
    const engine::Plan found = enrolled(plan);
    const Run r = run(found);
    plan.questionnaire.attrition = 0;
    const Run complete = run(enrolled(plan));
    int answered = 0, asked = 0;
    for (std::uint32_t c = 0; c < 500; ++c)
        for (std::size_t i = 0; i < 2; ++i) {
            bool lost = false;
            for (std::size_t wave = 0; wave < 4; ++wave) {
                const float score = answer(found, r, 0, csi16_row, c, i, wave);
                const float there = answer(found, complete, 0, csi16_row, c, i, wave);
                if (lost)
                    CHECK(std::isnan(score));
                if (!std::isnan(score))
                    CHECK(score == there);
                lost = lost || std::isnan(score);
                if (wave == 3 && !std::isnan(there)) {
                    answered += !std::isnan(score);
                    ++asked;
                }
                if (wave == 0)
                    CHECK_FALSE(std::isnan(score));
            }
        }
    // 0.8 cubed of those who are still together; four standard errors.
    CHECK(std::abs(double(answered) / asked - 0.512) < 4 * std::sqrt(0.512 * 0.488 / asked));
}
