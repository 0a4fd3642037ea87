// Response: whether a bid is answered (submodel 9).
//
// While a partner bids, the bid is settled at the hazard 1/tau: answered with probability p, else
// it goes unmet. p belongs to the one who is asked:
//
//   p = logistic(r0 + k_g (commitment + trust) - k_o overwhelm - k_v v - form
//                + k_s communication - k_f fatigue - k_h tension - k_a apart + k_e (accuracy - 1/2)
//                + 3 k_s responsiveness learnt)
//   form = 0 direct request, indirect for reassurance seeking, harsh for protest and criticism;
//   responsiveness learnt also takes the sting out of the form
//
// That answers are frequent but not certain is what makes reinforcement partial. Being asked
// indirectly tires: fatigue rises at each reassurance seeking or protest and wears off in a day.
//
// Sources: responsiveness, Reis, Clark & Holmes 2004; capitalisation and support, Collins & Feeney
// 2000; direct against indirect seeking, Barbee & Cunningham 1995. Departure: one hazard for all.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::response {

struct Params {
    float base = 0.98f;
    float goodwill = 0.33f;
    float overwhelm = 0.6f;
    float avoidance = 0.3f;
    float indirect = 0.4f;
    float harsh = 1.5f;
    float communication = 0.3f;
    float fatigue = 0.35f;
    float tension = 0.35f;
    float apart = 0.5f;
    float accuracy = 0.8f;
    float settling = 2.0f;
    float tiring = 0.25f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::base, "base", "", -5, 5, Status::fitted, "pilot calibration",
     "log-odds of answering a direct request, at average"},
    {&Params::goodwill, "goodwill", "", 0, 3, Status::assumed, "pilot calibration",
     "rise with commitment and trust"},
    {&Params::overwhelm, "overwhelm", "", 0, 3, Status::assumed, "pilot calibration",
     "fall with overwhelm"},
    {&Params::avoidance, "avoidance", "", 0, 3, Status::assumed,
     "sign: Collins & Feeney 2000", "fall with avoidance"},
    {&Params::indirect, "indirect", "", 0, 5, Status::assumed, "pilot calibration",
     "cost of the form of reassurance seeking"},
    {&Params::harsh, "harsh", "", 0, 5, Status::fitted, "pilot calibration",
     "cost of the form of protest and criticism"},
    {&Params::communication, "communication", "", 0, 3, Status::assumed, "pilot calibration",
     "rise with communication, and three times that with responsiveness learnt"},
    {&Params::fatigue, "fatigue", "", 0, 3, Status::assumed, "pilot calibration",
     "fall with fatigue"},
    {&Params::tension, "tension", "", 0, 3, Status::assumed, "pilot calibration",
     "fall with the couple's tension"},
    {&Params::apart, "apart", "", 0, 3, Status::assumed, "pilot calibration",
     "fall while apart"},
    {&Params::accuracy, "accuracy", "", 0, 3, Status::assumed, "pilot calibration",
     "rise with empathic accuracy"},
    {&Params::settling, "settling", "min", 0.25f, 60, Status::assumed, "pilot calibration",
     "mean time until a bid is settled"},
    {&Params::tiring, "tiring", "", 0, 3, Status::assumed, "pilot calibration",
     "fatigue by being asked indirectly once"},
};

// Bids are answered at one fixed rate, whoever asks and however.
inline Params neutral(Params p) {
    p.goodwill = p.overwhelm = p.avoidance = p.indirect = p.harsh = p.communication = 0;
    p.fatigue = p.tension = p.apart = p.accuracy = 0;
    return p;
}

inline constexpr float fatigue_recovery = 1440.0f; // [min]: a night's sleep

template <class F> struct Responder {
    F commitment, trust, overwhelm, avoidance;
    F communication, fatigue, tension, apart, accuracy;
    F learnt; // responsiveness
};

// Log-odds of an answer, before the form of the bid.
template <class F> F readiness(const Params& p, const Responder<F>& r) {
    return F(p.base) + F(p.goodwill) * (r.commitment + r.trust) - F(p.overwhelm) * r.overwhelm -
           F(p.avoidance) * r.avoidance + F(p.communication) * r.communication -
           F(p.fatigue) * r.fatigue - F(p.tension) * r.tension - F(p.apart) * r.apart +
           F(p.accuracy) * (r.accuracy - F(0.5f)) + F(3.0f * p.communication) * r.learnt;
}
// Chance that a bid of the given form (0, indirect or harsh) is answered.
template <class F> F answer_probability(F readiness, F form, F learnt) {
    return logistic(readiness - form * max(F(1.0f) - F(0.5f) * learnt, 0.0f));
}

} // namespace couplet::response
