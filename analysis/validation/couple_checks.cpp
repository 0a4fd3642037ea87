// What becomes of couples: separation, satisfaction over the years, quarrels (T58,
// T61 to T64, T94 to T97).
#include "analysis/validation/vectors.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

using Instrument = Score;
constexpr double month = 30.4375; // [day]

bool separated_by(const Panel& p, std::uint32_t c, double day) {
    const auto& row = p.row(c);
    return row.end_reason == engine::EndReason::separated && row.end_day <= day;
}
double separated(const Panel& p, Sample s, double day) {
    return 100 * mean(couples(s, [&](auto c) { return double(separated_by(p, c, day)); }));
}

// Those who stay against those who leave between 6 and 24 months.
double stay_against_leave(const Panel& p, Sample s, Instrument which) {
    Column stay, leave;
    for (std::uint32_t c : s) {
        if (separated_by(p, c, 6 * month))
            continue;
        for (std::size_t i = 0; i < 2; ++i)
            (separated_by(p, c, 24 * month) ? leave : stay).push_back(p.score(c, i, which, 0));
    }
    return difference(stay, leave);
}

Column satisfaction(const Panel& p, Sample s, std::size_t wave) {
    return persons(
        s, [&, wave](auto c, auto i) { return p.score(c, i, Instrument::csi16, wave); });
}
// Change per year of those still together at the end, in sd of the beginning.
double change(const Panel& p, Sample s, std::size_t first, std::size_t last) {
    const Column before = satisfaction(p, s, first), after = satisfaction(p, s, last);
    Column gain;
    for (std::size_t k = 0; k < before.size(); ++k)
        gain.push_back(after[k] - before[k]);
    return mean(gain) / sd(before) / (static_cast<double>(last - first) / 4);
}

// Warm against hostile acts in problem talk, of couples that stay or separate. Every couple counts
// alike, as in a laboratory where each talks for the same time.
double positive_to_negative(const Panel& p, Sample s, bool stable) {
    Column share;
    for (std::uint32_t c : s) {
        const auto& row = p.row(c);
        const double acts = double(row.positive_minutes) + double(row.negative_minutes);
        if ((row.end_reason == engine::EndReason::intact) == stable && acts > 0)
            share.push_back(row.positive_minutes / acts);
    }
    const double positive = mean(share);
    return positive / (1 - positive);
}

Column arguments_per_month(const Panel& p, Sample s) {
    return couples(s, [&](auto c) {
        return p.row(c).conflicts * month / std::max(1.0f, p.row(c).end_day);
    });
}
// Kinds of events of the four weeks of the diary, of all couples of the sample.
double events(const Panel& diary, Sample s, model::EventKind kind) {
    double n = 0;
    for (std::uint32_t c : s)
        for (const model::Event& e : diary.events(c))
            n += e.kind == kind;
    return n;
}

// Minutes of problem talk a day over a quarter, as told, with satisfaction at its end, given how
// they talk.
double arguing_and_satisfaction(const Panel& p, Sample s) {
    const std::size_t talk = variable("talk_minutes");
    const Column minutes = persons(s, [&](auto c, auto i) {
        return p.told(c, i, arguing, 91, std::log(0.05 + average(p, c, i, talk, 1, 13)),
                      frequency_error);
    });
    const auto report = [&](Score which) {
        return persons(s, [&, which](auto c, auto i) { return p.score(c, i, which, 1); });
    };
    return partial_r(minutes, report(Score::csi16),
                     {report(Score::cpq_demand_withdraw), report(Score::cpq_constructive)});
}

} // namespace

std::vector<Check> couple_checks(const Studies& studies) {
    const Panel& community = studies.community;
    const auto check = [](const char* id, const char* part, const Panel& p, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) { return f(p, s); }};
    };
    using P = const Panel&;
    using I = Instrument;
    return {
        check("T58", "stable", community,
              [](P p, Sample s) { return positive_to_negative(p, s, true); }),
        check("T58", "separating", community,
              [](P p, Sample s) { return positive_to_negative(p, s, false); }),
        check("T61", "dating broken up in 20 months", studies.dating,
              [](P p, Sample s) { return separated(p, s, 20 * month); }),
        check("T62", "marriages ended in 5 years", studies.newlyweds,
              [](P p, Sample s) { return separated(p, s, 60 * month); }),
        check("T63", "cohabitations ended in 5 years", studies.cohabiting,
              [](P p, Sample s) { return separated(p, s, 60 * month); }),
        check("T64", "commitment", studies.dating,
              [](P p, Sample s) { return stay_against_leave(p, s, I::commitment); }),
        check("T64", "satisfaction", studies.dating,
              [](P p, Sample s) { return stay_against_leave(p, s, I::csi16); }),
        check("T64", "commitment less satisfaction", studies.dating,
              [](P p, Sample s) {
                  return stay_against_leave(p, s, I::commitment) -
                         stay_against_leave(p, s, I::csi16);
              }),
        check("T64", "anxiety", studies.dating,
              [](P p, Sample s) { return -stay_against_leave(p, s, I::ecr_anxiety); }),
        check("T64", "avoidance", studies.dating,
              [](P p, Sample s) { return -stay_against_leave(p, s, I::ecr_avoidance); }),
        check("T94", "change in 2 years", studies.newlyweds,
              [](P p, Sample s) { return change(p, s, 0, 8); }),
        check("T94", "first year less second", studies.newlyweds,
              [](P p, Sample s) { return change(p, s, 0, 4) - change(p, s, 4, 8); }),
        check("T95", "retest at 1 year", community,
              [](P p, Sample s) {
                  return r(satisfaction(p, s, 0), satisfaction(p, s, 4));
              }),
        check("T96", "mean arguments a month", community,
              [](P p, Sample s) { return mean(arguments_per_month(p, s)); }),
        check("T96", "median", community,
              [](P p, Sample s) { return median(arguments_per_month(p, s)); }),
        check("T96", "less than one a month %", community,
              [](P p, Sample s) {
                  Column few = arguments_per_month(p, s);
                  for (double& x : few)
                      x = x < 1;
                  return 100 * mean(few);
              }),
        check("T96", "mean less median", community,
              [](P p, Sample s) {
                  const Column rate = arguments_per_month(p, s);
                  return mean(rate) - median(rate);
              }),
        check("T96", "disagreements for an argument", studies.diary,
              [](P p, Sample s) {
                  return events(p, s, model::EventKind::disagreement) /
                         events(p, s, model::EventKind::conflict_start);
              }),
        check("T97c", "partial r", community, arguing_and_satisfaction),
        check("T97", "share of joint time %", community,
              [](P p, Sample s) {
                  constexpr double together = 180; // minutes a day
                  const std::size_t talk = variable("talk_minutes");
                  return 100 / together * mean(couples(s, [&](auto c) {
                             return average(p, c, 0, talk, 0, p.instants() - 1);
                         }));
              }),
    };
}

} // namespace couplet::validation
