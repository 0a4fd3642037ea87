#include "scenario/quantity.hpp"

#include "scenario/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace couplet::scenario {
namespace {

// What a word measures, as powers; a unit is a product of words.
struct Unit {
    double scale = 1; // in seconds, nmol, litres
    int time = 0, amount = 0, volume = 0;
    bool calendar = false;
    bool same_dimension(const Unit& o) const {
        return time == o.time && amount == o.amount && volume == o.volume;
    }
};

struct Word {
    const char* names; // separated by blanks; the first is the one we write
    Unit unit;
};

constexpr double day = 86400;
const std::array<Word, 9> words{{
    {"s sec secs second seconds", {1, 1, 0, 0, false}},
    {"min mins minute minutes", {60, 1, 0, 0, false}},
    {"h hr hrs hour hours", {3600, 1, 0, 0, false}},
    {"day days d", {day, 1, 0, 0, false}},
    {"week weeks wk wks w", {7 * day, 1, 0, 0, false}},
    {"month months mo", {30.4375 * day, 1, 0, 0, true}},
    {"year years yr yrs y", {365.25 * day, 1, 0, 0, true}},
    {"nmol", {1, 0, 1, 0, false}},
    {"l liter litre litres liters", {1, 0, 0, 1, false}},
}};

std::vector<std::string> split(std::string_view names) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : std::string(names) + ' ') {
        if (c != ' ')
            part += c;
        else if (!part.empty())
            parts.push_back(std::exchange(part, {}));
    }
    return parts;
}

std::optional<Unit> word_unit(const std::string& name) {
    for (const Word& word : words) {
        const auto names = split(word.names);
        if (std::find(names.begin(), names.end(), name) != names.end())
            return word.unit;
    }
    return std::nullopt;
}

void multiply(Unit& unit, const Unit& factor, int power) {
    unit.scale = power > 0 ? unit.scale * factor.scale : unit.scale / factor.scale;
    unit.time += power * factor.time;
    unit.amount += power * factor.amount;
    unit.volume += power * factor.volume;
    unit.calendar = unit.calendar || factor.calendar;
}

// Words, with "/" and "per" both as "/".
std::vector<std::string> tokens_of(std::string_view text) {
    std::string spaced;
    for (const char c : text) {
        if (c == '/')
            spaced += " / ";
        else
            spaced += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    auto tokens = split(spaced);
    for (auto& token : tokens)
        token = token == "per" ? "/" : token;
    return tokens;
}

// Nothing when a word is unknown or misplaced.
std::optional<Unit> parse_unit(std::string_view text) {
    Unit unit;
    int power = 1;
    bool wants_word = true;
    for (const std::string& token : tokens_of(text)) {
        if (token == "/") {
            if (wants_word && power < 0)
                return std::nullopt;
            power = -1;
            wants_word = true;
            continue;
        }
        if (!wants_word)
            return std::nullopt;
        wants_word = false;
        if (token == "1" && power > 0)
            continue;
        const auto factor = word_unit(token);
        if (!factor)
            return std::nullopt;
        multiply(unit, *factor, power);
    }
    if (wants_word && power < 0)
        return std::nullopt;
    return unit;
}

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

const char* dimension_name(const Unit& unit) {
    if (unit.same_dimension({1, 1, 0, 0, false}))
        return "a time";
    if (unit.same_dimension({1, -1, 0, 0, false}))
        return "a rate";
    if (unit.same_dimension({1, 0, 1, -1, false}))
        return "a concentration";
    if (unit.same_dimension({1, -1, 1, -1, false}))
        return "a concentration per time";
    if (unit.same_dimension({}))
        return "a plain number";
    return "another kind of quantity";
}

// The number at the front of `text`, which loses it.
std::optional<double> take_number(std::string_view& text) {
    std::string_view rest = text;
    if (!rest.empty() && rest.front() == '+')
        rest.remove_prefix(1);
    const std::string_view digits =
        !rest.empty() && rest.front() == '-' ? rest.substr(1) : rest;
    // from_chars would also take "inf" and "nan".
    if (digits.empty() || !(std::isdigit(static_cast<unsigned char>(digits.front())) ||
                            digits.front() == '.'))
        return std::nullopt;
    double value = 0;
    const auto result = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (result.ec != std::errc{})
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(result.ptr - rest.data()));
    text = rest;
    return value;
}

