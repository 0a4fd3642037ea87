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
    engine::Options engine;
    std::string program_version, commit, command_line;
    // Couples done, in all arms counted once; called from the computing threads, one at a time.
    std::function<void(std::uint64_t couples)> progress;
};

struct StudyResult {
    std::vector<OutcomeRow> outcomes;
    engine::Outcome engine;
    double seconds = 0;
};

// Throws output::Error; then, and when the run was stopped, no result file is left.
StudyResult run_study(const scenario::Scenario&, const StudyOptions&);

// Bytes of the recorded trajectories and events before compression; an upper bound of the file.
std::uint64_t estimated_bytes(const engine::Plan&);

} // namespace couplet::experiment
