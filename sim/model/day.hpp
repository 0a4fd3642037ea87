// One day: how it begins, and what it leaves behind. Days begin and are recorded at midnight.
//
// Begin: attachment in population sd, stress, noise of affect, hassle, the night until the morning
// encounter. End: the evening until midnight, mood, evaluation, felt security, comfort and attachment,
// symptoms, fading of dependence, separation. Sessions and practice come before (programme.hpp), their fading
// after.
#pragma once

#include "model/encounter.hpp"

namespace couplet::model {

// The day within a run; numbers that are the same for everybody.
struct DayClock {
    int day = 0;                   // since the start; negative in the warm-up
    std::uint32_t address = 0;     // of the day's draws
    evaluation::Pace evaluation;
};

// Attachment as it is this morning, in population sd.
template <class F> F day_anxiety(const Person<F>& s) {
    return attachment_change::standardised_anxiety(
        clamp(s.traits.anxiety_prototype + s.revisable.anxiety, 1.0f, 7.0f));
}
template <class F> F day_avoidance(const Person<F>& s) {
    return attachment_change::standardised_avoidance(
        clamp(s.traits.avoidance_prototype + s.revisable.avoidance, 1.0f, 7.0f));
}

template <class F>
void begin_day(const Parameters& p, Seed seed, const DayClock& k, Couple<F>& c) {
    const auto shared = draw<F>(seed, c.id, k.address, 0, Purpose::day, Actor::couple);
    c.shared_noise[0] = normal_quantile(shared[1]);
    c.worst_phase = F(0.0f);

    const F shared_event = stress::life_event(p.stress, shared[0]);
    std::array<F, 2> total, hassle, resting;
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const auto u = draw<F>(seed, c.id, k.address, 0, Purpose::day, actor(i));
        s.day = DaySums<F>{};
        s.anxiety = day_anxiety(s);
        s.avoidance = day_avoidance(s);
        const F slowing = affect::slowing(p.affect, rumination(s), regulation(s));
        s.stress_daily =
            stress::next_daily_part(p.stress, s.stress_daily, normal_quantile(u[0]), slowing);
        s.life_event = stress::life_event(p.stress, u[1]) + shared_event;
        s.stress_events = stress::next_event_load(
            p.stress, s.stress_events, s.life_event, slowing);
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
        if (i == 0) // the couple's own draws of the day are all in use
            c.shared_noise[1] = normal_quantile(u[2]);
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
}

// The person's slow states; `u` four fresh uniform numbers, `evening` negative affect as the last
// encounter leaves it, `years` the age of the relationship.
template <class F>
void end_day_of_person(const Parameters& p, const DayClock& k, const Uniforms<F>& u,
                       const std::array<F, 2>& shared_noise, F evening, F years, Person<F>& s) {
    const F minutes = max(s.day.minutes, 1.0f);
    const F mean_affect = s.day.negative_affect / minutes;
    const F mean_alarm = s.day.alarm / minutes;
    const auto day = evaluation::weigh(p.evaluation, s.day.experience);

    const F excess = evening - F(affect::at_rest) - F(p.affect.stress) * s.stress;
    s.mood = excess * exp(F(-1.0f) / affect::mood_time(p.affect, dwelling(p, s)));

    s.evaluation = evaluation::after_day(
        p.evaluation, k.evaluation, s.evaluation,
        evaluation::Standing<F>{s.traits.fit, s.felt.comfort,
                                evaluation::invested(s.traits.investment, years),
                                s.traits.alternatives, s.symptoms.self_worth,
                                skill(s, Skill::forgiveness)},
        day);

    const attachment_change::Experience<F> lived{day.balance, day.gain, day.pressure,
                                                 skill(s, Skill::outside_security)};
    const float own = sqrt(Lanes<1>(1.0f - p.attachment_change.shared_noise)).v;
    const float shared = sqrt(Lanes<1>(p.attachment_change.shared_noise)).v;
    s.felt = attachment_change::next_felt(
        p.attachment_change, s.felt, lived,
        {F(own) * normal_quantile(u[0]) + F(shared) * shared_noise[0],
         F(own) * normal_quantile(u[3]) + F(shared) * shared_noise[1]});
    s.revisable = attachment_change::after_day(p.attachment_change, s.revisable, s.felt, years,
                                               s.life_event,
                                               {normal_quantile(u[2]), normal_quantile(u[1])});

    s.symptoms = symptoms::after_day(
        p.symptoms, s.symptoms,
        symptoms::Sources<F>{mean_affect - F(affect::at_rest), s.felt.security,
                             s.felt.comfort, rumination(s), regulation(s),
                             s.traits.symptom_level, s.day.hassle_threat, mean_alarm});
    s.talk = cycle::remember(s.talk, s.day.talk);
    s.dependency *= F(1.0f - approach(Lanes<1>(1.0f), Lanes<1>(month)).v);
}

// Returns who separates.
template <class F>
typename F::MaskType end_day(const Parameters& p, Seed seed, const DayClock& k, Couple<F>& c) {
    const auto shared = draw<F>(seed, c.id, k.address, 0, Purpose::day, Actor::couple);
    const std::array<F, 2> evening{c.partner[0].negative_affect, c.partner[1].negative_affect};
    std::array<F, 2> resting;
    for (std::size_t i = 0; i < 2; ++i)
        resting[i] = resting_affect(p, c.partner[i]);
    relax(p, F(day_minutes - encounter_table[2].start) - c.duration, {}, resting, c);
    const F years = max(c.age + F(static_cast<float>(k.day) / 365.25f), 0.0f);
    for (std::size_t i = 0; i < 2; ++i)
        end_day_of_person(p, k, draw<F>(seed, c.id, k.address, 2, Purpose::day, actor(i)),
                          c.shared_noise, evening[i], years, c.partner[i]);
    if (k.day < 0)
        return typename F::MaskType(false);
    const Person<F>&a = c.partner[0], &b = c.partner[1];
    const dissolution::Bonds<F> bonds{
        c.kind, min(a.evaluation.commitment, b.evaluation.commitment),
        max(a.stress_events, b.stress_events)};
    const auto separation = (c.alive > F(0.0f)) &
                            (shared[2] < dissolution::probability_today(p.dissolution, bonds));
    c.end_day = select(c.alive > F(0.0f), F(static_cast<float>(k.day + 1)), c.end_day);
    c.alive = select(separation, F(0.0f), c.alive);
    return separation;
}

} // namespace couplet::model
