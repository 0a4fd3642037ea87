// Programmes that teach persons: practice at home, individual therapy, its dose, and who leaves or
// gets worse (T80 to T88b).
#include "analysis/validation/checks.hpp"
#include "analysis/validation/vectors.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

// Of the partner who is treated, the first.
Column client(const Panel& p, Sample s, Score which, std::size_t wave) {
    return couples(s, [&](auto c) { return p.score(c, 0, which, wave); });
}
Column firsts(const Column& both) {
    Column own;
    for (std::size_t k = 0; k < both.size(); k += 2)
        own.push_back(both[k]);
    return own;
}
double change_of(const Course& t, Sample s, Score which) {
    return gain(client(t.panel, s, which, 0), client(t.panel, s, which, t.after()));
}
// Those who have taken part against the same persons who have not.
double against_waiting(const Panel& treated, std::size_t wave, const Panel& community,
                       std::size_t quarter, Sample s, Score which) {
    return difference(client(treated, s, which, wave), couples(s, [&](auto c) {
                          return community.score(treated.row(c).couple, 0, which, quarter);
                      }));
}
Column less(Column a, const Column& b) {
    for (std::size_t k = 0; k < a.size(); ++k)
        a[k] -= b[k];
    return a;
}

// Practice of a day against happiness some days later, of all persons, each round the own line.
double practice_and_happiness(const Trials& t, Sample s, std::size_t first_lag,
                              std::size_t last_lag) {
    const Panel& p = t.mbre;
    const std::size_t practice = variable("diary_practice"), happy = variable("diary_happiness");
    const auto from = static_cast<std::size_t>(t.practice_start) + 1; // recorded at midnight
    const auto to = static_cast<std::size_t>(t.practice_end) - 7;     // the last session
    Column x, y;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            Column done, felt;
            for (std::size_t day = from; day + 3 <= to; ++day) {
                done.push_back(p.value(c, i, practice, day));
                felt.push_back(average(p, c, i, happy, day + first_lag, day + last_lag));
            }
            const Column a = detrended(done), b = detrended(felt);
            x.insert(x.end(), a.begin(), a.end());
            y.insert(y.end(), b.begin(), b.end());
        }
    return r(x, y);
}
double practice_and_gain(const Trials& t, Sample s) {
    const std::size_t practice = variable("diary_practice");
    const auto from = static_cast<std::size_t>(t.practice_start) + 1;
    const auto to = static_cast<std::size_t>(t.practice_end);
    return r(persons(s, [&](auto c, auto i) { return average(t.mbre, c, i, practice, from, to); }),
             persons(s, [&](auto c, auto i) {
                 return t.mbre.score(c, i, Score::csi16, 1) - t.mbre.score(c, i, Score::csi16, 0);
             }));
}
double mindful_against_waiting(const Panel& treated, const Panel& community, Sample s,
                               std::size_t wave) {
    return difference(
        persons(s, [&](auto c, auto i) { return treated.score(c, i, Score::csi16, wave); }),
        persons(s, [&](auto c, auto i) {
            return community.score(treated.row(c).couple, i, Score::csi16, wave);
        }));
}

double self_compassion(const Course& t, const Panel& community, Sample s) {
    constexpr double reliability = 0.9; // of the Self-Compassion Scale
    const std::size_t worth = variable("self_worth"), at = t.instant(t.after());
    std::vector<std::uint32_t> twins;
    for (std::uint32_t c : s)
        twins.push_back(t.panel.row(c).couple);
    return difference(firsts(told(t, s, worth, reliability, at)),
                      firsts(told(community, t.seed, twins, worth, reliability, at)));
}
double sessions_and_security(const Course& t, Sample s) {
    const auto insecure = [&](std::uint32_t c, std::size_t wave) {
        return t.panel.score(c, 0, Score::ecr_anxiety, wave) +
               t.panel.score(c, 0, Score::ecr_avoidance, wave);
    };
    return r(couples(s, [&](auto c) { return t.panel.row(c).sessions; }),
             couples(s, [&](auto c) { return insecure(c, 0) - insecure(c, t.after()); }));
}

