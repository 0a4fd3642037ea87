// A person as the mechanisms see one: traits as they are today, what is perceived, what is intended.
#pragma once

#include "model/parameters.hpp"
#include "model/state.hpp"

namespace couplet::model {

using interventions::Skill;
template <class F> F skill(const Person<F>& s, Skill which) {
    return s.skills[static_cast<std::size_t>(which)];
}

// Traits as training, and today's stress, have changed them.
template <class F> F regulation(const Person<F>& s) {
    return s.traits.regulation + skill(s, Skill::regulation) - s.strain;
}
template <class F> F rumination(const Person<F>& s) {
    return s.traits.rumination - skill(s, Skill::letting_go);
}
template <class F> F communication(const Person<F>& s) {
    return s.traits.communication + skill(s, Skill::communication);
}
template <class F> F alarm(const Person<F>& s) {
    return reassurance::alarm(s.activation, s.soothing);
}
template <class F> F shown_affect(const Parameters& p, const Person<F>& s) {
    return F(p.variation.expressiveness) *
           deactivation::shown_affect(p.deactivation, s.negative_affect, s.avoidance);
}
template <class F> F resting_affect(const Parameters& p, const Person<F>& s) {
    return affect::resting_level(p.affect, s.affect_noise, s.stress, s.mood);
}
// How much longer than others a person dwells on what hurts; as much shorter is contentment.
template <class F> F dwelling(const Parameters& p, const Person<F>& s) {
    return affect::slowing(p.affect, rumination(s), regulation(s)) *
           activation::prolonged(p.activation, s.anxiety);
}
template <class F> appraisal::Perceiver<F> perceiver(const Person<F>& s, const Person<F>& other) {
    return {s.anxiety,
            s.avoidance,
            alarm(s),
            s.evaluation.trust,
            s.evaluation.satisfaction,
            other.evaluation.commitment,
            skill(s, Skill::benign_appraisal)};
}
// Gain of alarm at what the partner does: by the anxiety that a trusted, committed partner leaves.
template <class F> F gain(const Parameters& p, const Person<F>& s, const Person<F>& other) {
    return activation::gain(p.activation, appraisal::doubt(p.appraisal, perceiver(s, other)),
                            skill(s, Skill::de_escalation));
}

// What one partner perceives and intends in a turn.
template <class F> struct Mind {
    F alarm, control, accuracy, inferred_affect;
    F coldness, warmth;  // of the reading at the start of the turn
    F seen_distress;     // that the partner shows, above rest
    F answered, unmet;   // own bid, settled in this turn (0 or 1)
    F answer_quality;
};

template <class F>
Mind<F> perceive(const Parameters& p, const Person<F>& s, const Person<F>& other) {
    Mind<F> m;
    m.alarm = alarm(s);
    m.control = physiology::control(p.physiology, m.alarm);
    m.accuracy = empathic_accuracy::accuracy(p.empathic_accuracy, s.anxiety, s.avoidance, m.alarm,
                                             skill(s, Skill::accuracy));
    m.inferred_affect = empathic_accuracy::inferred_affect(m.accuracy, shown_affect(p, other),
                                                           s.negative_affect);
    m.coldness = positive_part(-s.read);
    m.warmth = positive_part(s.read);
    m.seen_distress = positive_part(shown_affect(p, other) - F(affect::at_rest));
    return m;
}

template <class F>
behaviour_choice::Situation<F> situation(const Parameters& p, const Couple<F>& c,
                                         const Person<F>& s, const Mind<F>& m, float apart) {
    behaviour_choice::Situation<F> x;
    x.avoidance = s.avoidance - F(p.variation.closeness_norm);
    x.alarm = m.alarm;
    x.overwhelm = s.overwhelm;
    x.need = s.need;
    x.unmet = s.unmet;
    x.distress = s.negative_affect - F(affect::at_rest);
    x.contentment = s.positive_affect - F(affect::at_rest);
    x.tension = c.tension;
    x.issue = c.issue_severity;
    x.regard = evaluation::regard(s.evaluation);
    x.commitment = s.evaluation.commitment;
    x.distrust = -s.evaluation.trust;
    x.resentment = s.evaluation.resentment;
    x.coldness = m.coldness;
    x.warmth = m.warmth;
    x.inferred_distress = m.inferred_affect - F(affect::at_rest);
    x.seen_distress = m.seen_distress * F(1.0f - apart);
    x.communication = communication(s) * m.control;
    x.positive_skill = skill(s, Skill::positive_exchange);
    x.de_escalation = skill(s, Skill::de_escalation) * m.control;
    x.control = m.control;
    x.dependency = s.dependency;
    x.regulation = regulation(s);
    x.apart = F(apart);
    for (std::size_t k = 0; k < bid_count; ++k)
        x.bid_habit[k] = s.bids[k].habit;
    x.withdrawal_habit = s.withdrawal_habit;
    return x;
}

} // namespace couplet::model
