// Programmes in whole lives: several in an arm, entry into a trial, and how progress
// looks.
#include "engine/kernel.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

using namespace couplet;
using namespace couplet::test;
using interventions::Programme;
using interventions::Recipient;
using interventions::Skill;
using population::Style;

namespace {

Programme teaching(Skill skill, float gain, float start_day = 0) {
    Programme g;
    g.sessions = 12;
    g.start_day = start_day;
    g.targets[static_cast<std::size_t>(skill)] = gain;
    return g;
}
std::uint16_t variable(std::string_view name) {
    std::size_t v = 0;
    while (name != model::variable_table.at(v).name)
        ++v;
    return static_cast<std::uint16_t>(v);
}

// Mean and its standard error, in numbers of which are independent of each other.
struct Mean {
    double n = 0, sum = 0, squares = 0;
    void add(double x) { ++n, sum += x, squares += x * x; }
    double mean() const { return sum / n; }
    double sd() const { return std::sqrt(squares / n - mean() * mean()); }
    double error() const { return sd() / std::sqrt(n); }
};

// Weekly values of one variable: visit(control, treated), each of a person.
using Weeks = std::vector<double>;
template <class Visit>
void for_each_person(const engine::Plan& base, const char* name, Visit visit) {
    auto plan = base;
    plan.recording.variables = {variable(name)};
    plan.recording.every_days = 7;
    plan.recording.couples = plan.population.couples;
    const auto& row = model::variable_table[variable(name)];
    const std::size_t weeks = engine::recorded_days(plan).size();
    for (const auto& slab : test::run(plan).slabs)
        for (std::size_t person = 0; person < 2 * slab.count; ++person) {
            const auto of = [&](std::size_t arm) {
                Weeks values(weeks);
                for (std::size_t t = 0; t < weeks; ++t)
                    values[t] = static_cast<double>(model::unpacked(
                        row, slab.arms[arm].trajectory[person * weeks + t]));
                return values;
            };
            visit(of(0), of(1));
        }
}

// Hours until negative affect after a quarrel in the laboratory has fallen to 37 % of
// what it was above the level at which it comes to rest before the evening; mean over
// those that left somebody upset. NaN: none did.
double recovery_hours(const engine::Plan& plan, std::size_t arm, std::uint32_t couple,
                      int first, int last) {
    Mean hours;
    engine::TurnTrace left;
    std::vector<engine::MomentTrace> since;
    const auto settle = [&] {
        for (std::size_t i = 0; i < 2 && left.encounter == 1 && !since.empty(); ++i) {
            const float rest = since.back().negative_affect[i];
            const float upset = since.front().negative_affect[i] - rest;
            const auto calm =
                std::find_if(since.begin(), since.end(), [&](const auto& m) {
                    return m.negative_affect[i] - rest <= 0.37f * upset;
                });
            if (upset > 0.5f)
                hours.add(static_cast<double>(calm->minute - since.front().minute) / 60);
        }
        since.clear();
    };
    const auto turn = [&](const engine::TurnTrace& t) {
        settle();
        left = t;
    };
    engine::Hourly moments;
    moments.every_minutes = 5;
    moments.visit = [&](const engine::MomentTrace& m) {
        if (m.day == left.day)
            since.push_back(m);
    };
    engine::trace_couple(plan, arm, couple, first, last, turn, {}, moments);
    settle();
    return hours.n > 0 ? hours.mean() : std::nan("");
}

} // namespace

TEST_CASE("programmes: an arm with two is the same on every kernel and in every slab",
          "[determinism]") {
    auto plan = small_plan(260, 60);
    auto a = teaching(Skill::communication, 1), b = teaching(Skill::regulation, 1, 5);
    a.recipient = Recipient::pursuer;
    a.adherence = 0.8f;
    b.recipient = Recipient::anxious;
    b.practice = true;
    b.boosters = 1;
    b.booster_interval = 10;
    b.sessions = 3;
    auto c = teaching(Skill::communication, 0.5f, 7);
    c.after = 1;
    c.share = 0.5f;
    c.after_withdrawals = 3; // begins on another day in each couple: who left must stay away
    c.dropout = 0.3f;
    c.sessions = 6;
    plan.arms = {{"control", {}}, {"three", {a, b, c}}};
    engine::Options options = widest(1);
    const auto digest = test::run(plan, options).outcome.digest;
    for (engine::Kernel kernel : engine::available_kernels()) {
        options.kernel = kernel;
        options.slab = 17;
        options.threads = 2;
        CHECK(test::run(plan, options).outcome.digest == digest);
    }
}

TEST_CASE("programmes: one that reaches nobody changes no other", "[determinism]") {
    auto plan = small_plan();
    auto nobody = teaching(Skill::forgiveness, 1), never = nobody, later = nobody;
    nobody.share = 0;
    never.satisfaction_below = 1e-6f;
    later.after = 1; // after what nobody takes up
    const auto some = programme(3);
    plan.arms = {{"control", {}},
                 {"nobody", {nobody, never, later}},
                 {"some", {some}},
                 {"some and nobody", {some, nobody, never}}};
    const auto arms = test::run(plan).outcome.arm_digests;
    CHECK(arms[1] == arms[0]);
    CHECK(arms[3] == arms[2]);
    CHECK(arms[2] != arms[0]);
}

