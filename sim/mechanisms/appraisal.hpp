// Appraisal: what a cue, or the partner's act, is taken to mean (submodel 3).
//
// A cue is judged by signal detection. Evidence e = theta + noise z; it is a threat as far as it
// passes a criterion that moves with the person and the moment:
//
//   c = c0 - k_a a - k_x x + k_t trust + k_c partner's commitment + k_v v + skill
//   m = min(3, [e - c]+ exp(g a))
//
// The partner's act is read as its valence, discounted when warm and coloured when ambiguous:
//
//   w = valence (1 - k_d v)   if valence > 0, else valence
//   read = w - ambiguity (b_a a + b_x x - b_s sentiment) + noise_r z
//
// and the impression follows the reading within a minute or two (model/turn.hpp), noise_r being its sd.
//
//   a, v   attachment anxiety and avoidance, population sd      x   alarm [0-4]
//   m      perceived threat [0-3]       sentiment   satisfaction relative to its norm
//
// Sources: signal detection, Green & Swets 1966; anxious vigilance, Fraley et al. 2006, Campbell,
// Simpson, Boldry & Kashy 2005; partner's commitment buffers, Tran & Simpson 2009; avoidant
// discounting of responsiveness, Collins & Feeney 2004, Overall et al. 2015; sentiment override,
// Weiss 1980. Departure: linear criterion and one gain, the simplest form that separates bias from
// sensitivity.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::appraisal {

struct Params {
    float criterion = 0.78f;
    float criterion_anxiety = 0.2f;
    float criterion_alarm = 0.1f;
    float criterion_trust = 0.12f;
    float criterion_commitment = 0.1f;
    float criterion_avoidance = 0.08f;
    float noise = 0.6f;
    float gain_anxiety = 0.27f;
    float bias_anxiety = 0.086f;
    float bias_alarm = 0.06f;
    float bias_sentiment = 0.1f;
    float discount_avoidance = 0.25f;
    float reading_noise = 0.15f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::criterion, "criterion", "", -3, 5, Status::fitted, "pilot calibration",
     "evidence above which a cue counts as a threat, in average people"},
    {&Params::criterion_anxiety, "criterion_anxiety", "", 0, 2, Status::fitted,
     "sign: Campbell et al. 2005; pilot calibration", "criterion falls with anxiety"},
    {&Params::criterion_alarm, "criterion_alarm", "", 0, 2, Status::assumed,
     "pilot calibration", "criterion falls with alarm"},
    {&Params::criterion_trust, "criterion_trust", "", 0, 2, Status::assumed,
     "pilot calibration", "criterion rises with trust"},
    {&Params::criterion_commitment, "criterion_commitment", "", 0, 2, Status::assumed,
     "sign: Tran & Simpson 2009; pilot calibration",
     "criterion rises with the commitment that the partner shows"},
    {&Params::criterion_avoidance, "criterion_avoidance", "", 0, 2, Status::fitted,
     "pilot calibration", "criterion for attachment cues rises with avoidance"},
    {&Params::noise, "noise", "", 0.01f, 5, Status::assumed,
     "sets the scale of sensitivity", "noise of the evidence"},
    {&Params::gain_anxiety, "gain_anxiety", "", 0, 2, Status::fitted, "pilot calibration",
     "log gain of threat with anxiety"},
    {&Params::bias_anxiety, "bias_anxiety", "", 0, 2, Status::fitted, "pilot calibration",
     "ambiguous acts are read as colder with anxiety"},
    {&Params::bias_alarm, "bias_alarm", "", 0, 2, Status::assumed, "pilot calibration",
     "ambiguous acts are read as colder in alarm"},
    {&Params::bias_sentiment, "bias_sentiment", "", 0, 2, Status::fitted,
     "sign: Weiss 1980; pilot calibration",
     "ambiguous acts are read as warmer by the satisfied (sentiment override)"},
    {&Params::discount_avoidance, "discount_avoidance", "", 0, 0.33f, Status::fitted,
     "sign: Collins & Feeney 2004; pilot calibration", "warmth discounted with avoidance"},
    {&Params::reading_noise, "reading_noise", "", 0, 2, Status::assumed, "pilot calibration",
     "sd of the impression that an act makes, from noise"},
};

// Everybody perceives alike: no effect of attachment, alarm, trust or sentiment.
inline Params neutral(Params p) {
    p.criterion_anxiety = p.criterion_alarm = p.criterion_trust = 0;
    p.criterion_commitment = p.criterion_avoidance = p.gain_anxiety = 0;
    p.bias_anxiety = p.bias_alarm = p.bias_sentiment = p.discount_avoidance = 0;
    return p;
}

inline constexpr float ceiling = 3.0f; // of perceived threat: the worst there is

template <class F> struct Perceiver {
    F anxiety, avoidance; // population sd
    F alarm;              // [0-4]
    F trust, sentiment;
    F partner_commitment;
    F skill;              // benign appraisal learnt
};

template <class F> F criterion(const Params& p, const Perceiver<F>& s) {
    return F(p.criterion) - F(p.criterion_anxiety) * s.anxiety - F(p.criterion_alarm) * s.alarm +
           F(p.criterion_trust) * s.trust + F(p.criterion_commitment) * s.partner_commitment +
           F(p.criterion_avoidance) * s.avoidance + s.skill;
}

// Perceived threat of a cue of objective threat theta.
template <class F> F perceived_threat(const Params& p, const Perceiver<F>& s, F theta, F z) {
    const F evidence = theta + F(p.noise) * z;
    const F excess = positive_part(evidence - criterion(p, s));
    return min(excess * exp(F(p.gain_anxiety) * s.anxiety), ceiling);
}

// Bias against ambiguous acts; constant while an encounter's alarm is.
template <class F> F reading_bias(const Params& p, const Perceiver<F>& s) {
    return F(p.bias_anxiety) * s.anxiety + F(p.bias_alarm) * s.alarm -
           F(p.bias_sentiment) * s.sentiment;
}

// How the partner's act is read: about -1.5 (hostile) to 1.5 (warm).
template <class F>
F read_act(const Params& p, const Perceiver<F>& s, F valence, F ambiguity, F z) {
    const F warmth = valence * (F(1.0f) - F(p.discount_avoidance) * s.avoidance);
    const F face = select(valence > F(0.0f), warmth, valence);
    return face - ambiguity * reading_bias(p, s) + F(p.reading_noise) * z;
}

} // namespace couplet::appraisal
