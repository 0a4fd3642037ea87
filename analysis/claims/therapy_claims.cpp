// Therapies and programmes, against the same couples without.
#include "analysis/claims/course.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr const char *anxiety = "attachment_anxiety", *depression = "depressive_symptoms";

// Pre to post of one arm, in population sd.
Column change(const Samples& s, const char* arm, const char* variable, Span after, double unit) {
    const Weeks& w = s.arm(arm);
    return (1 / unit) * (w.mean(0, variable, after.first, after.last) -
                         w.mean(0, variable, before.first, before.last));
}
Check falls(const Samples& s, const char* claim, const char* compared, const char* arm,
            const char* variable, Span span) {
    return mean_of(claim, compared, negative, effect(s, arm, variable, span));
}
Check rises(const Samples& s, const char* claim, const char* compared, const char* arm,
            const char* variable, Span span) {
    return mean_of(claim, compared, positive, effect(s, arm, variable, span));
}
Check more_secure(const Samples& s, const char* claim, const char* compared, const char* arm) {
    return mean_of(claim, compared, positive,
                   is_secure(s, arm, at_last) - is_secure(s, "control", at_last));
}

Checks a15(const Samples& s) {
    return {falls(s, "A15", "anxiety of the anxious: long therapy less none", "long therapy", anxiety,
                  at_last),
            more_secure(s, "A15", "share of the anxious who are secure in the end, likewise",
                        "long therapy")};
}
Checks a16(const Samples& s) {
    return {falls(s, "A16", "threat seen in cues a day: CBT less none", "cbt", "diary_threat",
                  months(3, 9)),
            falls(s, "A16", "spread of distress: mean negative affect, DBT skills less none", "dbt",
                  "diary_negative_affect", months(6, 12)),
            falls(s, "A16", "anxiety: long attachment-based therapy less none", "long therapy", anxiety,
                  at_last)};
}
Check a18(const Samples& s) {
    return falls(s, "A18", "protest and criticism [min/day]: mindfulness less none", "mindfulness",
                 "diary_attack", months(2, 12));
}
Check a19(const Samples& s) {
    const auto constructive_share = [&](const char* arm) {
        const Weeks& w = s.arm(arm);
        const Span span = months(5, 12);
        const auto sum = [&](const char* variable) {
            return w.mean(0, variable, span.first, span.last) +
                   w.mean(1, variable, span.first, span.last);
        };
        return sum("talk_constructive") - sum("talk_minutes");
    };
    return mean_of("A19",
                   "constructive acts in problem talk (less all talk, min/day): both in couple therapy less "
                   "one alone with the same lessons",
                   positive, constructive_share("eft") - constructive_share("eft of one"));
}
Check a20(const Samples& s) {
    return mean_of("A20", "satisfaction of both: two sessions of education less none", positive,
                   effect_on_both(s, "education", "satisfaction", months(1, 12)));
}
Checks a21(const Samples& s) {
    Column insecure = is_secure(s, "supportive partner", at_last);
    for (double& x : insecure)
        x = 1 - x;
    return {rises(s, "A21", "felt security of the anxious: partner trained to support less not",
                  "supportive partner", "felt_security", months(2, 12)),
            mean_of("A21", "share of them who are insecure nevertheless", {0.5, infinite}, insecure)};
}
Check a22(const Samples& s) {
    return ratio_of("A22", "fall of anxiety in the first month of long therapy, of that in the end",
                    {-0.5, 0.5}, effect(s, "long therapy", anxiety, months(0, 1)),
                    effect(s, "long therapy", anxiety, at_last));
}
Checks b03(const Samples& s) {
    // "Within 6 to 18 months of consistent work": therapy that goes on, as for B92.
    return {statistic_of("B03", "months until security that lasts, median of those who earn it (long therapy)",
                         {6, 18}, s.setting().couples, {months_to_security(s, "long therapy")},
                         [](const auto& c) { return validation::median(c[0]); }),
            least_of("B03", "share secure in the end: the least of the three programmes less none",
                     positive,
                     {is_secure(s, "cbt", at_last) - is_secure(s, "control", at_last),
                      is_secure(s, "ipt", at_last) - is_secure(s, "control", at_last),
                      is_secure(s, "abct", at_last) - is_secure(s, "control", at_last)})};
}
Checks b69(const Samples& s) {
    std::vector<Column> less_anxious, better;
    for (const char* arm : {"cbt", "ipt", "abct", "eft"}) {
        less_anxious.push_back(-1 * effect(s, arm, anxiety, months(4, 12)));
        better.push_back(effect_on_both(s, arm, "satisfaction", months(4, 12)));
    }
    return {least_of("B69", "fall of anxiety, the least of CBT, IPT, ABCT and EFT against none", positive,
                     less_anxious),
            least_of("B69", "rise of satisfaction of both, likewise", positive, better)};
}
Check b70(const Samples& s) {
    return falls(s, "B70", "anxiety after ten weeks of CBT less none", "cbt", anxiety, months(2.1, 2.8));
}
Checks b71(const Samples& s) {
    return {falls(s, "B71", "reassurance seeking [min/day] in weeks 4 to 8 of CBT less none", "cbt",
                  "diary_reassurance_seeking", months(0.9, 1.85)),
            falls(s, "B71", "anxiety in months 3 to 6 of CBT less none", "cbt", anxiety, months(3, 6)),
            mean_of("B71", "share secure in months 6 to 12 less none", positive,
                    is_secure(s, "cbt", months(6, 12)) - is_secure(s, "control", months(6, 12)))};
}
Checks b72(const Samples& s) {
    // "Teaches skills that continue working after therapy ends."
    const Column later = effect(s, "cbt", anxiety, months(9.5, 11));
    return {mean_of("B72", "anxiety six months after the end of CBT less none", negative, later),
            ratio_of("B72", "share of the effect at its end that is left then", {0.5, infinite}, later,
                     effect(s, "cbt", anxiety, months(3.6, 4.6)))};
}
Checks b73(const Samples& s) {
    const Range published{-0.9, -0.2}; // pre to post without control
    return {mean_of("B73", "anxiety after 16 weeks of IPT less before, in sd (published: -.2 to -.9)",
                    published,
                    change(s, "ipt", anxiety, months(3.4, 4.2), attachment_change::norm_anxiety_sd)),
            mean_of("B73", "avoidance, likewise", published,
                    change(s, "ipt", "attachment_avoidance", months(3.4, 4.2),
                           attachment_change::norm_avoidance_sd))};
}
Check b74(const Samples& s) {
    return correlation_of("B74", "change in anxiety with change in depression over IPT, r", positive,
                          s.setting().couples, change(s, "ipt", anxiety, months(3.4, 4.6), 1),
                          change(s, "ipt", depression, months(3.4, 4.6), 1));
}
Check b75(const Samples& s) {
    // What half-way is there of each, by the effect at the end.
    const Span half = months(1.5, 2.5), end = months(3.7, 5);
    return statistic_of("B75",
                        "share of the final effect of IPT that is there half-way: depression less anxiety",
                        {-0.35, 0.35}, s.setting().couples,
                        {effect(s, "ipt", depression, half), effect(s, "ipt", depression, end),
                         effect(s, "ipt", anxiety, half), effect(s, "ipt", anxiety, end)},
                        [](const auto& c) {
                            return validation::mean(c[0]) / validation::mean(c[1]) -
                                   validation::mean(c[2]) / validation::mean(c[3]);
                        });
}
Check b76(const Samples& s) {
    return correlation_of("B76",
                          "effect of IPT on depression with relationship problems before (low "
                          "satisfaction), r",
                          negative, s.setting().couples, effect(s, "ipt", depression, months(4, 10)),
                          -1 * s.arm("control").mean(0, "satisfaction", before.first, before.last));
}
Checks b77(const Samples& s) {
    return {rises(s, "B77", "self-worth after ABCT less none", "abct", "self_worth", months(1.9, 3)),
            falls(s, "B77", "negative affect after ABCT less none", "abct", "diary_negative_affect",
                  months(1.9, 3)),
            falls(s, "B77", "negative affect at follow-up, months 6 to 9, likewise", "abct",
                  "diary_negative_affect", months(6, 9)),
            falls(s, "B77", "symptoms of depression at follow-up, likewise", "abct", depression,
                  months(6, 9))};
}
Check b78(const Samples& s) {
    const auto distress = [&](const char* arm) {
        return effect(s, arm, depression, months(1.5, 4)) +
               effect(s, arm, "anxious_symptoms", months(1.5, 4));
    };
    return mean_of("B78", "symptoms after six sessions: ABCT less relaxation", negative,
                   distress("six of abct") - distress("relaxation"));
}
Checks b79(const Samples& s) {
    return {falls(s, "B79", "anxiety after ABCT less none", "abct", anxiety, months(4, 10)),
            falls(s, "B79", "avoidance, likewise", "abct", "attachment_avoidance", months(4, 10))};
}
Checks b80(const Samples& s) {
    const auto escalation = [&](const char* arm) {
        return s.arm(arm).monthly(&engine::CoupleRow::mutual_escalation_minutes) +
               s.arm(arm).monthly(&engine::CoupleRow::pursuit_withdrawal_minutes);
    };
    return {rises(s, "B80", "habit of asking directly: EFT less none", "eft", "habit_direct_request",
                  months(2, 12)),
            mean_of("B80", "escalation and pursuit met by withdrawal [min/month]: EFT less none", negative,
                    escalation("eft") - escalation("control"))};
}
Checks b81(const Samples& s) {
    return {falls(s, "B81", "distress: negative affect, mindfulness less none", "mindfulness",
                  "diary_negative_affect", months(2, 12)),
            mean_of("B81", "spread of negative affect, likewise", negative,
                    s.arm("mindfulness").spread(0, "diary_negative_affect", trial_start_week + 8) -
                        s.arm("control").spread(0, "diary_negative_affect", trial_start_week + 8)),
            falls(s, "B81", "impulse: protest and criticism [min/day], likewise", "mindfulness",
                  "diary_attack", months(2, 12))};
}
Checks b82(const Samples& s) {
    return {falls(s, "B82", "symptoms of anxiety: mindfulness less none", "mindfulness",
                  "anxious_symptoms", months(2, 12)),
            mean_of("B82", "the same: CBT with mindfulness less CBT", negative,
                    effect(s, "cbt and mindfulness", "anxious_symptoms", months(2, 12)) -
                        effect(s, "cbt", "anxious_symptoms", months(2, 12)))};
}
Checks b88(const Samples& s) {
    return {falls(s, "B88", "protest and criticism [min/day] of people who have learnt to see the pattern, "
                            "less not",
                  "education", "diary_attack", months(1, 12)),
            falls(s, "B88", "negative affect, likewise", "education", "diary_negative_affect",
                  months(1, 12))};
}

} // namespace

Checks therapy_claims(const Samples& s) {
    Checks all{a18(s), a19(s), a20(s), a22(s), b70(s), b74(s), b75(s), b76(s), b78(s)};
    for (const Checks& several : {a15(s), a16(s), a21(s), b03(s), b69(s), b71(s), b72(s), b73(s), b77(s), b79(s),
                                  b80(s), b81(s), b82(s), b88(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
