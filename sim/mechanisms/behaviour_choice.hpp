// Behaviour choice: which act a partner takes (submodel 8).
//
// Acts last tau minutes on average: partners decide in turns, one in each exchange of tau/2 minutes, by chance
// (turn.hpp). A decision is a softmax over propensities U, relative to neutral talk:
//
//   U = base + drives + habit + skill - cost
//
// propensities() below is the table, one line an act. The drives:
//
//   alarm x; need of closeness, and frustration by unmet bids; distress NA - 1, own and the partner's as
//   inferred; the couple's tension; the severity of an open issue; overwhelm o, which drives flight
//   in proportion and ends warmth by its square (flooding);
//   regard = trust + satisfaction - resentment;
//   closeness costs in proportion to avoidance v; a partner who looks distressed adds to the cost of the
//   avoidant, and takes from that of others; a warm one takes from that of the avoidant; what is added
//   so drives withdrawal, and criticism, besides; coldness and warmth read are paid back in kind;
//   skill weighs as far as there is control, habit the more the less there is.
//
// A protest is then one of six, by a second softmax: each kind has its own drive.
//
// Anxiety enters nowhere here, avoidance only as the cost of closeness and as what the partner's state
// makes of it. People high on both are driven to approach by alarm and away by overwhelm, in alternation.
//
// Sources: demand-withdraw, Christensen & Heavey 1990; protest, Mikulincer & Shaver 2016;
// reciprocity, Gottman, Markman & Notarius 1977; avoidance and a distressed partner, Simpson, Rholes &
// Nelligan 1992; softening, Overall, Simpson & Struthers 2013.
// Departure: drives and bases are shared by the acts of one kind, so that one number has one meaning.
//
// Tests: tests/mechanisms/test_behaviour_choice.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/acts.hpp"
#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::behaviour_choice {

struct Params {
    float shared_positive = -2.4f;
    float request = -3.51f;
    float pursuit = -5.71f;
    float criticism = -7.09f;
    float withdrawal = -7.11f;
    float leaving = -6.8f;
    float reassurance = -2.61f;
    float repair = -2.8f;
    float persistence = 4.0f;
    float alarm = 0.271f;
    float need = 0.95f;
    float distress = 0.171f;
    float open_issue = 3.69f;
    float tension = 0.157f;
    float overwhelm = 1.56f;
    float closeness = 0.343f;
    float goodwill = 0.214f;
    float reciprocity = 0.3f;
    float skill = 1.46f;
    float habit = 0.751f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::shared_positive, "shared_positive", "", -10, 5, Status::fitted,
     "scenarios/validation", "base propensity"},
    {&Params::request, "request", "", -10, 5, Status::assumed,
     "chosen while exploring scenarios/validation",
     "base propensity of direct requests and of self-soothing"},
    {&Params::pursuit, "pursuit", "", -10, 5, Status::fitted, "scenarios/validation",
     "base propensity of reassurance seeking and of protest"},
    {&Params::criticism, "criticism", "", -10, 5, Status::fitted, "scenarios/validation",
     "base propensity"},
    {&Params::withdrawal, "withdrawal", "", -10, 5, Status::fitted, "scenarios/validation",
     "base propensity"},
    {&Params::leaving, "leaving", "", -10, 5, Status::assumed, "rare in coded talk",
     "base propensity of stonewalling and of time-outs"},
    {&Params::reassurance, "reassurance", "", -10, 5, Status::fitted, "scenarios/validation",
     "base propensity"},
    {&Params::repair, "repair", "", -10, 5, Status::fitted, "scenarios/validation",
     "base propensity of softening and of repair"},
    {&Params::persistence, "persistence", "min", 0.5f, 30, Status::assumed,
     "length of a topic in coded talk", "mean time between decisions"},
    {&Params::alarm, "alarm", "", 0, 3, Status::fitted, "sign: Mikulincer & Shaver 2016",
     "alarm drives reassurance seeking and protest, half as much criticism and self-soothing"},
    {&Params::need, "need", "", 0, 3, Status::assumed,
     "chosen while exploring scenarios/validation",
     "need drives requests and reassurance seeking, frustration protest"},
    {&Params::distress, "distress", "", 0, 3, Status::assumed,
     "chosen while exploring scenarios/validation",
     "own distress drives reassurance seeking and criticism and holds back warmth; the "
     "partner's drives reassurance, twice as much"},
    {&Params::open_issue, "open_issue", "", 0, 5, Status::fitted, "scenarios/validation",
     "an open issue drives criticism, and half as much withdrawal, a unit of its severity"},
    {&Params::tension, "tension", "", 0, 2, Status::fitted,
     "kept below the value at which quarrels feed themselves",
     "tension drives criticism, repair and time-out, and holds back warmth"},
    {&Params::overwhelm, "overwhelm", "", 0, 5, Status::fitted, "sign: Gottman & Levenson 1992",
     "overwhelm drives flight, and by its square ends warmth"},
    {&Params::closeness, "closeness", "", 0, 3, Status::fitted,
     "sign: Mikulincer & Shaver 2016",
     "cost of closeness, a unit of avoidance; half as much by the distress that the partner shows"},
    {&Params::goodwill, "goodwill", "", 0, 3, Status::assumed, "sign: Weiss 1980; size explored",
     "regard drives warmth and repair, and holds back criticism and withdrawal; commitment drives "
     "reassurance"},
    {&Params::reciprocity, "reciprocity", "", 0, 3, Status::assumed,
     "sign: Gottman et al. 1977; size explored",
     "warmth is paid back by warmth, coldness by criticism and, half as much, by protest, "
     "withdrawal and less warmth"},
    {&Params::skill, "skill", "", 0, 3, Status::fitted, "scenarios/validation",
     "communication, and what is learnt, drive requests and repair and hold back attack; "
     "regulation drives self-soothing"},
    {&Params::habit, "habit", "", 0, 3, Status::assumed,
     "chosen while exploring scenarios/validation",
     "weight of habits in full control; twice when control is lost"},
};

