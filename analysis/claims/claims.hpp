// The claims of two texts on attachment and couples, each held against the model: the table of
// `couplet validate --claims`.
#pragma once

#include "analysis/claims/experiments.hpp"

#include <string>
#include <vector>

namespace couplet::claims {

struct Claim {
    std::string id, source, text, type;
    std::string reason; // why it cannot be simulated; empty: it has checks
    std::string note;   // where the literature disagrees, or what the check leaves out
};
// From CSV text with the columns id, source, claim, type, kind, reason, note. `name` stands for the
// text in errors; throws std::runtime_error with name and line.
std::vector<Claim> parse_claims(const std::string& text, const std::string& name);
// The project's own table, scenarios/validation/claims.csv, as built in.
const std::string& own_claims();

// Every check of every claim; simulates what they need.
Checks checks(const Samples&);

enum class Verdict { holds, does_not_hold, not_simulated };
const char* verdict_name(Verdict);

// A check with its simulated value and 95 % Monte-Carlo interval.
struct Part {
    std::string compared;
    Range range;
    double value, low, high;
    bool holds; // the whole interval lies in the range
};
struct Result {
    Claim claim;
    std::vector<Part> parts;
    Verdict verdict; // holds: every part does
};
// In the order of the claims. `replicates` bootstrap samples give the intervals. A check without a
// claim is a mistake: std::invalid_argument.
std::vector<Result> evaluate(const std::vector<Claim>&, const Checks&, Seed, int replicates);

} // namespace couplet::claims