QuantityFault unknown_unit(std::string_view text, std::string_view unit, double value) {
    const auto example = format_quantity(static_cast<float>(value), unit);
    if (text.substr(0, 1) == ",")
        return {"a decimal comma", "write the number with a point, as in \"2.5 days\""};
    if (text == "m")
        return {"\"m\" may be minutes or months", "write min or month"};
    std::vector<std::string> names;
    for (const Word& word : words)
        for (const auto& name : split(word.names))
            names.push_back(name);
    const std::string message = fmt::format("\"{}\" is no known unit", text);
    if (!nearest(text, names).empty())
        return {message, did_you_mean(text, names)};
    return {
        message,
        fmt::format("for example \"{}\"; known are s, min, h, day, week, month, year, "
                    "and rates such as \"per day\"",
                    example)};
}

} // namespace

std::variant<Quantity, QuantityFault> parse_quantity(std::string_view text,
                                                     std::string_view unit) {
    const std::string example = format_quantity(unit.empty() ? 0.5f : 2.0f, unit);
    std::string_view rest = trimmed(text);
    const auto value = take_number(rest);
    if (!value)
        return QuantityFault{"no number at the start of the text",
                             fmt::format("for example \"{}\"", example)};
    rest = trimmed(rest);
    const auto number = format_quantity(static_cast<float>(*value), unit);
    if (rest.empty())
        return QuantityFault{"the unit is missing", fmt::format("write \"{}\"", number)};
    const auto given = parse_unit(rest);
    const auto wanted = parse_unit(unit);
    if (!given || !wanted)
        return unknown_unit(rest, unit, *value);
    if (!given->same_dimension(*wanted))
        return QuantityFault{fmt::format("\"{}\" is {}, but {} is wanted", rest,
                                         dimension_name(*given), dimension_name(*wanted)),
                             fmt::format("for example \"{}\"", number)};
    // Equal scales must not change the value: resolved scenarios are read back exactly.
    if (given->scale == wanted->scale)
        return Quantity{*value, given->calendar};
    return Quantity{*value * given->scale / wanted->scale, given->calendar};
}

bool is_known_unit(std::string_view unit) {
    return unit.empty() || parse_unit(unit).has_value();
}

std::string format_number(float value) {
    std::string text = fmt::format("{}", value);
    // A shortest float is read back by way of a double; nine digits survive that always.
    if (static_cast<float>(std::strtod(text.c_str(), nullptr)) != value)
        text = fmt::format("{:.9g}", value);
    return text;
}

std::string format_quantity(float value, std::string_view unit) {
    const std::string number = format_number(value);
    if (unit.empty())
        return number;
    if (unit.substr(0, 2) == "1/")
        return fmt::format("{} per {}", number, unit.substr(2));
    const bool has_plural =
        unit == "day" || unit == "week" || unit == "month" || unit == "year";
    return fmt::format("{} {}{}", number, unit, has_plural && value != 1 ? "s" : "");
}

std::string format_range(float low, float high, std::string_view unit) {
    return fmt::format("{} to {}", format_number(low), format_quantity(high, unit));
}

std::string quantity_pattern(std::string_view unit) {
    const auto wanted = parse_unit(unit);
    const std::string number =
        R"(^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*)";
    std::string times;
    for (const Word& word : words) {
        if (word.unit.time != 1)
            continue;
        for (const auto& name : split(word.names))
            times += (times.empty() ? "" : "|") + name;
    }
    if (wanted && wanted->same_dimension({1, 1, 0, 0, false}))
        return fmt::format("{}({})\\s*$", number, times);
    if (wanted && wanted->same_dimension({1, -1, 0, 0, false}))
        return fmt::format("{}(1\\s*)?(per\\s|/)\\s*({})\\s*$", number, times);
    return number + R"([A-Za-z1/].*$)";
}

} // namespace couplet::scenario