// Acts unrelated to state: only the base propensities are left.
inline Params neutral(Params p) {
    for (float Params::*gain :
         {&Params::alarm, &Params::need, &Params::distress, &Params::open_issue, &Params::tension,
          &Params::overwhelm, &Params::closeness, &Params::goodwill, &Params::reciprocity,
          &Params::skill, &Params::habit})
        p.*gain = 0;
    return p;
}

inline constexpr float full_issue = 1.5f; // a major issue: no quarrel is about more

template <class F> struct Situation {
    F avoidance;                // population sd
    F alarm, overwhelm;
    F need, unmet;              // of closeness; frustration by unmet bids
    F distress;                 // negative affect above rest
    F contentment;              // positive affect above rest
    F tension, issue;           // of the couple; severity of the open issue
    F regard, commitment;
    F distrust, resentment;     // parts of regard, for the kinds of protest
    F coldness, warmth;         // [-read]+ and [read]+ of the partner's act
    F inferred_distress;        // the partner's, as inferred
    F seen_distress;            // the partner's, as shown; 0 while apart
    F communication;            // trait and learnt, times control
    F positive_skill;           // positive exchange learnt
    F de_escalation;            // learnt, times control
    F control;                  // [0-1]
    F dependency;               // on asked-for reassurance
    F regulation;
    F apart;                    // 1 at midday
    std::array<F, bid_count> bid_habit;
    F withdrawal_habit;
};

template <class F> using Propensities = std::array<F, act_count>;

