// Runs a study: a checked scenario through the engine into a result file and a table.
#pragma once

#include "engine/engine.hpp"
#include "experiment/outcomes.hpp"
#include "output/writer.hpp"
#include "scenario/scenario.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace couplet::experiment {

struct StudyOptions {
    std::filesystem::path output;
    bool overwrite = false;
    bool resume = false; // go on with the journal beside the output: see resume.hpp
    engine::Options engine;
    std::string program_version, commit, command_line;
    // Couples done in this process, in all arms counted once; called from the computing threads,
    // one at a time.
    std::function<void(std::uint64_t couples)> progress;
};

struct StudyResult {
    std::vector<OutcomeRow> outcomes;
    engine::Outcome engine;
    std::uint64_t couples_kept = 0;  // of a stopped run: in the journal
    std::uint64_t turns_before = 0;  // couple-turns of the parts that were done before
    double seconds = 0;
};

// A run that could not go on: the message says why. Of the couples, so many are kept in the journal.
struct Unfinished : output::Error {
    Unfinished(const std::string& why, std::uint64_t kept) : Error(why), couples_kept(kept) {}
    std::uint64_t couples_kept;
};

// Runs the plan of the scenario, or what enrol() made of it. Throws Unfinished, and output::Error if it could not begin; then, and when the run was stopped, no
// result file is left, and a journal if any couples are kept.
StudyResult run_study(const scenario::Scenario&, const engine::Plan&, const StudyOptions&);

// Who makes the file, from what.
output::Provenance provenance(const scenario::Scenario&, const StudyOptions&);

} // namespace couplet::experiment
