// The outcomes of a run as a table for people and as JSON for programs.
#pragma once

#include "experiment/outcomes.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace couplet::cli {

std::string outcome_table(const std::vector<experiment::OutcomeRow>&);
nlohmann::json outcomes_as_json(const std::vector<experiment::OutcomeRow>&);

} // namespace couplet::cli
