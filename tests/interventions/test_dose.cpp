// How skills grow with sessions, fade after them, and who leaves.
#include "interventions/dose.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>
#include <string>
#include <vector>

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

TEST_CASE("sessions, then boosters, are due at their times", "[unit]") {
    Programme g = programme(); // 12 weekly sessions from day 10
    g.boosters = 2;
    g.booster_interval = 90;
    CHECK(contacts(g) == 14);
    CHECK(course_length(g) == 77);
    CHECK(contact_time(g, F(0.0f)).v == 0);
    CHECK(contact_time(g, F(11.0f)).v == 77);
    CHECK(contact_time(g, F(12.0f)).v == 77 + 90);
    CHECK(contact_time(g, F(13.0f)).v == 77 + 180);
}

TEST_CASE("the start of a programme after another is counted from its last session",
          "[unit]") {
    std::vector<Programme> arm(3, programme());
    arm[1].after = 0;
    arm[1].start_day = 14;
    arm[2].after = 1;
    CHECK(planned_start(arm, 0) == 10);
    CHECK(planned_start(arm, 1) == 10 + 77 + 14);
    CHECK(planned_start(arm, 2) == 10 + 77 + 14 + 77 + 10);
}

TEST_CASE("adherence has the mean that is asked for, and is between none and all",
          "[property]") {
    Programme g = programme();
    CHECK(mean_adherence(g) == 1);
    CHECK(adherence(g, F(0.001f)).v == 1); // nobody misses a session
    g.practice = true;
    CHECK(mean_adherence(g) == 0.5f);
    CHECK(adherence(g, F(0.3f)).v == 0.3f); // uniform
    for (float mean : {0.05f, 0.3f, 0.5f, 0.8f, 1.0f}) {
        g.adherence = mean;
        double sum = 0;
        constexpr int n = 10000; // the middle of each of n equal parts: the integral
        for (int i = 0; i < n; ++i) {
            const float share = adherence(g, F((static_cast<float>(i) + 0.5f) / n)).v;
            CHECK_FALSE((share < 0 || share > 1));
            sum += static_cast<double>(share);
        }
        CHECK(sum / n == Approx(mean).epsilon(0.002));
    }
}

TEST_CASE("fidelity multiplies what is taught, session by session", "[property]") {
    Programme half = programme();
    half.fidelity = 0.5f;
    F full_skill(0.0f), half_skill(0.0f);
    for (int n = 0; n < 12; ++n) {
        full_skill = after_session(programme(), 1.5f, full_skill, F(0.8f));
        half_skill = after_session(half, 1.5f, half_skill, F(0.8f));
        CHECK(half_skill.v == Approx(0.5 * full_skill.v).epsilon(1e-5));
    }
    CHECK(after_practice(half, 1.5f, F(0.0f), F(1.0f), F(0.0f), F(1.0f), F(1.0f)).v ==
          Approx(0.5 * after_practice(programme(), 1.5f, F(0.0f), F(1.0f), F(0.0f),
                                      F(1.0f), F(1.0f))
                           .v));
    half.fidelity = 0;
    CHECK(after_session(half, 1.5f, F(0.0f), F(1.0f)).v == 0);
}

TEST_CASE("a lesson goes on only beyond what is there", "[unit]") {
    const auto goes_on = [](float aim, float skill) {
        return any(beyond(F(aim), F(skill)));
    };
    CHECK(goes_on(1, 0.5f));
    CHECK_FALSE(goes_on(1, 1.5f));
    CHECK(goes_on(1, -0.5f)); // made worse by another
    CHECK(goes_on(-1, 0));    // who is made worse by this one alone
    CHECK(goes_on(-1, -0.5f));
    CHECK_FALSE(goes_on(-1, -1.5f));
    CHECK_FALSE(goes_on(-1, 0.5f)); // what another taught stays
    CHECK_FALSE(goes_on(0, 0));
}
