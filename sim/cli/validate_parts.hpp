// The parts of `couplet validate`: published findings, their stability, claims of two texts, knock-outs;
// and the page docs/validation.md that is made of them.
#pragma once

#include "analysis/validation/report.hpp"
#include "cli/verbs.hpp"
#include "engine/engine.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace couplet::cli {

struct ValidatedPart {
    std::string name;     // "findings", "stability", "claims", "knock_outs"
    std::string table;    // for the terminal
    nlohmann::json json;
    std::string section;  // Markdown, from its heading of the second level on
};
// Each with the plan's parameters and programmes; size, seed and the rest as the arguments say.
ValidatedPart validate_findings(const ValidateArguments&, const std::vector<validation::Result>&);
ValidatedPart validate_stability(const ValidateArguments&, const engine::Plan&,
                                 const engine::Options&,
                                 const std::vector<validation::Result>& findings);
ValidatedPart validate_claims(const ValidateArguments&, const engine::Plan&,
                              const engine::Options&);
ValidatedPart validate_knock_outs(const ValidateArguments&, const engine::Plan&,
                                  const engine::Options&);

// Couples with which findings are computed; the findings, with intervals.
validation::Size findings_size(const ValidateArguments&);
std::vector<validation::Result> compute_findings(const ValidateArguments&, const engine::Plan&,
                                                 const engine::Options&);

// Writes the page with these parts; parts that it has and that are not among them stay. False if it
// cannot be written.
bool write_page(const std::string& path, const std::vector<ValidatedPart>&);

// Two or three digits; "-" for what could not be computed.
std::string figure(double);
// "above 0.10", "below 3.0", "0.10 to 3.0"; "-" without limits.
std::string range_text(double low, double high);
// A value with half of its interval.
std::string with_error(double value, double high);
// For a cell of a Markdown table.
std::string escaped(std::string);
// A number, or null where there is none.
nlohmann::json number_or_null(double);

} // namespace couplet::cli
