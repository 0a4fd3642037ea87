// Reinforcement: bids that are answered become habits (submodel 10).
//
// For each kind of bid a person keeps the habit H [0-1], the learnt chance of an answer r, and the number
// of answers that by that chance should have come since the last one, E:
//
//   answered:  H += k (1 - H)     r += k (1 - r)     E = 0
//   unmet:     E += r    f = logistic(E - E0)    H -= k f H    r -= k (1 - f) r
//
// f is the suspicion that answers have stopped: if they went on at the learnt rate, so long a silence
// would have the chance e^(-E), and a stop has the prior odds e^(-E0), so the odds of a stop are
// e^(E - E0). It comes after E0 bids when every bid used to be answered, after E0 / p when a share p
// was. Hence the partial-reinforcement extinction effect, with nothing derived from the schedule's
// name. The learnt chance is held while a change is suspected; otherwise it would fall with the
// omissions and extinction would never come.
//
// Withdrawal is reinforced by relief: H_w += k_w (1 - H_w) when the partner's pressure stops while one
// withdraws, H_w -= k_w H_w for each minute that it goes on.
//
// Sources: detection of a change in reward rate, Courville, Daw & Touretzky 2006; time to
// extinction in proportion to 1/p, Gallistel & Gibbon 2000, Chan & Harris 2019. Plain
// Rescorla-Wagner learning gives the opposite effect.
//
// Tests: tests/mechanisms/test_reinforcement.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::reinforcement {

struct Params {
    float learning = 0.06f;
    float missed_answers = 5.0f;
    float relief = 0.05f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::learning, "learning", "", 0, 1, Status::assumed, "tens of bids make a habit",
     "learning rate of habits and of the chance of an answer"},
    {&Params::missed_answers, "missed_answers", "", 0.1f, 50, Status::assumed,
     "Chan & Harris 2019", "expected answers missed at which a stop is as likely as not"},
    {&Params::relief, "relief", "", 0, 1, Status::assumed, "sign: Christensen & Heavey 1990",
     "learning rate of the habit of withdrawal"},
};

// Habits stay as they are at the start.
inline Params neutral(Params p) {
    p.learning = p.relief = 0;
    return p;
}

template <class F> struct Memory {
    F habit;       // H [0-1]
    F answer_rate; // r [0-1]
    F missed;      // E
};

// After a bid; `answered` and `unmet` are 0 or 1, both 0 when it was not settled.
template <class F> Memory<F> learn(const Params& p, const Memory<F>& m, F answered, F unmet) {
    const F k(p.learning);
    const F missed = m.missed + unmet * m.answer_rate;
    const F suspicion = logistic(missed - F(p.missed_answers));
    return {m.habit + k * (answered * (F(1.0f) - m.habit) - unmet * suspicion * m.habit),
            m.answer_rate + k * (answered * (F(1.0f) - m.answer_rate) -
                                 unmet * (F(1.0f) - suspicion) * m.answer_rate),
            missed * (F(1.0f) - answered)};
}

// Habit of withdrawal after a turn spent withdrawing; `relieved` 0 or 1, `pressed` in minutes.
template <class F> F learn_withdrawal(const Params& p, F habit, F relieved, F pressed) {
    return habit + F(p.relief) * (relieved * (F(1.0f) - habit) - pressed * habit);
}

} // namespace couplet::reinforcement
