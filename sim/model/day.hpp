// One day: how it begins, and what it leaves behind. Days begin and are recorded at midnight.
//
// Begin: programme session and practice, attachment in population sd, stress, noise of affect, hassle, the night
// until the morning encounter. End: the evening until midnight, mood, evaluation, felt security and
// attachment, symptoms, fading of dependence and skills, separation.
#pragma once

#include "interventions/dose.hpp"
#include "model/encounter.hpp"

namespace couplet::model {

// The day within a run; numbers that are the same for everybody.
struct DayClock {
    int day = 0;                   // since the start; negative in the warm-up
    std::uint32_t address = 0;     // of the day's draws
    evaluation::Pace evaluation;
};

// What the day began with, for the event table.
template <class F> struct DayEvents {
    using Mask = typename F::MaskType;
    Mask session, dropout;
};

inline bool takes_part(const interventions::Programme& g, std::size_t partner) {
    return g.recipient == interventions::Recipient::both ||
           (g.recipient == interventions::Recipient::first) == (partner == 0);
}

template <class F>
void hold_session(const Parameters& p, const interventions::Programme& g, const DayClock& k, F u,
                  Couple<F>& c, DayEvents<F>& events) {
    const bool first = k.day == interventions::first_session_day(g);
    if (first) {
        const F satisfaction = F(0.5f) * (c.partner[0].evaluation.satisfaction +
                                          c.partner[1].evaluation.satisfaction);
        c.enrolled = select(satisfaction < F(g.satisfaction_below), c.alive, F(0.0f));
    }
    const auto present = (c.enrolled > F(0.0f)) & (c.alive > F(0.0f));
    events.dropout = present & (u < F(first ? 0.0f : interventions::dropout_chance(g)));
    c.enrolled = select(events.dropout, F(0.0f), c.enrolled);
    events.session = present & !events.dropout;
    c.sessions += indicator(events.session);
    for (std::size_t i = 0; i < 2; ++i) {
        if (!takes_part(g, i) || g.practice)
            continue;
        Person<F>& s = c.partner[i];
        const F e = interventions::responsiveness(g, s.traits.programme_response,
                                                  p.variation.programme_fit);
        for (std::size_t n = 0; n < interventions::skill_count; ++n)
            if (g.targets[n] != 0)
                s.skills[n] = select(events.session,
                                     interventions::after_session(g, g.targets[n], s.skills[n], e),
                                     s.skills[n]);
    }
}

// How often a person practises is drawn on the day of the first session.
template <class F>
void practise(const Parameters& p, const interventions::Programme& g, Seed seed, const DayClock& k,
              Couple<F>& c) {
    const auto first = static_cast<std::uint32_t>(interventions::first_session_day(g));
    for (std::size_t i = 0; i < 2; ++i) {
        if (!takes_part(g, i))
            continue;
        Person<F>& s = c.partner[i];
        s.practised = F(0.0f);
        if (interventions::practice_on(g, k.day)) {
            const F share = draw<F>(seed, c.id, first, 3, Purpose::day, actor(i))[0];
            const F u = draw<F>(seed, c.id, k.address, 3, Purpose::day, actor(i))[1];
            s.practised = indicator((c.enrolled > F(0.0f)) & (c.alive > F(0.0f)) & (u < share));
        }
        const F e = interventions::responsiveness(g, s.traits.programme_response,
                                                  p.variation.programme_fit);
        const F now = interventions::recent_practice(s.practice, s.practised);
        for (std::size_t n = 0; n < interventions::skill_count; ++n)
            if (g.targets[n] != 0)
                s.skills[n] = interventions::after_practice(g, g.targets[n], s.skills[n], e,
                                                            s.practice, now, s.practised);
        s.practice = now;
    }
}

template <class F> void set_day_attachment(Person<F>& s) {
    s.anxiety = attachment_change::standardised_anxiety(
        clamp(s.traits.anxiety_prototype + s.revisable.anxiety, 1.0f, 7.0f));
    s.avoidance = attachment_change::standardised_avoidance(
        clamp(s.traits.avoidance_prototype + s.revisable.avoidance, 1.0f, 7.0f));
}

template <class F>
DayEvents<F> begin_day(const Parameters& p, const interventions::Programme& programme, Seed seed,
                       const DayClock& k, Couple<F>& c) {
    DayEvents<F> events{};
    const auto shared = draw<F>(seed, c.id, k.address, 0, Purpose::day, Actor::couple);
    c.shared_security_noise = normal_quantile(shared[1]);
    c.worst_phase = F(0.0f);
    if (interventions::session_on(programme, k.day))
        hold_session(p, programme, k, shared[3], c, events);
    if (programme.practice && k.day >= interventions::first_session_day(programme))
        practise(p, programme, seed, k, c);

    const F shared_event = stress::life_event(p.stress, shared[0]);
    std::array<F, 2> total, hassle, resting;
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const auto u = draw<F>(seed, c.id, k.address, 0, Purpose::day, actor(i));
        s.day = DaySums<F>{};
        set_day_attachment(s);
        s.stress_daily = stress::next_daily_part(p.stress, s.stress_daily, normal_quantile(u[0]));
        s.life_event = stress::life_event(p.stress, u[1]) + shared_event;
        s.stress_events = stress::next_event_load(
            p.stress, s.stress_events, s.life_event,
            affect::slowing(p.affect, rumination(s), regulation(s)));
        total[i] = s.traits.chronic_stress + s.stress_daily + s.stress_events;
        s.affect_noise = F(p.affect.daily_sd) * s.traits.affect_variability * normal_quantile(u[2]);
        hassle[i] = u[3];
    }
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        s.stress = stress::level(p.stress, total[i], total[1 - i]);
        s.strain = F(p.stress.strain) * s.stress;
        // A hassle from outside is appraised like a cue, and hurts feelings and self-worth.
        const auto u = draw<F>(seed, c.id, k.address, 1, Purpose::day, actor(i));
        const F theta = triggers::draw_hassle(p.triggers, hassle[i], u[0]);
        const F threat = select(theta > F(0.0f),
                                appraisal::perceived_threat(p.appraisal,
                                                            perceiver(s, c.partner[1 - i]), theta,
                                                            normal_quantile(u[1])),
                                F(0.0f));
        s.day.hassle_threat = threat;
        resting[i] = resting_affect(p, s);
    }
    relax(p, F(encounter_table[0].start), {}, resting, c);
    for (Person<F>& s : c.partner)
        s.negative_affect =
            affect::hurt(p.affect, s.negative_affect,
                         s.day.hassle_threat *
                             activation::gain(p.activation, s.anxiety,
                                              skill(s, Skill::de_escalation)),
                         s.traits.reactivity);
    return events;
}

