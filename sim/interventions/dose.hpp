// Dose: how skills grow with sessions and practice, and fade after them. Machinery only; programmes
// are data.
//
//   responsiveness  e = (1 + sd z) fit        z: the person's, fit: of the programme to the culture
//   session:        x += r (x_max e - x)
//   practice:       half of x lasts:  L += 2 r / d (x_max e / 2 - L) on a day of practice, d days
//                   between sessions; half is felt for some days: x = L + P x_max e / 2 with
//                   P = 1 on such a day, then P -> P e^(-1/3)
//   leaving:        1 - e^(-h) before each session but the first
//   afterwards:     x loses 1 - e^(-1/t) a day
//
// Who responds less than not at all is made worse, as trials find in 3-12 %. A programme with daily
// practice teaches by it alone: a person practises on a share of the days that is fixed and uniform
// between none and all, so an average week teaches what a session does.
//
// Sources: dose and response, Howard et al. 1986; deterioration, Lambert 2013; drop-out, Swift &
// Greenberg 2012; practice felt on the following days, Carson et al. 2004. Departure: one session is
// like another, and leaving is like chance.
#pragma once

#include "interventions/programme.hpp"
#include "numerics/math.hpp"

namespace couplet::interventions {

inline constexpr float practice_time = 3; // how long a day's practice is felt [day]; Carson et al.

template <class F> F responsiveness(const Programme& g, F z, float fit) {
    return (F(1.0f) + F(g.response_sd) * z) * F(fit);
}
template <class F> F after_session(const Programme& g, float target, F skill, F e) {
    return skill + F(g.rate) * (F(target) * e - skill);
}
inline float dropout_chance(const Programme& g) {
    return (Lanes<1>(1.0f) - exp(Lanes<1>(-g.dropout))).v;
}

// P of today, of who practises today (1) or not (0).
template <class F> F recent_practice(F yesterday, F practised) {
    return max(yesterday * F(exp(Lanes<1>(-1.0f / practice_time)).v), practised);
}
template <class F>
F after_practice(const Programme& g, float target, F skill, F e, F yesterday, F today,
                 F practised) {
    const F half = F(0.5f * target) * e;
    const F lasting = skill - half * yesterday;
    const F step = F(2.0f * g.rate / g.interval) * practised;
    return lasting + step * (half - lasting) + half * today;
}

// Whether a session is held on this day, as far as the plan goes.
inline bool session_on(const Programme& g, int day) {
    for (int n = 0; n < g.sessions; ++n) {
        const auto due = static_cast<int>(g.start_day + static_cast<float>(n) * g.interval);
        const int late = day - due, repeat = static_cast<int>(g.repeat);
        if (late == 0 || (repeat > 0 && late > 0 && late % repeat == 0))
            return true;
    }
    return false;
}
inline int first_session_day(const Programme& g) { return static_cast<int>(g.start_day); }
// Of the first course.
inline int last_session_day(const Programme& g) {
    return static_cast<int>(g.start_day + static_cast<float>(g.sessions - 1) * g.interval);
}
inline bool practice_on(const Programme& g, int day) {
    return g.practice && day >= first_session_day(g) && day <= last_session_day(g);
}

} // namespace couplet::interventions
