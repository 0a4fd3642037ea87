// Reassurance: what an answer, or warmth that was not asked for, does (submodel 11).
//
// Reassurance soothes at once and wears off; faster in the anxious. It lays a soothing S over the
// activation x, so that alarm = [x - S]+ is what the person feels:
//
//   answer to a bid:      S += k q alarm           need -= q need / 2    frustration -= q frustration
//   unmet bid:            frustration += (1 - frustration) / 2    [0-1]
//   unasked, per minute:  S += k u alarm
//   S decays with time constant tau exp(-f a)
//
// Relief that was asked for builds dependence (d += k_d at an answer to reassurance seeking or
// protest, lost in t_d), which drives more asking as a habit does. Unasked reassurance counts in full for security, asked-for with a smaller weight
// (attachment_change.hpp reads both). The need for closeness returns to its set point in a day.
//
//   q  quality of the answer: 1 less the cost of a harsh form     a  anxiety, population sd
//
// Sources: excessive reassurance seeking, Joiner, Katz & Lew 1999; Shaver, Schachner & Mikulincer
// 2005; invisible and unasked support, Bolger, Zuckerman & Kessler 2000.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::reassurance {

struct Params {
    float relief = 0.6f;
    float unasked = 0.15f;
    float fading = 2.0f;
    float fading_anxiety = 0.35f;
    float dependence = 0.045f;
    float dependence_time = 40.0f;
    float asked_weight = 0.25f;
    float need_time = 1.0f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::relief, "relief", "", 0, 1, Status::fitted, "pilot calibration",
     "share of alarm that an answer soothes"},
    {&Params::unasked, "unasked", "1/min", 0, 2, Status::assumed, "pilot calibration",
     "share of that, for each minute of unasked reassurance"},
    {&Params::fading, "fading", "h", 0.05f, 72, Status::assumed, "assumed: hours",
     "time in which relief falls to 37 %"},
    {&Params::fading_anxiety, "fading_anxiety", "", 0, 2, Status::assumed,
     "sign: Shaver et al. 2005", "log speeding of that with anxiety"},
    {&Params::dependence, "dependence", "", 0, 1, Status::assumed, "pilot calibration",
     "dependence gained by an answer that was asked for"},
    {&Params::dependence_time, "dependence_time", "day", 1, 1000, Status::assumed,
     "pilot calibration", "time in which dependence falls to 37 %"},
    {&Params::asked_weight, "asked_weight", "", 0, 1, Status::assumed,
     "sign: Bolger et al. 2000", "weight of asked-for against unasked reassurance in security"},
    {&Params::need_time, "need_time", "day", 0.05f, 30, Status::assumed, "assumed: a day",
     "time in which the need for closeness returns"},
};

// Asked and unasked reassurance alike: no dependence, equal weight, relief that fades alike.
inline Params neutral(Params p) {
    p.dependence = p.fading_anxiety = 0;
    p.asked_weight = 1;
    return p;
}

template <class F> F alarm(F activation, F soothing) {
    return positive_part(activation - soothing);
}
// Time constant of soothing [min].
template <class F> F fading_time(const Params& p, F anxiety) {
    return F(p.fading * 60.0f) * exp(F(-p.fading_anxiety) * anxiety);
}
template <class F>
F after_turn(const Params& p, F soothing, F keep, F step, F alarm, F answered, F unasked) {
    return soothing * keep +
           F(p.relief) * (answered * alarm + step * F(p.unasked) * unasked * alarm);
}

} // namespace couplet::reassurance
