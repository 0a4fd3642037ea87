// Bids, protest and reassurance: what they bring, how they are learnt, what they cost.
#include "analysis/claims/experiments.hpp"
#include "analysis/validation/extinction.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

using validation::bids_to_extinction;
constexpr Pair anxious = Pair::anxious_secure;

double protest(const Course& c) { return share(c, 0, {Act::protest}); }
double seeking(const Course& c) { return share(c, 0, {Act::reassurance_seeking}); }

Checks a12(const Samples& s) {
    const Session seeks = with_partner(calm(), confederate(0, Act::reassurance_seeking));
    const Session talks = with_partner(calm(), confederate(0, Act::neutral_talk));
    const auto tires = [](const Course& c) {
        const auto middle = c.begin() + static_cast<long>(c.size() / 2);
        return answered({middle, c.end()}, 0) - answered({c.begin(), middle}, 0);
    };
    const Weeks& all = s.community();
    const Column asked = all.mean(0, "diary_reassurance_seeking") +
                         all.mean(1, "diary_reassurance_seeking");
    Column quarrels = all.conflicts();
    for (double& x : quarrels)
        x = std::log(1 + x);
    return {mean_of("A12", "overwhelm of a partner who is asked for reassurance for half an hour, less "
                           "of one who is talked to",
                    positive, contrast(s, anxious, seeks, talks,
                                       [](const Course& c) { return at(c, overwhelm(1), 30); })),
            mean_of("A12", "requests for reassurance that are answered, share: later less at first",
                    negative, outcomes(s, anxious, seeks, tires)),
            correlation_of("A12", "reassurance seeking in a couple with its conflicts, r", positive,
                           all.couples(), asked, quarrels)};
}
Checks b07(const Samples& s) {
    return {mean_of("B07",
                    "share of time asking for reassurance, after 20 evenings in which it was given on "
                    "request, less after evenings without asking",
                    positive,
                    after_training(s, 20, Act::reassurance_seeking, Answers::always, seeking) -
                        after_training(s, 20, Act::neutral_talk, Answers::always, seeking))};
}
Checks b19(const Samples& s) {
    // Care for the loud: protest is answered and asking is not; or the other way round.
    const auto care = [&](Act answered) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            const auto skills = c.partner[1].skills;
            for (Act act : {Act::protest, Act::direct_request})
                train(s, c, 15, act, act == answered ? Answers::always : Answers::never);
            c.partner[1].skills = skills;
            return protest(s.lab().hold(unheard(), c));
        });
    };
    return {mean_of("B19",
                    "share of time protesting after weeks in which only protest was answered, less "
                    "when only requests were",
                    positive, care(Act::protest) - care(Act::direct_request))};
}
Check b25(const Samples& s) {
    const auto& p = s.lab().parameters().reinforcement;
    return ratio_of("B25",
                    "bids until extinction after every third bid was answered, over after every bid "
                    "(published: about 3)",
                    {1.8, 4}, bids_to_extinction(p, 200, 0.333f), bids_to_extinction(p, 200, 1));
}
Checks b28(const Samples& s) {
    // Ten minutes of asking, in vain or not; then half an hour as they like.
    const auto asks = [](Answers answers) {
        Session x = after_cue(Cue::unavailability);
        x.minutes = 40;
        x.direction = [=](Couple& c, double minute) {
            if (minute < 10)
                perform(c, 0, Act::reassurance_seeking);
            set_answers(c, 1, answers);
        };
        return often(x);
    };
    const Session in_vain = asks(Answers::never), met = asks(Answers::always);
    return {mean_of("B28", "distress of anxious people whose bids go unmet, less when they are met",
                    positive, contrast(s, anxious, in_vain, met,
                                       [](const Course& c) { return mean(c, distress(0), 10); })),
            mean_of("B28", "share of time in protest and criticism from then on, likewise", positive,
                    contrast(s, anxious, in_vain, met,
                             [](const Course& c) { return share(c, 0, attack, 10); }))};
}
Check b30(const Samples& s) {
    return statistic_of("B30",
                        "share of the rarest of the six kinds among all protest of the anxious with an "
                        "avoidant partner %",
                        {0.5, infinite}, s.setting().couples, s.protests(Pair::anxious_avoidant),
                        [](const auto& c) {
                            double all = 0, least = infinite;
                            for (const Column& kind : c) {
                                all += validation::mean(kind);
                                least = std::min(least, validation::mean(kind));
                            }
                            return 100 * least / all;
                        });
}
Checks b32(const Samples& s) {
    Session x = after_cue(Cue::unavailability);
    x.direction = confederate(0, Act::protest);
    return {mean_of("B32", "protests of anxious people that their partner answers, share",
                    {0.05, 0.95}, outcomes(s, anxious, x, [](const Course& c) {
                        return answered(c, 0);
                    }))};
}
Checks b33(const Samples& s) {
    // A month of evenings in which the first partner protests, or talks. What becomes of the second.
    const auto month = [&](Act act, const std::function<double(const Couple&)>& f) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            for (int day = 0; day < 30; ++day)
                s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
                    if (minute < 8)
                        perform(x, 0, act);
                });
            return f(c);
        });
    };
    const auto lost = [&](const std::function<double(const Couple&)>& f) {
        return month(Act::protest, f) - month(Act::neutral_talk, f);
    };
    return {mean_of("B33", "partner's resentment after a month of protest every evening, less without",
                    positive, lost([](const Couple& c) {
                        return double(c.partner[1].evaluation.resentment.v);
                    })),
            mean_of("B33", "partner's satisfaction, likewise", negative, lost([](const Couple& c) {
                        return double(c.partner[1].evaluation.satisfaction.v);
                    })),
            mean_of("B33", "minutes that the partner withdraws on the last day, likewise", positive,
                    lost([](const Couple& c) { return double(c.partner[1].day.withdrew.v); }))};
}
Check b34(const Samples& s) {
    return mean_of("B34",
                   "share of time protesting, after 20 evenings in which protest was answered, less "
                   "after evenings in which it was not",
                   positive,
                   after_training(s, 20, Act::protest, Answers::always, protest) -
                       after_training(s, 20, Act::protest, Answers::never, protest));
}
Checks b67(const Samples& s) {
    // A quarrel about a major issue; then the partner makes amends, or talks of other things.
    const auto then = [](Act act) {
        return with_partner(major_issue(), [=](Couple& c, double minute) {
            perform(c, 1, minute < 14 ? Act::criticism : act);
        });
    };
    const auto left = [](const Course& c) {
        return mean(c, distress(0), 22, 30) - distress(0)(c.front());
    };
    const Column gain = contrast(s, anxious, then(Act::neutral_talk), then(Act::softening), left);
    const Column secure_gain =
        contrast(s, Pair::secure_secure, then(Act::neutral_talk), then(Act::softening), left);
    return {mean_of("B67", "distress that a partner's softening takes away after an attack, anxious",
                    positive, gain),
            mean_of("B67", "the same: anxious less secure twin", positive, gain - secure_gain)};
}
Checks b91(const Samples& s) {
    const auto asks = [](Act act) {
        return with_partner(after_cue(Cue::unavailability), confederate(0, act));
    };
    return {mean_of("B91", "bids answered, share: direct requests less protest", positive,
                    outcomes(s, anxious, asks(Act::direct_request),
                             [](const Course& c) { return answered(c, 0); }) -
                        outcomes(s, anxious, asks(Act::protest),
                                 [](const Course& c) { return answered(c, 0); })),
            mean_of("B91", "alarm after half an hour, likewise", negative,
                    contrast(s, anxious, asks(Act::direct_request), asks(Act::protest),
                             [](const Course& c) { return at(c, alarm(0), 30); }))};
}
Checks b94(const Samples& s) {
    // Four weeks in which the partner reassures for some minutes each evening, asked or unasked.
    const auto weeks = [&](bool asked, const std::function<double(const Couple&)>& f) {
        return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
            for (int day = 0; day < 28; ++day)
                s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
                    if (minute >= 8)
                        return;
                    perform(x, 0, asked ? Act::reassurance_seeking : Act::neutral_talk);
                    perform(x, 1, Act::reassurance);
                    x.partner[1].answering = F(asked ? 1.0f : 0.0f);
                    set_answers(x, 1, Answers::always);
                });
            return f(c);
        });
    };
    const auto gain = [&](const std::function<double(const Couple&)>& f) {
        return weeks(false, f) - weeks(true, f);
    };
    return {mean_of("B94", "felt security after four weeks of unasked less asked-for reassurance",
                    positive, gain([](const Couple& c) { return double(c.partner[0].felt.security.v); })),
            mean_of("B94", "trust, likewise", positive, gain([](const Couple& c) {
                        return double(c.partner[0].evaluation.trust.v);
                    }))};
}

} // namespace

Checks protest_claims(const Samples& s) {
    Checks all{b25(s), b30(s), b34(s)};
    for (const Checks& several : {a12(s), b07(s), b19(s), b28(s), b32(s), b33(s), b67(s),
                                  b91(s), b94(s)})
        all.insert(all.end(), several.begin(), several.end());
    return all;
}

} // namespace couplet::claims
