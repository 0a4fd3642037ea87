// How skills grow with sessions, fade after them, and who leaves.
#include "interventions/dose.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>
#include <string>

using namespace couplet;
using namespace couplet::interventions;

namespace {
using F = Lanes<1>;
Programme programme() {
    Programme g;
    g.sessions = 12;
    g.start_day = 10;
    g.interval = 7;
    g.rate = 0.2f;
    g.response_sd = 0.7f;
    return g;
}
float responder(float z, float fit = 1) {
    return responsiveness(programme(), F(z), fit).v;
}
float session(float target, float skill, float e) {
    return after_session(programme(), target, F(skill), F(e)).v;
}
} // namespace

TEST_CASE("skills are named in the order of the enumeration", "[unit]") {
    CHECK(std::string(skill_table[static_cast<std::size_t>(Skill::communication)].name) ==
          "communication");
    CHECK(std::string(
              skill_table[static_cast<std::size_t>(Skill::outside_security)].name) ==
          "outside_security");
    CHECK(static_cast<std::size_t>(Skill::outside_security) + 1 == skill_count);
    std::set<std::string> names;
    for (const SkillRow& row : skill_table)
        names.insert(row.name);
    CHECK(names.size() == skill_count);
}

TEST_CASE("growth by sessions saturates at the responder's goal", "[property]") {
    const float target = 1.5f, e = 1.0f;
    float skill = 0, step_before = 1e9f;
    for (int n = 0; n < 60; ++n) {
        const float next = session(target, skill, e);
        CHECK(next > skill - 1e-6f);
        CHECK(next - skill <= step_before + 1e-6f);
        CHECK(next <= target * e + 1e-5f);
        step_before = next - skill;
        skill = next;
    }
    // After n sessions of average response: target (1 - 0.8^n).
    CHECK(skill == Approx(1.5 * (1 - std::pow(0.8, 60))).epsilon(1e-4));
    float after_five = 0;
    for (int n = 0; n < 5; ++n)
        after_five = session(target, after_five, e);
    CHECK(after_five == Approx(1.5 * (1 - std::pow(0.8, 5))).epsilon(1e-5));
}

TEST_CASE("responsiveness rises with the person and the fit; some are made worse",
          "[property]") {
    CHECK(responder(0) == Approx(1));
    CHECK(responder(1) == Approx(1.7));
    CHECK(responder(0, 0.5f) == Approx(0.5));
    // Negative below -1 / 0.7 = -1.43 sd: 7.6 % of persons.
    CHECK(responder(-1.4f) > 0);
    CHECK(responder(-1.5f) < 0);
    float skill = 0;
    for (int n = 0; n < 12; ++n)
        skill = session(1, skill, responder(-1.5f));
    CHECK(skill < 0);
}

TEST_CASE("drop-out is the chance that a constant hazard gives", "[property]") {
    Programme g = programme();
    g.dropout = 0.05f;
    CHECK(dropout_chance(g) == Approx(1 - std::exp(-0.05)).epsilon(1e-4));
    g.dropout = 0;
    CHECK(dropout_chance(g) == 0);
}

TEST_CASE("practice is felt for some days, and a week of it teaches what a session does",
          "[property]") {
    Programme g = programme();
    g.practice = true;
    const float target = 1.5f;
    // One day of practice from nothing: lasting 2 * 0.2 / 7 * 0.75, passing 0.75.
    const F now = recent_practice(F(0.0f), F(1.0f));
    CHECK(now.v == 1);
    F skill = after_practice(g, target, F(0.0f), F(1.0f), F(0.0f), now, F(1.0f));
    const double lasting = 0.4 / 7 * 0.75;
    CHECK(skill.v == Approx(lasting + 0.75));
    // The passing part falls to 37 % in three days; the lasting part stays.
    F before = now;
    for (int day = 0; day < 3; ++day) {
        const F next = recent_practice(before, F(0.0f));
        skill = after_practice(g, target, skill, F(1.0f), before, next, F(0.0f));
        before = next;
    }
    CHECK(skill.v == Approx(lasting + 0.75 * std::exp(-1.0)).epsilon(1e-4));
    for (int day = 0; day < 60; ++day) {
        const F next = recent_practice(before, F(0.0f));
        skill = after_practice(g, target, skill, F(1.0f), before, next, F(0.0f));
        before = next;
    }
    CHECK(skill.v == Approx(lasting).epsilon(1e-4));
    // Every other day for twelve weeks: nearly all that lasts, as twelve sessions teach
    // 1 - 0.8^12 = 0.93 of it.
    F learnt(0.0f), recent(0.0f);
    for (int day = 0; day < 84; ++day) {
        const F practised(day % 2 == 0 ? 1.0f : 0.0f);
        const F next = recent_practice(recent, practised);
        learnt = after_practice(g, target, learnt, F(1.0f), recent, next, practised);
        recent = next;
    }
    CHECK((learnt.v - 0.75f * recent.v) / 0.75f == Approx(0.92).margin(0.02));
    CHECK(recent_practice(F(1.0f), F(1.0f)).v == 1);
}

TEST_CASE("sessions are held on their days and on no other", "[unit]") {
    Programme g = programme();
    CHECK(first_session_day(g) == 10);
    CHECK(last_session_day(g) == 10 + 11 * 7);
    int held = 0;
    for (int day = -50; day < 300; ++day) {
        const bool due = day >= 10 && day <= 87 && (day - 10) % 7 == 0;
        CHECK(session_on(g, day) == due);
        held += session_on(g, day);
    }
    CHECK(held == g.sessions);
    // Half-week spacing falls on whole days: 0, 3 (3.5), 7, 10 (10.5).
    g.sessions = 4;
    g.start_day = 0;
    g.interval = 3.5f;
    for (int day = 0; day < 20; ++day)
        CHECK(session_on(g, day) == (day == 0 || day == 3 || day == 7 || day == 10));
    g.sessions = 0;
    for (int day = 0; day < 20; ++day)
        CHECK_FALSE(session_on(g, day));
    // Two visits a fortnight apart, every 100 days.
    g.sessions = 2;
    g.start_day = 5;
    g.interval = 14;
    g.repeat = 100;
    for (int day = 0; day < 250; ++day)
        CHECK(session_on(g, day) == (day >= 5 && ((day - 5) % 100 == 0 || (day - 5) % 100 == 14)));
    CHECK(last_session_day(g) == 19);
    CHECK_FALSE(practice_on(g, 10));
    g.practice = true;
    CHECK(practice_on(g, 5));
    CHECK(practice_on(g, 19));
    CHECK_FALSE(practice_on(g, 20));
    CHECK_FALSE(practice_on(g, 4));
}