Column relief(const Course& t, Sample s, std::size_t wave) {
    return less(client(t.panel, s, Score::phq9, 0), client(t.panel, s, Score::phq9, wave));
}
// Share [%] of the depressed who are reliably better when they have had so many sessions.
double improved(const Course& t, Sample s, std::size_t sessions) {
    Column yes;
    for (std::uint32_t c : s) {
        const double before = t.panel.score(c, 0, Score::phq9, 0);
        const double now = t.panel.score(c, 0, Score::phq9, sessions + 1);
        if (before >= phq9_cutoff && t.panel.row(c).sessions >= static_cast<int>(sessions) &&
            !std::isnan(now))
            yes.push_back(before - now >= phq9_reliable);
    }
    return 100 * mean(yes);
}
// Of all who came, however they scored, after treatment as it was, whether it was left early or not:
// so is the share in routine care counted, where up to half begin with few symptoms.
double improved_at_the_end(const Course& t, Sample s) {
    Column yes;
    for (double x : relief(t, s, t.after()))
        if (!std::isnan(x))
            yes.push_back(x >= phq9_reliable);
    return 100 * mean(yes);
}
double mean_improved(const Course& t, Sample s, std::size_t first, std::size_t last) {
    Column shares;
    for (std::size_t n = first; n <= last; ++n)
        shares.push_back(improved(t, s, n));
    return mean(shares);
}
double left(const Course& t, Sample s) {
    return 100 * mean(couples(s, [&](auto c) { return double(t.panel.row(c).dropped_out); }));
}

// Share [%] who are reliably worse after it, mean over programmes.
double worse_couples(const Course& t, Sample s) {
    Column yes;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const double change = t.panel.score(c, i, Score::csi16, t.after()) -
                                  t.panel.score(c, i, Score::csi16, 0);
            if (!std::isnan(change))
                yes.push_back(change <= -csi16_reliable);
        }
    return 100 * mean(yes);
}
double worse_clients(const Course& t, Sample s) {
    Column yes;
    for (double x : relief(t, s, t.after()))
        if (!std::isnan(x))
            yes.push_back(x <= -phq9_reliable);
    return 100 * mean(yes);
}

using Made = std::vector<Check>;

Made practice_checks(const Trials& t, const Panel& community) {
    const Panel& p = t.mbre;
    const auto check = [&p](const char* part, auto f) { return Check{"T80", part, &p, f}; };
    return {
        check("against waiting, after",
              [&](Sample s) { return mindful_against_waiting(p, community, s, 1); }),
        check("against waiting, 3 months later",
              [&](Sample s) { return mindful_against_waiting(p, community, s, 2); }),
        check("practice and the same day",
              [&](Sample s) { return practice_and_happiness(t, s, 0, 0); }),
        check("practice and the next 3 days",
              [&](Sample s) { return practice_and_happiness(t, s, 1, 3); }),
        check("practice and gain", [&](Sample s) { return practice_and_gain(t, s); }),
    };
}

Made compassion_checks(const Course& t, const Panel& community) {
    const auto check = [&t](const char* part, auto f) { return Check{"T83", part, &t.panel, f}; };
    const auto waiting = [&](const char* part, Score which, std::size_t half_years) {
        return check(part, [&t, &community, which, half_years](Sample s) {
            return against_waiting(t.panel, t.half_years_after(half_years), community,
                                   1 + 2 * half_years, s, which);
        });
    };
    return {
        waiting("anxiety", Score::ecr_anxiety, 0),
        waiting("avoidance", Score::ecr_avoidance, 0),
        waiting("anxiety after 6 months", Score::ecr_anxiety, 1),
        waiting("avoidance after 6 months", Score::ecr_avoidance, 1),
        check("self-compassion", [&](Sample s) { return self_compassion(t, community, s); }),
        check("sessions and fall of insecurity",
              [&](Sample s) { return sessions_and_security(t, s); }),
    };
}

