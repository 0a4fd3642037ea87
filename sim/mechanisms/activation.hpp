// Activation of the attachment system (submodel 4).
//
// A leaky integrator: hurt charges it, time discharges it. Hurt is what alarms: threat seen in a cue, a
// partner who is cold, a bid that goes unmet. Anxiety amplifies the charge and prolongs what is left;
// rumination prolongs, regulation shortens.
//
//   hurt  h = m                       by a cue of perceived threat m
//         h = k_n [-read]+            per minute, by a partner who is read as cold
//         h = k_n w                   by an unmet bid; w the minutes that acts last
//   charge     x += h G               G = exp(k_a D - d / 2)
//   discharge  x relaxes to 0 with time constant tau T      T: how long one dwells on it (affect.hpp)
//   brooding   x += k_p [a]+ min(x, 1) at the start of an encounter
//
// Alarm, which the other mechanisms read, is x less what reassurance soothes (reassurance.hpp), so
// that between triggers anxious and secure people look alike.
//
//   x  activation, in units of the noise of threat (appraisal.hpp) [0-4]
//   a  anxiety, population sd; D what of it a trusted and committed partner leaves, and distrust adds
//      (doubt, appraisal.hpp)      d  de-escalation learnt
//
// Sources: hyperactivation, Mikulincer & Shaver 2003, 2016; slower recovery, Powers et al. 2006;
// rumination, Verduyn & Lavrijsen 2015; a partner who buffers, Tran & Simpson 2009, Simpson & Overall
// 2014. Departure: one number for how anxiety intensifies and prolongs, and for how much less it lets
// itself be comforted.
//
// Tests: tests/mechanisms/test_activation.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::activation {

struct Params {
    float coldness = 0.0535f;
    float anxiety = 0.525f;
    float recovery = 1.08f;
    float preoccupation = 0.1f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::coldness, "coldness", "1/min", 0, 5, Status::fitted, "scenarios/validation",
     "hurt by a minute of a partner who is read as hostile"},
    {&Params::anxiety, "anxiety", "", 0, 2, Status::fitted,
     "sign: Mikulincer & Shaver 2003; Powers et al. 2006",
     "log gain of the charge, log slowing of recovery, and log loss of comfort, with anxiety"},
    {&Params::recovery, "recovery", "h", 0.05f, 48, Status::assumed,
     "order of hours; size explored",
     "time in which activation falls to 37 %"},
    {&Params::preoccupation, "preoccupation", "", 0, 2, Status::assumed,
     "sign: Mikulincer & Shaver 2016; size explored",
     "re-excitation by brooding at the start of an encounter"},
};

// Anxiety neither amplifies nor prolongs; the system itself still works.
inline Params neutral(Params p) {
    p.anxiety = p.preoccupation = 0;
    return p;
}

inline constexpr float ceiling = 4.0f; // the most there is

template <class F> F gain(const Params& p, F doubt, F de_escalation) {
    return exp(F(p.anxiety) * doubt - F(0.5f) * de_escalation);
}
// How much longer than others an anxious person stays alarmed, and upset (affect.hpp); and how much
// less, and shorter, what comforts does (reassurance.hpp, affect.hpp).
template <class F> F prolonged(const Params& p, F anxiety) { return exp(F(p.anxiety) * anxiety); }
// Time constant of the discharge [min]; `dwelling` is prolonged() times the slowing by rumination.
template <class F> F recovery_time(const Params& p, F dwelling) {
    return F(p.recovery * 60.0f) * dwelling;
}
// Hurt of a turn of `step` minutes; `unmet` bids that stayed open for `open` minutes.
template <class F> F hurt(const Params& p, F step, F coldness, F unmet, float open) {
    return F(p.coldness) * (step * coldness + unmet * F(open));
}
template <class F> F charged(F x, F hurt, F gain) { return min(x + hurt * gain, ceiling); }
template <class F> F brooding(const Params& p, F x, F anxiety) {
    return min(x + F(p.preoccupation) * positive_part(anxiety) * min(x, 1.0f), ceiling);
}

} // namespace couplet::activation
