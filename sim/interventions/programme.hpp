// An intervention as data: what it teaches, to whom, when, in how many sessions, and how it fades.
#pragma once

#include "interventions/skills.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace couplet::interventions {

// Who is taught. Roles are told apart on the day a couple begins: of a pair, the pursuer is who
// has pursued more while the other withdrew (over a month), the anxious who is more anxious.
enum class Recipient { both, first, second, pursuer, withdrawer, anxious, avoidant };
inline constexpr const char* recipient_names[] = {"both",       "first",   "second",  "pursuer",
                                                  "withdrawer", "anxious", "avoidant"};

// Whose value a condition looks at: the mean of the partners, either, both, or one of them.
enum class Whose { mean, either, both, first, second };
inline constexpr const char* whose_names[] = {"mean", "either", "both", "first", "second"};

// Counts of a couple, from the first day on which the programme could begin.
enum class Tally { conflicts, withdrawals, protests, repairs };
inline constexpr const char* tally_names[] = {"conflicts", "withdrawals", "protests", "repairs"};
inline constexpr int tally_count = 4;

// A range of a state in which a couple begins.
struct Condition {
    int variable = 0; // of what is recorded; from tally_base on, a Tally
    Whose whose = Whose::mean;
    float above = -std::numeric_limits<float>::max(), below = std::numeric_limits<float>::max();
    bool wait = false; // until it holds; else who does not meet it that day does not take part
};
inline constexpr int tally_base = 1000;

// No programme (a control arm) is one with no sessions. What a programme does not say is as in all
// others: the defaults of rate, fading, dropout and response_sd.
struct Programme {
    std::string name;          // as in the scenario file
    Recipient recipient = Recipient::both;
    float share = 1;           // of couples, drawn at random, that take part [0-1]
    std::vector<Condition> conditions;
    int sessions = 0;          // how many, in one course
    float start_day = 0;       // first session, since the couple's entry or since `after` [day]
    std::string after;         // programme of the arm whose end `start_day` counts from; empty: entry
    float interval = 7;        // time between sessions [day]
    float repeat = 0;          // time from a course to the next [day]; 0: one course
    int boosters = 0;          // sessions after the course
    float booster_interval = 91; // from the course's end to the first booster, and between them [day]
    bool practice = false;     // learnt by daily practice between the sessions
    float adherence = 0.5f;    // mean share of days on which a person practises [0-1]
    float rate = 0.2f;         // share of the remaining gain taken in a session [0-1]
    float fading = 900;        // time constant of loss after the last session [day]
    float dropout = 0.014f;    // hazard of leaving, a session
    float response_sd = 0.7f;  // sd of a person's responsiveness, whose mean is 1
    float fidelity = 1;        // share of the programme that is delivered as it is meant [0-1]
    bool adapted = false;      // to the couples' culture: variation.programme_fit takes nothing
    Skills targets{};          // the most that an average responder gains of each skill
    Skills partner_targets{};  // likewise, of the recipient's partner
    std::uint32_t stream = 0;  // of its random numbers: others than those beside it in an arm
};

} // namespace couplet::interventions
