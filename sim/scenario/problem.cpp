#include "scenario/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <tuple>

namespace couplet::scenario {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Edits (insert, delete, replace, swap neighbours) from one name to the other, case
// ignored.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0u : 1u)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

} // namespace

std::string describe(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line > 0)
        text += fmt::format(":{}", problem.line);
    text += ": ";
    if (!problem.key.empty())
        text += problem.value.empty()
                    ? problem.key + ": "
                    : fmt::format("{} = {}: ", problem.key, problem.value);
    text += problem.message + ".";
    if (!problem.allowed.empty())
        text += fmt::format(" Allowed: {}.", problem.allowed);
    if (!problem.suggestion.empty())
        text += fmt::format(" ({})", problem.suggestion);
    // What a file contains must not be able to move the cursor of the reader's terminal.
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }, ' ');
    return text;
}

std::string nearest(std::string_view wrong, const std::vector<std::string>& names) {
    if (wrong.size() > 60) // no name is that long, and the distance is quadratic
        return {};
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, wrong.size() / 4) + 1;
    for (const auto& name : names) {
        const auto distance = edit_distance(wrong, name);
        // A name of which nothing is left is not alike.
        if (distance < best_distance && distance < name.size()) {
            best_distance = distance;
            best = name;
        }
    }
    for (const auto& name : names)
        if (best.empty() && wrong.size() >= 4 && name.find(wrong) != name.npos)
            best = name;
    return best;
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
    const std::string name = nearest(wrong, names);
    return name.empty() ? name : fmt::format("did you mean \"{}\"?", name);
}

std::string listed(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, ", "));
}

void sort_by_place(std::vector<Problem>& problems, const std::string& first) {
    std::stable_sort(problems.begin(), problems.end(),
                     [&](const Problem& a, const Problem& b) {
                         const bool other_a = a.file != first, other_b = b.file != first;
                         return std::tie(other_a, a.file, a.line, a.column) <
                                std::tie(other_b, b.file, b.line, b.column);
                     });
}

} // namespace couplet::scenario
