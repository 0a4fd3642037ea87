// Behaviour choice: which act a partner takes (submodel 8).
//
// Acts form a continuous-time chain: in a turn of dt minutes a person decides anew with probability
// 1 - e^(-dt/tau) and else goes on. A decision is a softmax over propensities U, relative to
// neutral talk:
//
//   U = base + drives + habit + skill - cost
//
// Drives: alarm x, need and unmet bids, negative affect n, the couple's tension h, the severity of an open issue,
// overwhelm o, goodwill (trust), resentment, sentiment; closeness costs in proportion to avoidance
// v; what the partner does is answered in kind (reciprocity) through its reading. Skill weighs as
// far as there is control; habits weigh more when there is little. propensities() below is the
// table, one line an act. A protest is then one of six, by a second softmax.
//
// Both anxiety and avoidance enter, small beside the states that they shape elsewhere. People high
// on both are driven to approach by alarm and away by overwhelm, in alternation.
//
// Sources: demand-withdraw, Christensen & Heavey 1990; protest, Mikulincer & Shaver 2016;
// reciprocity, Gottman, Markman & Notarius 1977; softening, Overall, Simpson & Struthers 2013.
// Departure: drives are shared by the acts of one kind, so that one number has one meaning.
#pragma once

#include "mechanisms/acts.hpp"
#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::behaviour_choice {

struct Params {
    float shared_positive = -0.6f;
    float direct_request = -3.2f;
    float reassurance_seeking = -5.1f;
    float protest = -5.2f;
    float criticism = -4.8f;
    float withdrawal = -4.4f;
    float stonewalling = -6.7f;
    float self_soothing = -3.6f;
    float reassurance = -3.1f;
    float softening = -4.2f;
    float repair = -4.6f;
    float time_out = -7.1f;
    float persistence = 3.0f;
    float alarm = 0.6f;
    float anxiety = 0.25f;
    float need = 0.3f;
    float unmet = 0.4f;
    float distress = 0.3f;
    float open_issue = 1.9f;
    float issue_withdrawal = 0.9f;
    float tension = 0.4f;
    float overwhelm = 1.2f;
    float overwhelm_warmth = 0.45f;
    float closeness = 0.3f;
    float goodwill = 0.27f;
    float resentment = 0.19f;
    float sentiment = 0.17f;
    float reciprocity = 0.59f;
    float warm_reciprocity = 0.6f;
    float empathy = 0.7f;
    float skill = 0.4f;
    float habit = 0.47f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::shared_positive, "shared_positive", "", -10, 5, Status::fitted,
     "pilot calibration", "base propensity"},
    {&Params::direct_request, "direct_request", "", -10, 5, Status::fitted,
     "pilot calibration", "base propensity"},
    {&Params::reassurance_seeking, "reassurance_seeking", "", -10, 5, Status::fitted,
     "pilot calibration", "base propensity"},
    {&Params::protest, "protest", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::criticism, "criticism", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::withdrawal, "withdrawal", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::stonewalling, "stonewalling", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::self_soothing, "self_soothing", "", -10, 5, Status::assumed,
     "pilot calibration", "base propensity"},
    {&Params::reassurance, "reassurance", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::softening, "softening", "", -10, 5, Status::fitted, "pilot calibration",
     "base propensity"},
    {&Params::repair, "repair", "", -10, 5, Status::assumed, "as softening",
     "base propensity"},
    {&Params::time_out, "time_out", "", -10, 5, Status::assumed, "pilot calibration",
     "base propensity"},
    {&Params::persistence, "persistence", "min", 0.5f, 30, Status::assumed,
     "length of a speaking turn in coded talk; pilot calibration", "mean time between decisions"},
    {&Params::alarm, "alarm", "", 0, 3, Status::fitted, "pilot calibration",
     "alarm drives reassurance seeking and protest, half as much criticism and self-soothing"},
    {&Params::anxiety, "anxiety", "", 0, 3, Status::assumed, "pilot calibration",
     "anxiety drives reassurance seeking beyond alarm, and holds back withdrawal by half as much"},
    {&Params::need, "need", "", 0, 3, Status::assumed, "pilot calibration",
     "need drives direct requests and reassurance seeking"},
    {&Params::unmet, "unmet", "", 0, 3, Status::assumed, "pilot calibration",
     "unmet bids drive protest"},
    {&Params::distress, "distress", "", 0, 3, Status::assumed, "pilot calibration",
     "negative affect drives reassurance seeking and criticism, and holds back warmth"},
    {&Params::open_issue, "open_issue", "", 0, 5, Status::fitted, "pilot calibration",
     "an open issue drives criticism, a unit of its severity"},
    {&Params::issue_withdrawal, "issue_withdrawal", "", 0, 5, Status::fitted,
     "pilot calibration", "an open issue drives withdrawal, a unit of its severity"},
    {&Params::tension, "tension", "", 0, 2, Status::fitted,
     "kept below the value at which quarrels feed themselves; pilot calibration",
     "tension drives criticism, softening and time-out, and holds back warmth"},
    {&Params::overwhelm, "overwhelm", "", 0, 5, Status::fitted, "pilot calibration",
     "overwhelm drives withdrawal and stonewalling"},
    {&Params::overwhelm_warmth, "overwhelm_warmth", "", 0, 5, Status::assumed,
     "pilot calibration", "overwhelm, and flooding, hold back warmth"},
    {&Params::closeness, "closeness", "", 0, 3, Status::fitted, "pilot calibration",
     "cost of closeness, a unit of avoidance; twice for reassurance seeking"},
    {&Params::goodwill, "goodwill", "", 0, 3, Status::assumed, "pilot calibration",
     "trust drives warmth, softening and repair, commitment reassurance, contentment warmth"},
    {&Params::resentment, "resentment", "", 0, 3, Status::fitted, "pilot calibration",
     "resentment drives criticism"},
    {&Params::sentiment, "sentiment", "", 0, 3, Status::fitted, "pilot calibration",
     "satisfaction drives warmth and holds back criticism and withdrawal"},
    {&Params::reciprocity, "reciprocity", "", 0, 3, Status::fitted,
     "Gottman et al. 1977; pilot calibration", "coldness is paid back by criticism; half as much by protest, withdrawal, less warmth"},
    {&Params::warm_reciprocity, "warm_reciprocity", "", 0, 3, Status::assumed,
     "pilot calibration", "warmth is paid back"},
    {&Params::empathy, "empathy", "", 0, 3, Status::assumed, "pilot calibration",
     "the partner's distress, as inferred, drives reassurance"},
    {&Params::skill, "skill", "", 0, 3, Status::fitted, "pilot calibration",
     "what is learnt, and communication, drive requests, softening and repair, and hold back attack"},
    {&Params::habit, "habit", "", 0, 3, Status::assumed, "pilot calibration",
     "weight of habits when half of control is lost: 1.3 of it without, 0.7 with full control"},
};

