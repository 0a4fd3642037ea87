#include "analysis/claims/experiments.hpp"
#include "settings.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet;
using namespace couplet::claims;

namespace {
const Lab& lab() {
    static const Lab one(test::small_setting(12, 12));
    return one;
}
} // namespace

TEST_CASE("claims: twins differ in attachment and in nothing else that they were born with", "[unit]") {
    const auto &a = lab().at_home(Pair::secure_secure), &b = lab().at_home(Pair::anxious_secure);
    REQUIRE(a.size() == 12);
    for (std::size_t k = 0; k < a.size(); ++k) {
        const auto &x = a[k].partner[0].traits, &y = b[k].partner[0].traits;
        CHECK(x.regulation.v == y.regulation.v);
        CHECK(x.reactivity.v == y.reactivity.v);
        CHECK(x.fit.v == y.fit.v);
        CHECK(x.avoidance_prototype.v == y.avoidance_prototype.v);
        CHECK(x.anxiety_prototype.v < y.anxiety_prototype.v);
        CHECK(a[k].partner[1].traits.anxiety_prototype.v == b[k].partner[1].traits.anxiety_prototype.v);
    }
}

TEST_CASE("claims: a confederate does as told, and answers as told", "[unit]") {
    for (Couple c : lab().at_home(Pair::anxious_secure)) {
        Session s;
        s.direction = [](Couple& x, double) {
            perform(x, 0, Act::direct_request);
            perform(x, 1, Act::neutral_talk);
            set_answers(x, 1, Answers::never);
        };
        Couple again = c;
        const Course deaf = lab().hold(s, c);
        CHECK(deaf.back().minute == Approx(14));
        CHECK(share(deaf, 0, {Act::direct_request}) == Approx(1));
        CHECK(share(deaf, 1, {Act::neutral_talk}) == Approx(1));
        CHECK(std::none_of(deaf.begin(), deaf.end(),
                           [](const Moment& m) { return m.partner[0].answered; }));
        s.direction = [](Couple& x, double) {
            perform(x, 0, Act::direct_request);
            set_answers(x, 1, Answers::always);
        };
        const Course heard = lab().hold(s, again);
        CHECK(std::none_of(heard.begin(), heard.end(),
                           [](const Moment& m) { return m.partner[0].unmet; }));
    }
}

TEST_CASE("claims: a cue alarms, its absence does not, and the hours after calm down", "[unit]") {
    double with = 0, without = 0, later = 0;
    for (Couple c : lab().at_home(Pair::anxious_secure)) {
        Session s;
        s.after = 600;
        Couple again = c;
        const Course quiet = lab().hold(s, c);
        s.cue = Cue::threat;
        s.size = 2;
        const Course course = lab().hold(s, again);
        without += quiet[1].partner[0].alarm - quiet[0].partner[0].alarm;
        with += course[1].partner[0].alarm - course[0].partner[0].alarm;
        later += course.back().partner[0].alarm - peak(course, [](const Moment& m) {
            return m.partner[0].alarm;
        });
        CHECK(course.back().minute == Approx(614));
    }
    CHECK(with > without + 2);
    CHECK(later < 0);
}

TEST_CASE("claims: a session repeats itself, whatever the number of threads", "[determinism]") {
    auto setting = test::small_setting(12, 12);
    setting.options.threads = 1;
    const Lab alone(setting);
    const auto &a = lab().at_home(Pair::anxious_avoidant), &b = alone.at_home(Pair::anxious_avoidant);
    Session s;
    s.severity = 1.5;
    for (std::size_t k = 0; k < a.size(); ++k) {
        Couple x = a[k], y = b[k];
        const Course one = lab().hold(s, x), two = alone.hold(s, y);
        CHECK(one.back().partner[0].negative_affect == two.back().partner[0].negative_affect);
        CHECK(one.back().tension == two.back().tension);
    }
}

