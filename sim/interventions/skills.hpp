// What interventions teach. Each skill is read by one mechanism or a few; none sets an outcome.
#pragma once

#include <array>
#include <cstddef>

namespace couplet::interventions {

enum class Skill {
    communication,      // constructive acts, fewer harsh ones (behaviour_choice)
    responsiveness,     // bids are answered, whatever their form (response)
    positive_exchange,  // shared positive acts (behaviour_choice)
    de_escalation,      // the cycle is named: less activation and reciprocity, softer bids
    regulation,         // recovery of activation and affect
    benign_appraisal,   // the criterion of threat moves up (appraisal)
    letting_go,         // less rumination (activation, affect)
    accuracy,           // reading the partner's feelings (empathic_accuracy)
    forgiveness,        // resentment is worked through (evaluation)
    outside_security,   // felt security from a therapist or another figure (attachment_change)
};
inline constexpr std::size_t skill_count = 10;

using Skills = std::array<float, skill_count>; // in sd units of the matching trait

struct SkillRow {
    const char* name;
    const char* meaning;
};
inline constexpr std::array<SkillRow, skill_count> skill_table{{
    {"communication", "constructive acts come easier, harsh ones less so"},
    {"responsiveness", "bids are answered, whatever their form"},
    {"positive_exchange", "shared positive acts"},
    {"de_escalation", "the cycle is seen and named: less alarm, less paying back"},
    {"regulation", "faster recovery of activation and affect"},
    {"benign_appraisal", "more evidence is needed before a cue is read as a threat"},
    {"letting_go", "less rumination"},
    {"accuracy", "the partner's feelings are read better"},
    {"forgiveness", "resentment is worked through"},
    {"outside_security", "felt security from a therapist or another secure figure"},
}};

} // namespace couplet::interventions
