// What a recorded variable is: read from the state, on the scale of model/variables.hpp.
#pragma once

#include "model/turn.hpp"
#include "model/variables.hpp"

namespace couplet::model {

// Latent satisfaction on the CSI-16, as a share of its 81 points. Community mean 61, sd 17 (Funk &
// Rogge 2007).
template <class F> F satisfaction_scale(F satisfaction) {
    return logistic(F(0.95f) + F(1.3f) * satisfaction);
}

template <class F>
std::array<F, variable_count> observe(const Parameters& p, const Person<F>& s) {
    std::array<F, variable_count> x{};
    std::size_t n = 0;
    x[n++] = clamp(s.traits.anxiety_prototype + s.revisable.anxiety, 1.0f, 7.0f);
    x[n++] = clamp(s.traits.avoidance_prototype + s.revisable.avoidance, 1.0f, 7.0f);
    x[n++] = s.felt.security;
    x[n++] = alarm(s);
    x[n++] = s.overwhelm;
    x[n++] = rumination(s);
    x[n++] = s.positive_affect;
    x[n++] = s.negative_affect;
    x[n++] = logistic(s.evaluation.trust);
    x[n++] = satisfaction_scale(s.evaluation.satisfaction);
    x[n++] = logistic(F(2.0f) * s.evaluation.commitment);
    x[n++] = logistic(s.evaluation.resentment);
    x[n++] = logistic(s.evaluation.relatedness);
    x[n++] = logistic(s.evaluation.autonomy);
    x[n++] = s.axis.cortisol;
    x[n++] = symptoms::reported(p.symptoms, s.symptoms.depressive);
    x[n++] = symptoms::reported(p.symptoms, s.symptoms.anxious);
    x[n++] = s.stress;
    for (const auto& memory : s.bids)
        x[n++] = memory.habit;
    x[n++] = s.withdrawal_habit;
    for (const F& value : s.skills)
        x[n++] = value;
    const DaySums<F>& d = s.day;
    x[n++] = d.coldness;
    x[n++] = d.threat;
    x[n++] = d.support;
    x[n++] = d.negative_affect / max(d.minutes, 1.0f);
    x[n++] = d.sought;
    x[n++] = d.attacked;
    x[n++] = d.withdrew;
    x[n++] = d.was_warm;
    x[n++] = d.positive_affect / max(d.minutes, 1.0f);
    x[n++] = d.inferred_affect / max(d.minutes, 1.0f);
    x[n++] = d.warmth;
    x[n++] = d.protested;
    x[n++] = d.repaired;
    x[n++] = d.softened;
    x[n++] = s.talk.demanded;
    x[n++] = s.talk.constructive;
    x[n++] = s.talk.talked;
    x[n++] = evaluation::weigh(p.evaluation, d.experience).balance;
    x[n++] = s.practised;
    x[n++] = s.symptoms.self_worth;
    x[n++] = s.felt.comfort;
    return x;
}

// Packed as in model/variables.hpp; values beyond the range become its ends.
template <class F> typename F::WordsType packed(const VariableRow& row, F x) {
    const F q = (clamp(x, row.low, row.high) - F(row.low)) * F(1.0f / packed_step(row));
    return to_word(q + F(0.5f)) - typename F::WordsType(32767u);
}

} // namespace couplet::model
