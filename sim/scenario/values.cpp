#include "scenario/values.hpp"

#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace couplet::scenario {
namespace {

std::string example_of(const Key& key) {
    const std::string value =
        key.fallback.empty()
            ? format_quantity(std::clamp(2.0f, key.low, key.high), key.unit)
            : key.fallback;
    return fmt::format("for example {} = {}", key.name,
                       key.unit.empty() ? value : fmt::format("\"{}\"", value));
}

void wrong_type(const Entry& entry, const char* wanted,
                const std::string& suggestion = {}) {
    entry.fault(fmt::format("{} is expected here, not {}", wanted, type_name(entry.node)),
                suggestion);
}

// A bare number, or the number of a quantity, in the key's unit.
std::optional<Quantity> read_quantity(const Entry& entry) {
    const Key& key = entry.key;
    if (entry.node.is_number()) {
        const auto text = format_quantity(static_cast<float>(entry.node.real), key.unit);
        entry.fault("the unit is missing", std::isfinite(entry.node.real)
                                               ? fmt::format("write \"{}\"", text)
                                               : example_of(key));
        return std::nullopt;
    }
    if (entry.node.type != Node::Type::text) {
        wrong_type(entry, "a quantity with its unit, in quotes,", example_of(key));
        return std::nullopt;
    }
    auto result = parse_quantity(entry.node.text, key.unit);
    if (const auto* fault = std::get_if<QuantityFault>(&result)) {
        entry.fault(fault->message, fault->suggestion);
        return std::nullopt;
    }
    return std::get<Quantity>(result);
}

std::optional<Quantity> read_plain_number(const Entry& entry) {
    if (entry.key.kind == Kind::count && entry.node.type == Node::Type::real) {
        entry.fault("a whole number is expected here");
        return std::nullopt;
    }
    if (entry.node.is_number())
        return Quantity{entry.node.real, false};
    const bool quoted = entry.node.type == Node::Type::text;
    wrong_type(entry, entry.key.kind == Kind::count ? "a whole number" : "a number",
               quoted ? "it has no unit: write the bare number, without quotes" : "");
    return std::nullopt;
}

std::optional<double> whole_days(const Entry& entry, const Quantity& quantity) {
    const double days = std::round(quantity.value);
    if (!quantity.calendar && std::abs(quantity.value - days) > 1e-9) {
        entry.fault(
            "a whole number of days is expected here",
            fmt::format("write \"{}\"",
                        format_quantity(static_cast<float>(std::max(days, 1.0)), "day")));
        return std::nullopt;
    }
    return days;
}

bool in_range(const Entry& entry, double value) {
    // As floats, because the bounds are: 0.1 must not lie below 0.1f. Counts are exact.
    const bool exact = entry.key.kind == Kind::count;
    const double rounded = exact ? value : static_cast<double>(static_cast<float>(value));
    const double low = entry.key.low, high = entry.key.high;
    if (std::isnan(value) || std::isinf(value)) {
        entry.fault("not a finite number");
        return false;
    }
    if (rounded < low || rounded > high) {
        entry.fault(
            fmt::format("{} the allowed range", rounded < low ? "below" : "above"));
        return false;
    }
    return true;
}

} // namespace

std::string allowed_hint(const Key& key, const std::string& suggestion) {
    const bool is_long = key.choices.size() > 12 && !suggestion.empty();
    const bool is_plain =
        key.kind == Kind::text || key.kind == Kind::texts || key.kind == Kind::flag;
    return is_long || is_plain ? "" : allowed_values(key);
}

void Entry::fault(const std::string& message, const std::string& suggestion) const {
    const Location& where = node.where;
    problems.push_back({where.file, where.line, where.column, path, shown(node), message,
                        allowed_hint(key, suggestion), suggestion});
}

void Entry::element_fault(const Node& element, const std::string& message,
                          const std::string& suggestion) const {
    const Location& where = element.where;
    problems.push_back({where.file, where.line, where.column, path, shown(element),
                        message, allowed_hint(key, suggestion), suggestion});
}

std::optional<double> read_number(const Entry& entry) {
    const bool has_unit =
        entry.key.kind == Kind::quantity || entry.key.kind == Kind::whole_days;
    const auto quantity = has_unit ? read_quantity(entry) : read_plain_number(entry);
    if (!quantity)
        return std::nullopt;
    auto value = quantity->value;
    if (entry.key.kind == Kind::whole_days) {
        const auto days = whole_days(entry, *quantity);
        if (!days)
            return std::nullopt;
        value = *days;
    }
    if (!in_range(entry, value))
        return std::nullopt;
    return value;
}

