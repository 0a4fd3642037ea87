// Activation of the attachment system (submodel 4).
//
// A leaky integrator: threat, coldness and unmet bids charge it, time discharges it. Anxiety
// amplifies the charge and slows the discharge; rumination prolongs, regulation shortens.
//
//   charge: x += k_m m G      perceived threat m            G = exp(g a - d/2)
//           x += k_n [-read]+ G  per minute, times k_w while the partner withdraws
//           x += k_u G        at an unmet bid
//           x += 0.3 k_m m G  by a hassle from outside the couple
//   discharge: time constant tau exp(p_a a + p_r rumination - p_g regulation)
//   at the start of an encounter, brooding: x += k_p [a]+ min(x, 1)
//
// Alarm, which the other mechanisms read, is x less what reassurance soothes (reassurance.hpp), so
// that between triggers anxious and secure people look alike.
//
//   x  activation [0-4]      a  anxiety, population sd      d  de-escalation learnt, sd
//
// Sources: hyperactivation, Mikulincer & Shaver 2003, 2016; slower recovery, Powers et al. 2006.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::activation {

struct Params {
    float threat = 1.69f;
    float coldness = 0.094f;
    float withdrawal_factor = 1.5f;
    float unmet_bid = 0.12f;
    float amplification = 0.23f;
    float recovery = 1.2f;
    float prolongation = 0.22f;
    float rumination = 0.15f;
    float regulation = 0.2f;
    float preoccupation = 0.12f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::threat, "threat", "", 0, 10, Status::fitted, "pilot calibration",
     "charge by a unit of perceived threat"},
    {&Params::coldness, "coldness", "1/min", 0, 5, Status::fitted, "pilot calibration",
     "charge by a partner who is read as hostile"},
    {&Params::withdrawal_factor, "withdrawal_factor", "", 1, 5, Status::assumed,
     "withdrawal confirms the fear; Simpson & Rholes 2017",
     "how much more it is while the partner withdraws"},
    {&Params::unmet_bid, "unmet_bid", "", 0, 5, Status::assumed, "pilot calibration",
     "charge by a bid that goes unmet"},
    {&Params::amplification, "amplification", "", 0, 2, Status::fitted,
     "sign: Mikulincer & Shaver 2003; pilot calibration", "log gain of all charges with anxiety"},
    {&Params::recovery, "recovery", "h", 0.05f, 48, Status::assumed,
     "order of hours; pilot calibration", "time in which activation falls to 37 %"},
    {&Params::prolongation, "prolongation", "", 0, 2, Status::assumed,
     "sign: Powers et al. 2006; pilot calibration", "log slowing of recovery with anxiety"},
    {&Params::rumination, "rumination", "", 0, 2, Status::assumed,
     "Verduyn & Lavrijsen 2015", "log slowing of recovery with rumination"},
    {&Params::regulation, "regulation", "", 0, 2, Status::assumed, "pilot calibration",
     "log speeding of recovery with emotion regulation"},
    {&Params::preoccupation, "preoccupation", "", 0, 2, Status::assumed, "pilot calibration",
     "re-excitation by brooding at the start of an encounter"},
};

// Anxiety neither amplifies nor prolongs; the system itself still works.
inline Params neutral(Params p) {
    p.amplification = p.prolongation = p.preoccupation = 0;
    return p;
}

inline constexpr float ceiling = 4.0f;

template <class F> F gain(const Params& p, F anxiety, F de_escalation) {
    return exp(F(p.amplification) * anxiety - F(0.5f) * de_escalation);
}
// Time constant of the discharge [min].
template <class F> F recovery_time(const Params& p, F anxiety, F rumination, F regulation) {
    return F(p.recovery * 60.0f) * exp(F(p.prolongation) * anxiety +
                                       F(p.rumination) * rumination -
                                       F(p.regulation) * regulation);
}
template <class F> F after_threat(const Params& p, F x, F threat, F gain) {
    return min(x + F(p.threat) * threat * gain, ceiling);
}
template <class F> F brooding(const Params& p, F x, F anxiety) {
    return min(x + F(p.preoccupation) * positive_part(anxiety) * min(x, 1.0f), ceiling);
}
// One turn: `keep` is the part left after the discharge, `step` minutes long.
template <class F>
F after_turn(const Params& p, F x, F keep, F step, F coldness, F partner_withdraws, F unmet_bid,
             F gain) {
    const F per_minute =
        F(p.coldness) * coldness * (F(1.0f) + F(p.withdrawal_factor - 1.0f) * partner_withdraws);
    return min(x * keep + gain * (step * per_minute + F(p.unmet_bid) * unmet_bid), ceiling);
}

} // namespace couplet::activation
