// One encounter: how it opens, whether it goes on, how it closes, and the hours in between.
//
// Three encounters a day: morning (together), midday (apart, texts and calls), evening (together).
// An encounter lasts its scheduled minutes, and on while tension or alarm is high, up to a limit.
#pragma once

#include "model/turn.hpp"

namespace couplet::model {

// The day's design. Minutes after midnight; scheduled minutes.
struct EncounterRow {
    const char* name;
    float start, minutes, apart;
};
inline constexpr std::array<EncounterRow, 3> encounter_table{{
    {"morning", 7.5f * 60, 14, 0},
    {"midday", 12.5f * 60, 4, 1},
    {"evening", 19.0f * 60, 14, 0},
}};
inline constexpr std::size_t encounter_count = encounter_table.size();
inline constexpr float day_minutes = 1440;
inline constexpr float longest = 90;          // [min]: exhaustion ends it
inline constexpr float going_on_alarm = 1.5f;
inline constexpr float anticipation_minutes = 30; // before a known conflict

// A laboratory session in place of the midday encounter; severity 0: none.
struct LaboratorySession { float minutes = 0, severity = 0; };

// Scheduled turns of an encounter of so many minutes, each at most `turn_minutes` long.
inline int scheduled_turns(float minutes, float turn_minutes) {
    const int whole = static_cast<int>(minutes / turn_minutes);
    return static_cast<float>(whole) * turn_minutes < minutes ? whole + 1 : whole;
}

// Fast states after `minutes` without encounter; `extra_drive` of cortisol, by anticipation.
template <class F>
void relax(const Parameters& p, F minutes, const std::array<F, 2>& extra_drive,
           const std::array<F, 2>& resting, Couple<F>& c) {
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const auto left = [&](F tau) { return exp(-(minutes / tau)); };
        const F prolonged = activation::prolonged(p.activation, s.anxiety);
        const F dwells = dwelling(p, s);
        s.axis = physiology::relax(p.physiology, s.axis, s.activation, extra_drive[i], minutes);
        s.activation *= left(activation::recovery_time(p.activation, dwells));
        s.soothing *= left(reassurance::fading_time(p.reassurance, prolonged));
        s.overwhelm *= left(F(p.deactivation.recovery * 60.0f));
        s.negative_affect =
            resting[i] + (s.negative_affect - resting[i]) *
                             left(affect::recovery_time(p.affect, dwells));
        s.positive_affect = F(1.0f) + (s.positive_affect - F(1.0f)) *
                                          left(affect::contentment_time(p.affect, dwells));
        const F need_left = left(F(day_minutes));
        s.need = F(1.0f) + (s.need - F(1.0f)) * need_left;
        s.unmet *= need_left;
        s.fatigue *= need_left;
    }
    c.tension *= exp(-(minutes / F(p.repair.cooling)));
}

// What opened an encounter, for the event table.
template <class F> struct Opening {
    std::array<F, 2> cue_kind, cue_theta; // kind -1: none
    F issue_severity;                     // 0: no disagreement
};

