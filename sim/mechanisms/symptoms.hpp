// Symptoms of depression and anxiety (submodel 17).
//
// Both follow distress with one time constant; anxious symptoms listen to alarm besides:
//
//   D -> k_n (NA - 1) - k_z (security + comfort / 2) - w + k_t (rumination - regulation) + z
//   A -> D + mean alarm of the day
//   w -> k_h (m0 - m)                                         all with time constant t
//
// Self-worth w (the model of self) falls with the threat m that hassles outside the couple are taken
// to be, through the same appraisal; m0 is the usual. z, what has other causes, has an sd of 1 between
// persons, which sets the scale. Reported scores are logistic: PHQ-9 / 27 = logistic(b0 + b1 D), GAD-7 / 21 likewise.
//
// Sources: attachment and symptoms, Zhang et al. 2022; marital discord, Proulx, Helms & Buehler
// 2007; self-worth, Roberts, Gotlib & Kassel 1996. Departure: one distress for both.
//
// Tests: tests/mechanisms/test_symptoms.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::symptoms {

struct Params {
    float negative_affect = 5.0f;
    float security = 0.396f;
    float hassles = 2.49f;
    float usual_threat = 1.34f;
    float temperament = 0.667f;
    float time = 50.2f;
    float intercept = -2.85f;
    float slope = 0.39f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::negative_affect, "negative_affect", "", 0, 5, Status::assumed,
     "chosen while exploring scenarios/validation", "symptoms by negative affect"},
    {&Params::security, "security", "", 0, 8, Status::fitted, "sign: Zhang et al. 2022",
     "relief by felt security, and half as much by comfort with closeness"},
    {&Params::hassles, "hassles", "", 0, 50, Status::fitted, "sign: Roberts et al. 1996",
     "loss of self-worth by hassles that are taken as threats"},
    {&Params::usual_threat, "usual_threat", "", 0, 5, Status::assumed,
     "about the mean of the simulated community", "threat in the hassles of a usual day"},
    {&Params::temperament, "temperament", "", 0, 5, Status::assumed,
     "sign: Kuppens et al. 2010; size explored",
     "symptoms by rumination, and relief by regulation"},
    {&Params::time, "time", "day", 1, 2000, Status::assumed, "order of weeks; size explored",
     "time constant of symptoms and of self-worth"},
    {&Params::intercept, "intercept", "", -10, 5, Status::assumed,
     "PHQ-9 of the community about 4; norm 2.9, Kocalevent et al. 2013", "of the reported score"},
    {&Params::slope, "slope", "", 0, 10, Status::assumed,
     "its sd about 4.9; norm 3.5, Kocalevent et al. 2013", "of the reported score"},
};

// Symptoms stay at the person's own level.
inline Params neutral(Params p) {
    p.negative_affect = p.security = p.hassles = p.temperament = 0;
    return p;
}

template <class F> struct Levels { F depressive, anxious, self_worth; };
template <class F> struct Sources {
    F negative_affect;         // mean of the day, above rest
    F security, comfort;
    F rumination, regulation;  // population sd
    F own;                     // level of the person
    F hassle_threat;           // of the day
    F alarm;                   // mean of the day
};

template <class F> F distress(const Params& p, const Sources<F>& s, F self_worth) {
    return F(p.negative_affect) * s.negative_affect -
           F(p.security) * (s.security + F(0.5f) * s.comfort) - self_worth +
           F(p.temperament) * (s.rumination - s.regulation) + s.own;
}
template <class F> Levels<F> after_day(const Params& p, const Levels<F>& l, const Sources<F>& s) {
    const F share(approach(Lanes<1>(1.0f), Lanes<1>(p.time)).v);
    const F d = distress(p, s, l.self_worth);
    return {l.depressive + share * (d - l.depressive),
            l.anxious + share * (d + s.alarm - l.anxious),
            l.self_worth +
                share * (F(p.hassles) * (F(p.usual_threat) - s.hassle_threat) - l.self_worth)};
}
// Share of the questionnaire's scale [0-1].
template <class F> F reported(const Params& p, F level) {
    return logistic(F(p.intercept) + F(p.slope) * level);
}

} // namespace couplet::symptoms
