// What is recorded is what was lived: trajectories, traces, events.
#include "plans.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::test;

namespace {
engine::Plan recorded_plan() {
    auto plan = small_plan(70, 30);
    for (std::uint16_t v = 0; v < model::variable_count; ++v)
        plan.recording.variables.push_back(v);
    plan.recording.every_days = 4;
    plan.recording.couples = 45;
    plan.recording.events = true;
    plan.parameters.dissolution.dating = 5.0f; // so that some separate on the way
    return plan;
}
} // namespace

TEST_CASE("recording: days are every so many and the last", "[unit]") {
    engine::Plan plan;
    plan.days = 10;
    plan.recording.every_days = 4;
    CHECK(engine::recorded_days(plan) == std::vector<float>{0, 4, 8, 10});
    plan.recording.every_days = 5;
    CHECK(engine::recorded_days(plan) == std::vector<float>{0, 5, 10});
    plan.recording.every_days = 20;
    CHECK(engine::recorded_days(plan) == std::vector<float>{0, 10});
}

TEST_CASE("recording: a trace has the recorded values of the same couple exactly",
          "[determinism]") {
    const auto plan = recorded_plan();
    engine::Options options = widest();
    options.slab = 32;
    const auto result = test::run(plan, options);
    const auto days = engine::recorded_days(plan);
    for (std::uint32_t couple : {0u, 31u, 32u, 44u})
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const auto& slab = result.slabs[couple / 32];
            const auto& out = slab.arms[arm];
            const std::size_t row = couple - slab.first, width = slab.recorded;
            int seen = 0;
            engine::trace_couple(
                plan, arm, couple, 0, plan.days, [](const engine::TurnTrace&) {},
                [&](int day, const engine::DailyValues& values) {
                    for (std::size_t t = 0; t < days.size(); ++t) {
                        if (static_cast<int>(days[t]) != day)
                            continue;
                        ++seen;
                        for (std::size_t v = 0; v < model::variable_count; ++v)
                            for (std::size_t i = 0; i < 2; ++i) {
                                const auto q =
                                    out.trajectory[((v * width + row) * 2 + i) *
                                                       days.size() +
                                                   t];
                                const auto& variable = model::variable_table[v];
                                const float unpacked =
                                    variable.low + static_cast<float>(q + 32767) *
                                                       model::packed_step(variable);
                                CHECK_FALSE(values[i][v] != unpacked);
                            }
                    }
                });
            int intact = 0;
            for (std::size_t t = 0; t < days.size(); ++t)
                intact += out.intact[row * days.size() + t];
            CHECK(seen == intact);
        }
}

TEST_CASE("recording: after a separation there are fill values, and only then",
          "[property]") {
    const auto plan = recorded_plan();
    const auto result = test::run(plan);
    const std::size_t instants = engine::recorded_days(plan).size();
    int separated = 0;
    for (const auto& slab : result.slabs)
        for (const auto& out : slab.arms)
            for (std::size_t row = 0; row < slab.recorded; ++row) {
                bool before = true;
                for (std::size_t t = 0; t < instants; ++t) {
                    const bool intact = out.intact[row * instants + t] == 1;
                    const bool ended =
                        out.couples[row].end_reason == engine::EndReason::separated;
                    CHECK_FALSE((intact && !before)); // nobody comes back
                    before = intact;
                    separated += !intact;
                    CHECK_FALSE((!intact && !ended));
                    const auto phase = out.phase[row * instants + t];
                    CHECK((phase == engine::packed_fill8) == !intact);
                    for (std::size_t v = 0; v < model::variable_count; ++v)
                        for (std::size_t i = 0; i < 2; ++i) {
                            const auto q =
                                out.trajectory[((v * slab.recorded + row) * 2 + i) *
                                                   instants +
                                               t];
                            CHECK_FALSE((q == model::packed_fill) != !intact);
                        }
                }
            }
    CHECK(separated > 0);
}

