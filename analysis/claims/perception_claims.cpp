// What is seen and how it is taken: cues, neutral acts, ambiguity, the partner's feelings.
#include "analysis/claims/experiments.hpp"

#include <cmath>

namespace couplet::claims {
namespace {

constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::avoidant_secure;

double first_alarm(const Course& course) { // when the cue has been met
    return alarm(0)(course[1]) - alarm(0)(course[0]);
}

// An act of no warmth or cold at all, as clear as said.
Direction bland(double ambiguity) {
    return [=](Couple& c, double) {
        perform(c, 1, Act::neutral_talk);
        c.partner[1].valence = F(0.0f);
        c.partner[1].ambiguity = F(static_cast<float>(ambiguity));
    };
}
// Warm for ten minutes, then absent-minded: half as cold as who withdraws, and as open to other readings.
Direction turns_away() {
    return [](Couple& c, double minute) {
        perform(c, 1, minute < 10 ? Act::shared_positive : Act::withdrawal);
        if (minute >= 10)
            c.partner[1].valence *= F(0.5f);
    };
}
double minutes_until_noticed(const Course& course) {
    for (const Moment& m : course)
        if (m.minute > 10 && m.partner[0].read < 0)
            return m.minute - 10;
    return course.back().minute - 10;
}

Check b05(const Samples& s) {
    return mean_of("B05", "alarm at a late text that means nothing: anxious less secure twin",
                   positive, twins(s, anxious, secure, after_cue(Cue::threat, true), first_alarm));
}
// Anxious or avoidant person against the secure twin, both with a secure partner.
Reading in_talk(const Samples& s, Pair pair, const Session& talk) { return reading(s, pair, talk, 0); }

Check b11(const Samples& s) {
    return accuracy_of("B11",
                       "accuracy of reading the partner while a major issue is discussed: anxious less "
                       "secure twin",
                       positive,
                       {in_talk(s, anxious, major_issue()), in_talk(s, secure, major_issue())});
}
Checks b14(const Samples& s) {
    const Session talk = with_partner(calm(), turns_away());
    return {mean_of("B14",
                    "minutes until a partner's turning away is noticed: anxious less secure twin",
                    negative, twins(s, anxious, secure, talk, minutes_until_noticed)),
            mean_of("B14", "reading of the partner who has turned away: anxious less secure twin",
                    negative, twins(s, anxious, secure, talk, [](const Course& c) {
                        return mean(c, read(0), 12, 20);
                    }))};
}
Check b20(const Samples& s) {
    const Session talk = with_partner(calm(), confederate(1, Act::neutral_talk));
    return mean_of("B20", "reading of a partner who only talks: anxious less secure twin", negative,
                   twins(s, anxious, secure, talk,
                         [](const Course& c) { return mean(c, read(0)); }));
}
Checks b26(const Samples& s) {
    const Session missed = after_cue(Cue::unavailability);
    return {mean_of("B26", "alarm of anxious people when the partner was not available", positive,
                    outcomes(s, anxious, missed, first_alarm)),
            mean_of("B26", "the same: anxious less secure twin", positive,
                    twins(s, anxious, secure, missed, first_alarm))};
}
Check b27(const Samples& s) {
    Session small = after_cue(Cue::threat);
    small.size = 0.5;
    const auto activated = [](const Course& c) {
        return double(alarm(0)(c[1]) > 1); // half of what costs the hold on one's acts
    };
    return mean_of("B27", "share in high alarm at a cue of half the usual size: anxious less secure "
                          "twin",
                   positive, twins(s, anxious, secure, small, activated));
}
Check b29(const Samples& s) {
    const auto taken = [](const Course& c) { return mean(c, read(0)); };
    const Session vague = with_partner(calm(), bland(1)), clear = with_partner(calm(), bland(0));
    return mean_of("B29",
                   "reading of ambiguous less clear acts of the same face: anxious less secure twin",
                   negative,
                   contrast(s, anxious, vague, clear, taken) -
                       contrast(s, secure, vague, clear, taken));
}
Check b47(const Samples& s) {
    return accuracy_of("B47",
                       "accuracy of the anxious less the secure twin: in a major issue less on a calm "
                       "evening",
                       positive,
                       {in_talk(s, anxious, major_issue()), in_talk(s, secure, major_issue()),
                        in_talk(s, anxious, calm()), in_talk(s, secure, calm())});
}
Checks b48(const Samples& s) {
    const Weeks sharp = s.pairs(anxious, with_properties(Recipient::first, {{Skill::accuracy, 2}}));
    const Weeks& usual = s.pairs(anxious);
    return {mean_of("B48", "closeness of anxious people who read the partner better, less as they are",
                    negative, sharp.mean(0, "relatedness") - usual.mean(0, "relatedness")),
            mean_of("B48", "felt security, likewise", negative,
                    sharp.mean(0, "felt_security") - usual.mean(0, "felt_security"))};
}
Check b49(const Samples& s) {
    return accuracy_of("B49", "accuracy in a major issue: avoidant less secure twin", negative,
                       {in_talk(s, avoidant, major_issue()), in_talk(s, secure, major_issue())});
}
Check b50(const Samples& s) {
    return accuracy_of("B50", "accuracy within mixed pairs in a major issue: avoidant less anxious partner",
                       negative,
                       {reading(s, Pair::anxious_avoidant, major_issue(), 1),
                        reading(s, Pair::anxious_avoidant, major_issue(), 0)});
}
Checks b61(const Samples& s) {
    const Session warm = with_partner(calm(), confederate(1, Act::reassurance));
    const Weeks& all = s.community();
    return {mean_of("B61", "reading of a partner who reassures: avoidant less secure twin", negative,
                    twins(s, avoidant, secure, warm,
                          [](const Course& c) { return mean(c, read(0)); })),
            beta_of("B61", "trust on avoidance, beside support received and anxiety", negative,
                    all.couples(), all.persons("trust"),
                    {all.score(Score::ecr_avoidance, 0), all.persons("diary_support"),
                     all.score(Score::ecr_anxiety, 0)})};
}
Check b62(const Samples& s) {
    const auto neutral = [](const Course& c) {
        double sum = 0, n = 0;
        for (const Moment& m : c)
            for (std::size_t i = 0; i < 2; ++i)
                if (m.minute > 0 && m.partner[1 - i].act == Act::neutral_talk) {
                    sum += m.partner[i].read;
                    ++n;
                }
        return n > 0 ? sum / n : std::nan("");
    };
    return mean_of("B62", "reading of neutral talk on a calm evening: two anxious less two secure",
                   negative, twins(s, Pair::anxious_anxious, secure, calm(), neutral));
}
// Of an anxious person over a year, less that of the secure twin, who has the same alternatives and has
// invested as much [log-odds].
Column more_of_the_anxious(const Samples& s, const char* variable) {
    return log_odds(s.pairs(anxious).mean(0, variable)) - log_odds(s.pairs(secure).mean(0, variable));
}
Checks b104(const Samples& s) {
    return {accuracy_of("B104", "accuracy in a major issue: anxious less secure twin", positive,
                        {in_talk(s, anxious, major_issue()), in_talk(s, secure, major_issue())}),
            statistic_of("B104", "commitment [log-odds] where both are equally satisfied, likewise", positive,
                         s.setting().couples,
                         {more_of_the_anxious(s, "commitment"), more_of_the_anxious(s, "satisfaction")},
                         [](const auto& c) {
                             return validation::mean(c[0]) -
                                    validation::slope(c[0], {c[1]}, 0) * validation::mean(c[1]);
                         })};
}

} // namespace

Checks perception_claims(const Samples& s) {
    Checks all{b05(s), b11(s), b20(s), b27(s), b29(s), b47(s), b49(s), b50(s), b62(s)};
    for (const Checks& several : {b14(s), b26(s), b48(s), b61(s), b104(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
