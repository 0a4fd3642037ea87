// Programmes in the life of a couple: who takes part, and when.
#include "patients.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::test;
using interventions::StartFrom;

namespace {

std::vector<int> days_of(std::vector<Programme> arm, int to = 400) {
    return Patients(std::move(arm)).live(-20, to).sessions.front();
}

} // namespace

TEST_CASE("programme: sessions are held on their days and on no other", "[unit]") {
    Programme g = course(0);
    g.start_day = 10;
    CHECK(days_of({g}) == std::vector{10, 17, 24, 31});
    g.start_day = 0;
    g.interval = 3.5f; // falls on whole days
    CHECK(days_of({g}) == std::vector{0, 3, 7, 10});
    g.start_day = 2.5f;
    CHECK(days_of({g}) == std::vector{2, 6, 9, 13});
    // Two visits a fortnight apart, every 100 days.
    g.sessions = 2;
    g.start_day = 5;
    g.interval = 14;
    g.repeat = 100;
    CHECK(days_of({g}, 250) == std::vector{5, 19, 105, 119, 205, 219});
    // Boosters: 30 and 60 days after the last session; then the next course.
    g.boosters = 2;
    g.booster_interval = 30;
    CHECK(days_of({g}, 210) == std::vector{5, 19, 49, 79, 105, 119, 149, 179, 205});
}

TEST_CASE("programme: a programme for one partner teaches that partner alone", "[unit]") {
    for (auto [recipient, learner] :
         {std::pair{Recipient::first, 0}, {Recipient::second, 1}}) {
        Programme g = course(0, 1);
        g.recipient = recipient;
        g.targets.fill(1.0f);
        Patients patients({g});
        patients.live(0);
        CHECK(patients.c.sessions.v == 1);
        for (std::size_t n = 0; n < interventions::skill_count; ++n) {
            CHECK(patients.skill(n, std::size_t(learner)) == Approx(0.2));
            CHECK(patients.skill(n, std::size_t(1 - learner)) == 0);
        }
    }
}

TEST_CASE("programme: roles are those of the day of entry", "[unit]") {
    const auto learner = [](Recipient recipient,
                            const std::function<void(model::Couple<F>&)>& make) {
        Programme g = course(0, 1);
        g.recipient = recipient;
        g.start_day = 3;
        Patients patients({g});
        for (auto& s : patients.c.partner)
            s.talk.demanded = s.revisable.anxiety = s.revisable.avoidance = F(0.0f);
        make(patients.c);
        patients.live(0);
        // What becomes of them later does not matter.
        for (auto& s : patients.c.partner)
            s.talk.demanded = s.revisable.anxiety = s.revisable.avoidance = F(0.0f);
        patients.live(1, 4);
        REQUIRE((patients.skill(0, 0) != 0) != (patients.skill(0, 1) != 0));
        return patients.skill(0, 0) != 0 ? 0 : 1;
    };
    for (int i : {0, 1}) {
        CAPTURE(i);
        const auto pursues = [i](auto& c) {
            c.partner[std::size_t(i)].talk.demanded = F(2.0f);
        };
        CHECK(learner(Recipient::pursuer, pursues) == i);
        CHECK(learner(Recipient::withdrawer, pursues) == 1 - i);
        const auto is_insecure = [i](auto& c) {
            for (std::size_t k : {0u, 1u}) {
                const float most = k == std::size_t(i) ? 5.0f : 2.0f;
                c.partner[k].traits.anxiety_prototype = F(most);
                c.partner[k].traits.avoidance_prototype = F(7.0f - most);
            }
        };
        CHECK(learner(Recipient::anxious, is_insecure) == i);
        CHECK(learner(Recipient::avoidant, is_insecure) == 1 - i);
    }
    // Who are alike: the first partner is taken, and the second withdraws.
    const auto alike = [](auto& c) {
        for (auto& s : c.partner)
            s.traits.anxiety_prototype = s.traits.avoidance_prototype = F(3.0f);
    };
    CHECK(learner(Recipient::pursuer, alike) == 0);
    CHECK(learner(Recipient::withdrawer, alike) == 1);
    CHECK(learner(Recipient::anxious, alike) == 0);
    CHECK(learner(Recipient::avoidant, alike) == 0);
}

TEST_CASE("programme: each role has lessons of its own", "[unit]") {
    Programme asks = course(0), answers = course(1);
    asks.recipient = Recipient::pursuer;
    answers.recipient = Recipient::withdrawer;
    Patients patients({asks, answers});
    patients.c.partner[0].talk.demanded = F(0.0f);
    patients.c.partner[1].talk.demanded = F(1.0f);
    patients.live(0, 30);
    CHECK(patients.skill(0, 1) == Approx(1 - std::pow(0.8, 4)));
    CHECK(patients.skill(1, 0) == Approx(1 - std::pow(0.8, 4)));
    CHECK(patients.skill(0, 0) == 0);
    CHECK(patients.skill(1, 1) == 0);
    CHECK(patients.c.sessions.v == 8);
}

