// Triggers: what sets the attachment system or a quarrel off (submodel 2).
//
// In each encounter a person may meet one cue about the partner. Four kinds compete, each with its
// own rate and its own chance of being benign; part of the rate is the world's, part the partner's:
//
//   rate_unavailability = r1 exp(k_s stress) exp(k_o overwhelm of the partner)
//   rate_threat         = r2 exp(k_s stress)
//   rate_frustrated     = r3 exp(k_s stress) exp(k_u unmet bids)
//   rate_uncertainty    = r4 exp(k_s stress) exp(k_e 4 p (1 - p))   p: learnt chance that seeking
//                                                             reassurance is answered
//
//   objective threat theta = 0 with probability benign_k, else -severity ln(u)
//
// Disagreements are the couple's: rate d exp(k_s mean stress + k_r mean resentment) when together,
// issue severity -q ln(u). Hassles come from outside the couple and pass through the same appraisal.
// Rates are per day, spread evenly over its encounters (cues: three; disagreements: two).
//
// Sources: the four kinds, Simpson & Rholes 2017; stress raises conflict, Bolger et al. 1989;
// daily rates of disagreement, McGonagle, Kessler & Schilling 1992. Departure: at most one cue a
// person and encounter. For the avoidant, closeness is the trigger: see deactivation.hpp.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

#include <array>

namespace couplet::triggers {

struct Params {
    float unavailability_rate = 0.17f;
    float threat_rate = 0.25f;
    float frustrated_need_rate = 0.08f;
    float uncertainty_rate = 0.08f;
    float unavailability_benign = 0.65f;
    float threat_benign = 0.6f;
    float frustrated_need_benign = 0.3f;
    float uncertainty_benign = 0.7f;
    float severity = 0.8f;
    float stress = 0.25f;
    float partner_overwhelm = 0.39f;
    float unmet_need = 0.3f;
    float erratic_response = 0.5f;
    float disagreement_rate = 0.21f;
    float issue_severity = 0.7f;
    float disagreement_resentment = 0.14f;
    float hassle_rate = 0.63f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::unavailability_rate, "unavailability_rate", "1/day", 0, 20, Status::fitted,
     "pilot calibration", "cues that the partner is not available"},
    {&Params::threat_rate, "threat_rate", "1/day", 0, 20, Status::fitted, "pilot calibration",
     "cues of threat: a late text, a tone, a brief reply"},
    {&Params::frustrated_need_rate, "frustrated_need_rate", "1/day", 0, 20, Status::assumed,
     "pilot calibration, split by kind", "reminders of a need that was not met"},
    {&Params::uncertainty_rate, "uncertainty_rate", "1/day", 0, 20, Status::assumed,
     "pilot calibration, split by kind", "mixed signals"},
    {&Params::unavailability_benign, "unavailability_benign", "", 0, 1, Status::assumed,
     "ordering by ambiguity; Simpson & Rholes 2017", "share that means nothing"},
    {&Params::threat_benign, "threat_benign", "", 0, 1, Status::assumed, "pilot calibration",
     "share that means nothing"},
    {&Params::frustrated_need_benign, "frustrated_need_benign", "", 0, 1, Status::assumed,
     "ordering by ambiguity", "share that means nothing"},
    {&Params::uncertainty_benign, "uncertainty_benign", "", 0, 1, Status::assumed,
     "ordering by ambiguity", "share that means nothing"},
    {&Params::severity, "severity", "", 0, 10, Status::assumed,
     "sets the scale of threat", "mean threat of a cue that is not benign"},
    {&Params::stress, "stress", "", 0, 3, Status::fitted,
     "sign: Bolger et al. 1989; pilot calibration",
     "log rise of cues and disagreements with a unit of stress"},
    {&Params::partner_overwhelm, "partner_overwhelm", "", 0, 3, Status::fitted,
     "pilot calibration", "log rise of unavailability with the partner's overwhelm"},
    {&Params::unmet_need, "unmet_need", "", 0, 3, Status::assumed, "pilot calibration",
     "log rise of frustration with bids that went unmet"},
    {&Params::erratic_response, "erratic_response", "", 0, 3, Status::assumed, "assumed",
     "log rise of uncertainty when half of the bids are answered"},
    {&Params::disagreement_rate, "disagreement_rate", "1/day", 0, 20, Status::fitted,
     "McGonagle et al. 1992 for arguments; pilot calibration", "disagreements"},
    {&Params::issue_severity, "issue_severity", "", 0, 10, Status::assumed,
     "pilot calibration", "mean severity of an issue"},
    {&Params::disagreement_resentment, "disagreement_resentment", "", 0, 3, Status::fitted,
     "pilot calibration", "log rise of disagreements with resentment"},
    {&Params::hassle_rate, "hassle_rate", "1/day", 0, 20, Status::assumed,
     "daily-hassles diaries; pilot calibration", "hassles outside the couple"},
};

