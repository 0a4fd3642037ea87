#include "couples.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace couplet;
using namespace couplet::test;
using F = Lanes<1>;

TEST_CASE("turn: a couple whose encounter is over does not change", "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 40; ++id) {
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 5);
        c.active = F(0.0f);
        // Feelings far from where they rest, where relaxing by nothing must still be
        // nothing.
        c.partner[0].negative_affect = F(1.0f + 0.0971f * static_cast<float>(id));
        c.partner[1].positive_affect = F(0.01f + 0.1173f * static_cast<float>(id));
        auto after = c;
        for (int n = 0; n < 3; ++n)
            model::turn(p, k, seed, tempos(p, c, 2), after);
        CHECK(after.turn.v == c.turn.v + 3);
        after.turn = c.turn;
        CHECK(words(after) == words(c));
    }
}

TEST_CASE("turn: fast states stay within their bounds", "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 40; ++id) {
        auto c = newcomer(p, id);
        live_morning(p, c, 1, 45, 2, 5);
        CHECK(c.tension.v >= 0);
        CHECK(std::isfinite(c.tension.v));
        for (const auto& s : c.partner) {
            CHECK_FALSE((s.activation.v < 0 || s.activation.v > activation::ceiling));
            CHECK_FALSE((s.overwhelm.v < 0 || s.overwhelm.v > deactivation::ceiling));
            CHECK_FALSE(
                (s.negative_affect.v < 0 || s.negative_affect.v > affect::ceiling));
            CHECK_FALSE(
                (s.positive_affect.v < 0 || s.positive_affect.v > affect::ceiling));
            CHECK_FALSE((s.soothing.v < 0 || s.need.v < 0));
            CHECK_FALSE((s.unmet.v < 0 || s.unmet.v > 1));
            CHECK_FALSE((s.act.v < 0 || s.act.v >= static_cast<float>(act_count)));
            CHECK(std::isfinite(s.axis.cortisol.v));
            for (const auto& memory : s.bids)
                CHECK_FALSE((memory.habit.v < 0 || memory.habit.v > 2));
        }
    }
}

TEST_CASE("turn: what a partner perceives and intends does not depend on being first",
          "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 20; ++id) {
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 5);
        auto swapped = c;
        std::swap(swapped.partner[0], swapped.partner[1]);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto mind = model::perceive(p, c.partner[i], c.partner[1 - i]);
            const auto same =
                model::perceive(p, swapped.partner[1 - i], swapped.partner[i]);
            CHECK(std::memcmp(&mind, &same, sizeof(F) * 7) ==
                  0); // answers are not settled yet
            const auto sees = model::situation(p, c, c.partner[i], mind, k.apart);
            const auto sees_same =
                model::situation(p, swapped, swapped.partner[1 - i], same, k.apart);
            CHECK(std::memcmp(&sees, &sees_same, sizeof sees) == 0);
        }
    }
}

TEST_CASE("turn: what happens to the couple does not depend on who is first",
          "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 40; ++id) {
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 6);
        std::array<model::Mind<F>, 2> minds{
            model::perceive(p, c.partner[0], c.partner[1]),
            model::perceive(p, c.partner[1], c.partner[0])};
        auto swapped = c;
        std::swap(swapped.partner[0], swapped.partner[1]);
        model::couple_after_turn(p, k, minds, c);
        std::swap(minds[0], minds[1]);
        model::couple_after_turn(p, k, minds, swapped);
        std::swap(swapped.partner[0], swapped.partner[1]);
        CHECK(words(swapped) == words(c));
    }
}

TEST_CASE("turn: both partners respond to the state at its start", "[property]") {
    // Partners who are alike in everything but their number: as no one moves first, each
    // of the two is equally often the one who acts. Over couples the sums of an hour of
    // quarrel must agree between first and second partner.
    const model::Parameters p;
    constexpr int n = 2000;
    double sum = 0, squares = 0;
    for (std::uint32_t id = 0; id < n; id += 4) {
        auto c = group<4>(p, id);
        c.partner[1] = c.partner[0];
        live_morning(p, c, 2, 10);
        for (int lane = 0; lane < 4; ++lane) {
            const double d = c.partner[0].day.coldness.lane(lane) -
                             c.partner[1].day.coldness.lane(lane) +
                             c.partner[0].overwhelm.lane(lane) -
                             c.partner[1].overwhelm.lane(lane);
            sum += d;
            squares += d * d;
        }
    }
    // Mean difference within 4.9 standard errors: a false alarm in 1e6.
    CHECK(squares > 0);
    CHECK(std::fabs(sum / n) < 4.9 * std::sqrt(squares) / n);
}

