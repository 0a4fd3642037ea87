// An intervention as data: what it teaches, to whom, when, in how many sessions, and how it fades.
#pragma once

#include "interventions/skills.hpp"

#include <string>

namespace couplet::interventions {

// Roles are those at the couple's entry: who of the two pursued more while the other withdrew, in the
// month before; whose attachment is the more anxious, the more avoidant. Ties: the first partner is
// the pursuer, the anxious and the avoidant one.
enum class Recipient { both, first, second, pursuer, withdrawer, anxious, avoidant };
enum class StartFrom { day_zero, entry };

// What a programme does not say is as in all others: the defaults of rate, fading, dropout and
// response_sd.
struct Programme {
    std::string name;              // as in the scenario file
    Recipient recipient = Recipient::both;
    float share = 1;               // of couples that take it up [0-1]
    float enrol_below = 1e9f;      // enrolled if mean satisfaction (latent) at the start is lower

    // When: the first session is on the first day from `start_day` on, and not before the couple's
    // entry, on which all conditions hold; 0: no such condition.
    float start_day = 0;           // [day] since day 0, the entry, or the end of another programme
    StartFrom start_from = StartFrom::day_zero;
    int after = -1;                // place in the arm of the programme that this one follows; -1: none
    int after_withdrawals = 0;     // acts of withdrawal of the couple since its entry
    float satisfaction_below = 0;  // mean of both in points of the CSI-16
    float depression_above = 0;    // a recipient's depressive symptoms, in points of the PHQ-9

    int sessions = 0;              // how many, in one course
    float interval = 7;            // time between sessions [day]
    int boosters = 0;              // sessions after the course
    float booster_interval = 91;   // time to the first of them, and between them [day]
    float repeat = 0;              // time from a course to the next [day]; 0: one course
    bool practice = false;         // learnt by daily practice between the sessions
    float adherence = 0;           // mean share of sessions attended, or of days practised; 0: usual
    float fidelity = 1;            // share of what should be taught that is [0-1]
    float rate = 0.2f;             // share of the remaining gain taken in a session [0-1]
    float fading = 900;            // time constant of loss after the last session [day]
    float dropout = 0.014f;        // hazard of leaving, a session
    float response_sd = 0.7f;      // sd of a person's responsiveness, whose mean is 1
    Skills targets{};              // the most that an average responder gains of each skill
};

} // namespace couplet::interventions
