// Programmes of an arm in the life of a couple: when a course begins, who takes part, its
// sessions and practice, and the fading of skills.
//
// Begin of the day: what the couple is like on the day of its entry; for each programme
// in the order of the arm, the start of the course, the session that is due, practice.
// End of the day: fading.
//
// Draws are those of the day with the place of the programme in the arm as the slot, so a
// couple meets the same luck with the first programme of each arm.
#pragma once

#include "interventions/dose.hpp"
#include "model/day.hpp"
#include "model/observe.hpp"

#include <span>

namespace couplet::model {

inline constexpr float never = 1e9f; // a day that does not come

// The couple on the day on which it enters the trial.
template <class F> struct Entry {
    F day;
    F withdrawals; // total until then
    F second_pursues, second_anxious,
        second_avoidant; // 1 if the role is the second partner's
};

// A couple's course of one programme.
template <class F> struct Course {
    F start = F(never);                   // day of the first session
    F taken = F(0.0f);                    // 1 for those who took it up
    F enrolled = F(0.0f), left = F(0.0f); // still in it; left before the last session
    F before = F(0.0f);                   // courses held before this one
    F next = F(0.0f);                     // session that is due next, from 0
    F attendance = F(1.0f);               // share of sessions
    std::array<F, 2> diligence{};         // share of days practised
    std::array<F, 2> practice{};          // of late [0-1]
};

// What a programme began the day with, for the event table.
template <class F> struct ProgrammeEvents {
    using Mask = typename F::MaskType;
    Mask session, dropout;
};

// The n-th programme of an arm, among the others.
struct Lesson {
    std::span<const interventions::Programme> arm;
    std::size_t n = 0;

    const interventions::Programme& programme() const { return arm[n]; }
    bool alone() const { return arm.size() == 1; }
    std::uint32_t slot() const { return 3 + static_cast<std::uint32_t>(n); }
};

template <class F> void enter(const DayClock& k, const Couple<F>& c, Entry<F>& entry) {
    const auto now = entry.day == F(static_cast<float>(k.day));
    if (!any(now))
        return;
    const Person<F>&a = c.partner[0], &b = c.partner[1];
    const auto second = [&](F first_has, F second_has, F& out) {
        out = select(now, indicator(second_has > first_has), out);
    };
    entry.withdrawals = select(now, c.withdrawals, entry.withdrawals);
    second(a.talk.demanded, b.talk.demanded, entry.second_pursues);
    second(day_anxiety(a), day_anxiety(b), entry.second_anxious);
    second(day_avoidance(a), day_avoidance(b), entry.second_avoidant);
}

template <class F>
typename F::MaskType takes_part(const interventions::Programme& g, const Entry<F>& entry,
                                std::size_t partner) {
    using interventions::Recipient;
    const F self(static_cast<float>(partner));
    switch (g.recipient) {
    case Recipient::both: break;
    case Recipient::first: return typename F::MaskType(partner == 0);
    case Recipient::second: return typename F::MaskType(partner == 1);
    case Recipient::pursuer: return entry.second_pursues == self;
    case Recipient::withdrawer: return entry.second_pursues == F(1.0f) - self;
    case Recipient::anxious: return entry.second_anxious == self;
    case Recipient::avoidant: return entry.second_avoidant == self;
    }
    return typename F::MaskType(true);
}

// The day from which the course may begin.
template <class F>
F earliest(const Lesson& lesson, const Entry<F>& entry, const Course<F>* courses) {
    const interventions::Programme& g = lesson.programme();
    if (g.after >= 0) {
        const auto other = static_cast<std::size_t>(g.after);
        const F last =
            courses[other].start + F(interventions::course_length(lesson.arm[other]));
        return select(courses[other].taken > F(0.0f), last + F(g.start_day), F(never));
    }
    if (g.start_from == interventions::StartFrom::entry)
        return entry.day + F(g.start_day);
    return max(entry.day, g.start_day);
}

template <class F>
typename F::MaskType conditions_met(const Parameters& p,
                                    const interventions::Programme& g,
                                    const Entry<F>& entry, const Couple<F>& c) {
    typename F::MaskType met(true);
    if (g.after_withdrawals > 0)
        met = c.withdrawals - entry.withdrawals >=
              F(static_cast<float>(g.after_withdrawals));
    if (g.satisfaction_below > 0)
        met = met & (F(0.5f * 81.0f) *
                         (satisfaction_scale(c.partner[0].evaluation.satisfaction) +
                          satisfaction_scale(c.partner[1].evaluation.satisfaction)) <
                     F(g.satisfaction_below));
    if (g.depression_above > 0) {
        F worst(0.0f);
        for (std::size_t i = 0; i < 2; ++i)
            worst = select(takes_part(g, entry, i),
                           max(worst, symptoms::reported(
                                          p.symptoms, c.partner[i].symptoms.depressive)),
                           worst);
        met = met & (F(27.0f) * worst > F(g.depression_above));
    }
    return met;
}
inline bool is_conditional(const interventions::Programme& g) {
    return g.after_withdrawals > 0 || g.satisfaction_below > 0 || g.depression_above > 0;
}

// Who begins today is returned.
template <class F>
typename F::MaskType begin_course(const Parameters& p, const Lesson& lesson, Seed seed,
                                  const DayClock& k, const Entry<F>& entry,
                                  Course<F>* courses, const Couple<F>& c) {
    const interventions::Programme& g = lesson.programme();
    Course<F>& course = courses[lesson.n];
    const F today(static_cast<float>(k.day));
    const F from = earliest(lesson, entry, courses);
    auto begins = (course.start == F(never)) & (from < today + F(1.0f));
    if (any(begins) && is_conditional(g))
        begins = begins & conditions_met(p, g, entry, c);
    if (!any(begins))
        return begins;
    course.start =
        select(begins, is_conditional(g) ? max(today, from) : from, course.start);
    const F satisfaction = F(0.5f) * (c.partner[0].evaluation.satisfaction +
                                      c.partner[1].evaluation.satisfaction);
    auto takes = begins & (c.alive > F(0.0f)) & (satisfaction < F(g.enrol_below));
    if (g.share < 1)
        takes = takes & (draw<F>(seed, c.id, 0, lesson.slot(), Purpose::day,
                                 Actor::couple)[2] < F(g.share));
    course.taken = select(begins, indicator(takes), course.taken);
    course.enrolled = select(begins, indicator(takes), course.enrolled);
    const auto share = [&](Actor who) {
        return interventions::adherence(
            g, draw<F>(seed, c.id, k.address, lesson.slot(), Purpose::day, who)[0]);
    };
    if (!g.practice)
        course.attendance = select(begins, share(Actor::couple), course.attendance);
    for (std::size_t i = 0; g.practice && i < 2; ++i)
        course.diligence[i] = select(begins, share(actor(i)), course.diligence[i]);
    return begins;
}

template <class F>
void teach(const Parameters& p, const Lesson& lesson, const Entry<F>& entry,
           typename F::MaskType session, Couple<F>& c) {
    const interventions::Programme& g = lesson.programme();
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const auto learns = session & takes_part(g, entry, i);
        const F e = interventions::responsiveness(g, s.traits.programme_response,
                                                  p.variation.programme_fit);
        for (std::size_t n = 0; n < interventions::skill_count; ++n) {
            if (g.targets[n] == 0)
                continue;
            F& skill = s.skills[n];
            auto more = learns;
            if (!lesson.alone())
                more = more & interventions::beyond(
                                  interventions::goal(g, g.targets[n], e), skill);
            skill = select(more, interventions::after_session(g, g.targets[n], skill, e),
                           skill);
        }
    }
}

