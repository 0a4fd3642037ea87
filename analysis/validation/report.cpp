#include "analysis/validation/report.hpp"

#include "analysis/validation/csv.hpp"
#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>
#include <stdexcept>

namespace couplet::validation {
namespace {

// Calls visit(fields, place) for each line after the header, which must begin as said.
template <class Visit>
void read_csv(const std::string& text, const std::string& name,
              const std::vector<std::string>& header, Visit visit) {
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto fields = csv_fields(line);
        const std::string place = name + ":" + std::to_string(number);
        if (fields.size() < header.size())
            throw std::runtime_error(place + ": too few columns");
        if (number > 1)
            visit(fields, place);
        else if (!std::equal(header.begin(), header.end(), fields.begin()))
            throw std::runtime_error(place + ": the first columns must be " +
                                     std::accumulate(std::next(header.begin()), header.end(),
                                                     header.front(),
                                                     [](auto a, const auto& b) {
                                                         return a + ", " + b;
                                                     }));
    }
}

// An empty field stands for no limit.
double limit(const std::string& text, double none, const std::string& place) {
    if (text.empty())
        return none;
    try {
        std::size_t end = 0;
        const double x = std::stod(text, &end);
        if (end == text.size())
            return x;
    } catch (const std::exception&) {
    }
    throw std::runtime_error(place + ": \"" + text + "\" is not a number");
}

void simulate(const Check& check, Seed seed, int replicates, Result& result) {
    const std::uint32_t couples = check.panel ? check.panel->couples() : check.couples;
    if (couples == 0) {
        result.value = check.value({});
        return;
    }
    const auto b = statistics::bootstrap(couples, check.value, seed,
                                         static_cast<std::uint32_t>(replicates));
    constexpr double normal_95 = 1.959963984540054;
    result.value = b.estimate;
    result.low = b.estimate - normal_95 * b.standard_error;
    result.high = b.estimate + normal_95 * b.standard_error;
}

} // namespace

std::vector<Target> parse_targets(const std::string& text, const std::string& name) {
    std::vector<Target> targets;
    read_csv(text, name,
             {"id", "section", "statement", "statistic", "value", "plausible_range", "source",
              "evidence"},
             [&](const auto& f, const std::string&) {
                 targets.push_back({f[0], f[1], f[2], f[3], f[4], f[6], f[7]});
             });
    return targets;
}

std::vector<Range> parse_ranges(const std::string& text, const std::string& name) {
    std::vector<Range> ranges;
    read_csv(text, name, {"id", "part", "low", "high"}, [&](const auto& f, const std::string& place) {
        constexpr double infinite = std::numeric_limits<double>::infinity();
        ranges.push_back({f[0], f[1], limit(f[2], -infinite, place), limit(f[3], infinite, place),
                          f.size() > 4 ? limit(f[4], 0, place) : 0});
    });
    return ranges;
}

Verdict judge(double value, const Range& range) {
    if (std::isnan(value))
        return Verdict::not_computed;
    if (value >= range.low && value <= range.high)
        return Verdict::inside;
    const double side = (range.low - range.none) + (range.high - range.none);
    return (value - range.none) * side > 0 ? Verdict::sign_right : Verdict::miss;
}

const char* verdict_name(Verdict verdict) {
    constexpr const char* names[] = {"inside", "sign right", "miss", "not computed"};
    return names[static_cast<int>(verdict)];
}

std::vector<Result> evaluate(const std::vector<Target>& targets, const std::vector<Range>& ranges,
                             const std::vector<Check>& checks, Seed seed, int replicates) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<Result> results;
    for (const Target& target : targets) {
        const std::size_t before = results.size();
        for (const Range& range : ranges) {
            if (range.id != target.id)
                continue;
            Result result{target, range, nan, nan, nan, Verdict::not_computed};
            const auto check =
                std::find_if(checks.begin(), checks.end(), [&](const Check& c) {
                    return c.id == range.id && c.part == range.part;
                });
            if (check != checks.end()) {
                simulate(*check, seed, replicates, result);
                result.verdict = judge(result.value, range);
            }
            results.push_back(std::move(result));
        }
        if (results.size() == before)
            results.push_back(
                {target, {target.id, "", nan, nan, 0}, nan, nan, nan, Verdict::not_computed});
    }
    return results;
}

std::vector<Finding> findings(const std::vector<Result>& results) {
    // From the best to the worst that a part can do to the whole.
    const auto rank = [](Verdict v) {
        return v == Verdict::inside ? 0 : v == Verdict::sign_right ? 1 : v == Verdict::miss ? 3 : 2;
    };
    std::vector<Finding> all;
    for (const Result& r : results) {
        const auto at = std::find_if(all.begin(), all.end(), [&](const Finding& f) {
            return f.target.id == r.target.id;
        });
        if (at == all.end())
            all.push_back({r.target, r.verdict});
        else if (rank(r.verdict) > rank(at->verdict))
            at->verdict = r.verdict;
    }
    return all;
}

std::vector<Tally> tallies(const std::vector<Finding>& findings) {
    std::vector<Tally> all{{"all", {}}};
    for (const Finding& f : findings) {
        auto at = std::find_if(all.begin() + 1, all.end(),
                               [&](const Tally& t) { return t.grade == f.target.grade; });
        if (at == all.end())
            at = all.insert(all.end(), {f.target.grade, {}});
        ++at->count[static_cast<std::size_t>(f.verdict)];
        ++all.front().count[static_cast<std::size_t>(f.verdict)];
    }
    return all;
}

} // namespace couplet::validation
