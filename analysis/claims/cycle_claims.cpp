// The pursuit-withdrawal cycle: how it feeds itself, between whom, and what breaks it.
#include "analysis/claims/experiments.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

using engine::CoupleRow;
constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::secure_avoidant, mixed = Pair::anxious_avoidant;

Column pursuit_met(const Weeks& w) { return w.monthly(&CoupleRow::pursuit_withdrawal_minutes); }

Checks b24(const Samples& s) {
    // The loop is cut in one place: what is answered leaves no habit.
    model::Parameters cut = s.setting().parameters;
    cut.set_enabled(model::Mechanism::reinforcement, false);
    const Weeks& whole = s.pairs(anxious);
    const Weeks without = s.pairs(anxious, cut);
    Session threat = after_cue(Cue::threat), none = calm();
    return {mean_of("B24", "share of time in pursuit after a threat less without, anxious", positive,
                    contrast(s, anxious, threat, none,
                             [](const Course& c) { return share(c, 0, pursuit); })),
            mean_of("B24", "pursuit of anxious people [min/day] with the loop less with success leaving "
                           "no trace",
                    positive,
                    (whole.mean(0, "diary_attack") + whole.mean(0, "diary_reassurance_seeking")) -
                        (without.mean(0, "diary_attack") +
                         without.mean(0, "diary_reassurance_seeking")))};
}
Checks b36(const Samples& s) {
    const Column both = pursuit_met(s.pairs(mixed));
    const Column one = pursuit_met(s.pairs(anxious)), other = pursuit_met(s.pairs(avoidant));
    const Column none = pursuit_met(s.pairs(secure));
    return {least_of("B36",
                     "pursuit met by withdrawal [min/month]: anxious-avoidant pairs less the next of "
                     "pairs with one insecure partner",
                     positive, {both - one, both - other}),
            mean_of("B36", "more than both insecurities alone add to a secure pair [min/month]",
                    positive, both - one - other + none)};
}
Checks b44(const Samples& s) {
    const Weeks& all = s.community();
    const auto logged = [](Column x) {
        for (double& v : x)
            v = std::log(0.01 + v);
        return x;
    };
    const Column own = logged(all.persons("talk_demanded"));
    const Column ax = all.score(Score::ecr_anxiety, 0);
    return {correlation_of("B44", "anxiety with own demand and partner's withdrawal, r", positive,
                           all.couples(), ax, own),
            correlation_of("B44", "anxiety with own withdrawal and partner's demand, r", positive,
                           all.couples(), ax, validation::partners(own))};
}
Check b45(const Samples& s) {
    // The partner withdraws whenever there is pursuit, or talks on.
    const Session flight = with_partner(major_issue(), [](Couple& c, double) {
        perform(c, 1, cycle::pursues(c.partner[0].act).lane(0) ? Act::withdrawal : Act::neutral_talk);
    });
    const Session stays = with_partner(major_issue(), confederate(1, Act::neutral_talk));
    return mean_of("B45",
                   "distress in a major issue if each pursuit meets withdrawal, less if the partner "
                   "talks on",
                   positive, contrast(s, secure, flight, stays, [](const Course& c) {
                       return mean(c, distress(0), 10);
                   }));
}
Check b46(const Samples& s) {
    const Weeks& all = s.community();
    return correlation_of("B46", "anxiety with constructive communication (CPQ), r", negative,
                          all.couples(), all.score(Score::ecr_anxiety, 0),
                          all.score(Score::cpq_constructive, 2));
}