template <class F>
void hold_session(const Parameters& p, const Lesson& lesson, Seed seed, const DayClock& k,
                  const Entry<F>& entry, typename F::MaskType first, Course<F>& course,
                  Couple<F>& c, ProgrammeEvents<F>& events) {
    const interventions::Programme& g = lesson.programme();
    const F tomorrow(static_cast<float>(k.day + 1)),
        all(static_cast<float>(interventions::contacts(g)));
    if (g.repeat > 0) {
        const auto again =
            (course.next >= all) &
            (course.start < tomorrow - F(g.repeat) * (course.before + F(1.0f)));
        course.before += indicator(again);
        course.next = select(again, F(0.0f), course.next);
    }
    const auto due = (course.next < all) &
                     (course.start + interventions::contact_time(g, course.next) <
                      tomorrow - F(g.repeat) * course.before);
    if (!any(due))
        return;
    const auto own =
        draw<F>(seed, c.id, k.address, lesson.slot(), Purpose::day, Actor::couple);
    const F u = lesson.n > 0
                    ? own[3]
                    : draw<F>(seed, c.id, k.address, 0, Purpose::day, Actor::couple)[3];
    const auto present = due & (course.enrolled > F(0.0f)) & (c.alive > F(0.0f));
    events.dropout =
        present & (u < select(first, F(0.0f), interventions::dropout_chance(g)));
    course.enrolled = select(events.dropout, F(0.0f), course.enrolled);
    const auto in_first_course =
        (course.before == F(0.0f)) & (course.next < F(static_cast<float>(g.sessions)));
    course.left = select(events.dropout & in_first_course, F(1.0f), course.left);
    course.next += indicator(due);
    events.session = present & !events.dropout & (own[1] < course.attendance);
    c.sessions += indicator(events.session);
    if (!g.practice)
        teach(p, lesson, entry, events.session, c);
}

