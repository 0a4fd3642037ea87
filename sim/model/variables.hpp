// What can be recorded: names, units, packed ranges. The values are read by model/observe.hpp.
#pragma once

#include "interventions/skills.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace couplet::model {

struct VariableRow {
    const char* name;
    const char* unit; // singular for days; "1" when none
    float low, high;  // range of the packed form
    const char* long_name;
};

inline constexpr std::size_t standard_variable_count = 18;
inline constexpr std::size_t habit_count = 5;
inline constexpr std::size_t diary_count = 21;
inline constexpr std::size_t variable_count =
    standard_variable_count + habit_count + interventions::skill_count + diary_count;

// Partner-level variables; the first 18 are also summarised in every run.
inline constexpr std::array<VariableRow, variable_count> variable_table{{
    {"attachment_anxiety", "1", 1, 7, "attachment anxiety, ECR-R scale"},
    {"attachment_avoidance", "1", 1, 7, "attachment avoidance, ECR-R scale"},
    {"felt_security", "1", -4, 4, "felt security with the partner (state attachment)"},
    {"activation", "1", 0, 4, "activation of the attachment system, as felt (less what reassurance soothes)"},
    {"overwhelm", "1", 0, 4, "overwhelm from received pressure (deactivation)"},
    {"rumination", "1", -4, 4, "rumination, population sd"},
    {"positive_affect", "1", 0, 8, "positive affect"},
    {"negative_affect", "1", 0, 8, "negative affect"},
    {"trust", "1", 0, 1, "trust in the partner's responsiveness"},
    {"satisfaction", "1", 0, 1, "relationship satisfaction, share of the CSI-16 scale"},
    {"commitment", "1", 0, 1, "commitment to the relationship"},
    {"resentment", "1", 0, 1, "resentment of the partner"},
    {"relatedness", "1", 0, 1, "relatedness need met"},
    {"autonomy", "1", 0, 1, "autonomy need met"},
    {"cortisol", "nmol/l", 0, 40, "salivary cortisol"},
    {"depressive_symptoms", "1", 0, 1, "depressive symptoms, share of the PHQ-9 scale"},
    {"anxious_symptoms", "1", 0, 1, "anxious symptoms, share of the GAD-7 scale"},
    {"stress", "1", -4, 8, "stress from outside the couple, population sd"},
    {"habit_direct_request", "1", 0, 1, "habit strength of direct requests"},
    {"habit_reassurance_seeking", "1", 0, 1, "habit strength of reassurance seeking"},
    {"habit_protest", "1", 0, 1, "habit strength of protest"},
    {"habit_criticism", "1", 0, 1, "habit strength of criticism"},
    {"habit_withdrawal", "1", 0, 1, "habit strength of withdrawal"},
    {"skill_communication", "1", -4, 4, "communication learnt in an intervention, sd"},
    {"skill_responsiveness", "1", -4, 4, "responsiveness learnt in an intervention, sd"},
    {"skill_positive_exchange", "1", -4, 4, "positive exchange learnt, sd"},
    {"skill_de_escalation", "1", -4, 4, "de-escalation learnt, sd"},
    {"skill_regulation", "1", -4, 4, "emotion regulation learnt, sd"},
    {"skill_benign_appraisal", "1", -4, 4, "benign appraisal learnt, sd"},
    {"skill_letting_go", "1", -4, 4, "letting go of rumination learnt, sd"},
    {"skill_accuracy", "1", -4, 4, "empathic accuracy learnt, sd"},
    {"skill_forgiveness", "1", -4, 4, "forgiveness learnt, sd"},
    {"skill_outside_security", "1", -4, 4, "security from outside the couple, sd"},
    {"diary_coldness", "min", 0, 200, "coldness felt in the day that ends here"},
    {"diary_threat", "1", 0, 20, "threat felt in the partner's cues that day"},
    {"diary_support", "min", 0, 100, "unasked reassurance [min] and answers in the day that ends here"},
    {"diary_negative_affect", "1", 0, 8, "mean negative affect in the day's encounters"},
    {"diary_reassurance_seeking", "min", 0, 100, "reassurance sought in the day that ends here"},
    {"diary_attack", "min", 0, 200, "protest and criticism in the day that ends here"},
    {"diary_withdrawal", "min", 0, 200, "withdrawal in the day that ends here"},
    {"diary_warmth", "min", 0, 200, "warm acts in the day that ends here"},
    {"diary_positive_affect", "1", 0, 8, "mean positive affect in the day's encounters"},
    {"diary_inferred_affect", "1", 0, 8, "partner's mean negative affect that day, as inferred"},
    {"diary_felt_warmth", "min", 0, 100, "warmth felt in the day that ends here"},
    {"diary_protest", "min", 0, 200, "protest in the day that ends here"},
    {"diary_repair", "min", 0, 100, "offers of repair and reassurance in the day that ends here"},
    {"diary_softening", "min", 0, 100, "softening in the day that ends here"},
    {"talk_demanded", "min", 0, 60, "own pursuit while the partner withdrew, a day, over a month"},
    {"talk_constructive", "min", 0, 60, "own constructive acts in problem talk, a day, over a month"},
    {"talk_minutes", "min", 0, 60, "problem talk, a day, over a month"},
    {"diary_happiness", "1", -20, 20, "how good the day that ends here was with the partner"},
    {"diary_practice", "1", 0, 1, "whether a programme's exercise was done that day"},
    {"self_worth", "1", -40, 10, "self-worth, less what hassles took from it"},
    {"felt_comfort", "1", -4, 4, "felt comfort with closeness to the partner (state avoidance, reversed)"},
}};

// Packed form: int16 q in [-32767, 32767], value = low + (q + 32767) * step.
inline constexpr std::int16_t packed_fill = -32768;
inline constexpr float packed_step(const VariableRow& v) { return (v.high - v.low) / 65534.0f; }
inline constexpr float unpacked(const VariableRow& v, std::int16_t q) {
    return v.low + static_cast<float>(q + 32767) * packed_step(v);
}

} // namespace couplet::model