// Mean share of pairs of phases, of those that are reached, that are first reached in the order of
// the sequence.
double in_order(const Course& course) {
    using cycle::Phase;
    constexpr std::array<Phase, 6> sequence{Phase::activation, Phase::pursuit, Phase::overwhelm,
                                            Phase::escalated_pursuit, Phase::withdrawal,
                                            Phase::explosion};
    std::vector<double> first;
    for (Phase phase : sequence) {
        const auto found = std::find_if(course.begin(), course.end(),
                                        [&](const Moment& m) { return m.phase == phase; });
        if (found != course.end())
            first.push_back(found->minute);
    }
    double concordant = 0, pairs = 0;
    for (std::size_t a = 0; a < first.size(); ++a)
        for (std::size_t b = a + 1; b < first.size(); ++b) {
            concordant += first[a] < first[b] ? 1 : first[a] == first[b] ? 0.5 : 0;
            ++pairs;
        }
    return pairs > 0 ? concordant / pairs : std::nan("");
}
double breaks_down(const Course& course) {
    return std::any_of(course.begin(), course.end(), [](const Moment& m) {
        return m.phase == cycle::Phase::explosion || m.phase == cycle::Phase::withdrawal;
    });
}
Session long_quarrel() {
    Session s = major_issue();
    s.minutes = 60;
    s.cue = Cue::unavailability;
    return s;
}
Checks b54(const Samples& s) {
    return {mean_of("B54",
                    "phases of a quarrel first reached in the order of the sequence, share (by chance "
                    ".5), anxious-avoidant",
                    {0.5, infinite}, outcomes(s, mixed, long_quarrel(), in_order)),
            mean_of("B54",
                    "share of quarrels that end in explosion or complete withdrawal: anxious-avoidant "
                    "less secure twins",
                    positive, twins(s, mixed, secure, long_quarrel(), breaks_down))};
}
Checks b60(const Samples& s) {
    const Session pursued = with_partner(calm(), confederate(0, Act::reassurance_seeking));
    const Session left = with_partner(calm(), confederate(0, Act::neutral_talk));
    const auto away = [](const Course& c) { return share(c, 1, retreat); };
    const Column more = contrast(s, avoidant, pursued, left, away);
    return {mean_of("B60", "share of time that an avoidant partner withdraws, pursued less left alone",
                    positive, more),
            mean_of("B60", "the same: avoidant less secure twin", positive,
                    more - contrast(s, secure, pursued, left, away))};
}
Check b99(const Samples& s) {
    const Weeks named =
        s.pairs(mixed, with_properties(Recipient::both, {{Skill::de_escalation, 1}}));
    return mean_of("B99",
                   "pursuit met by withdrawal [min/month] in anxious-avoidant pairs that name the "
                   "cycle, less as they are",
                   negative, pursuit_met(named) - pursuit_met(s.pairs(mixed)));
}
Checks b100(const Samples& s) {
    const auto pursues = [&](Pair pair) {
        return outcomes(s, pair, long_quarrel(), [](const Course& c) { return share(c, 0, pursuit); });
    };
    const auto flees = [&](Pair pair) {
        return outcomes(s, pair, long_quarrel(), [](const Course& c) { return share(c, 1, retreat); });
    };
    return {mean_of("B100",
                    "pursuit of the same anxious person in a quarrel: avoidant less secure partner",
                    positive, pursues(mixed) - pursues(anxious)),
            mean_of("B100",
                    "withdrawal of the same avoidant person in a quarrel: anxious less secure partner",
                    positive, flees(mixed) - flees(avoidant))};
}
Checks b101(const Samples& s) {
    // Repair: the same quarrels in people whose repair attempts work, or do nothing.
    model::Parameters no_repair = s.setting().parameters;
    no_repair.set_enabled(model::Mechanism::repair, false);
    const Weeks without = s.pairs(mixed, no_repair);
    // Flooded: they talk on, or take an hour's break first.
    const auto flooded = [&](double pause) {
        return each_couple(s, s.lab().at_home(mixed), [&](Couple& c) {
            Session heat = major_issue();
            heat.direction = [](Couple& x, double) {
                perform(x, 0, Act::criticism);
                perform(x, 1, Act::criticism);
            };
            heat.after = pause;
            s.lab().hold(heat, c);
            // The talk goes on at once: no night between.
            Session more = major_issue();
            const Course course = s.lab().go_on(more, c);
            return share(course, 0, attack) + share(course, 1, retreat);
        });
    };
    return {mean_of("B101", "conflicts a month with repair less with repair attempts that do nothing",
                    negative, s.pairs(mixed).conflicts() - without.conflicts()),
            mean_of("B101",
                    "attack and withdrawal in the half hour after a heated one, after a break of an hour "
                    "less at once",
                    negative, flooded(60) - flooded(0))};
}

} // namespace

Checks cycle_claims(const Samples& s) {
    Checks all{b45(s), b46(s), b99(s)};
    for (const Checks& several : {b24(s), b36(s), b44(s), b54(s), b60(s), b100(s), b101(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
