// Affect: positive and negative feelings and their inertia (submodel 12).
//
//   NA relaxes to 1 + daily noise + k_s stress + mood   with time constant tau T
//   NA += k_h h G R                        hurt h and gain G (activation.hpp), R reactivity
//   what of it is above rest is soothed as alarm is, by answers and unasked reassurance
//      (reassurance.hpp), and after a conflict by repair (repair.hpp)
//   NA += k_i (partner's NA - NA)          per minute, while together
//   PA relaxes to 1 with time constant tau / T
//   PA += k_w [read]+                      per minute, without the discount of the avoidant (appraisal.hpp)
//   mood = what of the NA above its usual, as the last encounter leaves it, is left a day later: it
//      wears off with time constant tau_m T
//
//   T = exp(k_t (rumination - regulation) + k_a a)     a  anxiety; k_a prolongs alarm too (activation.hpp)
//
// Affect at rest is 1, which sets its scale. It relaxes overnight; what survives to the next day is
// mood. Who dwells on what hurts does so in alarm, feelings and mood alike, and enjoys as much
// shorter. The avoidant enjoy warmth as others do; what they discount is what it says of the partner.
//
// Sources: inertia, Kuppens, Allen & Sheeber 2010, Houben et al. 2015; rumination and duration,
// Verduyn & Lavrijsen 2015, and its dampening of positive feelings, Feldman, Joormann & Johnson 2008;
// coupling, Butner, Diamond & Hicks 2007; the avoidant gain from positive experiences, Stanton,
// Campbell & Pink 2017. Departure: one number for how rumination prolongs alarm, feelings and mood.
//
// Tests: tests/mechanisms/test_affect.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::affect {

struct Params {
    float stress = 0.492f;
    float recovery = 1.99f;
    float temperament = 0.34f;
    float hurt = 0.217f;
    float mood_time = 0.866f;
    float daily_sd = 0.207f;
    float warmth = 0.035f;
    float contagion = 0.0695f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::stress, "stress", "", 0, 3, Status::fitted, "sign: Bolger et al. 1989",
     "negative affect by a unit of stress"},
    {&Params::recovery, "recovery", "h", 0.05f, 72, Status::assumed,
     "inertia .31 at about 90 minutes in published diaries; size explored",
     "time in which feelings fall to 37 %"},
    {&Params::temperament, "temperament", "", 0, 2, Status::assumed,
     "sign: Verduyn & Lavrijsen 2015; size explored",
     "log slowing of alarm, of bad feelings and mood and of getting over life events with rumination, "
     "and speeding with regulation; of contentment the reverse"},
    {&Params::hurt, "hurt", "", 0, 5, Status::fitted, "scenarios/validation",
     "negative affect by a unit of hurt"},
    {&Params::mood_time, "mood_time", "day", 0.01f, 30, Status::assumed,
     "chosen while exploring scenarios/validation",
     "time in which mood falls to 37 %"},
    {&Params::daily_sd, "daily_sd", "", 0, 5, Status::assumed,
     "chosen while exploring scenarios/validation",
     "daily noise of negative affect, in a person of median variability"},
    {&Params::warmth, "warmth", "1/min", 0, 5, Status::assumed, "sets the scale of positive affect",
     "positive affect by a partner who is read as warm"},
    {&Params::contagion, "contagion", "1/min", 0, 0.2f, Status::assumed,
     "weak coupling, Butner et al. 2007; size explored",
     "coupling of the partners' negative affect while together"},
};

// Affect without inertia: no mood, and feelings gone within minutes.
inline Params neutral(Params p) {
    p.temperament = p.contagion = 0;
    p.recovery = 0.1f;
    p.mood_time = 0.01f;
    return p;
}

inline constexpr float at_rest = 1.0f, ceiling = 8.0f;

// How much longer than others a person dwells on things, by temperament.
template <class F> F slowing(const Params& p, F rumination, F regulation) {
    return exp(F(p.temperament) * (rumination - regulation));
}
// Time constants of negative affect [min], of mood [day] and of positive affect [min]; `dwelling` is how
// much longer than others a person dwells on what hurts, by temperament and anxiety.
template <class F> F recovery_time(const Params& p, F dwelling) {
    return F(p.recovery * 60.0f) * dwelling;
}
template <class F> F mood_time(const Params& p, F dwelling) { return F(p.mood_time) * dwelling; }
template <class F> F contentment_time(const Params& p, F dwelling) {
    return F(p.recovery * 60.0f) / dwelling;
}
// Where negative affect relaxes to.
template <class F> F resting_level(const Params& p, F noise, F stress, F mood) {
    return max(F(at_rest) + noise + F(p.stress) * stress + mood, 0.0f);
}
template <class F> F hurt(const Params& p, F na, F hurt, F reactivity) {
    return min(na + F(p.hurt) * hurt * reactivity, ceiling);
}
// Share of the way to the partner's affect that one's own goes in so many minutes, as the partner's
// comes to meet it.
inline float contagion(const Params& p, float minutes) {
    return 0.5f * (1.0f - exp(Lanes<1>(-2.0f * p.contagion * minutes)).v);
}
// One turn without hurt: relaxes, and goes a share of the way to the partner's.
template <class F> F after_turn(F na, F rest, F keep, F share, F partner_na) {
    return max(rest + (na - rest) * keep + share * (partner_na - na), 0.0f);
}
template <class F> F positive_after_turn(const Params& p, F pa, F keep, F step, F warmth) {
    return min(F(at_rest) + (pa - F(at_rest)) * keep + step * F(p.warmth) * warmth, ceiling);
}

} // namespace couplet::affect
