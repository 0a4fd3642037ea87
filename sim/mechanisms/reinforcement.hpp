// Reinforcement: bids that are answered become habits (submodel 10).
//
// For each kind of bid a person keeps the habit H, the learnt chance of an answer r, and the number
// of answers that by that chance should have come since the last one, E:
//
//   answered:  H += k (H_max - H)     r += k_r (1 - r)     E = 0
//   unmet:     E += r    f = logistic((E - E0) / w)    H -= k_x f H    r -= k_r (1 - f) r
//
// f is the suspicion that answers have stopped. It comes when about E0 expected answers have been
// missed: after E0 bids when every bid used to be answered, after E0 / p when a share p was. Hence
// the partial-reinforcement extinction effect, with nothing derived from the schedule's name. The
// learnt chance is held while a change is suspected; otherwise it would fall with the omissions and
// extinction would never come.
//
// Withdrawal is reinforced by relief: H_w += k_w (H_max - H_w) when the partner's pressure stops
// while one withdraws, and weakens by k_w H_w / 6 a minute while it goes on.
//
// Sources: detection of a change in reward rate, Courville, Daw & Touretzky 2006; time to
// extinction in proportion to 1/p, Gallistel & Gibbon 2000, Chan & Harris 2019. Plain
// Rescorla-Wagner learning gives the opposite effect.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::reinforcement {

struct Params {
    float acquisition = 0.06f;
    float ceiling = 1.6f;
    float rate_learning = 0.05f;
    float missed_answers = 4.0f;
    float extinction = 0.08f;
    float relief = 0.02f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::acquisition, "acquisition", "", 0, 1, Status::assumed, "pilot calibration",
     "share of the remaining habit gained by an answer"},
    {&Params::ceiling, "ceiling", "", 0, 2, Status::assumed, "pilot calibration",
     "strength of a full habit"},
    {&Params::rate_learning, "rate_learning", "", 0, 1, Status::assumed, "pilot calibration",
     "learning rate of the chance of an answer"},
    {&Params::missed_answers, "missed_answers", "", 0.1f, 50, Status::fitted,
     "Chan & Harris 2019; pilot calibration",
     "expected answers missed at which a change is suspected"},
    {&Params::extinction, "extinction", "", 0, 1, Status::assumed, "pilot calibration",
     "share of the habit lost at an unmet bid once a change is suspected"},
    {&Params::relief, "relief", "", 0, 1, Status::assumed, "pilot calibration",
     "share of the remaining habit of withdrawal gained when pressure stops"},
};

// Habits stay as they are at the start.
inline Params neutral(Params p) {
    p.acquisition = p.rate_learning = p.extinction = p.relief = 0;
    return p;
}

inline constexpr float detection_width = 0.6f; // of f, in expected answers

template <class F> struct Memory {
    F habit;       // H [0-2]
    F answer_rate; // r [0-1]
    F missed;      // E
};

// After a bid; `answered` and `unmet` are 0 or 1, both 0 when it was not settled.
template <class F> Memory<F> learn(const Params& p, const Memory<F>& m, F answered, F unmet) {
    const F missed = m.missed + unmet * m.answer_rate;
    const F suspicion =
        logistic((missed - F(p.missed_answers)) * F(1.0f / detection_width));
    return {m.habit + answered * F(p.acquisition) * (F(p.ceiling) - m.habit) -
                unmet * F(p.extinction) * suspicion * m.habit,
            m.answer_rate + F(p.rate_learning) * (answered * (F(1.0f) - m.answer_rate) -
                                                  unmet * (F(1.0f) - suspicion) * m.answer_rate),
            missed * (F(1.0f) - answered)};
}

// Habit of withdrawal after a turn spent withdrawing; `relieved` 0 or 1, `pressed` in minutes.
template <class F> F learn_withdrawal(const Params& p, F habit, F relieved, F pressed) {
    return habit + F(p.relief) * (relieved * (F(p.ceiling) - habit) -
                                  pressed * F(1.0f / 6.0f) * habit);
}

} // namespace couplet::reinforcement
