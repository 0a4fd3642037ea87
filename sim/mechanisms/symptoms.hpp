// Symptoms of depression and anxiety (submodel 17).
//
// Both follow distress with one time constant; anxious symptoms listen to alarm besides:
//
//   D -> k_n (NA - n0) - k_s (satisfaction - usual) - k_z security - w
//        + k_t (rumination - regulation) + own level
//   A -> D + k_x (mean alarm of the day)
//
// Self-worth w (the model of self) falls with the threat that hassles outside the couple are taken
// to be, through the same appraisal: w -> -k_h (m - m0), slowly. Reported scores are logistic:
// PHQ-9 / 27 = logistic(b0 + b1 D), GAD-7 / 21 likewise.
//
// Sources: attachment and symptoms, Zhang et al. 2022; marital discord, Proulx, Helms & Buehler
// 2007; self-worth, Roberts, Gotlib & Kassel 1996. Departure: one distress for both.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::symptoms {

struct Params {
    float negative_affect = 0.5f;
    float satisfaction = 0.3f;
    float security = 0.9f;
    float hassles = 3.5f;
    float usual_hassles = 0.2f;
    float self_worth_time = 50.0f;
    float temperament = 0.28f;
    float alarm = 0.5f;
    float time_constant = 21.0f;
    float intercept = -2.7f;
    float slope = 1.6f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::negative_affect, "negative_affect", "", 0, 5, Status::fitted,
     "pilot calibration", "symptoms by negative affect"},
    {&Params::satisfaction, "satisfaction", "", 0, 5, Status::fitted,
     "Proulx et al. 2007; pilot calibration", "relief by satisfaction"},
    {&Params::security, "security", "", 0, 5, Status::fitted, "pilot calibration",
     "relief by felt security"},
    {&Params::hassles, "hassles", "", 0, 50, Status::fitted, "pilot calibration",
     "loss of self-worth by hassles that are taken as threats"},
    {&Params::usual_hassles, "usual_hassles", "", 0, 5, Status::fitted,
     "mean of the simulated community", "threat of an average day's hassles"},
    {&Params::self_worth_time, "self_worth_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant of self-worth"},
    {&Params::temperament, "temperament", "", 0, 5, Status::assumed, "pilot calibration",
     "symptoms by rumination, and relief by regulation"},
    {&Params::alarm, "alarm", "", 0, 5, Status::assumed, "assumed",
     "anxious symptoms by alarm"},
    {&Params::time_constant, "time_constant", "day", 1, 2000, Status::assumed,
     "weeks; pilot calibration", "time constant of symptoms"},
    {&Params::intercept, "intercept", "", -10, 5, Status::fitted,
     "PHQ-9 community mean 2.9; pilot calibration", "of the reported score"},
    {&Params::slope, "slope", "", 0, 10, Status::fitted,
     "PHQ-9 community sd 3.5; pilot calibration", "of the reported score"},
};

// Symptoms stay at the person's own level.
inline Params neutral(Params p) {
    p.negative_affect = p.satisfaction = p.security = p.hassles = p.temperament = p.alarm = 0;
    return p;
}

template <class F> struct Levels { F depressive, anxious, self_worth; };
template <class F> struct Sources {
    F negative_affect;         // mean of the day, above what one expects of anybody
    F satisfaction;            // above usual
    F security;
    F rumination, regulation;  // population sd
    F own;                     // level of the person
    F hassle_threat;           // of the day
    F alarm;                   // mean of the day
};

template <class F> F distress(const Params& p, const Sources<F>& s, F self_worth) {
    return F(p.negative_affect) * s.negative_affect - F(p.satisfaction) * s.satisfaction -
           F(p.security) * s.security - self_worth +
           F(p.temperament) * (s.rumination - s.regulation) + s.own;
}
template <class F> Levels<F> after_day(const Params& p, const Levels<F>& l, const Sources<F>& s) {
    const F share(approach(Lanes<1>(1.0f), Lanes<1>(p.time_constant)).v);
    const F share_worth(approach(Lanes<1>(1.0f), Lanes<1>(p.self_worth_time)).v);
    const F d = distress(p, s, l.self_worth);
    return {l.depressive + share * (d - l.depressive),
            l.anxious + share * (d + F(p.alarm) * s.alarm - l.anxious),
            l.self_worth + share_worth * (F(-p.hassles) * (s.hassle_threat - F(p.usual_hassles)) -
                                          l.self_worth)};
}
// Share of the questionnaire's scale [0-1].
template <class F> F reported(const Params& p, F level) {
    return logistic(F(p.intercept) + F(p.slope) * level);
}

} // namespace couplet::symptoms
