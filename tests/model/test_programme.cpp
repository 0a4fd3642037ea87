// Programmes in the life of a couple: who, when, how often, and what is left.
#include "couples.hpp"
#include "model/programme.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace couplet;
using namespace couplet::test;
using interventions::Programme;
using interventions::Recipient;
using interventions::StartFrom;

namespace {

using F = Lanes<1>;

// A weekly course on one skill, in which nobody differs and nobody leaves.
Programme course(std::size_t skill, int sessions = 4, float gain = 1) {
    Programme g;
    g.sessions = sessions;
    g.dropout = 0;
    g.response_sd = 0;
    g.fading = 1e9f;
    g.targets[skill] = gain;
    return g;
}

// A couple that does nothing but attend: what lives between the sessions is not of interest here.
struct Patients {
    model::Parameters p;
    std::vector<Programme> arm;
    model::Couple<F> c;
    model::Entry<F> entry{};
    std::vector<model::Course<F>> courses;
    std::vector<model::ProgrammeEvents<F>> events;
    std::vector<std::vector<int>> sessions; // days of each programme's

    explicit Patients(std::vector<Programme> programmes, std::uint32_t id = 5)
        : arm(std::move(programmes)), c(newcomer(p, id)), courses(arm.size()), events(arm.size()),
          sessions(arm.size()) {}