TEST_CASE("recording: events come in order, with their counts in the rows",
          "[property]") {
    const auto plan = recorded_plan();
    const auto result = test::run(plan);
    std::set<int> kinds;
    for (const auto& slab : result.slabs)
        for (const auto& out : slab.arms) {
            std::vector<std::uint32_t> ends(slab.count), sessions(slab.count),
                separations(slab.count);
            std::uint32_t couple = 0;
            float day = -1;
            for (const auto& e : out.events) {
                kinds.insert(static_cast<int>(e.kind));
                CHECK_FALSE(e.couple < couple);
                CHECK_FALSE((e.couple == couple && e.day < day));
                couple = e.couple;
                day = e.day;
                CHECK_FALSE((e.day < 0 || e.day > static_cast<float>(plan.days)));
                CHECK_FALSE((e.actor < -1 || e.actor > 1));
                const std::size_t row = e.couple - slab.first;
                ends[row] += e.kind == model::EventKind::conflict_end;
                sessions[row] += e.kind == model::EventKind::session;
                separations[row] += e.kind == model::EventKind::separation;
            }
            for (std::size_t row = 0; row < slab.count; ++row) {
                const auto& c = out.couples[row];
                CHECK(ends[row] == c.conflicts);
                CHECK(sessions[row] == static_cast<std::uint32_t>(c.sessions));
                CHECK(separations[row] == (c.end_reason == engine::EndReason::separated));
            }
        }
    CHECK(kinds.size() > 10);
}

TEST_CASE("recording: a trace's turns are whole and in order", "[property]") {
    const auto plan = small_plan(10, 20);
    int turns = 0, day = -1, encounter = -1, turn = -1;
    float minute = 0;
    engine::trace_couple(
        plan, 0, 3, 5, 14,
        [&](const engine::TurnTrace& t) {
            ++turns;
            CHECK_FALSE((t.day < 5 || t.day > 14));
            const bool next = t.day > day || t.encounter > encounter;
            CHECK_FALSE((next ? t.turn != 0 : t.turn != turn + 1));
            CHECK_FALSE((t.day == day && t.minute < minute));
            day = t.day;
            encounter = t.encounter;
            turn = t.turn;
            minute = t.minute;
            for (const auto& side : t.partner) {
                CHECK_FALSE((side.act < 0 || side.act >= static_cast<int>(act_count)));
                CHECK((side.protest >= 0) ==
                      (side.act == static_cast<int>(index(Act::protest))));
                CHECK_FALSE((side.inferred_affect < 0 || side.inferred_affect > 5));
            }
        },
        {});
    // Ten days of 7 + 2 + 7 scheduled turns, and 15 in the laboratory session on day 12;
    // less what was walked out of, more what went on.
    CHECK(turns > 100);
    CHECK(day == 14);
}

TEST_CASE("trace: moments between encounters leave no mark, and relax exponentially", "[unit]") {
    const auto plan = small_plan(10, 20);
    std::vector<float> plain, sampled;
    const auto affects = [](std::vector<float>& to) {
        return [&to](const engine::TurnTrace& t) {
            to.push_back(t.partner[0].negative_affect);
            to.push_back(t.partner[1].cortisol);
        };
    };
    std::vector<engine::MomentTrace> moments;
    engine::trace_couple(plan, 0, 3, 0, 12, affects(plain), {});
    engine::trace_couple(plan, 0, 3, 0, 12, affects(sampled), {},
                         {30, [&](const auto& m) { moments.push_back(m); }});
    CHECK(plain == sampled);
    // Day 1 between the morning's encounter, from 7:30 on, and the one of 12:30.
    std::vector<float> affect;
    for (const auto& m : moments)
        if (m.day == 1 && m.minute >= 540 && m.minute < 750)
            affect.push_back(m.negative_affect[0]);
    REQUIRE(affect.size() == 7); // 9:00, 9:30, ... 12:00
    const float first = affect[1] - affect[0], second = affect[3] - affect[2];
    REQUIRE(std::abs(first) > 1e-4f);
    const float keep = (affect[2] - affect[1]) / first; // of half an hour
    CHECK((keep > 0 && keep < 1));
    CHECK(second == Approx(first * keep * keep).margin(1e-5));
    // On the day of the laboratory, only the last half hour before it, with its dread.
    int before = 0;
    for (const auto& m : moments)
        if (m.day == 12 && m.minute >= 540 && m.minute < 750)
            ++before;
    CHECK(before == 1);
}
