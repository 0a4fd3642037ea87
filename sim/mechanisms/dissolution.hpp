// Dissolution: couples separate (submodel 18).
//
// A hazard from the less committed partner:
//
//   hazard per year = h_kind exp(-k_c min(commitment) + k_e event load)
//
//   h_kind  of dating, cohabiting, married couples [1/year]
//
// Alternatives, and investments that grow with the years, act through commitment (evaluation.hpp).
//
// Sources: least-committed partner, Attridge, Berscheid & Simpson 1995; predictors, Le, Dove,
// Agnew, Korn & Mutso 2010; levels, Rhoades et al. 2011, NSFG 2006-10.
//
// Tests: tests/mechanisms/test_dissolution.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::dissolution {

struct Params {
    float dating = 0.251f;
    float cohabiting = 0.252f;
    float married = 0.0275f;
    float commitment = 4.2f;
    float life_event = 0.097f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::dating, "dating", "1/year", 0, 10, Status::fitted, "Rhoades et al. 2011",
     "base hazard of dating couples"},
    {&Params::cohabiting, "cohabiting", "1/year", 0, 10, Status::fitted, "NSFG",
     "base hazard of cohabiting couples"},
    {&Params::married, "married", "1/year", 0, 10, Status::fitted, "NSFG",
     "base hazard of married couples"},
    {&Params::commitment, "commitment", "", 0, 10, Status::fitted, "Le et al. 2010",
     "log fall with the lower commitment"},
    {&Params::life_event, "life_event", "", 0, 5, Status::assumed,
     "crises end relationships; size explored",
     "log rise with what is left of life events"},
};

// Nobody separates.
inline Params neutral(Params p) {
    p.dating = p.cohabiting = p.married = 0;
    return p;
}

template <class F> struct Bonds {
    F kind;             // 0 dating, 1 cohabiting, 2 married
    F least_commitment;
    F event_load;       // the larger of the partners'
};

// Probability that the couple separates today.
template <class F> F probability_today(const Params& p, const Bonds<F>& b) {
    F base = select(b.kind == F(1.0f), p.cohabiting, F(p.dating));
    base = select(b.kind == F(2.0f), p.married, base);
    const F hazard = base * F(1.0f / 365.25f) *
                     exp(F(-p.commitment) * b.least_commitment + F(p.life_event) * b.event_load);
    return F(1.0f) - exp(-hazard);
}

} // namespace couplet::dissolution