    float skill(std::size_t n, std::size_t partner = 0) const { return c.partner[partner].skills[n].v; }
    void live(int day) {
        model::DayClock k;
        k.day = day;
        k.address = static_cast<std::uint32_t>(day);
        model::begin_day_of_programmes<F>(p, arm, seed, k, entry, courses.data(), events.data(), c);
        for (std::size_t n = 0; n < arm.size(); ++n)
            if (any(events[n].session))
                sessions[n].push_back(day);
        model::fade<F>(arm, k, entry, courses.data(), c);
    }
    Patients& live(int from, int to, const std::function<void(int)>& each = {}) {
        for (int day = from; day < to; ++day) {
            live(day);
            if (each)
                each(day);
        }
        return *this;
    }
};

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
    for (auto [recipient, learner] : {std::pair{Recipient::first, 0}, {Recipient::second, 1}}) {
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
    const auto learner = [](Recipient recipient, const std::function<void(model::Couple<F>&)>& make) {
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
        const auto pursues = [i](auto& c) { c.partner[std::size_t(i)].talk.demanded = F(2.0f); };
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
    a.dropout = 50; // all leave before their second session, and come to the next programme
    Patients leavers({a, b});
    leavers.live(0, 80);
    CHECK(leavers.sessions[0] == std::vector{3});
    CHECK(leavers.sessions[1] == all.sessions[1]);
    CHECK(leavers.courses[0].left.v == 1);
    CHECK(leavers.courses[1].left.v == 0);
    CHECK(leavers.c.enrolled.v == 1); // in the second
}

TEST_CASE("programme: two at a time teach what each teaches alone", "[determinism]") {
    Programme a = course(0), b = course(1, 6);
    a.response_sd = b.response_sd = 0.7f;
    a.dropout = 0.05f;
    for (std::uint32_t id = 0; id < 20; ++id) {
        Patients both({a, b}, id), first({a}, id), second({b}, id);
        both.live(0, 60);
        CHECK(both.skill(0) == first.live(0, 60).skill(0));
        CHECK(both.skill(1) == second.live(0, 60).skill(1));
        CHECK(both.c.sessions.v == first.c.sessions.v + second.c.sessions.v);
    }
}

TEST_CASE("programme: of two on one skill, neither takes back what the other taught", "[property]") {
    for (const auto& [one, other] : {std::pair{2.0f, 0.5f}, {0.5f, 2.0f}, {1.0f, -1.0f}}) {
        CAPTURE(one, other);
        Programme a = course(0, 12, one), b = course(0, 12, other);
        b.start_day = 30;
        float before = 0;
        Patients both({a, b});
        both.live(0, 120, [&](int) {
            CHECK(both.skill(0) >= before);
            before = both.skill(0);
        });
        CHECK(before <= std::max(one, other));
        Patients alone({one > other ? a : b});
        CHECK(before >= alone.live(0, 120).skill(0));
    }
    // Practice too: it is felt on top for some days, and then what was there is there.
    Programme a = course(0, 20, 2), b = course(0, 4, 1);
    b.practice = true;
    b.start_day = 140;
    Patients both({a, b}), alone({a});
    CHECK(both.live(0, 250).skill(0) == Approx(alone.live(0, 250).skill(0)).epsilon(1e-4));
}

TEST_CASE("programme: a condition begins the course on the day that it is met", "[unit]") {
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
        const auto one_a_day = [](auto& c, int day) { c.withdrawals = F(100.0f + float(day)); };
        CHECK(day_of(one_a_day) == 20);
        g.after_withdrawals = 3;
        CHECK(day_of(one_a_day) == 5); // not before its start
        g.after_withdrawals = 100;
        CHECK(day_of(one_a_day) == -1);
    }
    SECTION("when satisfaction is low") {
        g.satisfaction_below = 51.5f;
        // Points: 81 logistic(0.45 + 1.74 s); 51.5 at s = 0.0616 for both.
        const auto falls = [](auto& c, int day) {
            for (auto& s : c.partner)
                s.evaluation.satisfaction = F(0.0616f + 0.01f * (29.5f - float(day)));
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
        const float cut = (std::log(10.0f / 17.0f) - p.symptoms.intercept) / p.symptoms.slope;
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
                s.symptoms.depressive = F(day < 40 ? -5.0f : 5.0f);
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

TEST_CASE("programme: a share of the couples takes it up, whenever it begins", "[statistical]") {
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

TEST_CASE("programme: couples attend a share of the sessions, persons practise one of the days",
          "[statistical]") {
    Programme g = course(0, 50);
    g.adherence = 0.7f;
    double attended = 0, squares = 0, practised = 0;
    constexpr std::uint32_t n = 1000;
    for (std::uint32_t id = 0; id < n; ++id) {
        Patients patients({g}, id);
        patients.live(0, 350);
        CHECK(patients.courses[0].left.v == 0); // who misses a session has not left
        const double share = static_cast<double>(patients.c.sessions.v) / 50;
        attended += share;
        squares += share * share;
    }
    // The share is u^(3/7): mean 0.7, sd sqrt(7/13 - 0.49) = 0.22; of the mean of 1000, 0.007.
    CHECK(attended / n == Approx(0.7).margin(0.035));
    CHECK(std::sqrt(squares / n - std::pow(attended / n, 2)) == Approx(0.23).margin(0.04));
    g.practice = true;
    g.adherence = 0.8f;
    for (std::uint32_t id = 0; id < 300; ++id) {
        Patients patients({g}, id);
        patients.live(0, 344, [&](int) {
            for (const auto& s : patients.c.partner)
                practised += static_cast<double>(s.practised.v) / (344 * 600);
        });
    }
    // u^(1/4): sd sqrt(2/3 - 0.64) = 0.163; of the mean of 600 persons 0.0067.
    CHECK(practised == Approx(0.8).margin(0.033));
}

TEST_CASE("programme: skills fade after the last session by the exact exponential", "[property]") {
    Programme g = course(0, 1);
    g.rate = 1;
    g.fading = 50;
    Patients patients({g});
    patients.live(0, 101, [&](int day) {
        if (day == 0)
            CHECK(patients.skill(0) == 1); // the last session's own day
    });
    CHECK(patients.skill(0) == Approx(std::exp(-2.0)).epsilon(1e-3));
}

TEST_CASE("programme: a booster takes back part of what has faded", "[property]") {
    Programme g = course(0, 1);
    g.rate = 0.5f;
    g.fading = 50;
    Programme boosted = g;
    boosted.boosters = 1;
    boosted.booster_interval = 50;
    Patients once({g}), again({boosted});
    once.live(0, 50);
    again.live(0, 50);
    CHECK(again.skill(0) == once.skill(0));
    CHECK(once.skill(0) == Approx(0.5 * std::exp(-49.0 / 50)).epsilon(1e-4));
    once.live(50);
    again.live(50);
    // 0.5 e^-0.98, then half of the way to 1, then a day of fading.
    CHECK(again.skill(0) ==
          Approx((0.5 + 0.25 * std::exp(-0.98)) * std::exp(-0.02)).epsilon(1e-4));
    CHECK(again.sessions[0] == std::vector{0, 50});
}

TEST_CASE("programme: a booster of daily practice is practice for an interval again", "[unit]") {
    Programme g = course(0, 2);
    g.practice = true;
    g.adherence = 1;
    g.boosters = 2;
    g.booster_interval = 30;
    Patients patients({g});
    int practised = 0;
    patients.live(0, 100, [&](int day) {
        const bool is_on = day <= 7 || (day >= 37 && day < 44) || (day >= 67 && day < 74);
        CHECK(patients.c.partner[0].practised.v == (is_on ? 1.0f : 0.0f));
        practised += is_on;
    });
    CHECK(practised == 8 + 7 + 7);
}

TEST_CASE("programme: a skill fades once all that teach it are over, as the slower", "[property]") {
    Programme quick = course(0, 1), slow = course(0, 1, 0.5f), other = course(1, 1);
    quick.rate = slow.rate = other.rate = 1;
    quick.fading = 10;
    slow.fading = 100;
    other.fading = 10;
    slow.sessions = 5;
    slow.start_day = 2; // until day 30
    Patients patients({quick, slow, other});
    patients.live(0, 31);
    // Fades on day 1; then the second has begun, and there is no fading until it is over.
    CHECK(patients.skill(0) == Approx(std::exp(-0.1)).epsilon(1e-4));
    CHECK(patients.skill(1) == Approx(std::exp(-3.0)).epsilon(1e-4));
    patients.live(31, 131);
    CHECK(patients.skill(0) == Approx(std::exp(-1.1)).epsilon(1e-3));
}

TEST_CASE("programme: the draws of the first do not depend on the others", "[determinism]") {
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

// The mechanisms of a step that read a skill show in what the step leaves; the others leave the same bits.
TEST_CASE("programme: a skill is read in its steps of the day and in no other", "[determinism]") {
    using interventions::Skill;
    using Step = std::function<void(const model::Parameters&, model::Couple<F>&)>;
    constexpr int day = 3;
    model::DayClock k;
    k.day = k.address = day;
    const auto rest = [](const model::Parameters& p, model::Couple<F>& c, float minutes) {
        const std::array<F, 2> resting{model::resting_affect(p, c.partner[0]),
                                       model::resting_affect(p, c.partner[1])};
        model::relax(p, F(minutes), {}, resting, c);
    };
    const auto after_morning = [](const model::Parameters& p, std::uint32_t id) {
        auto c = newcomer(p, id);
        live_morning(p, c, day - 1, 8, 2, 1.5f);
        return c;
    };
    struct Row {
        const char* step;
        Step live;
        std::vector<Skill> read;
    };
    const std::vector<Row> rows{
        {"the day begins",
         [&](const auto& p, auto& c) { model::begin_day(p, seed, k, c); },
         {Skill::regulation, Skill::letting_go, Skill::benign_appraisal, Skill::de_escalation}},
        {"hours apart",
         [&](const auto& p, auto& c) { rest(p, c, 60); },
         {Skill::regulation, Skill::letting_go}},
        {"an encounter opens",
         [&](const auto& p, auto& c) { model::open_encounter(p, seed, day, 1, {30, 1.5f}, c); },
         {Skill::benign_appraisal, Skill::de_escalation}},
        {"a turn",
         [&](const auto& p, auto& c) {
             auto clock = model::turn_clock(p, 2);
             clock.day = day;
             model::turn(p, clock, seed, tempos(p, c, 2), c);
         },
         {Skill::communication, Skill::responsiveness, Skill::positive_exchange,
          Skill::de_escalation, Skill::regulation, Skill::letting_go, Skill::accuracy}},
        {"an encounter closes", [&](const auto& p, auto& c) { model::close_encounter(p, c); }, {}},
        {"the day ends",
         [&](const auto& p, auto& c) {
             auto clock = k;
             clock.evaluation = evaluation::pace(p.evaluation);
             model::end_day(p, seed, clock, c);
         },
         {Skill::regulation, Skill::letting_go, Skill::forgiveness, Skill::outside_security}}};
    const model::Parameters p;
    for (const Row& row : rows)
        for (std::size_t n = 0; n < interventions::skill_count; ++n) {
            CAPTURE(row.step, interventions::skill_table[n].name);
            int changed = 0;
            for (std::uint32_t id = 0; id < 40; ++id) {
                auto without = after_morning(p, id), with = without;
                for (auto& s : with.partner)
                    s.skills[n] = F(2.0f);
                row.live(p, without);
                row.live(p, with);
                for (auto& s : with.partner)
                    s.skills[n] = F(0.0f);
                changed += words(with) != words(without);
            }
            const bool is_read = std::find(row.read.begin(), row.read.end(),
                                           static_cast<Skill>(n)) != row.read.end();
            CHECK((changed > 0) == is_read);
        }
}
