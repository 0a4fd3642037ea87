// The tables of `couplet effects`, for a terminal of 100 columns, CSV and JSON.
#pragma once

#include "effects/report.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace couplet::cli {

std::string effects_tables(const effects::TrialData&, const effects::Report&);
// Of single cases; empty in other designs.
std::string cases_table(const effects::TrialData&, const effects::Report&);
// Of the actor-partner model; empty if it was not asked for.
std::string apim_table(const effects::TrialData&, const effects::Report&);
std::string effects_csv(const effects::TrialData&, const effects::Report&);
nlohmann::json effects_json(const effects::TrialData&, const effects::Report&);

// "6.9 (6.3 to 7.5)", "0.42 ±0.03", "<.001"; "-" where there is nothing.
std::string fixed(double value, int digits);
std::string with_range(double value, double low, double high, int digits, double scale = 1);
std::string give_or_take(const effects::Estimate&, int digits, double scale = 1);
std::string p_text(double p);

} // namespace couplet::cli
