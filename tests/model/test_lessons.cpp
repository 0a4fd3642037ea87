// What programmes teach a couple: how much, what of two at a time, what is left, and who
// reads it.
#include "patients.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet;
using namespace couplet::test;

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

TEST_CASE("programme: of two on one skill, neither takes back what the other taught",
          "[property]") {
    for (const auto& [one, other] :
         {std::pair{2.0f, 0.5f}, {0.5f, 2.0f}, {1.0f, -1.0f}}) {
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
    CHECK(both.live(0, 250).skill(0) ==
          Approx(alone.live(0, 250).skill(0)).epsilon(1e-4));
}

TEST_CASE(
    "programme: couples attend a share of the sessions, persons practise one of the days",
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
    // The share is u^(3/7): mean 0.7, sd sqrt(7/13 - 0.49) = 0.22; of the mean of 1000,
    // 0.007.
    CHECK(attended / n == Approx(0.7).margin(0.035));
    CHECK(std::sqrt(squares / n - std::pow(attended / n, 2)) ==
          Approx(0.23).margin(0.04));
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

TEST_CASE("programme: skills fade after the last session by the exact exponential",
          "[property]") {
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

TEST_CASE("programme: a booster of daily practice is practice for an interval again",
          "[unit]") {
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

TEST_CASE("programme: a skill fades once all that teach it are over, as the slower",
          "[property]") {
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

// The mechanisms of a step that read a skill show in what the step leaves; the others
// leave the same bits.
TEST_CASE("programme: a skill is read in its steps of the day and in no other",
          "[determinism]") {
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
         {Skill::regulation, Skill::letting_go, Skill::benign_appraisal,
          Skill::de_escalation}},
        {"hours apart",
         [&](const auto& p, auto& c) { rest(p, c, 60); },
         {Skill::regulation, Skill::letting_go}},
        {"an encounter opens",
         [&](const auto& p, auto& c) {
             model::open_encounter(p, seed, day, 1, {30, 1.5f}, c);
         },
         {Skill::benign_appraisal, Skill::de_escalation}},
        {"a turn",
         [&](const auto& p, auto& c) {
             auto clock = model::turn_clock(p, 2);
             clock.day = day;
             c.partner[0].act = F(static_cast<float>(index(Act::direct_request))); // a bid stands
             model::turn(p, clock, seed, tempos(p, c, 2), c);
         },
         {Skill::communication, Skill::responsiveness, Skill::positive_exchange,
          Skill::de_escalation, Skill::regulation, Skill::letting_go, Skill::accuracy}},
        {"an encounter closes",
         [&](const auto& p, auto& c) { model::close_encounter(p, c); },
         {}},
        {"the day ends",
         [&](const auto& p, auto& c) {
             auto clock = k;
             clock.evaluation = evaluation::pace(p.evaluation);
             model::end_day(p, seed, clock, c);
         },
         {Skill::regulation, Skill::letting_go, Skill::forgiveness,
          Skill::outside_security}}};
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