Made change_checks(const Trials& t) {
    const auto change = [](const char* id, const char* part, const Course& of, Score which) {
        return Check{id, part, &of.panel, [&of, which](Sample s) { return change_of(of, s, which); }};
    };
    const auto together = [&t](const char* part, Score which) {
        return Check{"T86", part, &t.ipt.panel, [&t, which](Sample s) {
                         const Course& of = t.ipt;
                         const Column fall = less(client(of.panel, s, which, 0),
                                                  client(of.panel, s, which, of.after()));
                         return r(fall, relief(of, s, of.after()));
                     }};
    };
    return {
        change("T82", "anxiety", t.cbt, Score::ecr_anxiety),
        change("T82", "avoidance", t.cbt, Score::ecr_avoidance),
        {"T82", "security", &t.cbt.panel,
         [&t](Sample s) {
             constexpr double reliability = 0.85; // of state measures: .8 to .9
             const std::size_t security = variable("felt_security");
             const auto at = [&](std::size_t wave) {
                 return firsts(told(t.cbt, s, security, reliability, t.cbt.instant(wave)));
             };
             return gain(at(0), at(t.cbt.after()));
         }},
        change("T85", "anxiety", t.ipt, Score::ecr_anxiety),
        change("T85", "avoidance", t.ipt, Score::ecr_avoidance),
        {"T85", "avoidance at intake and relief", &t.ipt.panel,
         [&t](Sample s) { // at equal depression at intake
             return beta(relief(t.ipt, s, t.ipt.after()),
                         {client(t.ipt.panel, s, Score::ecr_avoidance, 0),
                          client(t.ipt.panel, s, Score::phq9, 0)},
                         0);
         }},
        together("anxiety and depression", Score::ecr_anxiety),
        together("avoidance and depression", Score::ecr_avoidance),
    };
}

Made dose_checks(const Trials& t) {
    const auto check = [](const char* id, const char* part, const Course& of, auto f) {
        return Check{id, part, &of.panel, [&of, f](Sample s) { return f(of, s); }};
    };
    using C = const Course&;
    return {
        check("T87", "improved by 13-18 sessions %", t.long_,
              [](C of, Sample s) { return mean_improved(of, s, 13, 18); }),
        check("T87", "improved by 26 sessions %", t.long_,
              [](C of, Sample s) { return improved(of, s, 26); }),
        check("T87", "sessions 14-26 less the first 13", t.long_,
              [](C of, Sample s) {
                  return improved(of, s, 26) - 2 * improved(of, s, 13);
              }),
        check("T88", "leave in trials %", t.cbt, left),
        check("T88", "leave in routine care %", t.routine, left),
        check("T88", "sessions in routine care", t.routine,
              [](C of, Sample s) {
                  return mean(
                      couples(s, [&](auto c) { return double(of.panel.row(c).sessions); }));
              }),
        check("T88", "improved in routine care %", t.routine, improved_at_the_end),
        {"T88b", "worse %", &t.eft.panel,
         [&t](Sample s) { return (worse_couples(t.eft, s) + worse_couples(t.behavioural, s)) / 2; }},
        {"T88b", "clients worse %", &t.cbt.panel,
         [&t](Sample s) { return (worse_clients(t.cbt, s) + worse_clients(t.ipt, s)) / 2; }},
    };
}

} // namespace

std::vector<Check> person_therapy_checks(const Studies& studies) {
    if (!studies.trials)
        return {};
    const Trials& t = *studies.trials;
    std::vector<Check> all;
    for (const Made& group :
         {practice_checks(t, studies.community), compassion_checks(t.abct, studies.community),
          change_checks(t), dose_checks(t)})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

} // namespace couplet::validation