std::optional<bool> read_flag(const Entry& entry) {
    if (entry.node.type == Node::Type::flag)
        return entry.node.flag;
    wrong_type(entry, "true or false", "without quotes");
    return std::nullopt;
}

std::optional<std::string> read_text(const Entry& entry) {
    if (entry.node.type != Node::Type::text) {
        wrong_type(entry, "text in quotes");
        return std::nullopt;
    }
    const auto& choices = entry.key.choices;
    if (entry.key.kind == Kind::choice &&
        std::find(choices.begin(), choices.end(), entry.node.text) == choices.end()) {
        entry.fault("not one of the known words", did_you_mean(entry.node.text, choices));
        return std::nullopt;
    }
    return entry.node.text;
}

std::optional<std::vector<std::string>> read_names(const Entry& entry) {
    const bool is_free = entry.key.kind == Kind::texts;
    if (is_free && entry.node.type == Node::Type::text)
        return std::vector{entry.node.text};
    if (entry.node.type != Node::Type::list) {
        const bool text = entry.node.type == Node::Type::text;
        wrong_type(entry, is_free ? "text in quotes or a list of texts" : "a list",
                   text ? fmt::format("write [\"{}\"]", entry.node.text) : "");
        return std::nullopt;
    }
    const auto& choices = entry.key.choices;
    std::vector<std::string> names;
    for (const Node& item : entry.node.items) {
        if (item.type != Node::Type::text)
            entry.element_fault(item, "text in quotes is expected in this list", "");
        else if (!is_free &&
                 std::find(choices.begin(), choices.end(), item.text) == choices.end())
            entry.element_fault(item, "not one of the known names",
                                did_you_mean(item.text, choices));
        else
            names.push_back(item.text);
    }
    if (names.size() != entry.node.items.size())
        return std::nullopt;
    return names;
}

std::optional<std::vector<std::uint32_t>> read_indices(const Entry& entry) {
    if (entry.node.type != Node::Type::list) {
        wrong_type(entry, "a list of whole numbers", "for example [0, 3]");
        return std::nullopt;
    }
    std::vector<std::uint32_t> indices;
    for (const Node& item : entry.node.items) {
        if (item.type != Node::Type::integer)
            entry.element_fault(item, "whole numbers are expected in this list", "");
        else if (item.integer < 0 || item.integer >= 4000000000)
            entry.element_fault(item, "no couple has this number",
                                "couples count from 0");
        else
            indices.push_back(static_cast<std::uint32_t>(item.integer));
    }
    if (indices.size() != entry.node.items.size())
        return std::nullopt;
    return indices;
}

std::optional<std::vector<int>> read_day_list(const Entry& entry) {
    if (entry.node.type != Node::Type::list) {
        wrong_type(entry, "a list of quantities",
                   "for example [\"0 days\", \"26 weeks\"]");
        return std::nullopt;
    }
    Key each = entry.key;
    each.kind = Kind::whole_days;
    std::vector<int> days;
    for (const Node& item : entry.node.items)
        if (const auto day = read_number({each, item, entry.path, entry.problems}))
            days.push_back(static_cast<int>(*day));
    if (days.size() != entry.node.items.size())
        return std::nullopt;
    return days;
}

std::optional<std::uint64_t> read_seed(const Entry& entry) {
    const Node& node = entry.node;
    if (node.type == Node::Type::integer && node.integer >= 0)
        return static_cast<std::uint64_t>(node.integer);
    if (node.type == Node::Type::integer) {
        entry.fault("below the allowed range");
        return std::nullopt;
    }
    if (node.type != Node::Type::text) {
        wrong_type(entry, "a whole number or text \"0x...\"");
        return std::nullopt;
    }
    const std::string& text = node.text;
    const bool hex = text.rfind("0x", 0) == 0 || text.rfind("0X", 0) == 0;
    const char* begin = text.data() + (hex ? 2 : 0);
    const char* end = text.data() + text.size();
    std::uint64_t value = 0;
    const auto result = std::from_chars(begin, end, value, hex ? 16 : 10);
    if (result.ec == std::errc{} && result.ptr == end)
        return value;
    entry.fault(result.ec == std::errc::result_out_of_range ? "more than 64 bits"
                                                            : "not a number in the text");
    return std::nullopt;
}

} // namespace couplet::scenario
