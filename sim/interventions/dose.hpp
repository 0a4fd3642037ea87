// Dose: how skills grow with sessions and practice, and fade after them. Machinery only; programmes
// are data.
//
//   responsiveness  e = (1 + sd z) fit        z: the person's, fit: of the programme to the culture
//   goal            g = fidelity x_max e
//   session:        x += r (g - x)
//   practice:       half of x lasts:  L += 2 r / d (g / 2 - L) on a day of practice, d days
//                   between sessions; half is felt for some days: x = L + P g / 2 with
//                   P = 1 on such a day, then P -> P e^(-1/3)
//   adherence:      a person practises, a couple attends, a share u^((1 - a) / a) of the time; its mean
//                   over uniform u is a
//   leaving:        1 - e^(-h) before each session but the first
//   afterwards:     x loses 1 - e^(-1/t) a day
//
// Who responds less than not at all is made worse, as trials find in 3-12 %. A programme with daily
// practice teaches by it alone: a person practises on a share of the days that is fixed and, where
// nothing else is said, uniform between none and all, so an average week teaches what a session does.
// Of two programmes that teach one skill, each goes on only as long as its own goal is beyond what is
// there: neither takes back what the other taught.
//
// Sources: dose and response, Howard et al. 1986; deterioration, Lambert 2013; drop-out, Swift &
// Greenberg 2012; practice felt on the following days, Carson et al. 2004. Departure: one session is
// like another, and leaving is like chance.
#pragma once

#include "interventions/programme.hpp"
#include "numerics/math.hpp"

#include <cstddef>
#include <span>

namespace couplet::interventions {

inline constexpr float practice_time = 3; // how long a day's practice is felt [day]; Carson et al.

template <class F> F responsiveness(const Programme& g, F z, float fit) {
    return (F(1.0f) + F(g.response_sd) * z) * F(fit);
}
template <class F> F goal(const Programme& g, float target, F e) {
    return F(target * g.fidelity) * e;
}
template <class F> F after_session(const Programme& g, float target, F skill, F e) {
    return skill + F(g.rate) * (goal(g, target, e) - skill);
}
// Whether there is more to learn than another programme has taught; bad lessons undo no good ones.
template <class F> typename F::MaskType beyond(F aim, F skill) {
    const F none(0.0f);
    return ((aim > none) & (aim > skill)) | ((aim < none) & (skill <= none) & (aim < skill));
}
inline float dropout_chance(const Programme& g) {
    return (Lanes<1>(1.0f) - exp(Lanes<1>(-g.dropout))).v;
}

inline float mean_adherence(const Programme& g) {
    return g.adherence > 0 ? g.adherence : g.practice ? 0.5f : 1.0f;
}
// The share of a person, or of a couple, whose uniform number is u.
template <class F> F adherence(const Programme& g, F u) {
    const float power = (1 - mean_adherence(g)) / mean_adherence(g);
    return power == 1 ? u : exp(F(power) * log(u));
}

// P of today, of who practises today (1) or not (0).
template <class F> F recent_practice(F yesterday, F practised) {
    return max(yesterday * F(exp(Lanes<1>(-1.0f / practice_time)).v), practised);
}
template <class F>
F after_practice(const Programme& g, float target, F skill, F e, F yesterday, F today,
                 F practised) {
    const F half = goal(g, 0.5f * target, e);
    const F lasting = skill - half * yesterday;
    const F step = F(2.0f * g.rate / g.interval) * practised;
    return lasting + step * (half - lasting) + half * today;
}

// From the first session of a course to its last [day].
inline float course_length(const Programme& g) {
    return static_cast<float>(g.sessions - 1) * g.interval;
}
inline int contacts(const Programme& g) { return g.sessions + g.boosters; }
// From the first session to contact n, which is a booster from n = sessions on [day].
template <class F> F contact_time(const Programme& g, F n) {
    const F booster = n - F(static_cast<float>(g.sessions - 1));
    return select(n < F(static_cast<float>(g.sessions)), n * F(g.interval),
                  F(course_length(g)) + booster * F(g.booster_interval));
}
// Day of the first session of programme n of an arm, of a couple that enters on day 0 and meets the
// conditions from the start.
inline float planned_start(std::span<const Programme> arm, std::size_t n) {
    const Programme& g = arm[n];
    if (g.after < 0)
        return g.start_day;
    const auto before = static_cast<std::size_t>(g.after);
    return planned_start(arm, before) + course_length(arm[before]) + g.start_day;
}

} // namespace couplet::interventions
