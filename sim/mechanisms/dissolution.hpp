// Dissolution: couples separate (submodel 18).
//
// A hazard from the less committed partner:
//
//   hazard per year = h_kind exp(-k_c min(commitment) + k_a max(alternatives) + k_e event load
//                                - k_t min(age, 8))
//
//   h_kind  of dating, cohabiting, married couples [1/year]    age  of the relationship [year]
//
// Sources: least-committed partner, Attridge, Berscheid & Simpson 1995; predictors, Le, Dove,
// Agnew, Korn & Mutso 2010; levels, Rhoades et al. 2011, NSFG 2006-10.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::dissolution {

struct Params {
    float dating = 0.028f;
    float cohabiting = 0.031f;
    float married = 0.005f;
    float commitment = 3.6f;
    float alternatives = 0.2f;
    float life_event = 0.25f;
    float age = 0.12f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::dating, "dating", "1/year", 0, 10, Status::fitted,
     "Rhoades et al. 2011; pilot calibration", "base hazard of dating couples"},
    {&Params::cohabiting, "cohabiting", "1/year", 0, 10, Status::fitted,
     "NSFG; pilot calibration", "base hazard of cohabiting couples"},
    {&Params::married, "married", "1/year", 0, 10, Status::fitted, "NSFG; pilot calibration",
     "base hazard of married couples"},
    {&Params::commitment, "commitment", "", 0, 10, Status::fitted,
     "Le et al. 2010; pilot calibration", "log fall with the lower commitment"},
    {&Params::alternatives, "alternatives", "", 0, 5, Status::assumed, "pilot calibration",
     "log rise with the better alternatives"},
    {&Params::life_event, "life_event", "", 0, 5, Status::assumed, "pilot calibration",
     "log rise with what is left of life events"},
    {&Params::age, "age", "1/year", 0, 1, Status::assumed,
     "hazard falls with duration; pilot calibration", "log fall with the relationship's age"},
};

// Nobody separates.
inline Params neutral(Params p) {
    p.dating = p.cohabiting = p.married = 0;
    return p;
}

template <class F> struct Bonds {
    F kind;               // 0 dating, 1 cohabiting, 2 married
    F least_commitment, best_alternatives;
    F event_load;         // the larger of the partners'
    F age;                // [year]
};

// Probability that the couple separates today.
template <class F> F probability_today(const Params& p, const Bonds<F>& b) {
    F base = select(b.kind == F(1.0f), p.cohabiting, F(p.dating));
    base = select(b.kind == F(2.0f), p.married, base);
    const F hazard = base * F(1.0f / 365.25f) *
                     exp(F(-p.commitment) * b.least_commitment +
                         F(p.alternatives) * b.best_alternatives +
                         F(p.life_event) * b.event_load - F(p.age) * min(b.age, 8.0f));
    return F(1.0f) - exp(-hazard);
}

} // namespace couplet::dissolution