// The person's slow states; `u` four fresh uniform numbers, `evening` negative affect as the last
// encounter leaves it.
template <class F>
void end_day_of_person(const Parameters& p, const DayClock& k, const Uniforms<F>& u,
                       F shared_noise, F evening, Person<F>& s) {
    const F minutes = max(s.day.minutes, 1.0f);
    const F mean_affect = s.day.negative_affect / minutes;
    const F mean_alarm = s.day.alarm / minutes;
    const auto day = evaluation::weigh(p.evaluation, s.day.experience);

    const F excess = evening - F(affect::at_rest) - F(p.affect.stress) * s.stress;
    s.mood += (excess - s.mood) *
              approach(F(1.0f), affect::mood_time(p.affect, rumination(s), regulation(s),
                                                  s.symptoms.depressive) *
                                    activation::prolonged(p.activation, s.anxiety));

    s.evaluation = evaluation::after_day(
        p.evaluation, k.evaluation, s.evaluation,
        evaluation::Standing<F>{s.traits.fit, s.security, s.traits.investment,
                                s.traits.alternatives, skill(s, Skill::forgiveness)},
        day);

    const attachment_change::Experience<F> lived{day.balance, day.gain, day.pressure,
                                                 skill(s, Skill::outside_security)};
    const float own = sqrt(Lanes<1>(1.0f - p.attachment_change.shared_noise)).v;
    const float shared = sqrt(Lanes<1>(p.attachment_change.shared_noise)).v;
    s.security = attachment_change::next_security(
        p.attachment_change, s.security, lived,
        F(own) * normal_quantile(u[0]) + F(shared) * shared_noise);
    s.revisable = attachment_change::after_day(p.attachment_change, s.revisable, s.security, lived,
                                               s.life_event,
                                               {normal_quantile(u[2]), normal_quantile(u[1])});

    s.symptoms = symptoms::after_day(
        p.symptoms, s.symptoms,
        symptoms::Sources<F>{mean_affect - F(affect::at_rest), s.evaluation.satisfaction,
                             s.security, rumination(s), regulation(s), s.traits.symptom_level,
                             s.day.hassle_threat, mean_alarm});
    s.talk = cycle::remember(s.talk, s.day.talk);
    s.dependency *= F(1.0f - approach(Lanes<1>(1.0f), Lanes<1>(month)).v);
}

// Returns who separates.
template <class F>
typename F::MaskType end_day(const Parameters& p, const interventions::Programme& programme,
                             Seed seed, const DayClock& k, Couple<F>& c) {
    const auto shared = draw<F>(seed, c.id, k.address, 0, Purpose::day, Actor::couple);
    const std::array<F, 2> evening{c.partner[0].negative_affect, c.partner[1].negative_affect};
    std::array<F, 2> resting;
    for (std::size_t i = 0; i < 2; ++i)
        resting[i] = resting_affect(p, c.partner[i]);
    relax(p, F(day_minutes - encounter_table[2].start) - c.duration, {}, resting, c);
    for (std::size_t i = 0; i < 2; ++i)
        end_day_of_person(p, k, draw<F>(seed, c.id, k.address, 2, Purpose::day, actor(i)),
                          c.shared_security_noise, evening[i], c.partner[i]);
    if (programme.sessions > 0 && k.day > interventions::last_session_day(programme)) {
        const F kept = exp(F(-1.0f / programme.fading));
        for (Person<F>& s : c.partner)
            for (F& x : s.skills)
                x *= kept;
    }
    if (k.day < 0)
        return typename F::MaskType(false);
    const Person<F>&a = c.partner[0], &b = c.partner[1];
    const dissolution::Bonds<F> bonds{
        c.kind, min(a.evaluation.commitment, b.evaluation.commitment),
        max(a.stress_events, b.stress_events),
        c.age + F(static_cast<float>(k.day) / 365.25f)};
    const auto separation = (c.alive > F(0.0f)) &
                            (shared[2] < dissolution::probability_today(p.dissolution, bonds));
    c.end_day = select(c.alive > F(0.0f), F(static_cast<float>(k.day + 1)), c.end_day);
    c.alive = select(separation, F(0.0f), c.alive);
    return separation;
}

} // namespace couplet::model
