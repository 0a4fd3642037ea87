// The published findings that the model is held against, and how each is computed.
#pragma once

#include "analysis/validation/laboratory.hpp"
#include "analysis/validation/study.hpp"
#include "analysis/validation/therapy.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace couplet::validation {

// Couples by number; statistics are bootstrapped over them.
using Sample = std::span<const std::uint32_t>;

// The simulated studies, run once and shared by the checks.
struct Studies {
    Panel community; // married couples of all ages, two years, weekly, questionnaires by quarter
    Panel diary;     // the same couples, four weeks, daily
    Panel newlyweds; // married couples at their beginning, five years
    Panel dating, cohabiting;
    Laboratory laboratory;        // married couples of the community
    std::optional<Trials> trials; // none when there is no programme
};
struct Size {
    std::uint32_t community = 6000, cohort = 4000, laboratory = 4800;
    std::uint32_t treated = 1600; // couples of the community in an arm of a trial, at most
    float turn_minutes = 2;      // half as long in the laboratory, whose observers code each minute
};
Studies run_studies(const model::Parameters&, Seed, const Size&, const engine::Options&,
                    const Programmes& = {});

// One number that a study reports.
struct Check {
    std::string id, part; // as in checks.csv
    const Panel* panel;   // whose couples it is computed from; null: see below
    std::function<double(Sample)> value;
    std::uint32_t couples = 0; // without a panel: how many couples; 0: of no couples
};
std::vector<Check> checks(const Studies&, const model::Parameters&);

// Groups of them, by subject.
std::vector<Check> population_checks(const Studies&);            // T01 to T07
std::vector<Check> stability_checks(const Studies&);             // T09 to T15b
std::vector<Check> quality_checks(const Studies&);               // T16 to T27, T33 to T36
std::vector<Check> daily_checks(const Studies&);                 // T28, T29, T48 to T50
std::vector<Check> affect_checks(const Studies&, const model::Parameters&); // T54 to T56, T60
std::vector<Check> laboratory_checks(const Studies&);            // T37 to T46, T58b
std::vector<Check> couple_checks(const Studies&);                // T58 to T64, T94 to T97
std::vector<Check> symptom_checks(const Studies&);               // T90 to T93
std::vector<Check> learning_checks(const model::Parameters&);    // T39b, T52
std::vector<Check> couple_therapy_checks(const Studies&);        // T68 to T79
std::vector<Check> person_therapy_checks(const Studies&);        // T80 to T88b

} // namespace couplet::validation
