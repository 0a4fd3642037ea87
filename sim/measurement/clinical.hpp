// How clinicians read the scores of instruments.hpp: which way is better, where distress begins, and
// which change of one person is more than error.
#pragma once

#include "measurement/instruments.hpp"

#include <limits>

namespace couplet::measurement {

struct ClinicalRule {
    const char* instrument; // as in instrument_table, in the same order
    const char* label;      // short, for tables
    float better;           // 1: higher scores are better, -1: lower
    float cutoff;           // where the clinical range ends, seen from the better side; NaN: none
    float reliable_points;  // published reliable change in points of the score; NaN: none
    float reliability;      // retest over weeks
};

inline constexpr float no_rule = std::numeric_limits<float>::quiet_NaN();

// Cut-offs and points: CSI-16, below 51.5 is distressed, change about 10 to 12 (Funk & Rogge 2007);
// PHQ-9, 10 and 5 (Kroenke, Spitzer & Williams 2001); GAD-7, 8 (Spitzer et al. 2006; Plummer et al.
// 2016). Reliabilities are those that instruments.cpp cites for the errors of occasions.
inline constexpr std::array<ClinicalRule, instrument_count> clinical_rules{{
    {"ecr_anxiety", "anxiety (ECR-R)", -1, no_rule, no_rule, 0.90f},
    {"ecr_avoidance", "avoidance (ECR-R)", -1, no_rule, no_rule, 0.90f},
    {"csi16", "satisfaction (CSI-16)", 1, 51.5f, 11, 0.85f},
    {"trust", "trust", 1, no_rule, no_rule, 0.81f},
    {"commitment", "commitment", 1, no_rule, no_rule, 0.80f},
    {"cpq_demand_withdraw", "demand-withdraw (CPQ)", -1, no_rule, no_rule, 0.70f},
    {"cpq_constructive", "constructive talk (CPQ)", 1, no_rule, no_rule, 0.70f},
    {"phq9", "depression (PHQ-9)", -1, 10, 5, 0.84f},
    {"gad7", "worry (GAD-7)", -1, 8, no_rule, 0.83f},
}};

} // namespace couplet::measurement