TEST_CASE("turn: feelings of the partner that are read take from warmth and add to coldness",
          "[property]") {
    const auto day = [](std::uint32_t id, float hurt, float read) {
        model::Parameters p;
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 5);
        p.empathic_accuracy.hurt = hurt;
        c.active = F(1.0f);
        c.partner[0].read = F(read);
        c.partner[1].negative_affect = F(4.0f);
        c.partner[0].day = {};
        model::turn(p, k, seed, tempos(p, c, 2), c);
        return c.partner[0].day;
    };
    int colder = 0;
    for (std::uint32_t id = 0; id < 40; ++id) {
        const auto none = day(id, 0, 1.5f), some = day(id, 0.1f, 1.5f);
        const float with = some.warmth.v - some.coldness.v, without = none.warmth.v - none.coldness.v;
        CHECK(some.warmth.v + some.coldness.v >= 0);
        CHECK(with <= without);
        colder += with < without;
        CHECK(day(id, 0.1f, -1).coldness.v >= day(id, 0, -1).coldness.v);
    }
    CHECK(colder > 30); // the most avoidant read next to nothing
}

TEST_CASE("turn: hostile acts make tension, turning away does not; repair settles the issue", "[property]") {
    const auto after = [](std::uint32_t id, Act act) {
        model::Parameters p;
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 5);
        c.active = F(1.0f);
        c.tension = F(0.8f);
        c.issue_severity = F(1.5f);
        const auto both_do = [act](model::Couple<F>& x) {
            for (auto& s : x.partner) {
                s.act = F(static_cast<float>(index(act)));
                s.valence = F(row(act).valence);
                s.pressure = F(0.0f);
            }
        };
        model::turn<F>(p, k, seed, tempos(p, c, 2), c, nullptr, both_do);
        return std::pair{c.tension.v, c.issue_severity.v};
    };
    for (std::uint32_t id = 0; id < 20; ++id) {
        const auto talk = after(id, Act::neutral_talk), hostile = after(id, Act::criticism),
                   repair = after(id, Act::repair);
        for (Act away : {Act::withdrawal, Act::stonewalling})
            CHECK(after(id, away).first == talk.first);
        CHECK(hostile.first > talk.first);
        CHECK(repair.first < talk.first);
        CHECK(talk.second == 1.5f);
        CHECK(repair.second < 1.5f);
    }
}

TEST_CASE("turn: who withdraws or stonewalls answers nothing", "[property]") {
    // How many of so many standing requests are answered, and how many go unmet, in one turn.
    const auto asked = [](Act partner_does) {
        const model::Parameters p;
        double answered = 0, unmet = 0;
        for (std::uint32_t id = 0; id < 200; ++id) {
            auto c = newcomer(p, id);
            const auto k = live_morning(p, c, 2, 5);
            c.active = F(1.0f);
            c.partner[0].act = F(static_cast<float>(index(Act::direct_request)));
            c.partner[1].act = F(static_cast<float>(index(partner_does)));
            std::array<model::Mind<F>, 2> minds;
            model::turn<F>(p, k, seed, tempos(p, c, 2), c, &minds);
            answered += minds[0].answered.v;
            unmet += minds[0].unmet.v;
        }
        return std::pair{answered, unmet};
    };
    const auto talks = asked(Act::neutral_talk);
    CHECK(talks.first > 20);
    for (Act away : {Act::withdrawal, Act::stonewalling}) {
        const auto gone = asked(away);
        CHECK(gone.first == 0);
        CHECK(gone.second == talks.first + talks.second); // as many are settled
    }
}

