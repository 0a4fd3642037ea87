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
    g.response_sd = 0.75f;
    g.response_shift = 0.15f;
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
    CHECK(responder(0) == Approx(0.85)); // e^0 - 0.15
    CHECK(responder(1) > responder(0));
    CHECK(responder(0, 0.5f) == Approx(0.425));
    // Negative below ln(0.15) / 0.75 = -2.53 sd.
    CHECK(responder(-2.4f) > 0);
    CHECK(responder(-2.7f) < 0);
    float skill = 0;
    for (int n = 0; n < 12; ++n)
        skill = session(1, skill, responder(-2.7f));
    CHECK(skill < 0);
    // Nobody gains more than the stated most, or learns slower than the least speed.
    CHECK(session(1, most_gain, 9) == Approx(most_gain));
    CHECK(session(1, 1, responder(-2.7f)) < 1);
}

TEST_CASE("drop-out is a chance that commitment lowers", "[property]") {
    Programme g = programme();
    g.dropout = 0.05f;
    const auto chance = [&](float commitments) {
        return dropout_chance(g, F(commitments)).v;
    };
    CHECK(chance(0) == Approx(1 - std::exp(-0.05)).epsilon(1e-4));
    CHECK(chance(2) < chance(0));
    CHECK(chance(-2) > chance(0));
    for (float c : {-20.0f, -3.0f, 3.0f, 20.0f}) {
        CHECK(chance(c) >= 0);
        CHECK(chance(c) <= 1);
    }
    g.dropout = 0;
    CHECK(chance(-3) == 0);
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
}
