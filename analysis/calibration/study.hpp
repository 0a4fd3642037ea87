// A calibration study: the file that names the free parameters, and the targets file.
// docs/calibration.md describes both for their writer.
#pragma once

#include "analysis/calibration/identifiability.hpp"
#include "analysis/validation/checks.hpp"
#include "scenario/problem.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace couplet::calibration {

// One line of a targets file. NaN where a field is empty.
struct Wanted {
    std::string id, part;
    double low, high, value, se;
    double weight = 1;
};

struct Study {
    std::string title, path;
    model::Parameters base; // where the fit starts, and what is not free
    std::vector<Free> free;
    std::string targets_name; // as shown: a path, or "built in"
    std::vector<Wanted> wanted;
    Aim aim = Aim::inner_half;
    validation::Size size{800, 400, 300, 120}; // as of couplet validate --quick
    validation::Programmes programmes;         // whose trials are simulated
    std::uint64_t seed = 1;
    int fresh_seeds = 2; // evaluations with other seeds at the start and at the solution
    Rules rules;
    Thresholds thresholds;
    double time_limit = 0;                // [s]; 0: none
    std::string study_text, targets_text; // as read, for their digests
};

// Changes from the command line.
struct StudyOverrides {
    std::vector<std::string> set;     // as for a scenario: "model.stress.daily_sd=0.7"
    std::filesystem::path parameters; // overlay to start from, before the study's own
    std::optional<std::uint64_t> seed;
    std::optional<int> max_evaluations;
    std::optional<double> time_limit; // [s]
};

struct LoadedStudy {
    std::optional<Study> study;
    std::vector<scenario::Problem> problems; // empty if and only if there is a study
};

LoadedStudy load_study(const std::filesystem::path&, const StudyOverrides& = {});
// The same from text; `name` stands for the file, and other files are looked up next to
// it.
LoadedStudy parse_study(const std::string& text, const std::string& name,
                        const StudyOverrides& = {});

// Lines of a targets file: columns id and part, then low and high, or value and se, and
// weight, in any order; others are not read. Parts that no check has are problems.
std::vector<Wanted> parse_wanted(const std::string& text, const std::string& name,
                                 std::vector<scenario::Problem>&);

// A free parameter of the model by its name, "appraisal.criterion"; the name is known.
float& parameter(model::Parameters&, const std::string& name);

} // namespace couplet::calibration
