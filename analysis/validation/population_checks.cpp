// Population structure and pairing, stability and change of attachment (T01 to T15).
#include "analysis/validation/vectors.hpp"
#include "population/draw.hpp"
#include "statistics/decay.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

using Instrument = Score;
constexpr std::size_t year = 4; // waves are quarters of a year

Column reported(const Panel& p, Sample s, Instrument which, std::size_t wave) {
    return persons(s, [&, which, wave](auto c, auto i) { return p.score(c, i, which, wave); });
}

// Share of the persons [%] whom the three styles of a forced choice class as `which`.
double style_share(const Panel& p, Sample s, population::Style which) {
    const variation::Params v;
    double chosen = 0, all = 0;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const double x = p.score(c, i, Instrument::ecr_anxiety, 0);
            const double y = p.score(c, i, Instrument::ecr_avoidance, 0);
            if (std::isnan(x) || std::isnan(y))
                continue;
            ++all;
            auto style =
                population::nearest_style(v, static_cast<float>(x), static_cast<float>(y));
            if (style == population::Style::disorganised) // no such choice: the higher of the two
                style = x - attachment_change::norm_anxiety > y - attachment_change::norm_avoidance
                            ? population::Style::anxious
                            : population::Style::avoidant;
            chosen += style == which;
        }
    return 100 * chosen / all;
}

double high_on_both(const Panel& p, Sample s) {
    constexpr double middle = 4; // of the scale
    return 100 * mean(persons(s, [&](auto c, auto i) {
               return p.score(c, i, Instrument::ecr_anxiety, 0) > middle &&
                      p.score(c, i, Instrument::ecr_avoidance, 0) > middle;
           }));
}

double partners_r(const Panel& p, Sample s, Instrument which) {
    const Column x = reported(p, s, which, 0);
    return r(x, partners(x));
}

double latent_stability(const Panel& p, Sample s) {
    const std::size_t anxiety = variable("attachment_anxiety");
    const auto at = [&](std::size_t week) {
        return persons(s, [&, week](auto c, auto i) { return p.value(c, i, anxiety, week); });
    };
    return r(at(0), at(3));
}

double asymptote(const Panel& p, Sample s) {
    const Column first = reported(p, s, Instrument::ecr_anxiety, 0);
    Column lag, stability;
    for (std::size_t wave = 1; wave <= 2 * year; ++wave) {
        lag.push_back(static_cast<double>(wave) / year);
        stability.push_back(r(first, reported(p, s, Instrument::ecr_anxiety, wave)));
    }
    return statistics::fit_decay(lag, stability).asymptote;
}

Column change_of_anxiety(const Panel& p, Sample s, std::size_t first, std::size_t last) {
    const std::size_t anxiety = variable("attachment_anxiety");
    return persons(s, [&, anxiety](auto c, auto i) {
        return p.value(c, i, anxiety, last) - p.value(c, i, anxiety, first);
    });
}

double newlywed_change(const Panel& p, Sample s) {
    const Column before = reported(p, s, Instrument::ecr_anxiety, 0);
    const Column after = reported(p, s, Instrument::ecr_anxiety, 2 * year);
    Column change;
    for (std::size_t k = 0; k < before.size(); ++k)
        change.push_back(after[k] - before[k]);
    return mean(change) / sd(before);
}

double fulfilment_on_anxiety(const Panel& p, Sample s) {
    const std::size_t relatedness = variable("relatedness");
    const Column met = persons(
        s, [&](auto c, auto i) { return average(p, c, i, relatedness, 0, 4); });
    return beta(reported(p, s, Instrument::ecr_anxiety, 2),
                {reported(p, s, Instrument::ecr_anxiety, 0), met}, 1);
}

} // namespace

std::vector<Check> population_checks(const Studies& studies) {
    const Panel& p = studies.community;
    const Panel& n = studies.newlyweds;
    const auto ax = Instrument::ecr_anxiety, av = Instrument::ecr_avoidance;
    using population::Style;
    return {
        {"T01", "secure", &p, [&p](Sample s) { return style_share(p, s, Style::secure); }},
        {"T01", "avoidant", &p, [&p](Sample s) { return style_share(p, s, Style::avoidant); }},
        {"T01", "anxious", &p, [&p](Sample s) { return style_share(p, s, Style::anxious); }},
        {"T04", "both high", &p, [&p](Sample s) { return high_on_both(p, s); }},
        {"T05", "anxiety mean", &p, [&p, ax](Sample s) { return mean(reported(p, s, ax, 0)); }},
        {"T05", "anxiety sd", &p, [&p, ax](Sample s) { return sd(reported(p, s, ax, 0)); }},
        {"T05", "avoidance mean", &p, [&p, av](Sample s) { return mean(reported(p, s, av, 0)); }},
        {"T05", "avoidance sd", &p, [&p, av](Sample s) { return sd(reported(p, s, av, 0)); }},
        {"T06", "r", &p,
         [&p, ax, av](Sample s) { return r(reported(p, s, ax, 0), reported(p, s, av, 0)); }},
        {"T07", "anxiety", &p, [&p, ax](Sample s) { return partners_r(p, s, ax); }},
        {"T07", "avoidance", &p, [&p, av](Sample s) { return partners_r(p, s, av); }},
        {"T09", "latent r over 3 weeks", &p, [&p](Sample s) { return latent_stability(p, s); }},
        {"T10", "retest at 1 year", &p,
         [&p, ax](Sample s) { return r(reported(p, s, ax, 0), reported(p, s, ax, year)); }},
        {"T10", "asymptote", &p, [&p](Sample s) { return asymptote(p, s); }},
        {"T14", "d of anxiety over 2 years", &n, [&n](Sample s) { return newlywed_change(n, s); }},
        {"T14b", "r of partners' changes", &p,
         [&p](Sample s) {
             const Column change = change_of_anxiety(p, s, 0, 52);
             return r(change, partners(change));
         }},
        {"T15", "beta on anxiety", &p, [&p](Sample s) { return fulfilment_on_anxiety(p, s); }},
    };
}

} // namespace couplet::validation
