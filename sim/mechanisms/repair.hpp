// Tension and repair (submodel 15).
//
// The couple's tension h rises with hostile acts and falls by itself; softening, repair and
// reassurance dissolve it faster. At h = 1 an encounter is a conflict.
//
//   h' = k_h (hostile acts of both) - h (1/tau + k_r repair acts)
//
// solved exactly over a turn, in which the acts are constant. Acts of valence -1 are hostile, but for
// withdrawal and stonewalling, which leave tension as it is: two who avoid each other do not quarrel.
//
// A partner who repairs calms: overwhelm falls at the rate k_r S, as fast in the sensitive as it rises
// in them (S, deactivation.hpp). An issue is settled likewise, at the rate k_r. After a conflict, what was
// repaired hurts less: the encounter's hurt, and what is left of alarm and of negative affect above
// rest, count e^(-k_r minutes of repair received).
//
// Sources: repair attempts, Gottman, Driver & Tabares 2015; recovery, Salvatore et al. 2011.
// Departure: one tension for the couple, kept sub-critical by a weak feedback (behaviour_choice).
//
// Tests: tests/mechanisms/test_repair.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::repair {

struct Params {
    float cooling = 1.94f;
    float hostility = 0.561f;
    float repairing = 0.303f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::cooling, "cooling", "min", 0.5f, 600, Status::assumed,
     "minutes, as talk moves on; size explored",
     "time in which tension falls to 37 % by itself"},
    {&Params::hostility, "hostility", "1/min", 0, 5, Status::fitted, "scenarios/validation",
     "tension by a hostile act"},
    {&Params::repairing, "repairing", "1/min", 0, 5, Status::assumed,
     "sign: Gottman et al. 2015; a few minutes; size explored",
     "rate at which a repair act dissolves tension, the open issue, overwhelm and hurt"},
};

inline constexpr float settled = 0.1f; // severity at which an issue is not talked about any more

// Repair acts dissolve nothing: tension only cools, and an issue stays open.
inline Params neutral(Params p) {
    p.repairing = 0;
    return p;
}

// One turn of `step` minutes; `hostile` and `repairing` are sums over both partners.
template <class F> F after_turn(const Params& p, F tension, F step, F hostile, F repairing) {
    const F loss = F(1.0f / p.cooling) + F(p.repairing) * repairing;
    const F gain = F(p.hostility) * hostile;
    const F left = exp(-(step * loss));
    return tension * left + gain / loss * (F(1.0f) - left);
}
// Factor left of the hurt after `minutes` of repair acts received.
template <class F> F hurt_left(const Params& p, F minutes) {
    return exp(F(-p.repairing) * minutes);
}
// Severity left of an issue after `minutes` of repair acts of both; 0 when it is settled.
template <class F> F issue_left(const Params& p, F severity, F minutes) {
    const F left = severity * hurt_left(p, minutes);
    return select(left > F(settled), left, F(0.0f));
}

} // namespace couplet::repair
