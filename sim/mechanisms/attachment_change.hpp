// Attachment change: slow revision of working models by felt security (submodel 16).
//
// Attachment is a stable prototype plus a revisable part; only the second moves. Felt security z
// follows the day's experience, squashed so that many small ones count for more than a few large
// ones of the same sum:
//
//   i = tanh([k_u (unasked - u0) + k_a k_q (answers - a0) + k_g gain - k_n loss - k_m (unmet - m0)] / s)
//   z -> i + outside security             t_z, plus noise, partly shared by the partners
//   anxiety part   -> -k_x (z - z0)       t_a, plus noise;   life events push it up for a while
//   avoidance part -> -k_y tanh(j)        t_a, plus noise
//   j = k_g gain + k_u (unasked - u0) - k_p (pressure + overwhelm) + outside security / 2
//
//   anxiety, avoidance  ECR-R scale [1-7]      a, v  in population sd, read by all mechanisms
//
// Sources: prototype model, Fraley, Vicary, Brumbaugh & Roisman 2011; partner-specific change
// coordinated in couples, Hudson et al. 2014; security enhancement, Arriaga et al. 2018. Departure:
// the two revisable parts share one time constant.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::attachment_change {

// ECR-R norms of partnered adults, latent: the units in which mechanisms read attachment.
inline constexpr float norm_anxiety = 3.45f, norm_anxiety_sd = 1.2f;
inline constexpr float norm_avoidance = 2.95f, norm_avoidance_sd = 1.18f;

struct Params {
    float unasked = 0.125f;
    float answers = 0.12f;
    float gain = 0.16f;
    float loss = 0.35f;
    float unmet = 0.2f;
    float scale = 2.5f;
    float security_time = 25.0f;
    float security_noise = 0.25f;
    float shared_noise = 0.5f;
    float anxiety_by_security = 1.05f;
    float avoidance_by_experience = 0.65f;
    float usual_security = -0.08f;
    float revision_time = 85.0f;
    float revision_noise = 0.38f;
    float pressure = 0.4f;
    float life_event = 0.05f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::unasked, "unasked", "1/min", 0, 5, Status::assumed, "pilot calibration",
     "security by a minute of unasked reassurance"},
    {&Params::answers, "answers", "", 0, 5, Status::assumed, "pilot calibration",
     "security by an answered bid, before the weight of asked-for reassurance"},
    {&Params::gain, "gain", "", 0, 5, Status::fitted, "pilot calibration",
     "security by a unit of the day's gain"},
    {&Params::loss, "loss", "", 0, 5, Status::fitted, "pilot calibration",
     "insecurity by a unit of the day's loss"},
    {&Params::unmet, "unmet", "", 0, 5, Status::assumed, "pilot calibration",
     "insecurity by a bid that went unmet"},
    {&Params::scale, "scale", "", 0.1f, 50, Status::fitted, "pilot calibration",
     "experience at which a day's effect levels off"},
    {&Params::security_time, "security_time", "day", 1, 2000, Status::fitted,
     "weeks; pilot calibration", "time constant of felt security"},
    {&Params::security_noise, "security_noise", "", 0, 3, Status::assumed,
     "pilot calibration", "sd of felt security from other causes"},
    {&Params::shared_noise, "shared_noise", "", 0, 1, Status::assumed,
     "coordination of partners' change, Hudson et al. 2014", "share of it common to partners"},
    {&Params::anxiety_by_security, "anxiety_by_security", "", 0, 5, Status::fitted,
     "pilot calibration", "fall of anxiety by security [ECR-R points]"},
    {&Params::avoidance_by_experience, "avoidance_by_experience", "", 0, 5, Status::fitted,
     "pilot calibration", "fall of avoidance by good experience [ECR-R points]"},
    {&Params::usual_security, "usual_security", "", -3, 3, Status::fitted,
     "mean of the simulated community", "security at which anxiety stays"},
    {&Params::revision_time, "revision_time", "day", 10, 5000, Status::fitted,
     "retest over a year .5-.75; pilot calibration", "time constant of the revisable parts"},
    {&Params::revision_noise, "revision_noise", "", 0, 3, Status::fitted,
     "retest over a year .5-.75; pilot calibration", "their sd from other causes"},
    {&Params::pressure, "pressure", "", 0, 5, Status::fitted, "pilot calibration",
     "avoidance kept up by pressure and overwhelm"},
    {&Params::life_event, "life_event", "", 0, 5, Status::assumed, "pilot calibration",
     "anxiety by a unit of a life event [ECR-R points]"},
};

inline constexpr float never = 1e12f; // [day]: a time constant that lets nothing move

// Attachment does not move.
inline Params neutral(Params p) {
    p.anxiety_by_security = p.avoidance_by_experience = p.revision_noise = p.life_event = 0;
    p.revision_time = never;
    return p;
}

template <class F> F standardised_anxiety(F anxiety) {
    return clamp((anxiety - F(norm_anxiety)) * F(1.0f / norm_anxiety_sd), -2.5f, 3.0f);
}
template <class F> F standardised_avoidance(F avoidance) {
    return clamp((avoidance - F(norm_avoidance)) * F(1.0f / norm_avoidance_sd), -2.5f, 3.0f);
}

template <class F> struct Experience {
    F unasked, answers, unmet; // minutes of unasked reassurance; bids answered, unmet
    F gain, loss, pressure;    // evaluation.hpp
    F overwhelm;               // mean of the day
    F outside;                 // security from outside the couple, learnt
    F asked_weight;            // reassurance.hpp
};
// What an average day holds; the zero points of the experience.
inline constexpr float usual_unasked = 1.2f, usual_answers = 0.5f, usual_unmet = 0.4f;

template <class F> F secure_experience(const Params& p, const Experience<F>& e) {
    const F raw = F(p.unasked) * (e.unasked - F(usual_unasked)) +
                  F(p.answers) * e.asked_weight * (e.answers - F(usual_answers)) +
                  F(p.gain) * e.gain - F(p.loss) * e.loss -
                  F(p.unmet) * (e.unmet - F(usual_unmet));
    return tanh(raw * F(1.0f / p.scale));
}
template <class F> F next_security(const Params& p, F security, const Experience<F>& e, F z) {
    const float share = approach(Lanes<1>(1.0f), Lanes<1>(p.security_time)).v;
    const float kick = sqrt(Lanes<1>(share * (2.0f - share))).v * p.security_noise;
    return security + F(share) * (secure_experience(p, e) + e.outside - security) + F(kick) * z;
}

template <class F> struct Revisable { F anxiety, avoidance; }; // ECR-R points from the prototype

template <class F>
Revisable<F> after_day(const Params& p, const Revisable<F>& r, F security,
                       const Experience<F>& e, F life_event, F z_anxiety, F z_avoidance) {
    const float share = approach(Lanes<1>(1.0f), Lanes<1>(p.revision_time)).v;
    const float kick = sqrt(Lanes<1>(share * (2.0f - share))).v * p.revision_noise;
    const F anxious = F(-p.anxiety_by_security) * (security - F(p.usual_security));
    const F experience = F(p.gain) * e.gain + F(p.unasked) * (e.unasked - F(usual_unasked)) -
                         F(p.pressure) * (e.pressure + e.overwhelm) + F(0.5f) * e.outside;
    const F avoidant = F(-p.avoidance_by_experience) * tanh(experience);
    return {r.anxiety + F(share) * (anxious - r.anxiety) + F(kick) * z_anxiety +
                F(p.life_event) * life_event,
            r.avoidance + F(share) * (avoidant - r.avoidance) + F(kick) * z_avoidance};
}

} // namespace couplet::attachment_change
