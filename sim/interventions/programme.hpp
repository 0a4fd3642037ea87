// An intervention as data: what it teaches, to whom, in how many sessions, and how it fades.
#pragma once

#include "interventions/skills.hpp"

#include <string>

namespace couplet::interventions {

enum class Recipient { both, first, second };

// No programme (a control arm) is one with no sessions. What a programme does not say is as in all
// others: the defaults of rate, fading, dropout and response_sd.
struct Programme {
    std::string name;                // as in the scenario file
    Recipient recipient = Recipient::both;
    int sessions = 0;                // how many, in one course
    float start_day = 0;             // day of the first session [day]
    float interval = 7;              // time between sessions [day]
    float repeat = 0;                // time from a course to the next [day]; 0: one course
    bool practice = false;           // learnt by daily practice between the sessions
    float rate = 0.2f;               // share of the remaining gain taken in a session [0-1]
    float fading = 900;              // time constant of loss after the last session [day]
    float dropout = 0.014f;          // hazard of leaving, a session
    float response_sd = 0.7f;        // sd of a person's responsiveness, whose mean is 1
    float satisfaction_below = 1e9f; // enrolled if mean satisfaction (latent) at the start is lower
    Skills targets{};                // the most that an average responder gains of each skill
};

} // namespace couplet::interventions
