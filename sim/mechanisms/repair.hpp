// Tension and repair (submodel 15).
//
// The couple's tension h rises with hostile acts and falls by itself; softening, repair and
// reassurance dissolve it faster:
//
//   h' = k_h (hostile acts) (1 + k_q q) - h (1/tau + k_r (repair acts) (1 + k_s skill))
//
// solved exactly over a turn, in which the acts are constant.
//
//   hostile acts: criticism and protest 1 each, withdrawal and stonewalling c each
//   q  severity of the open issue
//
// After a conflict, what was repaired hurts less: threat and coldness of the day count
// (1 - k_a repaired), with repaired = 1 - e^(-repair minutes / 4), and the alarm left falls alike.
//
// Sources: repair attempts, Gottman, Driver & Tabares 2015; recovery, Salvatore et al. 2011.
// Departure: one tension for the couple, kept sub-critical by a weak feedback (behaviour_choice).
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::repair {

struct Params {
    float cooling = 11.0f;
    float hostility = 0.093f;
    float withdrawal = 0.35f;
    float severity = 0.4f;
    float repairing = 0.18f;
    float skill = 0.3f;
    float aftermath = 0.5f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::cooling, "cooling", "min", 0.5f, 600, Status::fitted, "pilot calibration",
     "time in which tension falls to 37 % by itself"},
    {&Params::hostility, "hostility", "1/min", 0, 5, Status::fitted, "pilot calibration",
     "tension by a hostile act"},
    {&Params::withdrawal, "withdrawal", "", 0, 1, Status::assumed, "pilot calibration",
     "hostility of a withdrawal, relative to criticism"},
    {&Params::severity, "severity", "", 0, 3, Status::assumed, "pilot calibration",
     "how much more a severe issue heats"},
    {&Params::repairing, "repairing", "1/min", 0, 5, Status::fitted, "pilot calibration",
     "rate at which a repair act dissolves tension"},
    {&Params::skill, "skill", "", 0, 3, Status::assumed, "pilot calibration",
     "gain of that with communication"},
    {&Params::aftermath, "aftermath", "", 0, 1, Status::assumed, "pilot calibration",
     "share of the hurt that full repair takes away"},
};

// Repair acts dissolve nothing: tension only cools.
inline Params neutral(Params p) {
    p.repairing = p.aftermath = 0;
    return p;
}

// One turn of `step` minutes; acts are counts over both partners.
template <class F>
F after_turn(const Params& p, F tension, F step, F hostile, F withdrawn, F repairing, F skill,
             F issue_severity) {
    const F loss = F(1.0f / p.cooling) +
                   F(p.repairing) * repairing * max(F(1.0f) + F(p.skill) * skill, 0.1f);
    const F gain = F(p.hostility) * (hostile + F(p.withdrawal) * withdrawn) *
                   (F(1.0f) + F(p.severity) * issue_severity);
    const F left = exp(-(step * loss));
    return tension * left + gain / loss * (F(1.0f) - left);
}
// Factor left of the hurt after `minutes` of repair acts received.
template <class F> F hurt_left(const Params& p, F minutes) {
    return F(1.0f) - F(p.aftermath) * (F(1.0f) - exp(minutes * F(-0.25f)));
}

} // namespace couplet::repair