TEST_CASE("claims: a session that is held several times meets other chances each time", "[unit]") {
    const Samples samples(test::small_setting(12, 12));
    Session once, twice;
    once.severity = twice.severity = 1.5;
    twice.times = 2;
    const Outcome upset = [](const Course& c) { return mean(c, distress(0)); };
    int different = 0;
    for (const Couple& c : lab().at_home(Pair::anxious_secure)) {
        Couple x = c, y = c;
        const double first = upset(samples.lab().hold(once, x)), second = upset(samples.lab().hold(once, y, 1));
        different += first != second;
        CHECK(average(samples, once, c, upset) == first);
        CHECK(average(samples, twice, c, upset) == Approx((first + second) / 2));
    }
    CHECK(different == 12);
}

TEST_CASE("claims: the course of a day is that of its three encounters", "[unit]") {
    for (Couple c : lab().at_home(Pair::anxious_secure)) {
        Couple again = c;
        const Course day = lab().live(c, 3), quiet = lab().live_quietly(again, 3);
        CHECK(day.size() >= 16); // turns of two minutes: seven, two and seven
        CHECK(quiet.size() >= 16);
        CHECK(std::count_if(day.begin(), day.end(), [](const Moment& m) { return m.partner[0].apart; }) >= 2);
        CHECK(std::is_sorted(day.begin(), day.begin() + 7,
                             [](const Moment& a, const Moment& b) { return a.minute < b.minute; }));
    }
}

TEST_CASE("claims: log-odds undo the logistic scale", "[unit]") {
    const Column odds = log_odds({0.5, 1 / (1 + std::exp(-2.0))});
    CHECK(odds[0] == Approx(0).margin(1e-12));
    CHECK(odds[1] == Approx(2));
}

TEST_CASE("claims: measures of a course, by hand", "[unit]") {
    Course course(5);
    const double alarm[] = {0, 4, 3, 1, 0.5};
    const Act acts[] = {Act::neutral_talk, Act::protest, Act::withdrawal, Act::neutral_talk,
                        Act::criticism};
    for (std::size_t k = 0; k < 5; ++k) {
        course[k].minute = 2.0 * double(k);
        course[k].partner[0].alarm = alarm[k];
        course[k].partner[0].act = acts[k];
        course[k].partner[0].protest = -1;
    }
    const Measure a = [](const Moment& m) { return m.partner[0].alarm; };
    CHECK(mean(course, a) == Approx(8.5 / 4)); // the first moment is before the session
    CHECK(peak(course, a) == 4);
    CHECK(at(course, a, 5) == 3);
    CHECK(recovery(course, a, 2) == Approx(4)); // from minute 2 to minute 6
    CHECK(recovery(course, a, 0.1) == Approx(6));
    CHECK(share(course, 0, {Act::protest, Act::criticism}) == Approx(0.5));
    CHECK(turnabouts(course, 0) == 2); // approach, retreat, approach
    CHECK(swings(course, 0) == Approx(2 * 60 / 8.0));
}

TEST_CASE("claims: a property is set exactly, in everybody alike", "[unit]") {
    const Samples samples(test::small_setting(12, 6));
    engine::Plan plan;
    plan.seed = Seed{5};
    plan.days = 7;
    plan.warm_up_days = 0;
    plan.population = spec(Pair::anxious_secure, 12);
    plan.arms = {{"arm", {with_properties(Recipient::first, {{interventions::Skill::accuracy, 2}})}}};
    plan.recording.variables = {
        static_cast<std::uint16_t>(validation::variable("skill_accuracy"))};
    plan.recording.every_days = 7;
    const Weeks weeks(plan, {});
    for (double x : weeks.mean(0, "skill_accuracy"))
        CHECK(x == Approx(2).margin(1e-3));
    for (double x : weeks.mean(1, "skill_accuracy"))
        CHECK(x == Approx(0).margin(1e-3));
}