inline Params neutral(Params p) {
    p.unavailability_rate = p.threat_rate = p.frustrated_need_rate = p.uncertainty_rate = 0;
    p.disagreement_rate = p.hassle_rate = 0;
    return p;
}

inline constexpr std::size_t kind_count = 4; // unavailability, threat, frustrated need, uncertainty

template <class F> struct Circumstances {
    F stress;            // own level
    F partner_overwhelm; // at the start of the encounter
    F unmet;             // recent unmet bids
    F answer_rate;       // learnt chance that a bid is answered [0-1]
};

// Expected cues of each kind in a span of `days`.
template <class F>
std::array<F, kind_count> cue_rates(const Params& p, const Circumstances<F>& c, float days) {
    const F s = exp(F(p.stress) * c.stress) * F(days);
    const F erratic = F(4.0f) * c.answer_rate * (F(1.0f) - c.answer_rate);
    return {s * F(p.unavailability_rate) * exp(F(p.partner_overwhelm) * c.partner_overwhelm),
            s * F(p.threat_rate), s * F(p.frustrated_need_rate) * exp(F(p.unmet_need) * c.unmet),
            s * F(p.uncertainty_rate) * exp(F(p.erratic_response) * erratic)};
}

template <class F> struct Cue {
    F kind;  // index of the kind, -1 when none
    F theta; // objective threat; 0 when benign or none
};

// One cue, or none, from three uniform numbers.
template <class F>
Cue<F> draw_cue(const Params& p, const std::array<F, kind_count>& rates, F u_kind, F u_benign,
                F u_severity) {
    const F total = rates[0] + rates[1] + rates[2] + rates[3];
    const F occurs = F(1.0f) - exp(-total);
    F point = u_kind / max(occurs, 1e-9f) * total;
    const F benign[kind_count] = {F(p.unavailability_benign), F(p.threat_benign),
                                  F(p.frustrated_need_benign), F(p.uncertainty_benign)};
    F kind(0.0f), chance = benign[0], upper = rates[0];
    for (std::size_t k = 1; k < kind_count; ++k) {
        const auto beyond = point > upper;
        kind = select(beyond, F(static_cast<float>(k)), kind);
        chance = select(beyond, benign[k], chance);
        upper += rates[k];
    }
    const auto none = u_kind >= occurs;
    const F size = F(-p.severity) * log(u_severity);
    const F theta = select(u_benign < chance, F(0.0f), size);
    return {select(none, F(-1.0f), kind), select(none, F(0.0f), theta)};
}

// Severity of the issue of a disagreement in a span of `days` together, 0 when there is none.
template <class F>
F draw_issue(const Params& p, F mean_stress, F mean_resentment, float days, F u, F u_severity) {
    const F rate = F(p.disagreement_rate * days) *
                   exp(F(p.stress) * mean_stress + F(p.disagreement_resentment) * mean_resentment);
    return select(u < F(1.0f) - exp(-rate), F(-p.issue_severity) * log(u_severity), F(0.0f));
}

// Objective threat of the day's hassle, 0 when there is none.
template <class F> F draw_hassle(const Params& p, F u, F u_severity) {
    return select(u < F(1.0f) - exp(F(-p.hassle_rate)), F(-p.severity) * log(u_severity),
                  F(0.0f));
}

} // namespace couplet::triggers
