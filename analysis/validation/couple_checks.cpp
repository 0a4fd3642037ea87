// What becomes of couples: separation, satisfaction over the years, quarrels; and symptoms (T58,
// T61 to T64, T90 to T97).
#include "analysis/validation/vectors.hpp"
#include "population/draw.hpp"

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
double median(Column x) {
    if (x.empty())
        return std::nan("");
    std::nth_element(x.begin(), x.begin() + static_cast<long>(x.size() / 2), x.end());
    return x[x.size() / 2];
}

// Anxious symptoms of those of a style against the secure, by forced choice.
double style_difference(const Panel& p, Sample s, population::Style style) {
    const variation::Params v;
    Column of_style, secure;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const double x = p.score(c, i, Instrument::ecr_anxiety, 0);
            const double y = p.score(c, i, Instrument::ecr_avoidance, 0);
            if (std::isnan(x) || std::isnan(y))
                continue;
            const auto nearest =
                population::nearest_style(v, static_cast<float>(x), static_cast<float>(y));
            if (nearest == style)
                of_style.push_back(p.score(c, i, Instrument::gad7, 0));
            else if (nearest == population::Style::secure)
                secure.push_back(p.score(c, i, Instrument::gad7, 0));
        }
    return difference(of_style, secure);
}

double reports_r(const Panel& p, Sample s, Instrument a, Instrument b) {
    return r(persons(s, [&, a](auto c, auto i) { return p.score(c, i, a, 0); }),
             persons(s, [&, b](auto c, auto i) { return p.score(c, i, b, 0); }));
}

} // namespace

std::vector<Check> couple_checks(const Studies& studies) {
    const Panel& community = studies.community;
    const auto check = [](const char* id, const char* part, const Panel& p, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) { return f(p, s); }};
    };
    using P = const Panel&;
    using I = Instrument;
    using population::Style;
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
        check("T64", "anxiety", studies.dating,
              [](P p, Sample s) { return -stay_against_leave(p, s, I::ecr_anxiety); }),
        check("T64", "avoidance", studies.dating,
              [](P p, Sample s) { return -stay_against_leave(p, s, I::ecr_avoidance); }),
        check("T90", "avoidance and depression", community,
              [](P p, Sample s) { return reports_r(p, s, I::ecr_avoidance, I::phq9); }),
        check("T91", "anxiety and depression", community,
              [](P p, Sample s) { return reports_r(p, s, I::ecr_anxiety, I::phq9); }),
        check("T92", "preoccupied", community,
              [](P p, Sample s) { return style_difference(p, s, Style::anxious); }),
        check("T92", "dismissing", community,
              [](P p, Sample s) { return style_difference(p, s, Style::avoidant); }),
        check("T93", "satisfaction and well-being", community,
              [](P p, Sample s) { return -reports_r(p, s, I::csi16, I::phq9); }),
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
