// What can happen to a couple, as one row of the event table, and the names of acts and phases.
#pragma once

#include <cstdint>

namespace couplet::model {

enum class EventKind : std::int8_t {
    trigger_unavailability,
    trigger_threat,
    trigger_frustrated_need,
    trigger_uncertainty,
    disagreement,
    conflict_start,
    conflict_end,
    protest_testing,
    protest_threat,
    protest_exaggeration,
    protest_contact,
    protest_jealousy,
    protest_affection_withdrawal,
    withdrawal,
    repair,
    life_event,
    session,
    dropout,
    separation,
};
inline constexpr int event_kind_count = 19;
inline constexpr const char* event_kind_names[event_kind_count] = {
    "trigger_unavailability", "trigger_threat",     "trigger_frustrated_need",
    "trigger_uncertainty",    "disagreement",       "conflict_start",
    "conflict_end",           "protest_testing",    "protest_threat",
    "protest_exaggeration",   "protest_contact",    "protest_jealousy",
    "protest_affection_withdrawal", "withdrawal",   "repair",
    "life_event",             "session",            "dropout",
    "separation"};

// Phases of the cycle, named from the state (mechanisms/cycle.hpp).
inline constexpr int phase_count = 11;
inline constexpr const char* phase_names[phase_count] = {
    "calm",           "trigger",            "activation", "pursuit",
    "overwhelm",      "escalated_pursuit",  "withdrawal", "explosion",
    "repair",         "mutual_escalation",  "mutual_avoidance"};

struct Event {
    std::uint32_t couple;
    float day;              // days since the start, with the time of day as its fraction
    float severity;         // of a trigger, issue or life event; else 0
    float duration_minutes; // of an episode that ended; else 0
    EventKind kind;
    std::int8_t actor;      // 0 or 1; -1 for the couple
    std::int8_t phase;      // index into phase_names
};

} // namespace couplet::model
