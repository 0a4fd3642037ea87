// Dose: how skills grow with sessions and fade after them. Machinery only; programmes are data.
//
//   session:  x += r max(e, 0.2) (x_max min(e, 1.8) - x)      e: the person's responsiveness
//             e = exp(sd z) - shift, times how well the programme fits the culture
//   after the last session: x loses 1 - e^(-1/t) a day
//
// Responsiveness below zero makes some people worse, as trials find in 3-12 %. Sources: dose and
// response, Howard et al. 1986; drop-out, Swift & Greenberg 2012. Departure: one session is like
// another.
#pragma once

#include "interventions/programme.hpp"
#include "numerics/math.hpp"

namespace couplet::interventions {

inline constexpr float least_speed = 0.2f, most_gain = 1.8f;

template <class F> F responsiveness(const Programme& g, F z, float fit) {
    return (exp(F(g.response_sd) * z) - F(g.response_shift)) * F(fit);
}
template <class F> F after_session(const Programme& g, float target, F skill, F e) {
    const F goal = F(target) * min(e, most_gain);
    return skill + F(g.rate) * max(e, least_speed) * (goal - skill);
}
// Chance of leaving before a session; committed couples stay.
template <class F> F dropout_chance(const Programme& g, F commitments) {
    return F(1.0f) - exp(F(-g.dropout) * exp(F(-0.15f) * commitments));
}

// Whether a session is held on this day, as far as the plan goes.
inline bool session_on(const Programme& g, int day) {
    for (int n = 0; n < g.sessions; ++n)
        if (static_cast<int>(g.start_day + static_cast<float>(n) * g.interval) == day)
            return true;
    return false;
}
inline int first_session_day(const Programme& g) { return static_cast<int>(g.start_day); }
inline int last_session_day(const Programme& g) {
    return static_cast<int>(g.start_day + static_cast<float>(g.sessions - 1) * g.interval);
}

} // namespace couplet::interventions
