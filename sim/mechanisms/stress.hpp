// Stress from outside the couple (submodel 1).
//
// Daily stress of a person is a chronic level plus a mean-reverting daily part plus what is left
// of life events; partners' stress crosses over.
//
//   x(t+1) = k x(t) + sqrt(1 - k^2) z,  k = e^(-1/(tau T))            daily part, sd 1
//   e(t+1) = e(t) e^(-1/(tau_e T)) + size, with probability 1 - e^-r  life events (compound Poisson)
//   stress = chronic + x + e + crossover (partner's stress - own)
//   regulation falls by strain x stress; rates of triggers rise with stress (triggers.hpp)
//
//   tau     time_constant    [day]
//   T       how long the person dwells on things, for rumination and lack of regulation (affect.hpp)
//   tau_e   event_recovery   [day]    r      event_rate       [1/day]
//   size    -event_size ln(u), u uniform
//
// Sources: mean reversion as in daily-stress diaries (Bolger, DeLongis, Kessler & Schilling 1989);
// who ruminates stays stressed: Brosschot, Gerin & Thayer 2006; crossover and spillover: Bolger,
// DeLongis, Kessler & Wethington 1989; Neff & Karney 2007; stress depletes regulation: Buck & Neff
// 2012.
// The daily part sets the scale: stress is in units of its sd.
// Departures: work and home are one source. Half of the events happen to both partners.
//
// Tests: tests/mechanisms/test_stress.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::stress {

struct Params {
    float time_constant = 2.5f;
    float event_rate = 0.0055f;
    float event_size = 1.75f;
    float event_recovery = 2.73f;
    float crossover = 0.06f;
    float strain = 0.08f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::time_constant, "time_constant", "day", 0.1f, 60, Status::assumed,
     "day-to-day carry-over of reported stress; Bolger et al. 1989",
     "time in which a stressful day wears off to 37 %"},
    {&Params::event_rate, "event_rate", "1/day", 0, 1, Status::assumed,
     "about two own and two shared upsetting events a year; Brown & Harris 1978",
     "rate of own, and again of shared, life events"},
    {&Params::event_size, "event_size", "", 0, 5, Status::assumed, "worse than a bad day",
     "mean rise of stress at a life event"},
    {&Params::event_recovery, "event_recovery", "day", 0.1f, 365, Status::assumed,
     "order of days, Verduyn & Lavrijsen 2015; size explored",
     "time in which a life event wears off to 37 %"},
    {&Params::crossover, "crossover", "", 0, 0.5f, Status::assumed,
     "sign: Neff & Karney 2007", "share of the difference in stress that passes over in a day"},
    {&Params::strain, "strain", "", 0, 2, Status::assumed, "sign: Buck & Neff 2012; size explored",
     "loss of emotion regulation by a unit of stress"},
};

inline constexpr float still = 1e12f; // [day]: the daily part never moves from 0

// No daily variation, no events, no crossover, no strain: everybody stays at the chronic level.
inline Params neutral(Params p) {
    p.time_constant = still;
    p.event_rate = 0;
    p.crossover = 0;
    p.strain = 0;
    return p;
}

// `slowing`: how much longer than others a person dwells on it (affect.hpp).
template <class F> F next_daily_part(const Params& p, F daily_part, F z, F slowing) {
    const F keep = exp(F(-1.0f / p.time_constant) / slowing);
    return daily_part * keep + sqrt(F(1.0f) - keep * keep) * z;
}

// Size of the life event of one day from a uniform number; 0 on most days.
template <class F> F life_event(const Params& p, F u) {
    const F probability = F(1.0f) - exp(F(-p.event_rate));
    // Given that it happens, u / probability is again uniform.
    const F size = F(-p.event_size) * log(max(u / max(probability, 1e-9f), 1e-9f));
    return select(u < probability, size, 0.0f);
}

template <class F> F next_event_load(const Params& p, F load, F event, F slowing) {
    return load * exp(F(-1.0f / p.event_recovery) / slowing) + event;
}

template <class F> F level(const Params& p, F own_total, F partner_total) {
    return own_total + F(p.crossover) * (partner_total - own_total);
}

} // namespace couplet::stress