template <class F> Propensities<F> propensities(const Params& p, const Situation<F>& s) {
    const F distress = F(p.distress) * s.distress;
    const F alarm = F(p.alarm) * s.alarm;
    const F tension = F(p.tension) * s.tension;
    const F issue = F(p.open_issue) * s.issue;
    const F half(0.5f), twice(2.0f);
    const F distance = F(p.closeness) * s.avoidance;
    const F pressed = half * (distance * s.seen_distress - positive_part(distance) * s.warmth);
    const F cost = distance + pressed;
    const F fled = F(p.overwhelm) * s.overwhelm;
    const F flooded = fled * s.overwhelm;
    const F regard = F(p.goodwill) * s.regard;
    const F warm = F(p.reciprocity) * s.warmth;
    const F pay_back = F(p.reciprocity) * s.coldness * max(F(1.0f) - s.de_escalation, 0.0f);
    const F skill = F(p.skill) * s.communication;
    const F softer = skill + F(p.skill) * s.de_escalation;
    const F habit = F(p.habit) * (F(2.0f) - s.control);
    const F need = F(p.need) * s.need;

    Propensities<F> u;
    u[index(Act::neutral_talk)] = F(0.0f);
    u[index(Act::shared_positive)] = F(p.shared_positive) + regard +
                                     F(p.goodwill) * s.contentment + warm - distress - cost -
                                     flooded - tension - half * pay_back +
                                     F(p.skill) * s.positive_skill;
    u[index(Act::direct_request)] =
        F(p.request) + need + softer - cost - flooded + habit * s.bid_habit[0];
    u[index(Act::reassurance_seeking)] = F(p.pursuit) + alarm + need + distress - cost - distance +
                                         habit * (s.dependency + s.bid_habit[1]);
    u[index(Act::protest)] = F(p.pursuit) + alarm + F(p.need) * s.unmet + half * pay_back - softer -
                             cost + habit * s.bid_habit[2];
    u[index(Act::criticism)] = F(p.criticism) + issue + tension + half * alarm + distress +
                               pressed + pay_back - skill - regard + habit * s.bid_habit[3];
    u[index(Act::withdrawal)] = F(p.withdrawal) + half * issue + fled + cost + pressed - regard +
                                half * pay_back + habit * s.withdrawal_habit;
    u[index(Act::stonewalling)] = F(p.leaving) + fled + cost;
    u[index(Act::self_soothing)] = F(p.request) + F(p.skill) * s.regulation + half * alarm;
    u[index(Act::reassurance)] = F(p.reassurance) + twice * F(p.distress) * s.inferred_distress +
                                 F(p.goodwill) * s.commitment - cost - flooded - tension -
                                 half * pay_back;
    u[index(Act::softening)] =
        F(p.repair) + softer + tension + regard + warm - distress - flooded;
    u[index(Act::repair)] = F(p.repair) + skill + tension + regard + warm - flooded;
    u[index(Act::time_out)] = F(p.leaving) + tension + skill;
    return u;
}

// Weights of the six kinds of protest, not normalised. Threats come in tension, exaggeration in
// alarm, contact while apart, jealousy from distrust, holding back affection from resentment.
template <class F> std::array<F, protest_count> protest_weights(const Situation<F>& s) {
    return {F(1.0f), exp(s.tension - F(1.0f)), exp(s.alarm - F(1.0f)),
            exp(F(2.0f) * s.apart - F(1.0f)), exp(s.distrust - F(1.0f)),
            exp(s.resentment - F(1.0f))};
}

template <class F> struct Choice {
    F act;        // its index
    F in_protest; // where in protest's share of the softmax u lies, if it does: again uniform
};

// The act at the point u of the softmax; the propensity of neutral talk is 0.
template <class F> Choice<F> choose(const Propensities<F>& propensity, F u) {
    std::array<F, act_count> weight, up_to; // up_to: sums of the weights
    weight[0] = up_to[0] = F(1.0f); // neutral talk, to which all propensities are relative
#pragma GCC unroll 16 // none waits for the one before
    for (std::size_t k = 1; k < act_count; ++k) {
        weight[k] = exp(propensity[k]);
        up_to[k] = up_to[k - 1] + weight[k];
    }
    const F point = u * up_to.back();
    F act(0.0f);
    for (std::size_t k = 1; k < act_count; ++k)
        act = select(point >= up_to[k - 1], static_cast<float>(k), act);
    constexpr std::size_t protest = index(Act::protest);
    return {act, clamp((point - up_to[protest - 1]) / weight[protest], 0.0f, 0.99999994f)};
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
