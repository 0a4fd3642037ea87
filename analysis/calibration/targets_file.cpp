#include "analysis/calibration/study.hpp"
#include "analysis/validation/csv.hpp"
#include "analysis/validation/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>

namespace couplet::calibration {
namespace {

using scenario::Problem;

const std::vector<std::string> columns{"id",    "part", "low",   "high",
                                       "value", "se",   "weight"};

// Where the known columns are in a line, by their place in `columns`; none: absent.
using Places = std::vector<std::optional<std::size_t>>;

struct Line {
    const std::string& file;
    int number;
    std::vector<std::string> fields;
    std::vector<Problem>& problems;

    void fault(const std::string& key, const std::string& value,
               const std::string& message, const std::string& allowed = {},
               const std::string& suggestion = {}) const {
        problems.push_back({file, number, 0, key, value, message, allowed, suggestion});
    }
};

std::string text_at(const Line& line, const Places& places, std::size_t column) {
    const auto place = places[column];
    return place && *place < line.fields.size() ? line.fields[*place] : "";
}

double number_at(const Line& line, const Places& places, std::size_t column) {
    const std::string text = text_at(line, places, column);
    double x = std::numeric_limits<double>::quiet_NaN();
    if (text.empty())
        return x;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, x);
    if (result.ec != std::errc{} || result.ptr != end || !std::isfinite(x)) {
        line.fault(columns[column], text, "not a number");
        return std::numeric_limits<double>::quiet_NaN();
    }
    return x;
}

Places header(const Line& line) {
    Places places;
    for (const std::string& name : columns) {
        const auto at = std::find(line.fields.begin(), line.fields.end(), name);
        places.emplace_back();
        if (at != line.fields.end())
            places.back() = static_cast<std::size_t>(at - line.fields.begin());
    }
    for (std::size_t needed : {0u, 1u})
        if (!places[needed])
            line.fault(columns[needed], "", "the first line must name this column",
                       "id, part, low, high, value, se, weight");
    if (!places[2] && !places[3] && !places[4])
        line.fault("", "",
                   "the first line must name the columns low and high, or value and se");
    return places;
}

// What the program can simulate: all that its own table of ranges names.
const std::vector<validation::Range>& known_parts() {
    static const auto ranges =
        validation::parse_ranges(validation::own_ranges(), "built in");
    return ranges;
}

void check_known(const Line& line, const Wanted& wanted) {
    std::vector<std::string> ids, parts;
    for (const auto& range : known_parts()) {
        if (ids.empty() || ids.back() != range.id)
            ids.push_back(range.id);
        if (range.id != wanted.id)
            continue;
        if (range.part == wanted.part)
            return;
        parts.push_back(range.part);
    }
    if (parts.empty())
        line.fault("id", wanted.id, "no finding of this name is computed",
                   "an id that couplet validate lists",
                   scenario::did_you_mean(wanted.id, ids));
    else
        line.fault("part", wanted.part, fmt::format("{} has no such part", wanted.id),
                   scenario::listed(parts), scenario::did_you_mean(wanted.part, parts));
}

void check_numbers(const Line& line, const Wanted& w) {
    const bool limits = !std::isnan(w.low) || !std::isnan(w.high);
    if (!std::isnan(w.value)) {
        if (limits)
            line.fault("value", fmt::format("{}", w.value),
                       "a target has a range or a value, not both");
        else if (!(w.se > 0))
            line.fault("se", std::isnan(w.se) ? "" : fmt::format("{}", w.se),
                       "a value needs its standard error", "above 0");
    } else if (!limits) {
        line.fault("low", "", "a target needs low, high or both, or value and se");
    } else if (w.low >= w.high) {
        line.fault("low", fmt::format("{}", w.low), "not below high",
                   fmt::format("below {}", w.high));
    } else if (w.se <= 0) {
        line.fault("se", fmt::format("{}", w.se), "out of range", "above 0");
    }
    if (w.weight < 0)
        line.fault("weight", fmt::format("{}", w.weight), "out of range", "0 or above");
}

} // namespace

std::vector<Wanted> parse_wanted(const std::string& text, const std::string& name,
                                 std::vector<Problem>& problems) {
    std::vector<Wanted> all;
    std::set<std::pair<std::string, std::string>> seen;
    std::istringstream lines(text);
    std::string content;
    Places places;
    const std::size_t before = problems.size();
    for (int number = 1; std::getline(lines, content); ++number) {
        Line line{name, number, validation::csv_fields(content), problems};
        if (number == 1) {
            places = header(line);
            if (problems.size() > before)
                return {};
            continue;
        }
        if (line.fields.size() == 1 && line.fields.front().empty())
            continue;
        const auto number_of = [&](std::size_t column) {
            return number_at(line, places, column);
        };
        Wanted wanted{text_at(line, places, 0),
                      text_at(line, places, 1),
                      number_of(2),
                      number_of(3),
                      number_of(4),
                      number_of(5),
                      number_of(6)};
        if (std::isnan(wanted.weight))
            wanted.weight = 1;
        check_known(line, wanted);
        check_numbers(line, wanted);
        if (!seen.insert({wanted.id, wanted.part}).second)
            line.fault("part", wanted.part,
                       fmt::format("{} has this part already", wanted.id));
        all.push_back(std::move(wanted));
    }
    if (all.empty() && problems.size() == before)
        problems.push_back(
            {name, 0, 0, {}, {}, "there are no targets in this file", {}, {}});
    return all;
}

} // namespace couplet::calibration