// Acts unrelated to state: only the base propensities are left.
inline Params neutral(Params p) {
    for (float Params::*gain :
         {&Params::alarm, &Params::anxiety, &Params::need, &Params::unmet, &Params::distress,
          &Params::open_issue, &Params::issue_withdrawal, &Params::tension, &Params::overwhelm,
          &Params::overwhelm_warmth, &Params::closeness, &Params::goodwill, &Params::resentment,
          &Params::sentiment, &Params::reciprocity, &Params::warm_reciprocity,
          &Params::empathy, &Params::skill, &Params::habit})
        p.*gain = 0;
    return p;
}

inline constexpr float full_issue = 1.5f; // a major issue: no quarrel is about more

template <class F> struct Situation {
    F anxiety, avoidance;         // population sd
    F alarm, overwhelm, flooding; // deactivation.hpp
    F need, unmet;                // of closeness; recent unmet bids
    F negative_affect, positive_affect;
    F tension, issue;             // of the couple; severity of the open issue, up to full_issue
    F trust, commitment, resentment, sentiment;
    F coldness, warmth;           // [-read]+ and [read]+ of the partner's act
    F inferred_distress;          // the partner's negative affect, as inferred, above usual
    F communication;              // trait and learnt, times control
    F positive_skill;             // positive exchange learnt
    F de_escalation;              // learnt, times control
    F control;                    // [0-1]
    F dependency;                 // on asked-for reassurance
    F regulation;
    F apart;                      // 1 at midday
    std::array<F, bid_count> bid_habit;
    F withdrawal_habit;
};

template <class F> using Propensities = std::array<F, act_count>;

