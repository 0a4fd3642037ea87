// Attachment change: slow revision of working models by what is felt (submodel 16).
//
// Attachment is a stable prototype plus a revisable part; only the second moves. It follows two states
// that change within weeks, one for each dimension: felt security z, that the partner is there, and
// felt comfort with closeness y (state avoidance, reversed). They follow the days (evaluation.hpp),
// which are bounded, so that many small good days count for more than a few large ones of the same sum:
//
//   z -> B + security from outside         t_z, plus noise, partly shared by the partners
//   y -> R - P + security from outside     likewise
//   anxiety part   -> -k_r z + 1 / 2(1 + years together)   t_r, plus noise;   life events push it up for
//                     a while
//   avoidance part -> -k_r y               t_r, plus noise
//
//   anxiety, avoidance  ECR-R scale [1-7]      a, v  in population sd, read by all mechanisms
//   B, R, P  the day's balance, gain and pressure
//
// Sources: prototype model, Fraley, Vicary, Brumbaugh & Roisman 2011; state security and state avoidance,
// Gillath et al. 2009; partner-specific change coordinated in couples, Hudson et al. 2014; security
// enhancement, and closeness that reduces avoidance, Arriaga et al. 2018; anxiety about a
// partner who is new, Eastwick & Finkel 2008. Departure: both parts move as far and as fast.
//
// Tests: tests/mechanisms/test_attachment_change.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

#include <array>

namespace couplet::attachment_change {

// ECR-R norms of partnered adults, latent: the units in which mechanisms read attachment.
inline constexpr float norm_anxiety = 3.45f, norm_anxiety_sd = 1.2f;
inline constexpr float norm_avoidance = 2.95f, norm_avoidance_sd = 1.18f;

struct Params {
    float security_time = 7.36f;
    float noise = 1.16f;
    float shared_noise = 0.153f;
    float revision = 0.486f;
    float revision_time = 18.5f;
    float life_event = 0.0125f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::security_time, "security_time", "day", 1, 2000, Status::assumed,
     "order of weeks; size explored",
     "time constant of felt security and comfort"},
    {&Params::noise, "noise", "", 0, 3, Status::fitted, "retest over a year .5 to .75",
     "sd of felt security and comfort from other causes"},
    {&Params::shared_noise, "shared_noise", "", 0, 1, Status::assumed,
     "coordination of partners' change, Hudson et al. 2014; size explored",
     "share of it common to partners"},
    {&Params::revision, "revision", "", 0, 5, Status::fitted, "scenarios/validation",
     "fall of anxiety by felt security, and of avoidance by comfort [ECR-R points]"},
    {&Params::revision_time, "revision_time", "day", 10, 5000, Status::fitted,
     "retest over a year .5 to .75", "time constant of the revisable parts"},
    {&Params::life_event, "life_event", "", 0, 5, Status::assumed,
     "sign: Fraley et al. 2021; size explored", "anxiety by a unit of a life event [ECR-R points]"},
};

// Attachment does not move.
inline Params neutral(Params p) {
    p.revision = p.life_event = 0;
    p.revision_time = standstill;
    return p;
}

template <class F> F standardised_anxiety(F anxiety) {
    return (anxiety - F(norm_anxiety)) * F(1.0f / norm_anxiety_sd);
}
template <class F> F standardised_avoidance(F avoidance) {
    return (avoidance - F(norm_avoidance)) * F(1.0f / norm_avoidance_sd);
}

template <class F> struct Experience {
    F balance, gain, pressure; // of the day (evaluation.hpp)
    F outside;                 // security from outside the couple, learnt
};

// Part of a day's change towards a mean, and the kick that keeps the sd of the noise at `sd`.
struct Step {
    float share, kick;
    Step(float time, float sd)
        : share(approach(Lanes<1>(1.0f), Lanes<1>(time)).v),
          kick(sqrt(Lanes<1>(share * (2.0f - share))).v * sd) {}
};

// Felt security, and felt comfort with closeness.
template <class F> struct Felt { F security, comfort; };

template <class F>
Felt<F> next_felt(const Params& p, const Felt<F>& f, const Experience<F>& e,
                  const std::array<F, 2>& z) {
    const Step step(p.security_time, p.noise);
    const F close = e.gain - e.pressure;
    return {f.security + F(step.share) * (e.balance + e.outside - f.security) + F(step.kick) * z[0],
            f.comfort + F(step.share) * (close + e.outside - f.comfort) + F(step.kick) * z[1]};
}

template <class F> struct Revisable { F anxiety, avoidance; }; // ECR-R points from the prototype

template <class F>
Revisable<F> after_day(const Params& p, const Revisable<F>& r, const Felt<F>& felt, F years,
                       F life_event, const std::array<F, 2>& z) {
    // The sd that the noise of what is felt alone would cause in attachment, which averages over it.
    const float left = sqrt(Lanes<1>(p.security_time / (p.security_time + p.revision_time))).v;
    const Step step(p.revision_time, p.noise * p.revision * left);
    const F newness = F(0.5f) / (F(1.0f) + years); // not yet sure of each other
    return {r.anxiety + F(step.share) * (newness - F(p.revision) * felt.security - r.anxiety) +
                F(p.life_event) * life_event + F(step.kick) * z[0],
            r.avoidance + F(step.share) * (F(-p.revision) * felt.comfort - r.avoidance) +
                F(step.kick) * z[1]};
}

} // namespace couplet::attachment_change
