// The state of W couples: plain values, all of 32 bits, so that one couple's lane can be moved.
#pragma once

#include "interventions/skills.hpp"
#include "mechanisms/acts.hpp"
#include "mechanisms/attachment_change.hpp"
#include "mechanisms/cycle.hpp"
#include "mechanisms/evaluation.hpp"
#include "mechanisms/physiology.hpp"
#include "mechanisms/reinforcement.hpp"
#include "mechanisms/symptoms.hpp"
#include "numerics/lanes.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace couplet::model {

// Drawn once (population/), never changed.
template <class F> struct Traits {
    F anxiety_prototype, avoidance_prototype; // ECR-R points [1-7]
    F regulation, rumination, communication;  // population sd
    F reactivity;                             // factor, median 1
    F chronic_stress;                         // population sd
    F affect_variability;                     // factor of daily noise, median 1
    F symptom_level;
    F alternatives, investment;
    F fit;                                    // of the relationship to the person
    F programme_response;                     // standard normal
};

// Sums and events since the day began.
template <class F> struct DaySums {
    evaluation::Experience<F> experience;
    F unmet_bids;
    F negative_affect, alarm;            // integrals over the encounters' minutes
    F minutes;                           // of encounters
    F repair_received;                   // minutes, in the encounter
    F hurt_before;                       // at the start of the encounter
    F threat, coldness;                  // perceived in the partner [min]; of the diary
    F support;                           // unasked reassurance [min], and answers
    F hassle_threat;
    F sought, attacked, withdrew, was_warm; // minutes of own acts
    F protested, repaired, softened;        // likewise
    F positive_affect, inferred_affect;     // integrals over the encounters' minutes
    F warmth;                               // felt [min]; of the diary
    cycle::TalkMemory<F> talk;              // minutes of the day
};

template <class F> struct Person {
    Traits<F> traits;

    // Slow: days to years.
    attachment_change::Revisable<F> revisable;
    attachment_change::Felt<F> felt;
    evaluation::Evaluation<F> evaluation;
    symptoms::Levels<F> symptoms;
    std::array<reinforcement::Memory<F>, bid_count> bids;
    F withdrawal_habit;
    F dependency;
    F mood;
    cycle::TalkMemory<F> talk;
    F stress_daily, stress_events;
    std::array<F, interventions::skill_count> skills;
    F practised, practice; // a programme's exercises: today (0 or 1), and of late (0-1)

    // Of the day: attachment in population sd, stress, noise of affect.
    F anxiety, avoidance, stress, affect_noise;
    F life_event; // size of today's, 0 when none
    F strain;     // what stress takes from regulation, population sd

    // Fast: minutes to hours.
    F activation, soothing, overwhelm;
    F negative_affect, positive_affect;
    physiology::Axis<F> axis;
    F need, unmet, fatigue;
    F act, valence, ambiguity, pressure; // what the person is doing
    F answering;                         // 1 if that is an answer to a bid
    F protest;                           // kind of the latest protest
    F read;                              // how the partner's act is read

    DaySums<F> day;
};

template <class F> struct Couple {
    using Words = typename F::WordsType;
    std::array<Person<F>, 2> partner;

    F alive;              // 1 until a separation
    F active;             // 1 while the encounter goes on
    F tension;            // repair.hpp
    F issue_severity;     // of the open issue, 0 when none
    F conflict;           // 1 once the encounter has become a conflict
    F pursuit_withdrawal; // minutes in this encounter
    F duration;           // of the encounter [min]
    F decided;            // 1 at the end of an exchange in which a partner has decided
    std::array<F, 2> shared_noise; // of felt security and comfort
    F kind, age;          // relationship: kind, and its age at the start [year]
    F enrolled, sessions; // in the arm's programme; sessions attended
    F worst_phase;        // of the day

    // Totals since day 0.
    F conflicts, demand_withdraw;
    F pursuit_withdrawal_total, escalation_total, avoidance_total; // [min]
    F positive_minutes, negative_minutes;                          // of conflict talk
    F protests, withdrawals, repairs;
    F end_day;

    Words id;
    Words turn;                // index of the next turn in the encounter
    Words hash_low, hash_high;
};

// Words of one couple in a Couple<Lanes<W>>: lane `i` of word `k` is at k * W + i.
template <class F> inline constexpr std::size_t state_words = sizeof(Couple<F>) / sizeof(F);

namespace detail {
// Words first to last - 1 of a couple.
template <class F, class G>
void move_words(const Couple<F>& from, int i, Couple<G>& to, int j, std::size_t first,
                std::size_t last) {
    static_assert(std::is_trivially_copyable_v<Couple<F>>);
    static_assert(sizeof(Couple<F>) % sizeof(F) == 0);
    const auto* source = reinterpret_cast<const unsigned char*>(&from);
    auto* target = reinterpret_cast<unsigned char*>(&to);
    for (std::size_t k = first; k < last; ++k)
        std::memcpy(target + (k * G::width + std::size_t(j)) * 4,
                    source + (k * F::width + std::size_t(i)) * 4, 4);
}
} // namespace detail

template <class F, class G> void move_lane(const Couple<F>& from, int i, Couple<G>& to, int j) {
    detail::move_words(from, i, to, j, 0, state_words<F>);
}

// Only what a turn may write.
template <class F> void move_turns(const Couple<F>& from, int i, Couple<F>& to, int j) {
    constexpr std::size_t person = sizeof(Person<F>) / sizeof(F),
                          bids = offsetof(Person<F>, bids) / sizeof(F),
                          mood = offsetof(Person<F>, mood) / sizeof(F),
                          activation = offsetof(Person<F>, activation) / sizeof(F);
    for (std::size_t begin : {std::size_t{0}, person}) {
        detail::move_words(from, i, to, j, begin + bids, begin + mood);
        detail::move_words(from, i, to, j, begin + activation, begin + person);
    }
    detail::move_words(from, i, to, j, 2 * person, state_words<F>);
}

} // namespace couplet::model
