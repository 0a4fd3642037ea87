// Bids: how one is settled, what is learnt from it, and what it makes of both partners.
//
// A bid is a request, direct or not, or a criticism. It stands until its maker decides anew, and is settled
// when the partner decides (turn.hpp): answered, or unmet.
#pragma once

#include "model/mind.hpp"

namespace couplet::model {

template <class F> typename F::MaskType asks_indirectly(F act) {
    return cycle::is(act, Act::reassurance_seeking) | cycle::is(act, Act::protest);
}
template <class F> typename F::MaskType is_bid(F act) {
    return asks_indirectly(act) | cycle::is(act, Act::direct_request) |
           cycle::is(act, Act::criticism);
}

// Settles the bid of `s`, if it makes one and the partner decides, by the partner's readiness to respond;
// `alarm` is the partner's. Who withdraws or stonewalls answers nothing.
template <class F>
void settle_bid(const Parameters& p, const Couple<F>& c, const Person<F>& s, const Person<F>& other,
                F alarm, const typename F::MaskType& decides, F u, Mind<F>& m) {
    const response::Responder<F> responder{other.evaluation.commitment,
                                           other.evaluation.trust,
                                           other.avoidance,
                                           other.overwhelm,
                                           alarm,
                                           c.tension,
                                           other.fatigue,
                                           skill(other, Skill::responsiveness)};
    const F there = F(1.0f) - indicator(cycle::withdraws(other.act));
    const F probability =
        there * response::answer_probability(p.response, response::readiness(p.response, responder),
                                             s.pressure, s.valence);
    const F settled = indicator(decides & is_bid(s.act));
    m.answered = settled * indicator(u < probability);
    m.unmet = settled - m.answered;
    m.answer_quality = m.answered * probability;
}

template <class F> void learn(const Parameters& p, const Mind<F>& m, Person<F>& s) {
    reinforcement::Memory<F> memory = s.bids[0];
    for (std::size_t k = 1; k < bid_count; ++k) {
        const auto bids_so = cycle::is(s.act, bids[k]);
        memory.habit = select(bids_so, s.bids[k].habit, memory.habit);
        memory.answer_rate = select(bids_so, s.bids[k].answer_rate, memory.answer_rate);
        memory.missed = select(bids_so, s.bids[k].missed, memory.missed);
    }
    memory = reinforcement::learn(p.reinforcement, memory, m.answered, m.unmet);
    for (std::size_t k = 0; k < bid_count; ++k) {
        const auto bids_so = cycle::is(s.act, bids[k]);
        s.bids[k].habit = select(bids_so, memory.habit, s.bids[k].habit);
        s.bids[k].answer_rate = select(bids_so, memory.answer_rate, s.bids[k].answer_rate);
        s.bids[k].missed = select(bids_so, memory.missed, s.bids[k].missed);
    }
    s.dependency += F(p.reassurance.dependence) * m.answered * indicator(asks_indirectly(s.act));
}

// What a settled bid makes of both. Who has been answered has no more to ask; the answer is seen: the
// partner turns to reassurance, or softens towards an attack. `asked` is the act that was the bid.
template <class F> void answered(const Mind<F>& m, Person<F>& s) {
    const auto yes = m.answered > F(0.0f);
    s.act = select(yes, static_cast<float>(index(Act::neutral_talk)), s.act);
    s.valence = select(yes, row(Act::neutral_talk).valence, s.valence);
    s.ambiguity = select(yes, row(Act::neutral_talk).ambiguity, s.ambiguity);
    s.pressure = select(yes, F(0.0f), s.pressure);
}
template <class F> void answers(const Mind<F>& m, F asked, Person<F>& other) {
    const auto yes = m.answered > F(0.0f);
    const auto soft = yes & cycle::is(asked, Act::criticism);
    other.fatigue += (m.answered + m.unmet) * indicator(asks_indirectly(asked));
    other.act = select(yes, static_cast<float>(index(Act::reassurance)), other.act);
    other.valence = select(yes, row(Act::reassurance).valence, other.valence);
    other.act = select(soft, static_cast<float>(index(Act::softening)), other.act);
    other.valence = select(soft, row(Act::softening).valence, other.valence);
    other.ambiguity = select(yes, row(Act::reassurance).ambiguity, other.ambiguity);
    other.pressure = select(yes, F(0.0f), other.pressure);
    other.answering = select(yes, F(1.0f), other.answering);
}

} // namespace couplet::model
