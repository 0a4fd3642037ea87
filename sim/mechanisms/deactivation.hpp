// Deactivation: how avoidance turns pressure into distance (submodel 5).
//
// Overwhelm grows with what the partner asks and shows, the more so with avoidance, and decays
// slowly; its unit is the level at which a person is flooded. Feelings are shown less than they are
// felt, while physiology still responds.
//
//   q = dt S (pressure + k_d ([-read]+ + [shown NA - 1]+))    S = exp(k_s v)    received [min]
//   o(t+dt) = o e^(-dt/tau) + k_p q    repair by the partner calms besides, by S too (repair.hpp)
//   shown NA = NA (1 - k_h v)
//
//   o  overwhelm [0-4]   v  avoidance, population sd   pressure  of the partner's act [0-1]
//
// Requests and reassurance seeking press too, so for the avoidant closeness that is asked for is
// itself a trigger. Constructive acts fall with the square of o (behaviour_choice.hpp): little below
// the unit, and nothing is left of them well above it, which is flooding.
//
// Sources: deactivating strategies, Mikulincer & Shaver 2003; avoidant disengagement from a
// distressed partner, Barry & Lawrence 2013; flooding, Gottman & Levenson 1992; suppression with
// physiological response, Diamond, Hicks & Otter-Henderson 2006.
//
// Tests: tests/mechanisms/test_deactivation.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::deactivation {

struct Params {
    float pressure = 0.0122f;
    float distress = 0.234f;
    float sensitivity = 1.12f;
    float recovery = 3.33f;
    float suppression = 0.0269f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::pressure, "pressure", "1/min", 0, 5, Status::fitted, "scenarios/validation",
     "overwhelm by full pressure from the partner"},
    {&Params::distress, "distress", "", 0, 5, Status::assumed,
     "sign: Barry & Lawrence 2013; size explored",
     "pressure by a partner who is read as hostile, or shows negative affect"},
    {&Params::sensitivity, "sensitivity", "", 0, 2, Status::fitted,
     "sign: Mikulincer & Shaver 2003", "log gain of overwhelm with avoidance"},
    {&Params::recovery, "recovery", "h", 0.05f, 72, Status::assumed,
     "slower than activation; size explored",
     "time in which overwhelm falls to 37 %"},
    {&Params::suppression, "suppression", "", 0, 0.33f, Status::assumed,
     "sign: Diamond et al. 2006; size explored", "share of feeling hidden, a unit of avoidance"},
};

inline Params neutral(Params p) {
    p.pressure = p.distress = p.suppression = 0;
    return p;
}

inline constexpr float ceiling = 4.0f;

template <class F> F sensitivity(const Params& p, F avoidance) {
    return exp(F(p.sensitivity) * avoidance);
}
template <class F> F shown_affect(const Params& p, F negative_affect, F avoidance) {
    return negative_affect * (F(1.0f) - F(p.suppression) * avoidance);
}

template <class F> struct Received {
    F pressure; // of the partner's act [0-1]
    F coldness; // [-read]+
    F distress; // negative affect that the partner shows, above rest
};

// Pressure received in a turn of `step` minutes, in minutes of full pressure on an average person.
template <class F> F received(const Params& p, F step, const Received<F>& r, F sensitivity) {
    return step * sensitivity *
           (r.pressure + F(p.distress) * (r.coldness + positive_part(r.distress)));
}
template <class F> F after_turn(const Params& p, F overwhelm, F keep, F received) {
    return min(overwhelm * keep + F(p.pressure) * received, ceiling);
}

} // namespace couplet::deactivation