template <class F> Propensities<F> propensities(const Params& p, const Situation<F>& s) {
    const F distress = F(p.distress) * (s.negative_affect - F(0.7f));
    const F alarm = F(p.alarm) * s.alarm;
    const F tension = F(p.tension) * s.tension;
    const F cost = F(p.closeness) * s.avoidance;
    const F flooded = F(p.overwhelm_warmth) * s.flooding;
    const F weary = F(p.overwhelm_warmth) * s.overwhelm + flooded;
    const F fled = F(p.overwhelm) * s.overwhelm;
    const F trust = F(p.goodwill) * s.trust;
    const F sentiment = F(p.sentiment) * s.sentiment;
    const F pay_back =
        F(p.reciprocity) * s.coldness * (F(1.0f) + F(0.1f) * s.resentment) *
        max(F(1.0f) - F(0.15f) * s.communication - F(0.5f) * s.de_escalation, 0.0f);
    const F warm = F(p.warm_reciprocity) * s.warmth;
    const F skill = F(p.skill) * s.communication;
    const F softer = skill + F(2.0f * p.skill) * s.de_escalation;
    const F habit = F(p.habit) * (F(1.3f) - F(0.6f) * s.control);
    const F need = F(p.need) * s.need;

    Propensities<F> u;
    u[index(Act::neutral_talk)] = F(0.0f);
    u[index(Act::shared_positive)] = F(p.shared_positive) +
                                     F(p.goodwill) * (s.positive_affect - F(1.0f)) - distress -
                                     cost + trust - weary + warm - F(0.5f) * pay_back + sentiment -
                                     F(2.0f) * tension + F(p.skill) * s.positive_skill;
    u[index(Act::direct_request)] = F(p.direct_request) + need + softer - cost - flooded +
                                    habit * s.bid_habit[0];
    u[index(Act::reassurance_seeking)] =
        F(p.reassurance_seeking) + alarm + F(p.anxiety) * s.anxiety + need + distress -
        F(2.0f) * cost + habit * (s.dependency + s.bid_habit[1]);
    u[index(Act::protest)] = F(p.protest) + alarm + F(p.unmet) * s.unmet + F(0.5f) * pay_back - softer -
                             cost + habit * s.bid_habit[2];
    u[index(Act::criticism)] = F(p.criticism) + F(p.open_issue) * s.issue + tension +
                               F(p.resentment) * s.resentment + F(0.5f) * alarm + distress +
                               pay_back - skill - sentiment + habit * s.bid_habit[3];
    u[index(Act::withdrawal)] = F(p.withdrawal) + F(p.issue_withdrawal) * s.issue + fled + cost -
                                F(0.5f * p.anxiety) * s.anxiety - sentiment +
                                F(0.5f) * pay_back + habit * s.withdrawal_habit;
    u[index(Act::stonewalling)] = F(p.stonewalling) + fled + cost;
    u[index(Act::self_soothing)] =
        F(p.self_soothing) + F(p.skill) * s.regulation + F(0.5f) * alarm;
    u[index(Act::reassurance)] = F(p.reassurance) + F(p.empathy) * s.inferred_distress +
                                 F(p.goodwill) * s.commitment - cost - weary - tension - F(0.5f) * pay_back;
    u[index(Act::softening)] = F(p.softening) + softer +
                               F(2.0f) * min(tension, 0.5f) + trust - distress - weary + warm;
    u[index(Act::repair)] = F(p.repair) + skill + F(2.0f) * min(tension, 0.5f) + trust +
                            sentiment - weary + warm;
    u[index(Act::time_out)] = F(p.time_out) + tension + skill;
    return u;
}

// Weights of the six kinds of protest, not normalised. Contact is sought while apart; threats
// come in tension, exaggeration in alarm, jealousy from distrust, holding back from resentment.
template <class F> std::array<F, protest_count> protest_weights(const Situation<F>& s) {
    return {F(1.0f),
            exp(s.tension - F(1.5f)),
            exp(F(0.5f) * s.alarm - F(0.5f)),
            exp(F(2.0f) * s.apart - F(1.0f)),
            exp(-(F(0.5f) * s.trust) - F(2.0f)),
            exp(F(0.5f) * (s.resentment + s.avoidance) - F(0.5f))};
}

template <class F> struct Choice {
    F act;                         // index of the act
    F valence, ambiguity, pressure; // its attributes
    F remainder;                   // a fresh uniform number, left over from the choice
};

// The act at the point u of the softmax; the propensity of neutral talk is 0.
template <class F> Choice<F> choose(const Propensities<F>& propensity, F u) {
    std::array<F, act_count> weight;
    weight[0] = F(1.0f); // neutral talk, to which all propensities are relative
    F total = weight[0];
    for (std::size_t k = 1; k < act_count; ++k) {
        weight[k] = exp(propensity[k]);
        total += weight[k];
    }
    const F point = u * total;
    Choice<F> c{F(0.0f), F(act_table[0].valence), F(act_table[0].ambiguity),
                F(act_table[0].pressure), F(0.0f)};
    F lower = weight[0], below(0.0f), width = weight[0]; // of the act reached so far
    for (std::size_t k = 1; k < act_count; ++k) {
        const auto reached = point >= lower;
        c.act = select(reached, static_cast<float>(k), c.act);
        c.valence = select(reached, act_table[k].valence, c.valence);
        c.ambiguity = select(reached, act_table[k].ambiguity, c.ambiguity);
        c.pressure = select(reached, act_table[k].pressure, c.pressure);
        below = select(reached, lower, below);
        width = select(reached, weight[k], width);
        lower += weight[k];
    }
    c.remainder = clamp((point - below) / width, 0.0f, 0.99999994f);
    return c;
}

// Index of the kind of protest at the point u of its softmax.
template <class F> F choose_protest(const std::array<F, protest_count>& weight, F u) {
    F total(0.0f);
    for (const F& w : weight)
        total += w;
    const F point = u * total;
    F kind(0.0f), lower = weight[0];
    for (std::size_t k = 1; k < protest_count; ++k) {
        kind = select(point >= lower, static_cast<float>(k), kind);
        lower += weight[k];
    }
    return kind;
}

} // namespace couplet::behaviour_choice
