// Feelings, alarm and hormones: how strong, how long, what is left between triggers.
#include "analysis/claims/experiments.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::avoidant_secure;

// A cue that both meet alike, with a partner who only talks; then five hours.
Session same_cue() {
    Session s = with_partner(after_cue(Cue::threat), confederate(1, Act::neutral_talk));
    s.size = 1.5;
    s.after = 300;
    return s;
}
// Half an hour with a warm partner, then four hours alone.
Session warmth() {
    Session s = with_partner(calm(), confederate(1, Act::shared_positive));
    s.after = 240;
    return s;
}

Checks a03(const Samples& s) {
    const Weeks &v = s.pairs(avoidant), &ss = s.pairs(secure);
    const auto underread = [](const Course& c) {
        return mean(c, [](const Moment& m) {
            return m.partner[1].inferred_affect - m.partner[0].negative_affect;
        });
    };
    return {mean_of("A03", "withdrawal [min/day]: avoidant less secure twin", positive,
                    v.mean(0, "diary_withdrawal") - ss.mean(0, "diary_withdrawal")),
            mean_of("A03", "reassurance seeking [min/day]: avoidant less secure twin", negative,
                    v.mean(0, "diary_reassurance_seeking") -
                        ss.mean(0, "diary_reassurance_seeking")),
            mean_of("A03",
                    "distress that the partner sees less distress felt, in a major issue: avoidant "
                    "less secure twin",
                    negative, twins(s, avoidant, secure, major_issue(), underread))};
}
Check a06(const Samples& s) {
    return mean_of("A06", "spread of a person's daily negative affect: anxious less secure twin",
                   positive,
                   s.pairs(anxious).spread(0, "diary_negative_affect") -
                       s.pairs(secure).spread(0, "diary_negative_affect"));
}
Checks b04(const Samples& s) {
    return {mean_of("B04", "highest alarm after the same cue: anxious less secure twin", positive,
                    twins(s, anxious, secure, same_cue(),
                          [](const Course& c) { return peak(c, alarm(0)); })),
            mean_of("B04", "alarm three hours later: anxious less secure twin", positive,
                    twins(s, anxious, secure, same_cue(),
                          [](const Course& c) { return at(c, alarm(0), 210); }))};
}
Checks b06(const Samples& s) {
    // Reassured once, fully, at the sixth minute; or not.
    const auto evening = [](Answers answers) {
        Session x = same_cue();
        x.direction = [=](Couple& c, double minute) {
            perform(c, 1, Act::neutral_talk);
            const bool asks = minute >= 6 && minute < 14;
            perform(c, 0, asks ? Act::reassurance_seeking : Act::neutral_talk);
            set_answers(c, 1, answers);
        };
        return x;
    };
    const auto relief = [&](Pair pair, double minute) {
        return contrast(s, pair, evening(Answers::never), evening(Answers::always),
                        [=](const Course& c) { return at(c, alarm(0), minute); });
    };
    const Column anxious_now = relief(anxious, 14), anxious_later = relief(anxious, 260);
    return {mean_of("B06", "alarm that reassurance takes away at once, anxious", positive,
                    anxious_now),
            ratio_of("B06", "share of that relief left after four hours", {-0.5, 0.5},
                     anxious_later, anxious_now)};
}
Checks b08(const Samples& s) {
    const Session turn = with_partner(calm(), [](Couple& c, double minute) {
        perform(c, 1, minute < 14 ? Act::shared_positive : Act::criticism);
    });
    const auto drop = [](const Course& c) {
        const Measure mood = [](const Moment& m) {
            return m.partner[0].positive_affect - m.partner[0].negative_affect;
        };
        return at(c, mood, 14) - at(c, mood, 30);
    };
    return {mean_of("B08", "fall of mood when a warm partner turns critical, anxious", positive,
                    outcomes(s, anxious, turn, drop)),
            mean_of("B08", "the same: anxious less secure twin", positive,
                    twins(s, anxious, secure, turn, drop))};
}
Checks b09(const Samples& s) {
    const Weeks& all = s.community();
    const auto rise = [](const Course& c) {
        return peak(c, contentment(0)) - contentment(0)(c.front());
    };
    return {mean_of("B09", "rise of contentment with a warm partner: anxious less secure twin",
                    negative, twins(s, anxious, secure, warmth(), rise)),
            mean_of("B09", "minutes until half of it is gone: anxious less secure twin", negative,
                    twins(s, anxious, secure, warmth(),
                          [](const Course& c) { return half_life(c, contentment(0)); })),
            correlation_of("B09", "contentment with symptoms of depression, r", negative,
                           all.couples(), all.persons("positive_affect"), all.score(Score::phq9, 4)),
            correlation_of("B09", "contentment with symptoms of anxiety, r", negative,
                           all.couples(), all.persons("positive_affect"),
                           all.score(Score::gad7, 4))};
}
Checks b10(const Samples& s) {
    Session parting = after_cue(Cue::unavailability);
    parting.encounter = 1; // texts and calls
    return {mean_of("B10", "distress when the partner goes away: anxious less secure twin", positive,
                    twins(s, anxious, secure, parting,
                          [](const Course& c) {
                              return mean(c, distress(0)) - distress(0)(c.front());
                          })),
            mean_of("B10", "share of time seeking contact then: anxious less secure twin", positive,
                    twins(s, anxious, secure, parting, [](const Course& c) {
                        return share(c, 0, {Act::reassurance_seeking, Act::protest});
                    }))};
}
Checks b12(const Samples& s) {
    const auto worth = [&](Pair pair) {
        return each_couple(s, s.lab().at_home(pair), [](Couple& c) {
            return double(c.partner[0].symptoms.self_worth.v);
        });
    };
    const Weeks& x = s.pairs(anxious);
    return {mean_of("B12", "self-worth: anxious less secure twin", negative,
                    worth(anxious) - worth(secure)),
            mean_of("B12", "who asks for reassurance [min/day]: anxious less secure partner", positive,
                    x.mean(0, "diary_reassurance_seeking") -
                        x.mean(1, "diary_reassurance_seeking"))};
}
Checks b16(const Samples& s) {
    return {mean_of("B16", "hold on one's acts after the same cue: anxious less secure twin", negative,
                    twins(s, anxious, secure, same_cue(),
                          [](const Course& c) {
                              return mean(c, [](const Moment& m) { return m.partner[0].control; });
                          })),
            mean_of("B16", "minutes until alarm is halved, alone after a fright: anxious less secure twin",
                    positive,
                    twins(s, anxious, secure, fright_alone(),
                          [](const Course& c) { return half_life(c, alarm(0)); }))};
}
Checks b17(const Samples& s) {
    Session talk = major_issue();
    talk.after = 180;
    return {mean_of("B17", "cortisol at midnight over a year [nmol/l]: anxious less secure twin",
                    positive,
                    s.pairs(anxious).mean(0, "cortisol") - s.pairs(secure).mean(0, "cortisol")),
            mean_of("B17", "cortisol two hours after a major issue: anxious less secure twin", positive,
                    twins(s, anxious, secure, talk,
                          [](const Course& c) { return at(c, cortisol(0), 150); }))};
}
Checks b21(const Samples& s) {
    const auto rise = [](const Course& c) {
        return peak(c, distress(0)) - distress(0)(c.front());
    };
    // Distress counts as long as it is a third of a unit above where it was.
    const auto duration = [](const Course& c) {
        return recovery(c, distress(0), distress(0)(c.front()) + 0.33);
    };
    return {mean_of("B21", "rise of distress after the same cue: anxious less secure twin", positive,
                    twins(s, anxious, secure, same_cue(), rise)),
            mean_of("B21", "minutes of distress, alone after a fright: anxious less secure twin", positive,
                    twins(s, anxious, secure, fright_alone(), duration))};
}
Check b22(const Samples& s) {
    Session deaf = after_cue(Cue::unavailability);
    deaf.minutes = 60;
    deaf.direction = confederate(1, Act::neutral_talk, Answers::never);
    return mean_of("B22",
                   "share of time seeking, after 40 minutes without an answer: anxious less secure "
                   "twin",
                   positive, twins(s, anxious, secure, deaf, [](const Course& c) {
                       return share(c, 0, {Act::reassurance_seeking, Act::protest}, 40);
                   }));
}
Check b23(const Samples& s) {
    // A cue at noon; the evening begins with it still in mind, or not. Brooding is what the opening
    // of an encounter adds to the alarm that is left.
    const auto brooding = [&](Pair pair) {
        return each_couple(s, s.lab().at_home(pair), [&](Couple& c) {
            Session noon = after_cue(Cue::threat);
            noon.encounter = 1;
            noon.minutes = 4;
            noon.after = 380;
            s.lab().hold(noon, c);
            const Course evening = s.lab().go_on(calm(), c);
            return alarm(0)(evening[1]) - alarm(0)(evening[0]);
        });
    };
    return mean_of("B23", "alarm that comes back at the next meeting: anxious less secure twin",
                   positive, brooding(anxious) - brooding(secure));
}
Checks b31(const Samples& s) {
    const auto rise = [](const Course& c) {
        return peak(c, cortisol(0)) - cortisol(0)(c.front());
    };
    Session nothing = same_cue();
    nothing.cue = Cue::none;
    return {mean_of("B31", "rise of cortisol with a threat less without [nmol/l], anxious", positive,
                    contrast(s, anxious, same_cue(), nothing, rise)),
            mean_of("B31", "share of time in pursuit with a threat less without, anxious", positive,
                    contrast(s, anxious, same_cue(), nothing,
                             [](const Course& c) { return share(c, 0, pursuit); }))};
}
Check b89(const Samples& s) {
    // Of every person of the community: how high contentment rises with one warm act, and how long it stays
    // (log: durations are skewed). After half an hour of warmth the height would itself be made of how long
    // it stays.
    Session act = warmth();
    act.minutes = s.lab().parameters().behaviour_choice.persistence;
    const auto& lab = s.lab();
    const auto of = [&](const Outcome& f) {
        return each_couple(s, lab.community(),
                           [&](Couple& c) { return f(lab.hold(act, c)); });
    };
    const Column height = of(
        [](const Course& c) { return peak(c, contentment(0)) - contentment(0)(c.front()); });
    const Column length = of([](const Course& c) { return std::log(half_life(c, contentment(0))); });
    const Column ill = each_couple(s, lab.community(), [](Couple& c) {
        return double(c.partner[0].symptoms.depressive.v);
    });
    return statistic_of("B89",
                        "weight of the duration of contentment for well-being less that of its height "
                        "(standardised)",
                        positive, static_cast<std::uint32_t>(ill.size()), {ill, height, length},
                        [](const auto& c) {
                            return -validation::beta(c[0], {c[1], c[2]}, 1) +
                                   validation::beta(c[0], {c[1], c[2]}, 0);
                        });
}
Checks b105(const Samples& s) {
    // A life event on the first of eighty days, or none: the same days otherwise.
    const auto upset = [&](float event, int first, int last) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            c.partner[0].stress_events = F(event);
            double sum = 0;
            for (int day = 0; day <= last; ++day) {
                s.lab().live(c, day);
                const auto& today = c.partner[0].day;
                if (day >= first)
                    sum += today.alarm.v / std::max(today.minutes.v, 1.0f);
            }
            return sum / (last - first + 1);
        });
    };
    constexpr float crisis = 4; // sd of stress
    const Column soon = upset(crisis, 0, 9) - upset(0, 0, 9);
    const Column late = upset(crisis, 60, 79) - upset(0, 60, 79);
    return {mean_of("B105", "alarm in the ten days after a life event, less without it", positive, soon),
            mean_of("B105", "that two months later, less soon after", negative, late - soon)};
}
Checks b107(const Samples& s) {
    const auto active = [](const Course& c) { return share(c, 0, pursuit); };
    const Session quiet = with_partner(calm(), confederate(1, Act::shared_positive));
    Session upset = with_partner(after_cue(Cue::threat), confederate(1, Act::neutral_talk));
    upset.size = 1.5;
    return {mean_of("B107",
                    "share of time in pursuit without a trigger: anxious less secure twin (0 to .05 is "
                    "alike)",
                    {-0.05, 0.05}, twins(s, anxious, secure, quiet, active)),
            mean_of("B107", "that difference after a trigger less without one", positive,
                    twins(s, anxious, secure, upset, active) -
                        twins(s, anxious, secure, quiet, active))};
}
Check b113(const Samples& s) {
    const Column harder = s.pairs(anxious).mean(0, "diary_negative_affect") -
                          s.pairs(secure).mean(0, "diary_negative_affect");
    Column temperament;
    for (std::uint32_t c = 0; c < s.setting().couples; ++c)
        temperament.push_back(std::log(population::draw_couple(spec(anxious, s.setting().couples),
                                                               s.lab().parameters().variation,
                                                               s.setting().seed, c)
                                           .traits[0]
                                           .reactivity));
    return correlation_of("B113",
                          "negative affect that anxiety adds (anxious less secure twin) with the "
                          "person's reactivity, r",
                          positive, s.setting().couples, harder, temperament);
}

} // namespace

Checks emotion_claims(const Samples& s) {
    Checks all{a06(s), b22(s), b23(s), b89(s), b113(s)};
    for (const Checks& several : {a03(s), b04(s), b06(s), b08(s), b09(s), b10(s), b12(s), b16(s),
                                  b17(s), b21(s), b31(s), b105(s), b107(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
