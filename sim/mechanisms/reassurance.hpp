// Reassurance: what an answer, or warmth that was not asked for, does (submodel 11).
//
// Reassurance soothes at once and wears off; in the anxious less, and faster, by the factor
// P = exp(k_a a) that prolongs their alarm (activation.hpp). Negative affect above rest falls by the
// share k / P of it. For alarm, which charges again, it lays a soothing S over the
// activation x, so that alarm = [x - S]+ is what the person feels:
//
//   answer to a bid:  S += k q alarm / P        need -= q need / 2    frustration -= q frustration
//   unmet bid:        frustration += (1 - frustration) / 2    [0-1]
//   unasked:          S += k alarm / P        over the mean duration of an act
//   S decays with time constant tau / P
//
// Relief that was asked for builds dependence: d += k_d at an answer to reassurance seeking or
// protest, lost within a month, and drives more asking as a habit does. Warmth that was asked for counts
// less in what the day was worth (evaluation.hpp): warmth times k_w. The need for closeness returns
// to its set point in a day.
//
//   q  quality of the answer [0-1], response.hpp      a  anxiety, population sd
//
// Sources: excessive reassurance seeking, Joiner, Katz & Lew 1999; Shaver, Schachner & Mikulincer
// 2005; invisible and unasked support, Bolger, Zuckerman & Kessler 2000.
//
// Tests: tests/mechanisms/test_reassurance.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::reassurance {

struct Params {
    float relief = 0.288f;
    float fading = 2.04f;
    float dependence = 0.035f;
    float asked_weight = 0.175f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::relief, "relief", "", 0, 1, Status::assumed,
     "sign: Shaver et al. 2005; size explored",
     "share of alarm, and of negative affect, that an answer soothes"},
    {&Params::fading, "fading", "h", 0.05f, 72, Status::assumed, "order of hours; size explored",
     "time in which relief falls to 37 %"},
    {&Params::dependence, "dependence", "", 0, 1, Status::assumed,
     "sign: Joiner et al. 1999; size explored",
     "dependence gained by an answer that was asked for"},
    {&Params::asked_weight, "asked_weight", "", 0, 1, Status::assumed,
     "sign: Bolger et al. 2000; size explored",
     "weight of asked-for warmth against unasked in the day"},
};

// Asked and unasked reassurance alike: no dependence, equal weight.
inline Params neutral(Params p) {
    p.dependence = 0;
    p.asked_weight = 1;
    return p;
}

template <class F> F alarm(F activation, F soothing) {
    return positive_part(activation - soothing);
}
// Time constant of soothing [min]; `prolonged` is the factor P.
template <class F> F fading_time(const Params& p, F prolonged) {
    return F(p.fading * 60.0f) / prolonged;
}
// Shares of alarm and upset that reassurance soothes: the most that it can, and in a turn; `unasked` in
// acts, minutes of unasked reassurance over the mean duration of an act.
template <class F> F relief(const Params& p, F prolonged) { return min(F(p.relief) / prolonged, 1.0f); }
template <class F> F soothed(F relief, F answered, F unasked) {
    return relief * min(answered + unasked, 1.0f);
}
template <class F> F after_turn(F soothing, F keep, F alarm, F soothed) {
    return soothing * keep + alarm * soothed;
}
// What warmth counts in the day; `answering` is 1 while the partner answers a bid.
template <class F> F worth(const Params& p, F warmth, F answering) {
    return warmth * (F(1.0f) - F(1.0f - p.asked_weight) * answering);
}

} // namespace couplet::reassurance
