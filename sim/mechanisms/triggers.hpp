// Triggers: what sets the attachment system or a quarrel off (submodel 2).
//
// In each encounter a person may meet one cue about the partner. Four kinds compete, each with its
// own rate; part of it is the world's, part the partner's:
//
//   unavailability    r1 exp(k_s stress + k_p overwhelm of the partner)
//   threat            r2 exp(k_s stress)                            a late text, a tone, a brief reply
//   frustrated need   r3 exp(k_s stress + k_p frustration)          a reminder of a bid that went unmet
//   uncertainty       r4 exp(k_s stress + k_p 4 p (1 - p))          p: learnt chance of an answer
//
//   objective threat theta = -severity ln(u), but 0 with probability b: most cues mean nothing.
//   A frustrated need always means something.
//
// What a kind leaves behind, besides perceived threat m: unavailability sharpens the need of closeness
// (need += m), a frustrated need frustrates (frustration += (1 - frustration) min(m, 1)), uncertainty
// is brooded over as by the anxious (activation.hpp), threat alarms by itself.
//
// Disagreements are the couple's: rate d exp(k_s mean stress + k_p mean resentment) when together,
// issue severity -severity ln(u). Hassles come from outside the couple and pass through the same
// appraisal. Rates are per day, spread evenly over its encounters (cues: three; disagreements: two).
//
// Sources: the four kinds, Simpson & Rholes 2017; stress raises conflict, Bolger et al. 1989;
// daily rates of disagreement, McGonagle, Kessler & Schilling 1992. Departure: at most one cue a
// person and encounter. For the avoidant, closeness is the trigger: see deactivation.hpp.
//
// Tests: tests/mechanisms/test_triggers.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

#include <array>

namespace couplet::triggers {

struct Params {
    float unavailability = 0.17f;
    float threat = 0.0768f;
    float frustrated_need = 0.08f;
    float uncertainty = 0.08f;
    float benign = 0.0575f;
    float severity = 4.72f;
    float stress = 0.461f;
    float partner = 0.3f;
    float disagreements = 0.0538f;
    float hassles = 0.802f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::unavailability, "unavailability", "1/day", 0, 20, Status::assumed,
     "some cues a week", "cues that the partner is not available"},
    {&Params::threat, "threat", "1/day", 0, 20, Status::fitted, "scenarios/validation",
     "cues of threat: a late text, a tone, a brief reply"},
    {&Params::frustrated_need, "frustrated_need", "1/day", 0, 20, Status::assumed,
     "some cues a week", "reminders of a need that was not met"},
    {&Params::uncertainty, "uncertainty", "1/day", 0, 20, Status::assumed, "some cues a week",
     "mixed signals"},
    {&Params::benign, "benign", "", 0, 1, Status::assumed,
     "most ambiguous cues mean nothing; Simpson & Rholes 2017; size explored",
     "share of cues, other than of a frustrated need, that mean nothing"},
    {&Params::severity, "severity", "", 0, 10, Status::assumed,
     "beside the noise of evidence, 1; size explored",
     "mean threat of a cue, and severity of an issue"},
    {&Params::stress, "stress", "", 0, 3, Status::assumed,
     "sign: Bolger et al. 1989; size explored",
     "log rise of cues and disagreements with a unit of stress"},
    {&Params::partner, "partner", "", 0, 3, Status::assumed, "sign: Simpson & Rholes 2017",
     "log rise of what the partner or the past produces: unavailability with overwhelm, "
     "frustration with unmet bids, uncertainty with erratic answers, disagreements with resentment"},
    {&Params::disagreements, "disagreements", "1/day", 0, 20, Status::fitted,
     "McGonagle et al. 1992", "disagreements"},
    {&Params::hassles, "hassles", "1/day", 0, 20, Status::assumed,
     "daily-hassles diaries; size explored",
     "hassles outside the couple"},
};

inline Params neutral(Params p) {
    p.unavailability = p.threat = p.frustrated_need = p.uncertainty = 0;
    p.disagreements = p.hassles = 0;
    return p;
}

enum class Kind { unavailability, threat, frustrated_need, uncertainty };
inline constexpr std::size_t kind_count = 4;

template <class F> struct Circumstances {
    F stress;            // own level
    F partner_overwhelm; // at the start of the encounter
    F unmet;             // frustration by unmet bids
    F answer_rate;       // learnt chance that a bid is answered [0-1]
};

// Expected cues of each kind in a span of `days`.
template <class F>
std::array<F, kind_count> cue_rates(const Params& p, const Circumstances<F>& c, float days) {
    const F s = exp(F(p.stress) * c.stress) * F(days);
    const F erratic = F(4.0f) * c.answer_rate * (F(1.0f) - c.answer_rate);
    const auto produced = [&](F x) { return exp(F(p.partner) * x); };
    return {s * F(p.unavailability) * produced(c.partner_overwhelm), s * F(p.threat),
            s * F(p.frustrated_need) * produced(c.unmet), s * F(p.uncertainty) * produced(erratic)};
}

template <class F> struct Cue {
    F kind;  // index of the kind, -1 when none
    F theta; // objective threat; 0 when benign or none
};
template <class F> typename F::MaskType is(const Cue<F>& cue, Kind kind) {
    return cue.kind == F(static_cast<float>(kind));
}

template <class F> F draw_severity(const Params& p, F u) { return F(-p.severity) * log(u); }

// One cue, or none, from three uniform numbers.
template <class F>
Cue<F> draw_cue(const Params& p, const std::array<F, kind_count>& rates, F u_kind, F u_benign,
                F u_severity) {
    const F total = rates[0] + rates[1] + rates[2] + rates[3];
    const F occurs = F(1.0f) - exp(-total);
    const F point = u_kind / max(occurs, 1e-9f) * total;
    F kind(0.0f), upper = rates[0];
    for (std::size_t k = 1; k < kind_count; ++k) {
        kind = select(point > upper, F(static_cast<float>(k)), kind);
        upper += rates[k];
    }
    const auto none = u_kind >= occurs;
    Cue<F> cue{select(none, F(-1.0f), kind), draw_severity(p, u_severity)};
    const auto benign = (u_benign < F(p.benign)) & !is(cue, Kind::frustrated_need);
    cue.theta = select(none | benign, F(0.0f), cue.theta);
    return cue;
}

// Severity of the issue of a disagreement in a span of `days` together, 0 when there is none.
template <class F>
F draw_issue(const Params& p, F mean_stress, F mean_resentment, float days, F u, F u_severity) {
    const F rate = F(p.disagreements * days) *
                   exp(F(p.stress) * mean_stress + F(p.partner) * mean_resentment);
    return select(u < F(1.0f) - exp(-rate), draw_severity(p, u_severity), F(0.0f));
}

// Objective threat of the day's hassle, 0 when there is none.
template <class F> F draw_hassle(const Params& p, F u, F u_severity) {
    return select(u < F(1.0f) - exp(F(-p.hassles)), draw_severity(p, u_severity), F(0.0f));
}

} // namespace couplet::triggers
