// What an interrupted run left, and whether the run asked for is the same.
#pragma once

#include "experiment/study.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace couplet::experiment {

struct Kept {
    std::uint64_t couples = 0; // whose results are in the journal
    // Of journal and run, one text each: "model.stress.event_rate was 0.1, is 0.2". Empty: the run
    // can go on.
    std::vector<std::string> differences;
};

// What the journal beside the output holds; nothing if there is none. A scenario whose seed was drawn
// takes that of the journal. Throws output::Error if the journal cannot be read.
std::optional<Kept> find_kept(scenario::Scenario&, const StudyOptions&);

// The same of a complete result file: why it is not that of this run. A drawn seed is not compared.
std::vector<std::string> differences_from_result(const scenario::Scenario&, const StudyOptions&);

// Keys with other values in two resolved scenarios, as in Kept::differences.
std::vector<std::string> scenario_differences(const std::string& was, const std::string& is);

} // namespace couplet::experiment
