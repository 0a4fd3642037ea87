// What a partner does, and what it does to an anxious or avoidant person.
#include "analysis/claims/experiments.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::avoidant_secure, mixed = Pair::anxious_avoidant;

// An anxious person has been alarmed; the partner then does one thing for half an hour.
Column alarm_under(const Samples& s, Act act) {
    return outcomes(s, anxious, with_partner(after_cue(Cue::threat), confederate(1, act)),
                    [](const Course& c) { return at(c, alarm(0), 30); });
}

Checks a11(const Samples& s) {
    return {mean_of("A11", "closeness (relatedness) of the avoidant person's partner, less of the secure "
                           "twin's",
                    negative,
                    s.pairs(avoidant).mean(1, "relatedness") - s.pairs(secure).mean(1, "relatedness")),
            accuracy_of("A11",
                        "how well the avoidant person reads that partner in a major issue, less than the "
                        "secure twin",
                        negative,
                        {reading(s, avoidant, major_issue(), 0), reading(s, secure, major_issue(), 0)})};
}
Checks b39(const Samples& s) {
    // The same partner, more appreciative than he is.
    const Programme warmer = with_properties(
        Recipient::second, {{Skill::positive_exchange, 2}, {Skill::responsiveness, 2}});
    const auto gain = [&](Pair pair, const char* variable) {
        return s.pairs(pair, warmer).mean(0, variable) - s.pairs(pair).mean(0, variable);
    };
    return {mean_of("B39", "satisfaction gained by a more appreciative partner, anxious", positive,
                    gain(anxious, "satisfaction")),
            mean_of("B39", "the same: anxious less avoidant twin", positive,
                    gain(anxious, "satisfaction") - gain(avoidant, "satisfaction")),
            mean_of("B39",
                    "withdrawal [min/day] of the avoidant with that partner, less of the secure twin with "
                    "the usual one",
                    positive,
                    s.pairs(avoidant, warmer).mean(0, "diary_withdrawal") -
                        s.pairs(secure).mean(0, "diary_withdrawal"))};
}
Checks b41(const Samples& s) {
    const Column with_secure =
        s.pairs(anxious).mean(1, "satisfaction") - s.pairs(secure).mean(1, "satisfaction");
    const Column with_avoidant = s.pairs(mixed).mean(1, "satisfaction") -
                                 s.pairs(Pair::secure_avoidant).mean(1, "satisfaction");
    return {mean_of("B41", "satisfaction of the partner: of an anxious less of a secure person", negative,
                    with_secure),
            mean_of("B41", "that loss: avoidant less secure partner", negative,
                    with_avoidant - with_secure)};
}
// How much more distressed and harsh anxiety makes a person in a talk.
struct Harm { Column distress, harshness; };
Harm harm_of_anxiety(const Samples& s, const Session& talk, float partner_commitment) {
    const auto of = [&](Pair pair, const Outcome& f) {
        return each_couple(s, s.lab().at_home(pair), [&](Couple& c) {
            c.partner[1].evaluation.commitment += F(partner_commitment);
            return average(s, talk, c, f);
        });
    };
    const Outcome upset = [](const Course& c) { return mean(c, distress(0)); };
    const Outcome harsh = [](const Course& c) { return share(c, 0, attack); };
    return {of(anxious, upset) - of(secure, upset), of(anxious, harsh) - of(secure, harsh)};
}
Checks b52(const Samples& s) {
    const Harm major = harm_of_anxiety(s, often(major_issue()), 0),
               minor = harm_of_anxiety(s, often(minor_issue()), 0);
    return {mean_of("B52", "distress that anxiety adds: major less minor issue", positive,
                    major.distress - minor.distress),
            mean_of("B52", "share of time in attack that anxiety adds: major less minor issue", positive,
                    major.harshness - minor.harshness)};
}
Checks b53(const Samples& s) {
    const float sd = static_cast<float>(
        validation::sd(each_couple(s, s.lab().community(), [](Couple& c) {
            return double(c.partner[1].evaluation.commitment.v);
        })));
    const Harm low = harm_of_anxiety(s, major_issue(), -sd), high = harm_of_anxiety(s, major_issue(), sd);
    return {mean_of("B53",
                    "distress that anxiety adds in a major issue: partner's commitment low less high "
                    "(positive: buffered)",
                    positive, low.distress - high.distress),
            ratio_of("B53", "share of it that is gone with high commitment (published: 30-100 % of the "
                            "slope)",
                     {0.3, 1}, low.distress - high.distress, low.distress)};
}
Checks b93(const Samples& s) {
    // Four weeks with the same sum of unasked reassurance: two minutes every evening, or fourteen once
    // a week.
    const auto weeks = [&](bool daily, const std::function<double(const Couple&)>& f) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            for (int day = 0; day < 28; ++day)
                s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
                    const bool now = daily ? minute < 2 : day % 7 == 3;
                    if (now)
                        perform(x, 1, Act::reassurance);
                });
            return f(c);
        });
    };
    const auto gain = [&](const std::function<double(const Couple&)>& f) {
        return weeks(true, f) - weeks(false, f);
    };
    return {mean_of("B93",
                    "felt security after four weeks: two minutes of reassurance every evening less "
                    "fourteen once a week",
                    positive, gain([](const Couple& c) { return double(c.partner[0].felt.security.v); })),
            mean_of("B93", "trust, likewise", positive, gain([](const Couple& c) {
                        return double(c.partner[0].evaluation.trust.v);
                    }))};
}
Check b95(const Samples& s) {
    return mean_of("B95",
                   "alarm of an anxious person after half an hour of the partner's warm presence, less of "
                   "talk",
                   negative, alarm_under(s, Act::shared_positive) - alarm_under(s, Act::neutral_talk));
}
Check b96(const Samples& s) {
    const Column withdrawn = alarm_under(s, Act::withdrawal);
    std::vector<Column> than;
    for (Act act : {Act::neutral_talk, Act::criticism, Act::time_out, Act::reassurance,
                    Act::self_soothing})
        than.push_back(withdrawn - alarm_under(s, act));
    return least_of("B96",
                    "alarm of an anxious person: partner withdraws, less the next worst that he could do "
                    "(talk, criticise, take a time-out, reassure, calm himself)",
                    positive, than);
}
Checks b97(const Samples& s) {
    const Column away = alarm_under(s, Act::withdrawal), out = alarm_under(s, Act::time_out);
    const Column stays = alarm_under(s, Act::neutral_talk);
    return {mean_of("B97", "alarm of an anxious person: time-out less withdrawal", negative, out - away),
            ratio_of("B97", "what a time-out adds to alarm, of what withdrawal adds", {-infinite, 0.5},
                     out - stays, away - stays)};
}
Checks b98(const Samples& s) {
    const auto reply = [&](Act act, const Outcome& f) {
        Session evening = with_partner(after_cue(Cue::unavailability), [=](Couple& c, double minute) {
            if (minute < 10)
                perform(c, 0, Act::protest);
            perform(c, 1, act);
        });
        evening.minutes = 60;
        return outcomes(s, anxious, evening, f);
    };
    const Outcome calmness = [](const Course& c) { return at(c, alarm(0), 30); };
    const Outcome more = [](const Course& c) { return share(c, 0, attack, 10); };
    return {mean_of("B98", "alarm after protest that is answered by reassurance less by criticism",
                    negative, reply(Act::reassurance, calmness) - reply(Act::criticism, calmness)),
            mean_of("B98", "share of time in attack from then on, likewise", negative,
                    reply(Act::reassurance, more) - reply(Act::criticism, more))};
}
Checks b102(const Samples& s) {
    const Weeks& usual = s.pairs(anxious);
    const Weeks responsive =
        s.pairs(anxious, with_properties(Recipient::second, {{Skill::responsiveness, 2}}));
    // A routine: some warm minutes every evening.
    const auto routine = [&](bool kept) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            for (int day = 0; day < 28; ++day)
                s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
                    if (kept && minute < 6) {
                        perform(x, 0, Act::shared_positive);
                        perform(x, 1, Act::shared_positive);
                    }
                });
            return double(c.partner[0].felt.security.v);
        });
    };
    return {mean_of("B102", "felt security of an anxious person whose partner answers bids, less as he is",
                    positive,
                    responsive.mean(0, "felt_security", 8) - usual.mean(0, "felt_security", 8)),
            mean_of("B102", "felt security after four weeks with a routine of six warm minutes, less "
                            "without",
                    positive, routine(true) - routine(false))};
}
Checks b112(const Samples& s) {
    // A culture of more, and one of less closeness and show of feeling.
    const auto culture = [&](float closeness, float expressiveness) {
        model::Parameters p = s.setting().parameters;
        p.variation.closeness_norm = closeness;
        p.variation.expressiveness = expressiveness;
        return p;
    };
    const model::Parameters warm = culture(0.7f, 1.2f), reserved = culture(-0.7f, 0.8f);
    const Weeks warm_x = s.pairs(anxious, warm), warm_s = s.pairs(secure, warm);
    const Weeks cool_x = s.pairs(anxious, reserved), cool_s = s.pairs(secure, reserved);
    const auto lost = [](const Weeks& x, const Weeks& y) {
        return x.mean(0, "satisfaction") - y.mean(0, "satisfaction");
    };
    return {mean_of("B112", "satisfaction: anxious less secure twin, in a culture of closeness", negative,
                    lost(warm_x, warm_s)),
            mean_of("B112", "the same in a reserved culture", negative, lost(cool_x, cool_s)),
            mean_of("B112", "warm acts of the anxious [min/day]: culture of closeness less reserved",
                    positive, warm_x.mean(0, "diary_warmth") - cool_x.mean(0, "diary_warmth"))};
}

} // namespace

Checks partner_claims(const Samples& s) {
    Checks all{b95(s), b96(s)};
    for (const Checks& several : {a11(s), b39(s), b41(s), b52(s), b53(s), b93(s), b97(s), b98(s),
                                  b102(s), b112(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
