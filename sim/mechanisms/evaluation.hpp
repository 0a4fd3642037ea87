// Relationship evaluation: what the days add up to (submodel 13).
//
// A day's experience is summed over its turns, put on a common scale and averaged slowly:
//
//   gain     R = (w - r0) / r1       w: minutes of warmth read, plus k_a (unasked minutes + answers)
//   loss     N = (n' - n0) / n1      n' = s ln(1 + n/s), n: coldness read [min] plus 4 threat
//   pressure P = (q' - q0) / q1      q' likewise from pressure received [min], as it overwhelms
//                                    (deactivation.hpp: weighted by the root of its sensitivity)
//
//   trust       -> T = k_g R - k_l N, times k_v when negative  (loss aversion)   t_trust
//   relatedness -> R    t_rel        autonomy -> -P   t_aut      resentment -> k_r N - forgiveness  t_res
//   outcome   O = o0 + fit + w_t trust + w_r relatedness + w_a autonomy - w_s resentment + w_z security
//   comparison level  L -> k_c O   t_cl
//   satisfaction -> O - L          t_sat
//   commitment   -> c_s (satisfaction - usual) + c_i investment - c_a alternatives      t_com
//
// x -> y  t : x relaxes to y with time constant t, by exact exponentials. The comparison level
// that follows outcomes makes satisfaction fall fastest at the beginning.
//
// Sources: investment model, Rusbult 1980; comparison level, Thibaut & Kelley 1959; need
// satisfaction, La Guardia et al. 2000; early decline, Buehler, Krauss & Orth 2021. Departure: sums
// are compressed by a logarithm, because raw sums let rare days rule satisfaction.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::evaluation {

struct Params {
    float reassurance = 2.5f;
    float usual_gain = 16.5f;
    float gain_unit = 7.0f;
    float loss_saturation = 4.8f;
    float usual_loss = 1.25f;
    float loss_unit = 1.2f;
    float usual_pressure = 0.8f;
    float pressure_unit = 1.0f;
    float trust_gain = 0.33f;
    float trust_loss = 0.26f;
    float loss_aversion = 1.5f;
    float trust_time = 60.0f;
    float relatedness_time = 20.0f;
    float autonomy_time = 30.0f;
    float resentment_loss = 0.7f;
    float resentment_time = 45.0f;
    float honeymoon = 0.8f;
    float outcome_trust = 0.27f;
    float outcome_needs = 0.12f;
    float outcome_resentment = 0.2f;
    float outcome_security = 0.5f;
    float comparison = 0.35f;
    float comparison_time = 700.0f;
    float satisfaction_time = 14.0f;
    float commitment_satisfaction = 0.56f;
    float commitment_investment = 0.48f;
    float commitment_alternatives = 0.48f;
    float commitment_time = 60.0f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::reassurance, "reassurance", "min", 0, 100, Status::assumed, "pilot calibration",
     "minutes of warmth that an answer, or a minute of unasked reassurance, is worth"},
    {&Params::usual_gain, "usual_gain", "min", 0, 1000, Status::fitted,
     "mean of the simulated community", "daily warmth of an average couple"},
    {&Params::gain_unit, "gain_unit", "min", 0.01f, 1000, Status::fitted,
     "sd of the simulated community", "its spread between persons"},
    {&Params::loss_saturation, "loss_saturation", "min", 0.01f, 1000, Status::assumed,
     "pilot calibration", "daily coldness above which more counts less"},
    {&Params::usual_loss, "usual_loss", "min", 0, 1000, Status::fitted,
     "mean of the simulated community", "daily coldness of an average couple"},
    {&Params::loss_unit, "loss_unit", "min", 0.01f, 1000, Status::fitted,
     "sd of the simulated community", "its spread between persons"},
    {&Params::usual_pressure, "usual_pressure", "min", 0, 1000, Status::fitted,
     "mean of the simulated community", "daily pressure in an average couple"},
    {&Params::pressure_unit, "pressure_unit", "min", 0.01f, 1000, Status::fitted,
     "sd of the simulated community", "its spread between persons"},
    {&Params::trust_gain, "trust_gain", "", 0, 3, Status::fitted, "pilot calibration",
     "trust by gain"},
    {&Params::trust_loss, "trust_loss", "", 0, 3, Status::fitted, "pilot calibration",
     "distrust by loss"},
    {&Params::loss_aversion, "loss_aversion", "", 1, 5, Status::assumed,
     "losses weigh more than gains; Kahneman & Tversky 1979", "factor of a negative sum"},
    {&Params::trust_time, "trust_time", "day", 1, 2000, Status::assumed, "pilot calibration",
     "time constant"},
    {&Params::relatedness_time, "relatedness_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant"},
    {&Params::autonomy_time, "autonomy_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant"},
    {&Params::resentment_loss, "resentment_loss", "", 0, 5, Status::fitted,
     "pilot calibration", "resentment by loss"},
    {&Params::resentment_time, "resentment_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant"},
    {&Params::honeymoon, "honeymoon", "", -3, 5, Status::fitted, "pilot calibration",
     "outcome of an average couple"},
    {&Params::outcome_trust, "outcome_trust", "", 0, 3, Status::fitted, "pilot calibration",
     "weight of trust in the outcome"},
    {&Params::outcome_needs, "outcome_needs", "", 0, 3, Status::assumed, "pilot calibration",
     "weight of relatedness, and of autonomy"},
    {&Params::outcome_resentment, "outcome_resentment", "", 0, 3, Status::assumed,
     "pilot calibration", "weight of resentment"},
    {&Params::outcome_security, "outcome_security", "", 0, 3, Status::fitted,
     "pilot calibration", "weight of felt security"},
    {&Params::comparison, "comparison", "", 0, 1, Status::assumed, "pilot calibration",
     "share of the outcome that one gets used to"},
    {&Params::comparison_time, "comparison_time", "day", 10, 10000, Status::assumed,
     "pilot calibration", "time constant"},
    {&Params::satisfaction_time, "satisfaction_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant"},
    {&Params::commitment_satisfaction, "commitment_satisfaction", "", 0, 3, Status::fitted,
     "Le & Agnew 2003; pilot calibration", "weight of satisfaction in commitment"},
    {&Params::commitment_investment, "commitment_investment", "", 0, 3, Status::fitted,
     "Le & Agnew 2003; pilot calibration", "weight of investments"},
    {&Params::commitment_alternatives, "commitment_alternatives", "", 0, 3, Status::fitted,
     "Le & Agnew 2003; pilot calibration", "weight of alternatives"},
    {&Params::commitment_time, "commitment_time", "day", 1, 2000, Status::assumed,
     "pilot calibration", "time constant"},
};