template <class F>
Opening<F> open_encounter(const Parameters& p, Seed seed, std::uint32_t day, std::size_t which,
                          const LaboratorySession& laboratory, Couple<F>& c) {
    const std::uint32_t slot = static_cast<std::uint32_t>(which);
    Opening<F> opening{};
    std::array<F, 2> threat, uncertain, missed, frustrated;
    for (std::size_t i = 0; i < 2; ++i) {
        const Person<F>&s = c.partner[i], &other = c.partner[1 - i];
        const auto u = draw<F>(seed, c.id, day, slot, Purpose::encounter, actor(i));
        const auto rates = triggers::cue_rates(
            p.triggers,
            triggers::Circumstances<F>{s.stress, other.overwhelm, s.unmet, s.bids[1].answer_rate},
            1.0f / encounter_count);
        const auto cue = triggers::draw_cue(p.triggers, rates, u[0], u[1], u[2]);
        threat[i] = select(cue.kind < F(0.0f), F(0.0f),
                           appraisal::perceived_threat(p.appraisal, perceiver(s, other), cue.theta,
                                                       normal_quantile(u[3])));
        opening.cue_kind[i] = cue.kind;
        opening.cue_theta[i] = cue.theta;
        uncertain[i] = indicator(triggers::is(cue, triggers::Kind::uncertainty));
        missed[i] = select(triggers::is(cue, triggers::Kind::unavailability), threat[i], F(0.0f));
        frustrated[i] = select(triggers::is(cue, triggers::Kind::frustrated_need),
                               min(threat[i], 1.0f), F(0.0f));
    }
    const Person<F>&a = c.partner[0], &b = c.partner[1];
    if (laboratory.severity > 0) {
        opening.issue_severity = F(laboratory.severity);
    } else if (encounter_table[which].apart == 0) {
        const auto u = draw<F>(seed, c.id, day, slot, Purpose::encounter, Actor::couple);
        opening.issue_severity =
            triggers::draw_issue(p.triggers, F(0.5f) * (a.stress + b.stress),
                                 F(0.5f) * (a.evaluation.resentment + b.evaluation.resentment),
                                 0.5f, u[0], u[1]);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const F amplified = gain(p, s, c.partner[1 - i]);
        s.activation =
            activation::brooding(p.activation, s.activation, s.anxiety + uncertain[i]);
        s.activation = activation::charged(s.activation, threat[i], amplified);
        s.negative_affect = affect::hurt(p.affect, s.negative_affect, threat[i] * amplified,
                                         s.traits.reactivity);
        s.need += missed[i];
        s.unmet += frustrated[i] * (F(1.0f) - s.unmet);
        s.day.threat += threat[i];
        s.day.hurt_before = s.day.experience.hurt;
        s.day.experience.hurt += threat[i];
        s.day.repair_received = F(0.0f);
        s.act = F(static_cast<float>(index(Act::neutral_talk)));
        s.valence = F(row(Act::neutral_talk).valence);
        s.ambiguity = F(row(Act::neutral_talk).ambiguity);
        s.pressure = F(0.0f);
        s.answering = F(0.0f);
        s.read = s.valence;
    }
    c.issue_severity = min(opening.issue_severity, behaviour_choice::full_issue);
    c.active = c.alive;
    c.turn = typename F::WordsType(0u);
    c.conflict = F(0.0f);
    c.pursuit_withdrawal = F(0.0f);
    c.duration = F(0.0f);
    c.decided = F(0.0f);
    return opening;
}

// At the end of the scheduled minutes lanes that still quarrel or are in alarm go on; `beyond` it, until
// somebody decides and finds that this is over.
template <class F> void going_on(Couple<F>& c, bool beyond) {
    auto on = (c.tension > F(tense_talk)) |
              (max(alarm(c.partner[0]), alarm(c.partner[1])) > F(going_on_alarm));
    if (beyond)
        on = on | (c.decided == F(0.0f));
    c.active = select(on & (c.duration < F(longest)), c.active, F(0.0f));
}

// Lanes in which the encounter has just become a conflict.
template <class F>
typename F::MaskType conflict_begins(Couple<F>& c) {
    const auto begins = (c.tension > F(cycle::conflict)) & (c.conflict == F(0.0f)) &
                        (c.alive > F(0.0f));
    c.conflict = select(begins, F(1.0f), c.conflict);
    return begins;
}

inline constexpr float demand_withdraw_minutes = 4; // of a conflict, to be called so

// The end: what was repaired hurts less; conflicts are counted.
template <class F> void close_encounter(const Parameters& p, Couple<F>& c) {
    const auto fought = c.conflict > F(0.0f);
    for (Person<F>& s : c.partner) {
        const F left = select(fought, repair::hurt_left(p.repair, s.day.repair_received), F(1.0f));
        F& hurt = s.day.experience.hurt;
        hurt = s.day.hurt_before + left * (hurt - s.day.hurt_before);
        s.activation *= left;
        const F rest = resting_affect(p, s);
        s.negative_affect = rest + left * (s.negative_affect - rest);
    }
    c.conflicts += c.conflict;
    c.demand_withdraw += indicator(fought & (c.pursuit_withdrawal >= F(demand_withdraw_minutes)));
    c.active = F(0.0f);
    c.issue_severity = F(0.0f);
}

} // namespace couplet::model
