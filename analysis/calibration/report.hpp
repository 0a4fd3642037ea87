// What a calibration found: the overlay with its provenance, tables, JSON, a page.
#pragma once

#include "analysis/calibration/calibrate.hpp"

namespace couplet::calibration {

struct Provenance {
    std::string version, commit;              // of the program
    std::string study_sha256, targets_sha256; // of the files as read
};

// A table: the first column to the left.
struct Rows {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
Rows parameter_rows(const Study&, const Outcome&); // one a parameter: values and standing
Rows target_rows(const Outcome&);                  // one a target: before and after

// Sentences: which parameters the targets do not determine, and which they cannot tell
// apart.
std::vector<std::string> findings(const Study&, const Outcome&);
// How the fit ended: evaluations, loss, hits, fresh seeds.
std::vector<std::string> summary(const Study&, const Outcome&);

// TOML for --parameters: the fitted values and all others that are not the program's own,
// with provenance in comments. The same outcome gives the same text. The fit has at least
// begun.
std::string overlay_toml(const Study&, const Outcome&, const Provenance&);
nlohmann::json report_json(const Study&, const Outcome&, const Provenance&);
std::string report_page(const Study&, const Outcome&, const Provenance&); // Markdown

} // namespace couplet::calibration
