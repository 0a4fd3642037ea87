// Deactivation: how avoidance turns pressure into distance (submodel 5).
//
// Overwhelm grows with what the partner asks and shows, the more so with avoidance, and decays
// slowly; past a threshold the person is flooded and constructive acts end. Feelings are shown less
// than they are felt, while physiology still responds.
//
//   o(t+dt) = o e^(-dt/tau) + dt [k_p pressure S + k_n [-read]+ sqrt(S) + k_d [shown NA - n0]+ S
//                                 + k_c [v]+ closeness]           S = exp(s v)
//   shown NA = NA (1 - k_s v)       flooding = k_f [o - o_f]+
//
//   o  overwhelm [0-6]   v  avoidance, population sd   closeness  the partner is warm (0/1)
//
// Sources: deactivating strategies, Mikulincer & Shaver 2003; avoidant disengagement from a
// distressed partner, Barry & Lawrence 2013; flooding, Gottman & Levenson 1992; suppression with
// physiological response, Diamond, Hicks & Otter-Henderson 2006.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::deactivation {

struct Params {
    float pressure = 0.076f;
    float coldness = 0.025f;
    float partner_distress = 0.015f;
    float closeness = 0.006f;
    float sensitivity = 0.45f;
    float recovery = 3.0f;
    float suppression = 0.2f;
    float flooding_threshold = 1.6f;
    float flooding = 1.3f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::pressure, "pressure", "1/min", 0, 5, Status::fitted, "pilot calibration",
     "overwhelm by full pressure from the partner"},
    {&Params::coldness, "coldness", "1/min", 0, 5, Status::assumed, "pilot calibration",
     "overwhelm by a partner who is read as hostile"},
    {&Params::partner_distress, "partner_distress", "1/min", 0, 5, Status::fitted,
     "sign: Barry & Lawrence 2013; pilot calibration",
     "overwhelm by negative affect that the partner shows"},
    {&Params::closeness, "closeness", "1/min", 0, 5, Status::assumed, "pilot calibration",
     "overwhelm by closeness itself, a unit of avoidance"},
    {&Params::sensitivity, "sensitivity", "", 0, 2, Status::fitted, "pilot calibration",
     "log gain of overwhelm with avoidance"},
    {&Params::recovery, "recovery", "h", 0.05f, 72, Status::assumed,
     "slower than activation; pilot calibration", "time in which overwhelm falls to 37 %"},
    {&Params::suppression, "suppression", "", 0, 0.33f, Status::assumed, "pilot calibration",
     "share of feeling hidden, a unit of avoidance"},
    {&Params::flooding_threshold, "flooding_threshold", "", 0, 6, Status::assumed,
     "pilot calibration", "overwhelm above which a person is flooded"},
    {&Params::flooding, "flooding", "", 0, 5, Status::assumed, "pilot calibration",
     "how strongly flooding ends constructive acts"},
};

inline Params neutral(Params p) {
    p.pressure = p.coldness = p.partner_distress = p.closeness = 0;
    p.suppression = 0;
    return p;
}

inline constexpr float ceiling = 6.0f;
inline constexpr float usual_affect = 0.7f; // negative affect that alarms nobody

template <class F> F sensitivity(const Params& p, F avoidance) {
    return exp(F(p.sensitivity) * avoidance);
}
template <class F> F shown_affect(const Params& p, F negative_affect, F avoidance) {
    return negative_affect * (F(1.0f) - F(p.suppression) * avoidance);
}

template <class F> struct Received {
    F pressure;   // of the partner's act [0-1]
    F coldness;   // [-read]+
    F distress;   // negative affect that the partner shows
    F closeness;  // 1 while the partner is warm
};

template <class F>
F after_turn(const Params& p, F overwhelm, F keep, F step, const Received<F>& r, F avoidance,
             F sensitivity, F root_sensitivity) {
    const F per_minute = F(p.pressure) * r.pressure * sensitivity +
                         F(p.coldness) * r.coldness * root_sensitivity +
                         F(p.partner_distress) * positive_part(r.distress - F(usual_affect)) *
                             sensitivity +
                         F(p.closeness) * positive_part(avoidance) * r.closeness;
    return min(overwhelm * keep + step * per_minute, ceiling);
}
template <class F> F flooding(const Params& p, F overwhelm) {
    return F(p.flooding) * positive_part(overwhelm - F(p.flooding_threshold));
}

} // namespace couplet::deactivation
