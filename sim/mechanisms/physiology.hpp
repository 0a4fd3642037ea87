// Physiology: cortisol, and the hold of the prefrontal cortex on behaviour (submodel 6).
//
// Cortisol follows changes of activation, not its level: the drive is activation minus its own
// adapted level; release lags, and clearance is first-order.
//
//   A' = (x - A) / t_a          D = [x - A]+
//   L' = (D - L) / (t_a / 2)    C' = r L - (C - C0) ln 2 / h
//
// Between encounters x changes little while D dies away, so D(t) = D e^(-t/t_a), and the three
// linear equations have a closed solution (relax below). Half an hour before a conflict that is
// known to come, D rises by k times its severity and the gain of activation.
//
//   control = e^(-alarm / x_c)   [0-1], multiplies skill; habits gain when it is low
//
//   C  salivary cortisol [nmol/l]   h  half-life [min]   t_a  [min]
//
// Sources: peak 15-30 min after onset and half-life about 65 min, Kirschbaum & Hellhammer 1994;
// anticipatory rise in anxious-avoidant newlyweds, Beck, Pietromonaco et al. 2013; prefrontal
// control under stress, Arnsten 2009. Departures: no daily rhythm of cortisol; one
// time constant for adaptation and, halved, for the lag of release.
//
// Tests: tests/mechanisms/test_physiology.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::physiology {

struct Params {
    float adaptation = 10.0f;
    float release = 0.06f;
    float half_life = 65.0f;
    float baseline = 4.5f;
    float anticipation = 2.33f;
    float control = 2.0f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::adaptation, "adaptation", "min", 1, 45, Status::measured,
     "peak 15-30 min after a stressor, Kirschbaum & Hellhammer 1994",
     "time in which the drive adapts to 37 %; release lags by half of it"},
    {&Params::release, "release", "nmol/l/min", 0, 5, Status::assumed,
     "reactive rise 1.5-3 nmol/l", "release by a unit of drive"},
    {&Params::half_life, "half_life", "min", 10, 300, Status::measured,
     "Kirschbaum & Hellhammer 1994", "half-life of salivary cortisol"},
    {&Params::baseline, "baseline", "nmol/l", 0, 40, Status::measured,
     "afternoon level, 3-6 nmol/l", "level at rest"},
    {&Params::anticipation, "anticipation", "", 0, 5, Status::assumed,
     "sign: Beck et al. 2013; size explored",
     "drive before a known conflict, a unit of its severity"},
    {&Params::control, "control", "", 0.1f, 1e9f, Status::assumed, "sign: Arnsten 2009",
     "alarm at which control falls to 37 %"},
};

// No hormone response, and full control whatever the alarm.
inline Params neutral(Params p) {
    p.release = p.anticipation = 0;
    p.control = 1e9f;
    return p;
}

template <class F> struct Axis {
    F adapted;  // A
    F lagged;   // L
    F cortisol; // C [nmol/l]
};

// Decay factors of a turn; the same for everybody.
struct Pace {
    float adapt, lag, clear;
};
inline Pace pace(const Params& p, float minutes) {
    using F = Lanes<1>;
    return {exp(F(-minutes / p.adaptation)).v, exp(F(-2.0f * minutes / p.adaptation)).v,
            exp(F(-minutes * 0.693147181f / p.half_life)).v};
}

// One turn; `active` 0 leaves all as it is.
template <class F>
Axis<F> after_turn(const Params& p, const Axis<F>& s, F activation, const Pace& k, F active) {
    const F drive = positive_part(activation - s.adapted);
    const F lagged = s.lagged + active * F(1.0f - k.lag) * (drive - s.lagged);
    const F level = F(p.baseline) + F(p.release * p.half_life / 0.693147181f) * lagged;
    return {s.adapted + active * F(1.0f - k.adapt) * (activation - s.adapted), lagged,
            s.cortisol + active * F(1.0f - k.clear) * (level - s.cortisol)};
}

// A span of `minutes` without encounter, with extra drive at its start.
template <class F>
Axis<F> relax(const Params& p, const Axis<F>& s, F activation, F extra_drive, F minutes) {
    const float rate_a = 1.0f / p.adaptation, rate_l = 2.0f / p.adaptation;
    const float rate_c = 0.693147181f / p.half_life;
    const F drive = positive_part(activation - s.adapted) + extra_drive;
    const F ea = exp(-(minutes * F(rate_a))), el = exp(-(minutes * F(rate_l)));
    const F ec = exp(-(minutes * F(rate_c)));
    // L(t) = l e^(-t/t_l) + d e^(-t/t_a); C follows each exponential separately.
    const F d = drive * F(rate_l / (rate_l - rate_a));
    const F l = s.lagged - d;
    const F rise = F(p.release) * (l * (ec - el) * F(1.0f / (rate_l - rate_c)) +
                                   d * (ec - ea) * F(1.0f / (rate_a - rate_c)));
    return {activation + (s.adapted - activation) * ea, l * el + d * ea,
            F(p.baseline) + (s.cortisol - F(p.baseline)) * ec + rise};
}

// Hold of deliberate control over behaviour [0-1].
template <class F> F control(const Params& p, F alarm) {
    return exp(alarm * F(-1.0f / p.control));
}

} // namespace couplet::physiology