TEST_CASE("turn: the avoidant enjoy warmth as others do, and count it less", "[property]") {
    const auto day = [](std::uint32_t id, float avoidance) {
        model::Parameters p;
        p.appraisal.bias = p.empathic_accuracy.hurt = 0; // the act is read as it is
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 5);
        c.active = F(1.0f);
        auto& s = c.partner[0];
        s.avoidance = F(avoidance);
        s.positive_affect = F(1.0f);
        s.read = appraisal::discount(p.appraisal, s.avoidance);
        s.day = {};
        const auto is_warm = [](model::Couple<F>& x) {
            auto& other = x.partner[1];
            other.act = F(static_cast<float>(index(Act::shared_positive)));
            other.valence = F(row(Act::shared_positive).valence);
            other.ambiguity = F(row(Act::shared_positive).ambiguity);
        };
        model::turn<F>(p, k, seed, tempos(p, c, 2), c, nullptr, is_warm);
        return std::pair{s.positive_affect.v, s.day.experience.warmth.v};
    };
    for (std::uint32_t id = 0; id < 40; ++id) {
        const auto low = day(id, -1), high = day(id, 1.5f);
        CHECK(low.first > 1);
        CHECK(high.first == Approx(low.first));
        CHECK(high.second < low.second);
    }
}

TEST_CASE("turn: the clock holds shares of the length of a turn", "[unit]") {
    model::Parameters p;
    p.behaviour_choice.persistence = 5;
    const auto k = model::turn_clock(p, 2), half = model::turn_clock(p, 1);
    // Exchanges are whole turns, and no longer than half of what acts last; acts last as long in
    // turns of any length, and no less than one turn.
    CHECK(k.exchange == 2);
    CHECK(half.exchange == 2);
    CHECK(model::turn_clock(p, 4).exchange == 4);
    for (const auto& clock : {k, half, model::turn_clock(p, 4)})
        CHECK(clock.exchange / clock.decide == Approx(5));
    CHECK(model::turn_clock(p, 6).decide == 1);
    // Two half turns: the same share of the way left, and the same average of it.
    CHECK((1 - half.follow) * (1 - half.follow) == Approx(1 - k.follow).epsilon(1e-5));
    CHECK(half.keep_overwhelm * half.keep_overwhelm ==
          Approx(k.keep_overwhelm).epsilon(1e-5));
    const float second = half.follow + (1 - half.follow) * half.followed;
    CHECK((half.followed + second) / 2 == Approx(k.followed).epsilon(1e-5));
}

TEST_CASE("turn: in an exchange one partner has the floor at most", "[property]") {
    const auto decisions = [](float minutes, float persistence) {
        model::Parameters p;
        p.behaviour_choice.persistence = persistence;
        const auto k = model::turn_clock(p, minutes);
        std::array<int, 3> n{}; // neither, one, both
        for (int i = 0; i < 1000; ++i) {
            const auto who = model::who_decides(k, F((static_cast<float>(i) + 0.5f) / 1000));
            ++n[static_cast<std::size_t>(who[0].lane(0)) + static_cast<std::size_t>(who[1].lane(0))];
        }
        return n;
    };
    for (float minutes : {1.0f, 2.0f}) {
        CHECK(decisions(minutes, 4) == std::array<int, 3>{0, 1000, 0});
        CHECK(decisions(minutes, 8) == std::array<int, 3>{0, 1000, 0});
        CHECK(decisions(minutes, 5) == std::array<int, 3>{200, 800, 0});
    }
    CHECK(decisions(5, 4) == std::array<int, 3>{0, 0, 1000}); // turns longer than acts last
    // The number of the exchange, at the beginnings of turns of a minute.
    const auto k = model::turn_clock(model::Parameters{}, 1);
    CHECK(k.exchange == 2);
    float minute = 0;
    for (std::uint32_t n = 0; n < 90; ++n, minute += k.minutes)
        CHECK(model::exchanges(k, F(minute)).v == n / 2);
    CHECK(model::exchanges(k, F(-1.0f)).v == 0);
}

TEST_CASE("turn: both choose when they meet, and from then on never both at once", "[property]") {
    const model::Parameters p;
    int both_at_first = 0, one = 0;
    for (std::uint32_t id = 0; id < 200; ++id) {
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 2, 0, 2, 1.5f);
        for (int n = 0; n < 20 && c.active.v > 0; ++n) {
            const std::array<float, 2> acts{c.partner[0].act.v, c.partner[1].act.v};
            std::array<model::Mind<F>, 2> minds;
            model::turn(p, k, seed, tempos(p, c, 2), c, &minds);
            const int changed = (c.partner[0].act.v != acts[0]) + (c.partner[1].act.v != acts[1]);
            const bool answered = minds[0].answered.v + minds[1].answered.v > 0; // changes both
            if (n == 0)
                both_at_first += changed == 2;
            else if (!answered)
                CHECK(changed < 2);
            one += n > 0 && changed == 1;
        }
    }
    CHECK(both_at_first > 10);
    CHECK(one > 100);
}

