// Stress, triggers, appraisal, activation, deactivation, physiology: how conflict comes up.
#include "analysis/knockouts/consequences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace couplet::knockouts {
namespace {

using namespace claims;
using measurement::Item;
using model::EventKind;
using model::Mechanism;

constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::avoidant_secure;

// Of a couple's days the quarter with the most stress, and that with the least.
using Days = std::vector<int>;
std::array<Days, 2> extreme_days(const Panel& p, std::uint32_t c) {
    const std::size_t stress = validation::variable("stress");
    Days days(World::days);
    std::iota(days.begin(), days.end(), 0);
    std::vector<double> level;
    for (int day : days) { // recorded at the midnight after it
        const auto instant = static_cast<std::size_t>(day) + 1;
        level.push_back(p.value(c, 0, stress, instant) + p.value(c, 1, stress, instant));
    }
    if (std::isnan(level.back()))
        return {}; // separated
    std::stable_sort(days.begin(), days.end(), [&](int a, int b) {
        return level[static_cast<std::size_t>(a)] > level[static_cast<std::size_t>(b)];
    });
    constexpr int quarter = World::days / 4;
    return {Days(days.begin(), days.begin() + quarter), Days(days.end() - quarter, days.end())};
}
// Events of a kind on the days that were the most (0), or the least (1), stressful with all on.
Column on_days(const World& world, const World& whole, std::size_t which, EventKind kind) {
    return couples(world.daily(), [&](std::uint32_t c) {
        const Days days = extreme_days(whole.daily(), c)[which];
        const auto& events = world.daily().events(c);
        return static_cast<double>(
            std::count_if(events.begin(), events.end(), [&](const model::Event& e) {
                return e.kind == kind &&
                       std::find(days.begin(), days.end(), static_cast<int>(e.day)) != days.end();
            }));
    });
}
Consequence by_stress(const char* compared, EventKind kind) {
    return {Mechanism::stress, "conflict no longer rises on stressful days", Expected::gone,
            [=](const World& world, const World& whole) {
                return ratio_of("", compared, {1, infinite}, on_days(world, whole, 0, kind),
                                on_days(world, whole, 1, kind));
            }};
}

double met_cues(const Panel& p, std::uint32_t c) {
    const auto& events = p.events(c);
    return static_cast<double>(
               std::count_if(events.begin(), events.end(), [](const model::Event& e) {
                   return e.kind <= EventKind::disagreement;
               })) *
           7 / World::days;
}

claims::Check seen_conflict(const World& w) {
    const Panel& p = w.daily();
    const Column perceived = persons(p, [&](auto c, auto i) {
        double sum = 0;
        for (std::size_t day = 1; day < p.instants(); ++day)
            sum += p.diary(c, i, Item::perceived_conflict, day);
        return sum / World::days;
    });
    return statistic_of("",
                        "anxiety with conflict perceived in the diary, at equal perception of the "
                        "partner, r",
                        positive, p.couples(),
                        {persons(p, [&](auto c, auto i) {
                             return p.score(c, i, validation::Score::ecr_anxiety, 0);
                         }),
                         perceived, validation::partners(perceived)},
                        [](const auto& c) { return validation::partial_r(c[0], c[1], {c[2]}); });
}

claims::Check pursued_withdraws(const World& w) {
    const Session pursued = with_partner(calm(), confederate(0, Act::reassurance_seeking));
    const Session left = with_partner(calm(), confederate(0, Act::neutral_talk));
    return mean_of("", "share of time that an avoidant partner withdraws, pursued less left alone",
                   positive, contrast(w.samples(), Pair::secure_avoidant, pursued, left,
                                      [](const Course& c) { return share(c, 1, retreat); }));
}

Session long_issue() {
    Session s = major_issue();
    s.after = 60;
    return s;
}

} // namespace

std::vector<Consequence> conflict_consequences() {
    using W = const World&;
    const auto gone = [](Mechanism of, const char* text, auto statistic) {
        return Consequence{of, text, Expected::gone,
                           [statistic](W w, W) -> claims::Check { return statistic(w); }};
    };
    return {
        by_stress("disagreements, the most over the least stressful quarter of a couple's days",
                  EventKind::disagreement),
        by_stress("conflicts, the most over the least stressful quarter of a couple's days",
                  EventKind::conflict_start),
        gone(Mechanism::triggers, "no cycles start", [](W w) {
            return mean_of("", "cues and disagreements of a couple a week", positive,
                           couples(w.daily(), [&](auto c) { return met_cues(w.daily(), c); }));
        }),
        gone(Mechanism::triggers, "no cycles start", [](W w) {
            return mean_of("", "conflicts of a couple in four weeks", positive,
                           couples(w.daily(), [&](auto c) {
                               return w.daily().row(c).conflicts * 28.0 / World::days;
                           }));
        }),
        {Mechanism::appraisal, "anxious and secure perceive equal conflict", Expected::less,
         [](W w, W) { return seen_conflict(w); }},
        gone(Mechanism::appraisal, "anxious and secure read a partner alike", [](W w) {
            return mean_of("", "reading of a partner who only talks: anxious less secure twin",
                           negative,
                           twins(w.samples(), anxious, secure,
                                 with_partner(calm(), confederate(1, Act::neutral_talk)),
                                 [](const Course& c) { return mean(c, read(0)); }));
        }),
        gone(Mechanism::appraisal, "avoidance no longer discounts warmth", [](W w) {
            return mean_of("", "reading of a partner who reassures: avoidant less secure twin",
                           negative,
                           twins(w.samples(), avoidant, secure,
                                 with_partner(calm(), confederate(1, Act::reassurance)),
                                 [](const Course& c) { return mean(c, read(0)); }));
        }),
        gone(Mechanism::activation, "alarm no longer lasts longer in the anxious", [](W w) {
            return mean_of("",
                           "minutes until half of the alarm is gone, alone after a fright: anxious less "
                           "secure twin",
                           positive, twins(w.samples(), anxious, secure, fright_alone(), [](const Course& c) {
                               return half_life(c, alarm(0));
                           }));
        }),
        gone(Mechanism::deactivation, "received pursuit no longer raises withdrawal",
             pursued_withdraws),
        gone(Mechanism::deactivation, "no pursuit-withdrawal between anxious and avoidant",
             [](W w) {
                 const Weeks& year = w.samples().pairs(Pair::anxious_avoidant);
                 return mean_of("",
                                "pursuit met by withdrawal in anxious-avoidant couples, minutes in "
                                "four weeks",
                                positive,
                                year.monthly(&engine::CoupleRow::pursuit_withdrawal_minutes));
             }),
        gone(Mechanism::physiology, "no stress-hormone profile", [](W w) {
            return mean_of("", "rise of cortisol by a discussion of a major issue [nmol/l]",
                           positive, outcomes(w.samples(), anxious, long_issue(), [](const Course& c) {
                               return peak(c, cortisol(0)) - cortisol(0)(c.front());
                           }));
        }),
        gone(Mechanism::physiology, "alarm no longer takes the hold on one's acts", [](W w) {
            return mean_of("", "hold on acts that is lost in a major issue, share", positive,
                           outcomes(w.samples(), anxious, major_issue(), [](const Course& c) {
                               return 1 - mean(c, [](const Moment& m) {
                                          return m.partner[0].control;
                                      });
                           }));
        }),
    };
}

} // namespace couplet::knockouts
