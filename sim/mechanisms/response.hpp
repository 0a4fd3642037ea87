// Response: whether, and how well, a bid is answered (submodel 9).
//
// While a partner bids, the bid is settled at the pace of the talk (behaviour_choice: persistence):
// answered with probability p, else it goes unmet. p belongs to the one who is asked, and is also
// the quality of the answer, for who is half ready answers by halves:
//
//   p = logistic(r0 + k_g (commitment + trust - v) - k_o (overwhelm + alarm + tension) - k_f fatigue
//                + responsiveness learnt - k_c (pressure - valence of the bid))
//
// so a direct request costs least, reassurance seeking as little, protest and criticism most
// (acts.hpp). Who is alarmed or flooded has little to give, and who withdraws or stonewalls gives
// nothing: p = 0 (bids.hpp). Who is answered has no more to ask, and turns to everyday talk. That answers are
// frequent but not certain is what makes reinforcement partial. Being asked tires: fatigue counts the
// indirect bids and wears off in a day.
//
// Sources: responsiveness, Reis, Clark & Holmes 2004; avoidance and support given, Collins & Feeney
// 2000; care for others asks for a sense of security, Mikulincer, Shaver, Gillath & Nitzberg 2005;
// direct against indirect seeking, Barbee & Cunningham 1995. Departures: one pace for all; one number
// for what bonds, and comfort with closeness, make one give.
//
// Tests: tests/mechanisms/test_response.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::response {

struct Params {
    float base = 0.966f;
    float goodwill = 0.113f;
    float overwhelm = 0.427f;
    float form = 0.335f;
    float fatigue = 0.0983f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::base, "base", "", -5, 8, Status::fitted, "scenarios/validation",
     "log-odds of answering a bid that costs nothing, at average"},
    {&Params::goodwill, "goodwill", "", 0, 3, Status::assumed,
     "sign: Reis et al. 2004, Collins & Feeney 2000; size explored",
     "rise with commitment and trust, and fall with avoidance"},
    {&Params::overwhelm, "overwhelm", "", 0, 3, Status::assumed,
     "sign: Gottman & Levenson 1992, Mikulincer et al. 2005; size explored",
     "fall with overwhelm, with alarm, and with the couple's tension"},
    {&Params::form, "form", "", 0, 5, Status::assumed,
     "sign: Barbee & Cunningham 1995; size explored",
     "cost of a bid's form, a unit of pressure or of hostility"},
    {&Params::fatigue, "fatigue", "", 0, 3, Status::assumed,
     "sign: Joiner et al. 1999; size explored",
     "fall with each indirect bid of late"},
};

// Who is there answers bids at one fixed rate, whoever asks and however.
inline Params neutral(Params p) {
    p.goodwill = p.overwhelm = p.form = p.fatigue = 0;
    return p;
}

template <class F> struct Responder {
    F commitment, trust, avoidance;
    F overwhelm, alarm, tension;
    F fatigue;
    F learnt; // responsiveness
};

// Log-odds of an answer, before the form of the bid.
template <class F> F readiness(const Params& p, const Responder<F>& r) {
    return F(p.base) + F(p.goodwill) * (r.commitment + r.trust - r.avoidance) -
           F(p.overwhelm) * (r.overwhelm + r.alarm + r.tension) - F(p.fatigue) * r.fatigue + r.learnt;
}
// Chance that a bid of this pressure and valence is answered.
template <class F> F answer_probability(const Params& p, F readiness, F pressure, F valence) {
    return logistic(readiness - F(p.form) * (pressure - valence));
}

} // namespace couplet::response