TEST_CASE("turn: who stonewalls or calls a time-out is gone at the end of the exchange, if it is tense",
          "[property]") {
    // Turns until the encounter is over, 9 if it is not.
    const auto turns = [](Act act, float minutes, float tension) {
        const model::Parameters p;
        auto c = newcomer(p, 3);
        const auto k = live_morning(p, c, 2, 4, minutes);
        c.active = F(1.0f);
        c.tension = F(tension);
        const auto do_so = [&](model::Couple<F>& x) {
            x.partner[1].act = F(static_cast<float>(index(act)));
            for (auto& s : x.partner)
                s.valence = F(0.0f); // nothing that adds to tension
        };
        for (int n = 1; n < 9; ++n) {
            model::turn<F>(p, k, seed, tempos(p, c, minutes), c, nullptr, do_so);
            if (c.active.v == 0)
                return n;
        }
        return 9;
    };
    for (Act away : {Act::stonewalling, Act::time_out}) {
        CHECK(turns(away, 2, 3) == 1);
        CHECK(turns(away, 1, 3) == 2);
        CHECK(turns(away, 2, 0) == 9);
    }
    CHECK(turns(Act::withdrawal, 2, 3) == 9);
}

TEST_CASE("turn: a trusted, committed partner takes from the alarm of the anxious the more, the more anxious",
          "[property]") {
    const auto gain = [](float anxiety, float commitment, float trust, bool appraisal_off = false) {
        model::Parameters p;
        if (appraisal_off)
            p.appraisal = appraisal::neutral(p.appraisal);
        auto c = newcomer(p, 1);
        c.partner[0].anxiety = F(anxiety);
        c.partner[0].evaluation.trust = F(trust);
        c.partner[1].evaluation.commitment = F(commitment);
        return model::gain(p, c.partner[0], c.partner[1]).v;
    };
    for (float anxiety : {-1.0f, 0.0f, 1.5f}) {
        CHECK(gain(anxiety, 1, 0) < gain(anxiety, 0, 0));
        CHECK(gain(anxiety, 0, 1) < gain(anxiety, 0, 0));
        CHECK(gain(anxiety, 1, 1, true) == gain(anxiety, 0, 0, true));
    }
    CHECK(gain(1.5f, 0, 0) - gain(1.5f, 1, 0) > gain(0, 0, 0) - gain(0, 1, 0));
}

TEST_CASE("turn: the share of a turn that is spent above a threshold", "[unit]") {
    const auto share = [](float from, float to) {
        return model::share_above(F(0.5f), F(from), F(to)).v;
    };
    CHECK(share(0, 1) == Approx(0.5f));
    CHECK(share(1, 0) == Approx(0.5f));
    CHECK(share(0.4f, 0.9f) == Approx(0.8f));
    CHECK(share(0.6f, 2) == 1);
    CHECK(share(0.1f, 0.4f) == 0);
    CHECK(share(0.6f, 0.6f) == 1);
    CHECK(share(0.4f, 0.4f) == 0);
}

TEST_CASE("turn: what partners do does not depend on the length of a turn", "[property]") {
    // The acts of an hour of quarrel, at the ends of exchanges.
    const auto acts = [](std::uint32_t id, float minutes) {
        const model::Parameters p;
        auto c = newcomer(p, id);
        const auto k = live_morning(p, c, 5, 0, minutes, 1.5f);
        std::vector<float> done;
        while (c.active.v > 0 && c.duration.v < 60) {
            const auto before = model::exchanges(k, c.duration).v;
            model::turn(p, k, seed, tempos(p, c, minutes), c);
            if (model::exchanges(k, c.duration).v != before)
                done.insert(done.end(), {c.partner[0].act.v, c.partner[1].act.v});
        }
        return done;
    };
    std::size_t same = 0, all = 0;
    for (std::uint32_t id = 0; id < 60; ++id) {
        const auto two = acts(id, 2), one = acts(id, 1);
        for (std::size_t n = 0; n < std::min(two.size(), one.size()); ++n)
            same += two[n] == one[n];
        all += two.size();
    }
    CHECK(all > 1000);
    CHECK(static_cast<double>(same) > 0.9 * static_cast<double>(all)); // alarm and tension differ a little
}