// Days leave no trace in trust, needs and resentment.
inline Params neutral(Params p) {
    constexpr float never = 1e12f; // [day]
    p.trust_time = p.relatedness_time = p.autonomy_time = p.resentment_time = never;
    return p;
}

inline constexpr float usual_satisfaction = 0.6f; // latent; a CSI-16 of about 66

template <class F> struct Experience {
    F warmth, unasked, answers, coldness, threat, pressure; // sums over the day
};
template <class F> struct Day { F gain, loss, pressure; };   // in units of persons' spread

template <class F> F compressed(const Params& p, F x) {
    return F(p.loss_saturation) * log(F(1.0f) + x * F(1.0f / p.loss_saturation));
}
template <class F> Day<F> weigh(const Params& p, const Experience<F>& e) {
    const F gain = e.warmth + F(p.reassurance) * (e.unasked + e.answers);
    const F loss = compressed(p, e.coldness + F(4.0f) * e.threat);
    return {(gain - F(p.usual_gain)) * F(1.0f / p.gain_unit),
            (loss - F(p.usual_loss)) * F(1.0f / p.loss_unit),
            (compressed(p, e.pressure) - F(p.usual_pressure)) * F(1.0f / p.pressure_unit)};
}

template <class F> struct Evaluation {
    F trust, relatedness, autonomy, resentment;
    F comparison, satisfaction, commitment;
};
template <class F> struct Standing {
    F fit, security;            // of the couple; felt (attachment_change.hpp)
    F investment, alternatives; // population sd
    F forgiveness;              // learnt
};

// Share of the way to its target that each state goes in a day.
struct Pace {
    float trust, relatedness, autonomy, resentment, comparison, satisfaction, commitment;
};
inline Pace pace(const Params& p) {
    const auto day = [](float tau) { return approach(Lanes<1>(1.0f), Lanes<1>(tau)).v; };
    return {day(p.trust_time),      day(p.relatedness_time), day(p.autonomy_time),
            day(p.resentment_time), day(p.comparison_time),  day(p.satisfaction_time),
            day(p.commitment_time)};
}

template <class F> F outcome(const Params& p, const Evaluation<F>& e, const Standing<F>& s) {
    return F(p.honeymoon) + s.fit + F(p.outcome_trust) * e.trust +
           F(p.outcome_needs) * (e.relatedness + e.autonomy) -
           F(p.outcome_resentment) * e.resentment + F(p.outcome_security) * s.security;
}
template <class F> F intended_commitment(const Params& p, F satisfaction, const Standing<F>& s) {
    return F(p.commitment_satisfaction) * (satisfaction - F(usual_satisfaction)) +
           F(p.commitment_investment) * s.investment -
           F(p.commitment_alternatives) * s.alternatives;
}

// One day.
template <class F>
Evaluation<F> after_day(const Params& p, const Pace& k, const Evaluation<F>& e,
                        const Standing<F>& s, const Day<F>& d) {
    const F sum = F(p.trust_gain) * d.gain - F(p.trust_loss) * d.loss;
    const F weighed = select(sum < F(0.0f), sum * F(p.loss_aversion), sum);
    const F grudge = F(p.resentment_loss) * d.loss - s.forgiveness;
    const F o = outcome(p, e, s);
    return {e.trust + F(k.trust) * (weighed - e.trust),
            e.relatedness + F(k.relatedness) * (d.gain - e.relatedness),
            e.autonomy + F(k.autonomy) * (-d.pressure - e.autonomy),
            e.resentment + F(k.resentment) * (grudge - e.resentment),
            e.comparison + F(k.comparison) * (F(p.comparison) * o - e.comparison),
            e.satisfaction + F(k.satisfaction) * (o - e.comparison - e.satisfaction),
            e.commitment +
                F(k.commitment) * (intended_commitment(p, e.satisfaction, s) - e.commitment)};
}

} // namespace couplet::evaluation
