// Styles, pairings and what they make of a relationship.
#include "analysis/claims/experiments.hpp"
#include "population/draw.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

using engine::CoupleRow;
using population::Style;
constexpr Pair ss = Pair::secure_secure, xs = Pair::anxious_secure, vs = Pair::avoidant_secure,
               sv = Pair::secure_avoidant, xx = Pair::anxious_anxious, xv = Pair::anxious_avoidant,
               vv = Pair::avoidant_avoidant, ds = Pair::disorganised_secure;

double own_swings(const Course& c) { return swings(c, 0); }

Column gap(const Samples& s, Pair a, Pair b, std::size_t partner, const char* variable) {
    return s.pairs(a).mean(partner, variable) - s.pairs(b).mean(partner, variable);
}
Column couple_satisfaction(const Samples& s, Pair pair) {
    const Weeks& w = s.pairs(pair);
    return 0.5 * (w.mean(0, "satisfaction") + w.mean(1, "satisfaction"));
}

Checks a02(const Samples& s) {
    return {mean_of("A02", "reassurance seeking [min/day]: anxious less avoidant twin", positive,
                    gap(s, xs, vs, 0, "diary_reassurance_seeking")),
            mean_of("A02", "withdrawal [min/day]: avoidant less anxious twin", positive,
                    gap(s, vs, xs, 0, "diary_withdrawal")),
            mean_of("A02",
                    "changes between approach and retreat an hour of quarrel: disorganised less secure "
                    "twin",
                    positive, twins(s, ds, ss, often(major_issue()), own_swings))};
}
// A day of usual life.
Column daily_turnabouts(const Samples& s, Pair pair) {
    constexpr int days = 14;
    return each_couple(s, s.lab().at_home(pair), [&](Couple& c) {
        int n = 0;
        for (int day = 0; day < days; ++day)
            n += turnabouts(s.lab().live(c, day), 0);
        return double(n) / days;
    });
}
Checks a05(const Samples& s) {
    return {mean_of("A05", "threat seen in the partner's cues a day: anxious less secure twin", positive,
                    gap(s, xs, ss, 0, "diary_threat")),
            mean_of("A05", "reassurance seeking [min/day]: anxious less secure twin", positive,
                    gap(s, xs, ss, 0, "diary_reassurance_seeking")),
            mean_of("A05", "changes between approach and retreat a day, likewise", positive,
                    daily_turnabouts(s, xs) - daily_turnabouts(s, ss))};
}
Checks a08(const Samples& s) {
    return {mean_of("A08",
                    "changes between approach and retreat an hour of quarrel: disorganised less anxious "
                    "twin",
                    positive, twins(s, ds, xs, often(major_issue()), own_swings)),
            mean_of("A08", "the same: disorganised less avoidant twin", positive,
                    twins(s, ds, vs, often(major_issue()), own_swings))};
}
Checks a10(const Samples& s) {
    return {mean_of("A10", "conflicts a month: two anxious less two secure", positive,
                    s.pairs(xx).conflicts() - s.pairs(ss).conflicts()),
            mean_of("A10", "closeness (relatedness): avoidant less secure twin", negative,
                    gap(s, vs, ss, 0, "relatedness")),
            mean_of("A10", "habit of asking for reassurance: anxious less secure twin", positive,
                    gap(s, xs, ss, 0, "habit_reassurance_seeking"))};
}
Checks a13(const Samples& s) {
    return {mean_of("A13", "spread of own negative affect: disorganised less secure twin", positive,
                    s.pairs(ds).spread(0, "diary_negative_affect") -
                        s.pairs(ss).spread(0, "diary_negative_affect")),
            mean_of("A13", "spread of the partner's, likewise", positive,
                    s.pairs(ds).spread(1, "diary_negative_affect") -
                        s.pairs(ss).spread(1, "diary_negative_affect"))};
}
Checks a14(const Samples& s) {
    const Weeks& all = s.community();
    const Column ax = all.score(Score::ecr_anxiety, 0), av = all.score(Score::ecr_avoidance, 0);
    const Column insecurity = ax + av;
    const auto with = [&](const char* what, Range range, Score score) {
        return correlation_of("A14", what, range, all.couples(), insecurity, all.score(score, 2));
    };
    return {with("insecurity (anxiety + avoidance) with satisfaction, r", negative, Score::csi16),
            with("insecurity with symptoms of anxiety, r", positive, Score::gad7),
            with("insecurity with symptoms of depression, r", positive, Score::phq9)};
}
Check b01(const Samples& s) {
    const Weeks& all = s.community();
    const Column ax = all.score(Score::ecr_anxiety, 0), av = all.score(Score::ecr_avoidance, 0);
    Column chosen;
    for (std::size_t k = 0; k < ax.size(); ++k)
        chosen.push_back(validation::forced_choice(ax[k], av[k]) == Style::anxious);
    return statistic_of("B01", "anxious by forced choice among three styles % (national sample: 11)",
                        {17, 23}, all.couples(), {chosen},
                        [](const auto& c) { return 100 * validation::mean(c[0]); });
}
Checks satisfaction_of_both(const Samples& s) {
    const Weeks& all = s.community();
    const Column ax = all.score(Score::ecr_anxiety, 0), av = all.score(Score::ecr_avoidance, 0);
    const Column sat = all.score(Score::csi16, 1);
    const auto own = [&](const char* claim, Range range) {
        return correlation_of(claim, "anxiety with own satisfaction, r", range, all.couples(), ax, sat);
    };
    const auto partner = [&](const char* claim, Range range) {
        return beta_of(claim, "partner's anxiety on satisfaction (APIM), beta", range, all.couples(),
                       sat, {validation::partners(ax), ax, av, validation::partners(av)});
    };
    return {own("B02", negative), partner("B02", negative), own("B37", {-0.36, -0.18}),
            partner("B38", {-0.22, -0.05})};
}
Checks b40(const Samples& s) {
    const Weeks& all = s.community();
    const Column ax = all.score(Score::ecr_anxiety, 0);
    return {correlation_of("B40", "anxiety with trust, r", negative, all.couples(), ax,
                           all.score(Score::trust, 1)),
            correlation_of("B40", "anxiety with commitment, r", negative, all.couples(), ax,
                           all.score(Score::commitment, 1))};
}
Checks b42(const Samples& s) {
    return {mean_of("B42", "relatedness of an anxious person: anxious less secure partner", positive,
                    gap(s, xx, xs, 0, "relatedness")),
            mean_of("B42", "autonomy, likewise", negative, gap(s, xx, xs, 0, "autonomy"))};
}
Checks b43(const Samples& s) {
    return {mean_of("B43", "satisfaction of an anxious person: avoidant less secure partner", negative,
                    gap(s, xv, xs, 0, "satisfaction")),
            mean_of("B43", "satisfaction of an avoidant person: anxious less secure partner", negative,
                    gap(s, xv, sv, 1, "satisfaction"))};
}
// How much of what is felt does not show, in a major issue.
double hidden(const Samples& s, Couple& c) {
    const auto& p = s.lab().parameters();
    s.lab().hold(major_issue(), c);
    return 1 - model::shown_affect(p, c.partner[0]).v /
                   std::max(c.partner[0].negative_affect.v, 0.01f);
}
Check b51(const Samples& s) {
    const auto& people = s.lab().community();
    const Column unseen = each_couple(s, people, [&](Couple& c) { return hidden(s, c); });
    const Column ax = each_couple(s, people, [](Couple& c) { return double(c.partner[0].anxiety.v); });
    return correlation_of("B51", "anxiety with the share of felt distress that is not shown, r",
                          positive, static_cast<std::uint32_t>(people.size()), ax, unseen);
}
Checks b55(const Samples& s) {
    Session talk = major_issue();
    talk.after = 60;
    const auto level = [](std::size_t i) {
        return [i](const Course& c) { return mean(c, cortisol(i)); };
    };
    const auto support = [](const Course& c) {
        return share(c, 0, constructive) + share(c, 1, constructive);
    };
    return {mean_of("B55", "anxious partner's cortisol through a major issue [nmol/l]: anxious-avoidant "
                           "less secure twins",
                    positive, twins(s, xv, ss, talk, level(0))),
            mean_of("B55", "avoidant partner's, likewise", positive, twins(s, xv, ss, talk, level(1))),
            mean_of("B55", "constructive acts of both, likewise", negative,
                    twins(s, xv, ss, major_issue(), support)),
            least_of("B55", "cortisol of both: anxious-avoidant less the next of the other pairings",
                     positive,
                     {twins(s, xv, ss, talk, level(0)) + twins(s, xv, ss, talk, level(1)),
                      twins(s, xv, xs, talk, level(0)) + twins(s, xv, xs, talk, level(1)),
                      twins(s, xv, sv, talk, level(0)) + twins(s, xv, sv, talk, level(1)),
                      twins(s, xv, vv, talk, level(0)) + twins(s, xv, vv, talk, level(1))})};
}
Check b56(const Samples& s) {
    // 1 if a couple pairs anxious with avoidant; how often persons of these styles would meet by
    // chance.
    const Panel& p = s.community().panel();
    Column mixed, anxious, avoidant;
    for (std::uint32_t c = 0; c < p.couples(); ++c) {
        const auto& style = p.row(c).style;
        const auto is = [&](std::size_t i, Style x) { return style[i] == static_cast<int>(x); };
        mixed.push_back((is(0, Style::anxious) && is(1, Style::avoidant)) ||
                        (is(1, Style::anxious) && is(0, Style::avoidant)));
        anxious.push_back(is(0, Style::anxious) + is(1, Style::anxious));
        avoidant.push_back(is(0, Style::avoidant) + is(1, Style::avoidant));
    }
    return statistic_of("B56", "anxious-avoidant couples, of those expected if partners met by chance",
                        {1, infinite}, p.couples(), {mixed, anxious, avoidant}, [](const auto& c) {
                            const double x = validation::mean(c[1]) / 2;
                            const double v = validation::mean(c[2]) / 2;
                            return validation::mean(c[0]) / (2 * x * v);
                        });
}
// The chance that a dating couple is together after the year, week by week as committed as it was then.
// Separations themselves are few, and yes or no.
Column chance_to_stay(const Samples& s, const Weeks& w) {
    const auto commitment = [&](std::size_t partner, std::size_t week) { // recorded as logistic(2 x)
        return 0.5 * log_odds(w.mean(partner, "commitment", week, week));
    };
    Column chance(w.couples(), 1.0);
    for (std::size_t week = 1; week <= w.last(); ++week) {
        const Column one = commitment(0, week), two = commitment(1, week);
        for (std::size_t c = 0; c < chance.size(); ++c) {
            const dissolution::Bonds<F> bonds{F(0.0f), F(static_cast<float>(std::min(one[c], two[c]))),
                                              F(0.0f)};
            chance[c] *= std::pow(
                1.0 - double(dissolution::probability_today(s.setting().parameters.dissolution, bonds).v), 7);
        }
    }
    return chance;
}
Checks b57(const Samples& s) {
    // A partner who never answers, or answers a part; how attached the anxious one stays.
    population::Spec dating = spec(xv, s.setting().couples);
    dating.age_years = 1;
    model::Parameters p = s.setting().parameters;
    p.dissolution = dissolution::neutral(p.dissolution); // couples stay, and their chance is summed up
    const auto with = [&](float responsiveness) {
        return s.of(dating, p,
                    with_properties(Recipient::second, {{Skill::responsiveness, responsiveness}}));
    };
    const Weeks never = with(-6), now_and_then = with(-0.5f);
    return {mean_of("B57",
                    "commitment of anxious people with an avoidant partner who answers now and then, less "
                    "one who never does",
                    positive, now_and_then.mean(0, "commitment") - never.mean(0, "commitment")),
            mean_of("B57", "chance that dating couples are together after a year, likewise", positive,
                    chance_to_stay(s, now_and_then) - chance_to_stay(s, never))};
}
Check b58(const Samples& s) {
    // The same course of couple therapy for all; what it adds to satisfaction in the last quarter.
    const auto gain = [&](Pair pair) {
        const Weeks treated = s.pairs(pair, s.programme("eft"));
        const Weeks& usual = s.pairs(pair);
        return 0.5 * ((treated.mean(0, "satisfaction", 39) + treated.mean(1, "satisfaction", 39)) -
                      (usual.mean(0, "satisfaction", 39) + usual.mean(1, "satisfaction", 39)));
    };
    const Column mixed = gain(xv);
    return least_of("B58",
                    "gain in satisfaction by couple therapy: anxious-avoidant pairs less the next of the "
                    "others",
                    positive,
                    {mixed - gain(ss), mixed - gain(xs), mixed - gain(sv), mixed - gain(xx),
                     mixed - gain(vv)});
}
Check b59(const Samples& s) {
    return least_of("B59",
                    "satisfaction that an anxious person loses with an avoidant partner, less than with a "
                    "secure or an anxious one (the smaller)",
                    positive,
                    {gap(s, xs, xv, 0, "satisfaction"), gap(s, xx, xv, 0, "satisfaction")});
}
Check b63(const Samples& s) {
    Session asks = after_cue(Cue::threat);
    asks.direction = confederate(0, Act::reassurance_seeking);
    return mean_of("B63",
                   "bids of a frightened anxious person that are answered, share: anxious less secure "
                   "partner, equally frightened",
                   negative,
                   twins(s, xx, xs, asks, [](const Course& c) { return answered(c, 0); }));
}
Check b64(const Samples& s) {
    const Column most = s.pairs(xx).conflicts();
    return least_of("B64", "conflicts a month: two anxious less the next of the other pairings", positive,
                    {most - s.pairs(ss).conflicts(), most - s.pairs(xs).conflicts(),
                     most - s.pairs(sv).conflicts(), most - s.pairs(xv).conflicts(),
                     most - s.pairs(vv).conflicts()});
}
Checks b65(const Samples& s) {
    const auto both = [&](Pair pair) {
        return s.pairs(pair).monthly(&CoupleRow::mutual_escalation_minutes);
    };
    const Column most = both(xx);
    // Of the hostile and the conciliatory acts in a quarrel, the second.
    const auto conciliatory = [](const Course& c) {
        double soft = 0, hard = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            soft += share(c, i, {Act::softening, Act::repair});
            hard += share(c, i, attack);
        }
        return soft + hard > 0 ? soft / (soft + hard) : std::nan("");
    };
    return {least_of("B65", "both pursue or attack [min/month]: two anxious less the next of the others",
                     positive,
                     {most - both(ss), most - both(xs), most - both(sv), most - both(xv),
                      most - both(vv)}),
            mean_of("B65",
                    "softening and repair, of these and attack, in a major issue: two anxious less two "
                    "secure",
                    negative, twins(s, xx, ss, major_issue(), conciliatory))};
}
Check b66(const Samples& s) {
    return mean_of("B66",
                   "changes between approach and retreat an hour of quarrel, both partners: two anxious "
                   "less two secure",
                   positive, twins(s, xx, ss, often(major_issue()), [](const Course& c) {
                       return swings(c, 0) + swings(c, 1);
                   }));
}
constexpr double distressed = 51.5 / 81; // cut of the CSI-16, as a share of its scale
Column doing_well(const Weeks& w) {
    const Column one = w.mean(0, "satisfaction", 39), two = w.mean(1, "satisfaction", 39);
    const Column intact = w.intact();
    Column well;
    for (std::size_t c = 0; c < one.size(); ++c)
        well.push_back(one[c] > distressed && two[c] > distressed && intact[c] > 0);
    return well;
}
Checks two_anxious_can(const Samples& s) {
    // Awareness: the cycle is named, cues are doubted.
    const Programme aware = with_properties(
        Recipient::both, {{Skill::de_escalation, 1}, {Skill::benign_appraisal, 0.8f}});
    const Column helped = doing_well(s.pairs(xx, aware)), usual = doing_well(s.pairs(xx));
    const Column commitment =
        s.pairs(xx).mean(0, "commitment") + s.pairs(xx).mean(1, "commitment");
    return {mean_of("B68", "share of two anxious who stay and are both satisfied: with awareness less "
                           "without",
                    positive, helped - usual),
            correlation_of("B68", "being so with the commitment of both, r", positive,
                           static_cast<std::uint32_t>(usual.size()), usual, commitment),
            mean_of("B110", "share of two anxious who stay a year and are both satisfied", {0.1, infinite},
                    usual)};
}
Checks b109(const Samples& s) {
    const Column with_secure = gap(s, xs, ss, 0, "satisfaction");
    const Column with_avoidant = gap(s, xv, sv, 0, "satisfaction");
    return {mean_of("B109",
                    "satisfaction lost by own anxiety with a secure partner, less that lost with an "
                    "avoidant one (positive: buffered)",
                    positive, with_secure - with_avoidant),
            mean_of("B109", "negative affect of an anxious person: secure less avoidant partner",
                    negative, gap(s, xs, xv, 0, "diary_negative_affect"))};
}
Check b111(const Samples& s) {
    const Column mixed = couple_satisfaction(s, xv);
    std::vector<Column> others;
    for (Pair pair : {ss, xs, sv, xx, vv})
        others.push_back(couple_satisfaction(s, pair) - mixed);
    return least_of("B111", "satisfaction of the couple: the next lowest pairing less anxious-avoidant",
                    positive, others);
}

} // namespace

Checks pairing_claims(const Samples& s) {
    Checks all{b01(s), b51(s), b56(s), b58(s), b59(s), b63(s), b64(s), b66(s), b111(s)};
    for (const Checks& several :
         {a02(s), a05(s), a08(s), a10(s), a13(s), a14(s), satisfaction_of_both(s), b40(s), b42(s),
          b43(s), b55(s), b57(s), b65(s), two_anxious_can(s), b109(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
