// Published ranges against simulated values: the table of `couplet validate`.
#pragma once

#include "analysis/validation/checks.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace couplet::validation {

// One row of a targets file: a published finding.
struct Target {
    std::string id, section, statement, statistic, value, source;
    std::string grade; // V read in the source, Vd from a digest of it, R recalled
};
// One number of it, with the range that is consistent with the literature.
struct Range {
    std::string id, part;
    double low, high;  // infinite where there is no limit
    double none = 0;   // the value of no effect: 0, or 1 for a ratio
};
// From CSV text: columns id, section, statement, statistic, value, plausible_range, source,
// evidence, ... and id, part, low, high, none; an empty limit is none, an empty `none` is 0. `name` stands for the text in errors; throws
// std::runtime_error with name and line.
std::vector<Target> parse_targets(const std::string& text, const std::string& name);
std::vector<Range> parse_ranges(const std::string& text, const std::string& name);

// The project's own tables, scenarios/validation/targets.csv and checks.csv, as built in.
const std::string& own_targets();
const std::string& own_ranges();

// The scenario scenarios/validation/trials.toml, one arm for each programme, and the intervention files
// that it names, by the paths that it writes: for scenario::parse. With changes such as
// "intervention.eft.skills.communication=1.2" the programmes themselves are changed.
const std::string& own_trials();
const std::map<std::string, std::string>& own_programmes();

enum class Verdict { inside, sign_right, miss, not_computed };
const char* verdict_name(Verdict);


struct Result {
    Target target;
    Range range;
    double value, low, high; // with its 95 % Monte-Carlo interval; NaN when not computed
    Verdict verdict;
};
// In the order of the ranges; ranges without a check, and targets without a range, are there as not
// computed. `replicates` bootstrap samples of couples give the interval.
// Inside: in the range. Sign right: outside it, but on the same side of `none` as its middle, or
// as the side without a limit. Miss: on the other side.
Verdict judge(double value, const Range&);

std::vector<Result> evaluate(const std::vector<Target>&, const std::vector<Range>&,
                             const std::vector<Check>&, Seed, int replicates);

// A finding as a whole, from its parts: inside only if every part is; a miss if one part is; not
// computed if a part is not.
struct Finding {
    Target target;
    Verdict verdict;
};
std::vector<Finding> findings(const std::vector<Result>&);

// How many findings of one grade have which verdict, [Verdict].
struct Tally {
    std::string grade;
    std::array<int, 4> count{};
    int all() const { return count[0] + count[1] + count[2] + count[3]; }
};
std::vector<Tally> tallies(const std::vector<Finding>&); // of all ("all") first, then by grade

} // namespace couplet::validation
