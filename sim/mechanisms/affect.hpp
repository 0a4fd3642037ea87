// Affect: positive and negative feelings and their inertia (submodel 12).
//
//   NA relaxes to n0 + own level + daily noise + k_st stress + k_dep symptoms + k_mood mood
//      with time constant tau exp(p_r rumination - p_g regulation)
//   NA += k_m m R (1 - NA/5);   += k_c [-read]+ R (1 - NA/5) per minute;  R reactivity
//   PA relaxes to 1 with time constant tau_p exp(-k_a a); += k_w [read]+ per minute, + joy at an
//      answer
//   mood: slow part of NA, follows the day's mean NA above its usual with time constant
//      tau_m exp(2 p_r rumination - p_g regulation)
//
// Affect relaxes overnight; what survives to the next day is mood. Contentment is shorter in the
// anxious. Partners infect each other weakly: NA += k_i (partner's NA - NA) per minute together.
//
// Sources: inertia, Kuppens, Allen & Sheeber 2010, Houben et al. 2015; rumination and duration,
// Verduyn & Lavrijsen 2015; coupling, Butner, Diamond & Hicks 2007.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::affect {

struct Params {
    float usual = 0.6f;
    float stress = 0.25f;
    float symptoms = 0.1f;
    float mood = 0.6f;
    float recovery = 2.2f;
    float rumination = 0.25f;
    float regulation = 0.15f;
    float threat = 0.7f;
    float coldness = 0.09f;
    float mood_time = 0.85f;
    float daily_sd = 0.4f;
    float warmth = 0.035f;
    float joy = 0.33f;
    float contentment_time = 3.0f;
    float contentment_anxiety = 0.2f;
    float contagion = 0.03f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::usual, "usual", "", 0, 5, Status::assumed, "sets the scale",
     "negative affect at rest"},
    {&Params::stress, "stress", "", 0, 3, Status::assumed, "pilot calibration",
     "negative affect by a unit of stress"},
    {&Params::symptoms, "symptoms", "", 0, 3, Status::assumed, "pilot calibration",
     "negative affect by a unit of depressive symptoms"},
    {&Params::mood, "mood", "", 0, 1, Status::fitted, "pilot calibration",
     "share of mood in negative affect"},
    {&Params::recovery, "recovery", "h", 0.05f, 72, Status::assumed,
     "ESM inertia .25-.45; pilot calibration", "time in which negative affect falls to 37 %"},
    {&Params::rumination, "rumination", "", 0, 2, Status::assumed,
     "Verduyn & Lavrijsen 2015", "log slowing with rumination; twice for mood"},
    {&Params::regulation, "regulation", "", 0, 2, Status::assumed, "pilot calibration",
     "log speeding with regulation"},
    {&Params::threat, "threat", "", 0, 5, Status::fitted, "pilot calibration",
     "negative affect by a unit of perceived threat"},
    {&Params::coldness, "coldness", "1/min", 0, 5, Status::fitted, "pilot calibration",
     "negative affect by a partner who is read as hostile"},
    {&Params::mood_time, "mood_time", "day", 0.1f, 30, Status::fitted,
     "day-to-day inertia .15-.35; pilot calibration", "time in which mood falls to 37 %"},
    {&Params::daily_sd, "daily_sd", "", 0, 5, Status::assumed, "pilot calibration",
     "daily noise of negative affect, in a person of median variability"},
    {&Params::warmth, "warmth", "1/min", 0, 5, Status::assumed, "pilot calibration",
     "positive affect by a partner who is read as warm"},
    {&Params::joy, "joy", "", 0, 5, Status::assumed, "pilot calibration",
     "positive affect by an answer"},
    {&Params::contentment_time, "contentment_time", "h", 0.05f, 72, Status::assumed,
     "pilot calibration", "time in which positive affect falls to 37 %"},
    {&Params::contentment_anxiety, "contentment_anxiety", "", 0, 2, Status::assumed,
     "sign: less and shorter contentment in the anxious", "log shortening with anxiety"},
    {&Params::contagion, "contagion", "1/min", 0, 0.2f, Status::assumed, "pilot calibration",
     "coupling of the partners' negative affect while together"},
};

// Affect without inertia: no mood, and feelings gone within minutes.
inline Params neutral(Params p) {
    p.mood = 0;
    p.recovery = p.contentment_time = 0.1f;
    p.rumination = p.regulation = p.contentment_anxiety = p.contagion = 0;
    return p;
}

inline constexpr float ceiling = 5.0f;

// Time constant of negative affect [min].
template <class F> F recovery_time(const Params& p, F rumination, F regulation) {
    return F(p.recovery * 60.0f) * exp(F(p.rumination) * rumination - F(p.regulation) * regulation);
}
// Time constant of mood [day].
template <class F> F mood_time(const Params& p, F rumination, F regulation) {
    return F(p.mood_time) *
           exp(F(2.0f * p.rumination) * rumination - F(p.regulation) * regulation);
}
// Time constant of positive affect [min].
template <class F> F contentment_time(const Params& p, F anxiety) {
    return F(p.contentment_time * 60.0f) * exp(F(-p.contentment_anxiety) * anxiety);
}
// Where negative affect relaxes to.
template <class F> F resting_level(const Params& p, F own, F stress, F symptoms, F mood) {
    return max(F(p.usual) + own + F(p.stress) * stress + F(p.symptoms) * symptoms +
                   F(p.mood) * mood,
               0.0f);
}
template <class F> F after_threat(const Params& p, F na, F threat, F reactivity) {
    return clamp(na + F(p.threat) * threat * reactivity * (F(1.0f) - na * F(1.0f / ceiling)),
                 0.0f, ceiling);
}
template <class F>
F after_turn(const Params& p, F na, F rest, F keep, F step, F coldness, F reactivity,
             F partner_na) {
    const F relaxed = rest + (na - rest) * keep;
    const F rise = F(p.coldness) * coldness * reactivity * (F(1.0f) - na * F(1.0f / ceiling)) +
                   F(p.contagion) * (partner_na - na);
    return clamp(relaxed + step * rise, 0.0f, ceiling);
}
template <class F>
F positive_after_turn(const Params& p, F pa, F keep, F step, F warmth, F answered) {
    const F relaxed = F(1.0f) + (pa - F(1.0f)) * keep;
    return clamp(relaxed + step * F(p.warmth) * warmth + F(p.joy) * answered, 0.0f, ceiling);
}

} // namespace couplet::affect
