// Affect, evaluation, cycle, attachment change, symptoms, dissolution, variation: what lasts.
#include "analysis/knockouts/consequences.hpp"

#include <cmath>

namespace couplet::knockouts {
namespace {

using namespace claims;
using model::Mechanism;

using W = const World&;

// A questionnaire at the end of the eight weeks.
Column score(W w, Score which) {
    return persons(w.daily(), [&](auto c, auto i) { return w.daily().score(c, i, which, 1); });
}
claims::Check correlated(W w, const char* compared, Range range, Score x, Score y) {
    return correlation_of("", compared, range, w.daily().couples(), score(w, x), score(w, y));
}
// A recorded variable at the start (0) or the end of the eight weeks.
Column recorded(W w, const char* name, std::size_t instant) {
    const std::size_t which = validation::variable(name);
    return persons(w.daily(),
                   [&](auto c, auto i) { return w.daily().value(c, i, which, instant); });
}
Column change(W w, const char* name) {
    return recorded(w, name, World::days) - recorded(w, name, 0);
}
claims::Check moved(W w, const char* compared, const char* name) {
    Column size = change(w, name);
    for (double& x : size)
        x = std::abs(x);
    return statistic_of("", compared, positive, w.daily().couples(), {size},
                        [](const auto& c) { return validation::mean(c[0]); });
}
claims::Check spread(W w, const char* compared, const char* name, std::size_t instant) {
    return statistic_of("", compared, positive, w.daily().couples(), 
                        {recorded(w, name, instant)},
                        [](const auto& c) { return validation::sd(c[0]); });
}

// Today's negative affect on yesterday's, within persons.
claims::Check inertia(W w) {
    const Panel& p = w.daily();
    const std::size_t which = validation::variable("diary_negative_affect");
    Column today, yesterday;
    for (std::uint32_t c = 0; c < p.couples(); ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t day = 1; day < World::days; ++day) {
                yesterday.push_back(p.value(c, i, which, day));
                today.push_back(p.value(c, i, which, day + 1));
            }
    return statistic_of("", "negative affect on that of the day before, within persons", positive,
                        p.couples(), {today, yesterday}, [](const auto& c) {
                            std::vector<int> person(c[0].size());
                            for (std::size_t k = 0; k < person.size(); ++k)
                                person[k] = static_cast<int>(k / (World::days - 1));
                            return validation::within_slopes(c[0], {c[1]}, person)[0];
                        });
}
// Distress that a cue brings, and what is left of it an hour after the evening.
claims::Check distress_left(W w) {
    const auto talk = [](Cue cue) {
        Session s = after_cue(cue);
        s.size = 1.5;
        s.after = 60;
        s.direction = [](Couple& c, double) {
            perform(c, 0, Act::neutral_talk);
            perform(c, 1, Act::neutral_talk);
        };
        return s;
    };
    const auto brought = [&](double minute) {
        return contrast(w.samples(), Pair::anxious_secure, talk(Cue::threat), talk(Cue::none),
                        [=](const Course& c) { return at(c, distress(0), minute); });
    };
    return ratio_of("", "distress by a fright, an hour and a half later over at once", positive,
                    brought(90), brought(0));
}

claims::Check security_to_anxiety(W w) {
    const Panel& p = w.daily();
    const std::size_t which = validation::variable("felt_security");
    return statistic_of("", "change of anxiety by felt security, ECR-R points for a unit", negative,
                        p.couples(),
                        {change(w, "attachment_anxiety"), persons(p, [&](auto c, auto i) {
                             return validation::average(p, c, i, which, 1, World::days);
                         })},
                        [](const auto& c) { return validation::slope(c[0], {c[1]}, 0); });
}

} // namespace

std::vector<Consequence> slow_consequences() {
    const auto of = [](Mechanism which, const char* text, Expected expected, auto statistic) {
        return Consequence{which, text, expected,
                           [statistic](W w, W) -> claims::Check { return statistic(w); }};
    };
    constexpr auto gone = Expected::gone, less = Expected::less;
    const char* unrelated = "satisfaction is less related to the partner's and to communication";
    const char* still = "attachment does not move";
    const char* symptoms_alone = "symptoms are unrelated to the relationship";
    return {
        of(Mechanism::affect, "affect loses its autocorrelation (stress has its own)", less, inertia),
        of(Mechanism::affect, "feelings are over with their cause", gone, distress_left),
        of(Mechanism::evaluation, "days leave no trace in trust", gone,
           [](W w) { return moved(w, "change of trust in eight weeks, size", "trust"); }),
        of(Mechanism::evaluation, unrelated, less, [](W w) {
            const Column own = score(w, Score::csi16);
            return correlation_of("", "partners' satisfaction, r", positive, w.daily().couples(), own,
                                  validation::partners(own));
        }),
        of(Mechanism::evaluation, unrelated, less, [](W w) {
            return correlated(w, "constructive communication with satisfaction, r", positive,
                              Score::cpq_constructive, Score::csi16);
        }),
        {Mechanism::cycle, "only names: all lives are the same to the last bit", Expected::unchanged,
         [](W w, W whole) {
             return mean_of("", "couples with the same life %", positive,
                            couples(w.daily(), [&](auto c) {
                                return 100.0 * (w.daily().row(c).digest ==
                                                whole.daily().row(c).digest);
                            }));
         }},
        of(Mechanism::attachment_change, still, gone, [](W w) {
            return moved(w, "change of anxiety in eight weeks, size", "attachment_anxiety");
        }),
        of(Mechanism::attachment_change, still, gone, [](W w) {
            return moved(w, "change of avoidance in eight weeks, size", "attachment_avoidance");
        }),
        of(Mechanism::attachment_change, "felt security no longer makes secure", gone,
           security_to_anxiety),
        of(Mechanism::symptoms, symptoms_alone, gone, [](W w) {
            return correlated(w, "satisfaction with symptoms of depression, r", negative,
                              Score::csi16, Score::phq9);
        }),
        of(Mechanism::symptoms, symptoms_alone, gone, [](W w) {
            return correlated(w, "attachment anxiety with symptoms of depression, r", positive,
                              Score::ecr_anxiety, Score::phq9);
        }),
        of(Mechanism::dissolution, "nobody separates", gone, [](W w) {
            return mean_of("", "dating couples that separate in a year %", positive,
                           couples(w.dating(), [&](auto c) {
                               return 100.0 * (w.dating().row(c).end_reason ==
                                               engine::EndReason::separated);
                           }));
        }),
        of(Mechanism::variation, "nobody differs from others for long", gone, [](W w) {
            const Panel& p = w.dating();
            const auto satisfaction = [&p](auto which) {
                return persons(p, [&](auto c, auto i) {
                    const auto& row = p.row(c);
                    return row.end_reason == engine::EndReason::separated
                               ? std::nan("")
                               : double((row.*which)[i]);
                });
            };
            return correlation_of("", "satisfaction of dating persons, at the start and a year later, r",
                                  positive, p.couples(),
                                  satisfaction(&engine::CoupleRow::satisfaction_start),
                                  satisfaction(&engine::CoupleRow::satisfaction_end));
        }),
        of(Mechanism::variation, "couples are homogeneous but for what they live through", less,
           [](W w) {
               return spread(w, "spread of satisfaction, sd", "satisfaction", World::days);
           }),
    };
}

} // namespace couplet::knockouts
