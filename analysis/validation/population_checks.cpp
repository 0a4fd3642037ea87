// Population structure and pairing (T01 to T07).
#include "analysis/validation/vectors.hpp"

namespace couplet::validation {
namespace {

using Instrument = Score;

Column reported(const Panel& p, Sample s, Instrument which, std::size_t wave) {
    return persons(s, [&, which, wave](auto c, auto i) { return p.score(c, i, which, wave); });
}

// Share of the persons [%] whom the three styles of a forced choice class as `which`.
double style_share(const Panel& p, Sample s, population::Style which) {
    double chosen = 0, all = 0;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const double x = p.score(c, i, Instrument::ecr_anxiety, 0);
            const double y = p.score(c, i, Instrument::ecr_avoidance, 0);
            if (std::isnan(x) || std::isnan(y))
                continue;
            ++all;
            chosen += forced_choice(x, y) == which;
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

} // namespace

std::vector<Check> population_checks(const Studies& studies) {
    const Panel& p = studies.community;
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
    };
}

} // namespace couplet::validation