TEST_CASE("programmes: sessions of all are counted, and who left one early", "[unit]") {
    auto plan = small_plan(100, 100);
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    auto kept = teaching(Skill::communication, 1), left = kept;
    kept.sessions = left.sessions = 4;
    kept.dropout = 0;
    left.dropout = 50; // all before their second session
    plan.arms = {{"kept", {kept}}, {"left", {left}}, {"one of each", {kept, left}}};
    const auto result = test::run(plan);
    for (const auto& row : result.rows(0))
        CHECK((row.sessions == 4 && !row.dropped_out));
    for (const auto& row : result.rows(1))
        CHECK((row.sessions == 1 && row.dropped_out));
    for (const auto& row : result.rows(2))
        CHECK((row.sessions == 5 && row.dropped_out));
}

TEST_CASE("programmes: events of sessions are those of all programmes", "[unit]") {
    auto plan = small_plan(20, 40);
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    plan.recording.events = true;
    auto a = teaching(Skill::communication, 1), b = teaching(Skill::regulation, 1, 3);
    a.sessions = 2;
    b.sessions = 3;
    a.dropout = b.dropout = 0;
    plan.arms = {{"both", {a, b}}};
    const auto result = test::run(plan);
    std::vector<float> days;
    for (const auto& slab : result.slabs)
        for (const auto& e : slab.arms[0].events)
            if (e.kind == model::EventKind::session && e.couple == 7)
                days.push_back(e.day);
    CHECK(days == std::vector<float>{0, 3, 7, 10, 17});
}

TEST_CASE("programmes: gains differ between people, and some are made worse",
          "[statistical]") {
    auto plan = small_plan(1500, 84);
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    auto g = teaching(Skill::positive_exchange, 1);
    g.dropout = 0;
    plan.arms = {{"control", {}}, {"treated", {g}}};
    Mean gain, worse;
    for_each_person(plan, "skill_positive_exchange",
                    [&](const Weeks& control, const Weeks& treated) {
                        CHECK(control.back() == 0);
                        gain.add(treated.back());
                        worse.add(treated.back() < 0);
                    });
    // Twelve sessions teach 1 - 0.8^12 = 0.931 of a goal with mean 1 and sd 0.7 over
    // 3,000 persons: mean 0.931 +- 0.012, sd 0.652 +- 0.0084; below 0 is P(z < -1 / 0.7)
    // = 0.0766 +- 0.0049. All within 4.9 standard errors, a false alarm in 1e6.
    CHECK(gain.mean() == Approx(0.931).margin(0.058));
    CHECK(gain.sd() == Approx(0.652).margin(0.041));
    CHECK(worse.mean() == Approx(0.0766).margin(0.024));
    Mean satisfaction;
    for_each_person(plan, "satisfaction",
                    [&](const Weeks& control, const Weeks& treated) {
                        satisfaction.add(treated.back() - control.back());
                    });
    CHECK(satisfaction.mean() > 4.9 * satisfaction.error());
    CHECK(satisfaction.sd() > 0.5 * satisfaction.mean());
}

TEST_CASE("programmes: progress is uneven from week to week", "[statistical]") {
    auto plan = small_plan(150, 140);
    plan.laboratories.clear();
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    auto g = programme(0);
    g.sessions = 20;
    g.dropout = 0;
    g.targets.fill(1.0f);
    plan.arms = {{"control", {}}, {"treated", {g}}};
    Mean total, falls, without_setback;
    for_each_person(
        plan, "satisfaction", [&](const Weeks& control, const Weeks& treated) {
            total.add(treated.back() - treated.front() -
                      (control.back() - control.front()));
            if (treated.back() <= treated.front())
                return;
            double down =
                0; // weeks in which who gains in the end has less than the week before
            for (std::size_t t = 1; t < treated.size(); ++t)
                down += treated[t] < treated[t - 1];
            falls.add(down / static_cast<double>(treated.size() - 1));
            without_setback.add(down == 0);
        });
    CHECK(total.mean() > 4.9 * total.error());
    CHECK(falls.n > 100);
    CHECK(falls.mean() > 0.1);
    CHECK(falls.mean() < 0.5); // more weeks up than down
    CHECK(without_setback.mean() < 0.1);
}

TEST_CASE("programmes: recovery after an upset shortens with practice of regulation",
          "[statistical]") {
    auto plan = small_plan(3200, 42);
    plan.population.pairings = {{"anxious-avoidant", Style::anxious, Style::avoidant, 1}};
    plan.laboratories.clear();
    for (int day = 0; day < plan.days; ++day)
        if (day < 3 || day >= 32)
            plan.laboratories.push_back({day, 30, 1.5f});
    plan.parameters.set_enabled(model::Mechanism::dissolution, false);
    auto g = teaching(Skill::regulation, 4);
    g.practice = true;
    g.adherence = 1;
    g.response_sd = 0;
    g.dropout = 0;
    plan.arms = {{"control", {}}, {"practice", {g}}};
    const auto ratio = [&](int first, int last) {
        Mean logs;
        for (std::uint32_t couple = 0; couple < plan.population.couples; ++couple) {
            const double control = recovery_hours(plan, 0, couple, first, last);
            const double treated = recovery_hours(plan, 1, couple, first, last);
            if (!std::isnan(control) && !std::isnan(treated))
                logs.add(std::log(treated / control));
        }
        CAPTURE(first, logs.n, logs.mean(), logs.error());
        REQUIRE(logs.n > 30);
        CHECK(logs.mean() < -4.9 * logs.error()); // a false alarm in 1e6
        return logs;
    };
    const Mean first_days = ratio(0, 2), last_days = ratio(32, 41);
    // What lasts comes slowly: later there is more of it.
    CHECK(last_days.mean() - first_days.mean() <
          -4.9 * std::hypot(first_days.error(), last_days.error()));
}
