// How attachment is learnt, kept and changed: paths, pace, setbacks, practice.
#include "analysis/claims/course.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr Pair anxious = Pair::anxious_secure;
constexpr const char* anxiety = "attachment_anxiety";

Checks a07(const Samples& s) {
    // A partner who answers reliably, or only now and then, for a year.
    const auto with = [&](float responsiveness) {
        return s.pairs(anxious, with_properties(Recipient::second,
                                                {{Skill::responsiveness, responsiveness}}));
    };
    const Weeks reliable = with(3), erratic = with(-1);
    return {mean_of("A07", "anxiety after a year with a partner who answers now and then, less always",
                    positive, erratic.mean(0, anxiety, 26) - reliable.mean(0, anxiety, 26))};
}
Checks a17(const Samples& s) {
    const Weeks safe = s.pairs(anxious, with_properties(Recipient::second,
                                                        {{Skill::responsiveness, 2},
                                                         {Skill::positive_exchange, 2}}));
    const Weeks& usual = s.pairs(anxious);
    const auto fall = [&](std::size_t first, std::size_t last) {
        return safe.mean(0, anxiety, first, last) - usual.mean(0, anxiety, first, last);
    };
    return {mean_of("A17", "anxiety in the last half year with a warmer and more responsive partner, less "
                           "as he is",
                    negative, fall(26, 52)),
            ratio_of("A17", "share of that there in the first month", {-0.5, 0.5}, fall(1, 4),
                     fall(26, 52))};
}
Checks b35(const Samples& s) {
    // A month of security from outside that then ends.
    Programme month = with_properties(Recipient::first, {{Skill::outside_security, 1.5f}});
    month.fading = 20;
    const Weeks lifted = s.pairs(anxious, month);
    const Weeks& usual = s.pairs(anxious);
    const auto fall = [&](std::size_t first, std::size_t last) {
        return lifted.mean(0, anxiety, first, last) - usual.mean(0, anxiety, first, last);
    };
    return {mean_of("B35", "anxiety soon after a good month, less without it", negative, fall(5, 12)),
            ratio_of("B35", "share of that left after three quarters of a year", {-0.5, 0.5},
                     fall(44, 52), fall(5, 12)),
            mean_of("B35", "share of the anxious, untreated, who are insecure after two years", {0.5, infinite},
                    Column(s.setting().couples, 1.0) - is_secure(s, "control", at_last))};
}
Checks b83(const Samples& s) {
    // Of the anxious in long therapy, those who have become secure or not, against the always secure
    // whose partners are of the same three styles. Alike in "a positive sense of self, comfort with emotional
    // bonds, a healthy balance of intimacy and independence, few fears, and a secure base for others".
    const Weeks& w = s.arm("long therapy");
    const Column secure = is_secure(s, "long therapy", at_last);
    population::Spec who = spec(Pair::secure_secure, w.couples());
    who.pairings.push_back({"avoidant", population::Style::secure, population::Style::avoidant, 1});
    who.pairings.push_back({"anxious", population::Style::secure, population::Style::anxious, 1});
    const Weeks raised = s.of(who);
    const std::uint32_t n = w.couples();
    const auto of = [&](bool is, const char* variable, std::size_t partner) {
        Column x = w.mean(partner, variable, at_last.first, at_last.last);
        for (std::uint32_t c = 0; c < n; ++c)
            if ((secure[c] > 0) != is)
                x[c] = std::nan("");
        return x;
    };
    const auto alike = [&](const char* compared, const char* variable, std::size_t partner = 0) {
        return difference_of("B83", compared, {-0.5, 0.5}, n, of(true, variable, partner),
                             raised.mean(partner, variable, 26, 52));
    };
    return {alike("self-worth: earned-secure against always secure, d (alike: -.5 to .5)", "self_worth"),
            alike("comfort with closeness, likewise", "felt_comfort"),
            alike("relatedness, likewise", "relatedness"), alike("autonomy, likewise", "autonomy"),
            alike("threat seen in the partner's cues a day, likewise", "diary_threat"),
            alike("support that the partner gets, likewise", "diary_support", 1),
            difference_of("B83", "self-worth: earned-secure against still insecure, d", positive, n,
                          of(true, "self_worth", 0), of(false, "self_worth", 0))};
}
Check b84(const Samples& s) {
    const Column all = effect(s, "all three", anxiety, at_last);
    return least_of("B84",
                    "fall of anxiety in the end: support, meaning and behaviour together, less the best of "
                    "them alone",
                    positive,
                    {effect(s, "support", anxiety, at_last) - all,
                     effect(s, "meaning", anxiety, at_last) - all,
                     effect(s, "behaviour", anxiety, at_last) - all});
}
Checks b85(const Samples& s) {
    const auto gain = [&](const char* arm) {
        return is_secure(s, arm, at_last) - is_secure(s, "control", at_last);
    };
    return {mean_of("B85", "share secure in the end: a secure figure outside for a year less none", positive,
                    gain("support figure")),
            mean_of("B85", "the same: long therapy less none", positive, gain("long therapy"))};
}
Checks b86(const Samples& s) {
    const auto done = [&](const char* variable, Span span) {
        return std::vector<Column>{effect(s, "long therapy", variable, span),
                                   effect(s, "long therapy", variable, at_last)};
    };
    const auto ahead = [&](const char* compared, const char* first, const char* then, Span span) {
        auto columns = done(first, span);
        const auto later = done(then, span);
        columns.insert(columns.end(), later.begin(), later.end());
        return statistic_of("B86", compared, positive, s.setting().couples, columns,
                            [](const auto& c) {
                                return validation::mean(c[0]) / validation::mean(c[1]) -
                                       validation::mean(c[2]) / validation::mean(c[3]);
                            });
    };
    return {ahead("share of the final effect of long therapy there by month 3: threat seen in cues less "
                  "anxiety",
                  "diary_threat", anxiety, months(1, 3)),
            ahead("the same by month 6: negative affect less anxiety", "diary_negative_affect", anxiety,
                  months(3, 6)),
            mean_of("B86", "share secure in months 12 to 18 less months 3 to 6", positive,
                    is_secure(s, "long therapy", months(12, 18)) -
                        is_secure(s, "long therapy", months(3, 6)))};
}
Check b87(const Samples& s) {
    constexpr double relapse = 0.15; // of a point of the scale, in a month
    const double half_sd = attachment_change::norm_anxiety_sd / 2;
    const auto anxiety_in = anxiety_by_block(s, "cbt");
    const Column start = s.arm("cbt").mean(0, anxiety, before.first, before.last);
    Column setback;
    for (std::size_t c = 0; c < start.size(); ++c) {
        bool back = false;
        for (std::size_t n = 1; n < anxiety_in.size(); ++n)
            back = back || anxiety_in[n][c] > anxiety_in[n - 1][c] + relapse;
        const bool improved = anxiety_in.back()[c] < start[c] - half_sd;
        setback.push_back(improved ? 100.0 * back : std::nan(""));
    }
    return mean_of("B87", "of those who improved by half a sd, share with a month of setback %", {50, infinite},
                   setback);
}
Check b90(const Samples& s) {
    const Weeks able = s.pairs(anxious, with_properties(Recipient::first, {{Skill::regulation, 1.5f}}));
    return mean_of("B90", "protest and criticism [min/day] of anxious people who regulate better, less as "
                          "they are",
                   negative,
                   able.mean(0, "diary_attack") - s.pairs(anxious).mean(0, "diary_attack"));
}
Check b92(const Samples& s) {
    // "With consistent work": therapy that goes on, since a course of sixteen sessions is over by then.
    return statistic_of("B92",
                        "months until anxiety is half a sd below what it is without, median of those who get "
                        "there (long therapy)",
                        {6, 12}, s.setting().couples, {months_to_improvement(s, "long therapy")},
                        [](const auto& c) { return validation::median(c[0]); });
}
Checks b103(const Samples& s) {
    // "Don't wait until the relationship is in crisis": the same therapy, begun at once or a year later.
    const Weeks &early = s.arm("eft"), &late = s.arm("late eft");
    return {mean_of("B103", "share still together after two years: couple therapy at once less a year later",
                    positive, early.intact() - late.intact()),
            mean_of("B103", "satisfaction of both over these years, likewise", positive,
                    effect_on_both(s, "eft", "satisfaction", months(0, 22)) -
                        effect_on_both(s, "late eft", "satisfaction", months(0, 22)))};
}
// Hours until the distress of an evening's blow is over: a third of a unit above what the same days are like
// without it. Until midnight by the course of the evening, then at midnight, for a week.
double hours_of_distress(const Lab& lab, const Couple& at_home, const Session& blow) {
    constexpr double felt = 0.33;
    constexpr double until_midnight = 5;
    Session nothing = blow;
    nothing.cue = Cue::none;
    double hours = 0;
    {
        Couple with = at_home, without = at_home;
        Session longer = blow, peace = nothing;
        longer.after = peace.after = until_midnight * 60 - blow.minutes;
        const Course hurt = lab.hold(longer, with), calm = lab.hold(peace, without);
        for (std::size_t n = 0; n < hurt.size(); ++n)
            if (distress(0)(hurt[n]) > distress(0)(calm[n]) + felt)
                hours = hurt[n].minute / 60;
    }
    Couple with = at_home, without = at_home;
    lab.hold(blow, with);
    lab.hold(nothing, without);
    lab.end_day(with);
    lab.end_day(without);
    for (int day = 0; day < 7; ++day) {
        lab.live_quietly(with, day);
        lab.live_quietly(without, day);
        if (with.partner[0].negative_affect.v > without.partner[0].negative_affect.v + float(felt))
            hours = until_midnight + 24 * (day + 1);
    }
    return hours;
}
Checks b106(const Samples& s) {
    // The same blow at three levels of practice: in seeing what goes on, judging it, soothing oneself and
    // letting go.
    const auto hours = [&](float practice) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            for (Skill skill : {Skill::de_escalation, Skill::benign_appraisal, Skill::regulation,
                                Skill::letting_go})
                c.partner[0].skills[static_cast<std::size_t>(skill)] = F(practice);
            Session blow = with_partner(after_cue(Cue::threat), confederate(1, Act::neutral_talk));
            blow.size = 2;
            return hours_of_distress(s.lab(), c, blow);
        });
    };
    return {mean_of("B106", "hours of distress after a blow, without practice (days: above 24)",
                    {24, infinite}, hours(0)),
            mean_of("B106", "hours with some practice (1 sd)", {1, 24}, hours(1)),
            mean_of("B106", "hours with much (2.5 sd)", {0, 1}, hours(2.5f))};
}
Check b108(const Samples& s) {
    const Span after = months(0, 15);
    return mean_of("B108",
                   "negative affect: daily practice for twelve weeks less two retreats of the same sum of "
                   "practice",
                   negative,
                   effect(s, "daily practice", "diary_negative_affect", after) -
                       effect(s, "two retreats", "diary_negative_affect", after));
}

} // namespace

Checks change_claims(const Samples& s) {
    Checks all{b84(s), b87(s), b90(s), b92(s), b108(s)};
    for (const Checks& several : {a07(s), a17(s), b35(s), b83(s), b85(s), b86(s), b103(s), b106(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