template <class F>
void practise(const Parameters& p, const Lesson& lesson, Seed seed, const DayClock& k,
              const Entry<F>& entry, Course<F>& course, Couple<F>& c) {
    const interventions::Programme& g = lesson.programme();
    const F day = F(static_cast<float>(k.day)) - F(g.repeat) * course.before;
    if (!any(course.start < day + F(1.0f)))
        return;
    // From the first session to the last, and for an interval from each booster.
    auto on = (course.start < day + F(1.0f)) &
              (day <= course.start + F(interventions::course_length(g)));
    if (g.boosters > 0)
        on = on | ((course.next > F(static_cast<float>(g.sessions))) &
                   (day < course.start +
                              interventions::contact_time(g, course.next - F(1.0f)) +
                              F(g.interval)));
    on = on & (course.enrolled > F(0.0f)) & (c.alive > F(0.0f));
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const F u =
            draw<F>(seed, c.id, k.address, lesson.slot(), Purpose::day, actor(i))[1];
        const F practised =
            indicator(on & takes_part(g, entry, i) & (u < course.diligence[i]));
        const F before = course.practice[i];
        const F now = interventions::recent_practice(before, practised);
        const F e = interventions::responsiveness(g, s.traits.programme_response,
                                                  p.variation.programme_fit);
        for (std::size_t n = 0; n < interventions::skill_count; ++n) {
            if (g.targets[n] == 0)
                continue;
            const F half = interventions::goal(g, 0.5f * g.targets[n], e);
            const auto more =
                lesson.alone() ? typename F::MaskType(true)
                               : interventions::beyond(half, s.skills[n] - half * before);
            s.skills[n] =
                interventions::after_practice(g, g.targets[n], s.skills[n], e, before,
                                              now, select(more, practised, F(0.0f)));
        }
        course.practice[i] = now;
        s.practised = max(s.practised, practised);
    }
}

// The morning of a couple's courses; one element of `courses` and of `events` a
// programme.
template <class F>
void begin_day_of_programmes(const Parameters& p,
                             std::span<const interventions::Programme> arm, Seed seed,
                             const DayClock& k, Entry<F>& entry, Course<F>* courses,
                             ProgrammeEvents<F>* events, Couple<F>& c) {
    for (std::size_t n = 0; n < arm.size(); ++n)
        events[n] = {typename F::MaskType(false), typename F::MaskType(false)};
    if (k.day < 0)
        return;
    enter(k, c, entry);
    for (Person<F>& s : c.partner)
        s.practised = F(0.0f);
    for (std::size_t n = 0; n < arm.size(); ++n) {
        const Lesson lesson{arm, n};
        const auto first = begin_course(p, lesson, seed, k, entry, courses, c);
        hold_session(p, lesson, seed, k, entry, first, courses[n], c, events[n]);
        if (arm[n].practice)
            practise(p, lesson, seed, k, entry, courses[n], c);
    }
    for (std::size_t n = 0; n < arm.size(); ++n) {
        c.enrolled = n == 0 ? courses[n].enrolled : max(c.enrolled, courses[n].enrolled);
        for (std::size_t i = 0; i < 2; ++i) {
            F& practice = c.partner[i].practice;
            practice =
                n == 0 ? courses[n].practice[i] : max(practice, courses[n].practice[i]);
        }
    }
}

// A skill fades once all courses that taught it are over, as that programme's which fades
// slowest.
template <class F>
void fade(std::span<const interventions::Programme> arm, const DayClock& k,
          const Entry<F>& entry, const Course<F>* courses, Couple<F>& c) {
    const F today(static_cast<float>(k.day)), none(0.0f);
    const auto is_over = [&](std::size_t n) {
        return (courses[n].taken > none) &
               (today > courses[n].start + F(interventions::course_length(arm[n])));
    };
    auto some = typename F::MaskType(false);
    for (std::size_t n = 0; n < arm.size(); ++n)
        some = some | is_over(n);
    if (!any(some))
        return;
    std::array<std::array<F, interventions::skill_count>, 2> kept{}, running{};
    for (std::size_t n = 0; n < arm.size(); ++n) {
        const F rest = exp(F(-1.0f / arm[n].fading));
        const auto over = is_over(n);
        const auto runs = (courses[n].taken > none) & !over;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto part = takes_part(arm[n], entry, i);
            for (std::size_t s = 0; s < interventions::skill_count; ++s)
                if (arm[n].targets[s] != 0) {
                    kept[i][s] = select(part & over, max(kept[i][s], rest), kept[i][s]);
                    running[i][s] = max(running[i][s], indicator(part & runs));
                }
        }
    }
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t s = 0; s < interventions::skill_count; ++s)
            c.partner[i].skills[s] *= select(
                (kept[i][s] > none) & (running[i][s] == none), kept[i][s], F(1.0f));
}

} // namespace couplet::model