TEST_CASE("programme: one after the other, with those who took the first up", "[unit]") {
    Programme a = course(0), b = course(1);
    b.after = 0;
    b.start_day = 14;
    a.start_day = 3; // its sessions: 3, 10, 17, 24
    Patients all({a, b});
    all.live(0, 80);
    CHECK(all.sessions[1] == std::vector{38, 45, 52, 59});
    a.share = 0; // nobody takes it up
    Patients none({a, b});
    none.live(0, 80);
    CHECK(none.sessions[0].empty());
    CHECK(none.sessions[1].empty());
    a.share = 1;
    a.dropout =
        50; // all leave before their second session, and come to the next programme
    Patients leavers({a, b});
    leavers.live(0, 80);
    CHECK(leavers.sessions[0] == std::vector{3});
    CHECK(leavers.sessions[1] == all.sessions[1]);
    CHECK(leavers.courses[0].left.v == 1);
    CHECK(leavers.courses[1].left.v == 0);
    CHECK(leavers.c.enrolled.v == 1); // in the second
}

TEST_CASE("programme: a condition begins the course on the day that it is met",
          "[unit]") {
    Programme g = course(0, 1);
    g.start_day = 5;
    const auto day_of = [&](const std::function<void(model::Couple<F>&, int)>& each) {
        Patients patients({g});
        for (int day = 0; day < 60; ++day) {
            each(patients.c, day);
            patients.live(day);
        }
        return patients.sessions[0].empty() ? -1 : patients.sessions[0].front();
    };
    SECTION("after so many withdrawals since the entry") {
        g.after_withdrawals = 20;
        const auto one_a_day = [](auto& c, int day) {
            c.withdrawals = F(100.0f + float(day));
        };
        CHECK(day_of(one_a_day) == 20);
        g.after_withdrawals = 3;
        CHECK(day_of(one_a_day) == 5); // not before its start
        g.after_withdrawals = 100;
        CHECK(day_of(one_a_day) == -1);
    }
    SECTION("when satisfaction is low") {
        g.satisfaction_below = 51.5f;
        // Points: 81 logistic(0.95 + 1.3 s), of both.
        const float cut = (std::log(51.5f / 29.5f) - 0.95f) / 1.3f;
        const auto falls = [&](auto& c, int day) {
            for (auto& s : c.partner)
                s.evaluation.satisfaction = F(cut + 0.01f * (29.5f - float(day)));
        };
        CHECK(day_of(falls) == 30);
        const auto rises = [&](auto& c, int day) { falls(c, 59 - day); };
        CHECK(day_of(rises) == 5);
    }
    SECTION("when a recipient is depressed") {
        g.depression_above = 10;
        g.recipient = Recipient::second;
        const model::Parameters p;
        // Points: 27 logistic(intercept + slope d).
        const float cut =
            (std::log(10.0f / 17.0f) - p.symptoms.intercept) / p.symptoms.slope;
        const auto sink = [&](auto& c, int day) {
            c.partner[0].symptoms.depressive = F(cut + 1);
            c.partner[1].symptoms.depressive = F(cut + 0.01f * (float(day) - 29.5f));
        };
        CHECK(day_of(sink) == 30);
        g.recipient = Recipient::both;
        CHECK(day_of(sink) == 5);
    }
    SECTION("all of them together") {
        g.after_withdrawals = 20;
        g.depression_above = 10;
        const auto well = [](auto& c, int day) {
            c.withdrawals = F(float(day));
            for (auto& s : c.partner)
                s.symptoms.depressive = F(day < 40 ? -12.0f : 12.0f);
        };
        CHECK(day_of(well) == 40);
    }
}

TEST_CASE("programme: nothing begins before the couple's entry", "[unit]") {
    Programme calendar = course(0, 1), own = course(1, 1), condition = course(2, 1);
    calendar.start_day = 4;
    own.start_day = 7;
    own.start_from = StartFrom::entry;
    condition.after_withdrawals = 2;
    Patients late({calendar, own, condition});
    late.entry.day = F(30.0f);
    for (int day = 0; day < 60; ++day) {
        late.c.withdrawals = F(float(day)); // 30 of them before
        late.live(day);
    }
    CHECK(late.sessions[0] == std::vector{30});
    CHECK(late.sessions[1] == std::vector{37});
    CHECK(late.sessions[2] == std::vector{32});
    Patients never({calendar, own, condition});
    never.entry.day = F(2147483647.0f);
    CHECK(never.live(0, 400).c.sessions.v == 0);
}

TEST_CASE("programme: a share of the couples takes it up, whenever it begins",
          "[statistical]") {
    Programme g = course(0, 1), late = g;
    g.share = late.share = 0.3f;
    late.start_day = 9;
    int taken = 0;
    constexpr std::uint32_t n = 2000;
    for (std::uint32_t id = 0; id < n; ++id) {
        Patients now({g}, id), then({late}, id);
        now.live(0, 10);
        taken += now.c.sessions.v > 0;
        CHECK(now.c.sessions.v == then.live(0, 10).c.sessions.v);
    }
    // Binomial: 600 +- 20.5; 4.9 sd are a false alarm in 1e6.
    CHECK(std::abs(taken - 600) < 100);
}

TEST_CASE("programme: the draws of the first do not depend on the others",
          "[determinism]") {
    Programme g = course(0, 12);
    g.dropout = 0.1f;
    for (std::uint32_t id = 0; id < 50; ++id) {
        Programme beside = course(1, 12);
        beside.dropout = 0.1f;
        Patients alone({g}, id), two({g, beside}, id);
        alone.live(0, 90);
        two.live(0, 90);
        CHECK(two.sessions[0] == alone.sessions[0]);
    }
}
