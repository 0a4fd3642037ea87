#include "cli/validate_parts.hpp"

#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

namespace couplet::cli {
namespace {

constexpr std::array names{"findings", "stability", "claims", "knock_outs"}; // in the order of the page

std::string begin_mark(const std::string& name) { return "<!-- " + name + " -->\n"; }
std::string end_mark(const std::string& name) { return "<!-- /" + name + " -->\n"; }

// The section of that name in a page; empty: it has none.
std::string section_of(const std::string& page, const std::string& name) {
    const std::size_t from = page.find(begin_mark(name)), to = page.find(end_mark(name));
    if (from == std::string::npos || to == std::string::npos || to < from)
        return "";
    const std::size_t start = from + begin_mark(name).size();
    return page.substr(start, to - start);
}

} // namespace

std::string figure(double x) {
    if (std::isnan(x))
        return "-";
    const double size = std::abs(x);
    return size >= 10    ? fmt::format("{:.1f}", x)
           : size >= 0.1 ? fmt::format("{:.2f}", x)
           : size > 0    ? fmt::format("{:.3f}", x)
                         : "0";
}
std::string range_text(double low, double high) {
    if (std::isnan(low))
        return "-";
    if (std::isinf(high))
        return "above " + figure(low);
    if (std::isinf(low))
        return "below " + figure(high);
    return figure(low) + " to " + figure(high);
}
std::string with_error(double value, double high) {
    if (std::isnan(high))
        return figure(value);
    return fmt::format("{} ±{}", figure(value), figure(high - value));
}
std::string escaped(std::string text) {
    for (std::size_t k = 0; (k = text.find('|', k)) != std::string::npos; k += 2)
        text.insert(k, "\\");
    return text;
}
nlohmann::json number_or_null(double x) {
    return std::isfinite(x) ? nlohmann::json(x) : nlohmann::json(nullptr);
}

bool write_page(const std::string& path, const std::vector<ValidatedPart>& parts) {
    std::stringstream before;
    before << std::ifstream(path).rdbuf();
    std::string page =
        "# Validation\n\nWhat the model does, against published findings and claims, and what becomes "
        "of it without each\nmechanism. Made by `couplet validate --stability --claims --knock-outs "
        "--markdown docs/validation.md`; do not edit.\n";
    for (const std::string name : names) {
        const auto made = std::find_if(parts.begin(), parts.end(),
                                       [&](const ValidatedPart& p) { return p.name == name; });
        const std::string section =
            made != parts.end() ? made->section : section_of(before.str(), name);
        if (!section.empty())
            page += "\n" + begin_mark(name) + section + end_mark(name);
    }
    std::ofstream file(path);
    file << page;
    file.close();
    return bool(file);
}

} // namespace couplet::cli
