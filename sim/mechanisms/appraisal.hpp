// Appraisal: what a cue, or the partner's act, is taken to mean (submodel 3).
//
// A cue is judged by signal detection. Evidence e = theta + z, z standard normal; it is a threat as far
// as it passes a criterion that moves with the person and the moment:
//
//   D = a - k_g (trust + satisfaction + partner's commitment)            doubt
//   V = D + x                                                            vigilance
//   m = min(5, [e - c]+)       c = c0 - k_v V + k_d v / 2 + skill        perceived threat
//
// The partner's act is read as its valence, discounted when warm and coloured when ambiguous:
//
//   read = valence e^(-k_d v) - ambiguity k_b V       if valence > 0, else valence - ambiguity k_b V
//
//   a, v   attachment anxiety and avoidance, population sd      x   alarm [0-4]
//   m      in units of the noise of the evidence, as are theta and c
//
// Avoidance k_d discounts warmth, and damps attachment cues half as much. Doubt amplifies alarm besides
// (activation.hpp).
//
// Sources: signal detection, Green & Swets 1966; anxious vigilance, Fraley et al. 2006, Campbell,
// Simpson, Boldry & Kashy 2005; partner's commitment buffers, Tran & Simpson 2009; avoidant
// discounting of responsiveness, Collins & Feeney 2004, Overall et al. 2015; sentiment override,
// Weiss 1980. Departure: one vigilance for cues and acts, a linear criterion, no change of gain.
//
// Tests: tests/mechanisms/test_appraisal.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::appraisal {

struct Params {
    float criterion = 0.934f;
    float vigilance = 0.104f;
    float bias = 0.021f;
    float goodwill = 0.183f;
    float avoidance = 0.238f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::criterion, "criterion", "", -3, 8, Status::fitted, "scenarios/validation",
     "evidence above which a cue counts as a threat, at no vigilance"},
    {&Params::vigilance, "vigilance", "", 0, 3, Status::fitted, "sign: Campbell et al. 2005",
     "fall of the criterion with vigilance"},
    {&Params::bias, "bias", "", 0, 2, Status::fitted, "sign: Weiss 1980",
     "ambiguous acts are read as colder with vigilance"},
    {&Params::goodwill, "goodwill", "", 0, 3, Status::fitted,
     "sign: Tran & Simpson 2009, Weiss 1980",
     "doubt falls with trust, satisfaction and the commitment that the partner shows"},
    {&Params::avoidance, "avoidance", "", 0, 2, Status::fitted,
     "sign: Collins & Feeney 2004",
     "attachment cues damped, and warmth discounted, with avoidance"},
};

// Everybody perceives alike: no effect of attachment, alarm or goodwill.
inline Params neutral(Params p) {
    p.vigilance = p.bias = p.goodwill = p.avoidance = 0;
    return p;
}

inline constexpr float ceiling = 5.0f; // of perceived threat: the worst there is

template <class F> struct Perceiver {
    F anxiety, avoidance; // population sd
    F alarm;              // [0-4]
    F trust, satisfaction;
    F partner_commitment;
    F skill;              // benign appraisal learnt
};

template <class F> F doubt(const Params& p, const Perceiver<F>& s) {
    return s.anxiety - F(p.goodwill) * (s.trust + s.satisfaction + s.partner_commitment);
}
template <class F> F vigilance(const Params& p, const Perceiver<F>& s) {
    return doubt(p, s) + s.alarm;
}
template <class F> F criterion(const Params& p, const Perceiver<F>& s) {
    return F(p.criterion) - F(p.vigilance) * vigilance(p, s) + F(0.5f * p.avoidance) * s.avoidance +
           s.skill;
}
// Perceived threat of a cue of objective threat theta.
template <class F> F perceived_threat(const Params& p, const Perceiver<F>& s, F theta, F z) {
    return min(positive_part(theta + z - criterion(p, s)), ceiling);
}
// Factor of the partner's warmth as it arrives.
template <class F> F discount(const Params& p, F avoidance) {
    return exp(F(-p.avoidance) * avoidance);
}
// How the partner's act is read: about -1.5 (hostile) to 1.5 (warm); `discount` as above.
template <class F>
F read_act(const Params& p, const Perceiver<F>& s, F discount, F valence, F ambiguity) {
    const F face = select(valence > F(0.0f), valence * discount, valence);
    return face - ambiguity * F(p.bias) * vigilance(p, s);
}

} // namespace couplet::appraisal
