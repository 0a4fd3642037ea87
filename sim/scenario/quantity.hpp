// Quantities with units, as written in a scenario: "2 min", "104 weeks", "0.005 per day".
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace couplet::scenario {

struct Quantity {
    double value = 0;      // in the wanted unit
    bool calendar = false; // given in months or years, which are no whole number of days
};

struct QuantityFault {
    std::string message;    // what is wrong
    std::string suggestion; // what to write; may be empty
};

// `text` in units of `unit`. Units are made of s, min, h, day, week, month (30.4375
// days), year (365.25 days), nmol and l, in singular, plural or short form, and of "/" or
// "per".
std::variant<Quantity, QuantityFault> parse_quantity(std::string_view text,
                                                     std::string_view unit);

bool is_known_unit(std::string_view unit);

// The shortest decimal number that reads back as the same float.
std::string format_number(float value);

// "2.5 days", "1 day", "0.005 per day", "12 nmol/l"; the bare number when `unit` is
// empty.
std::string format_quantity(float value, std::string_view unit);

// "0.1 to 60 days"
std::string format_range(float low, float high, std::string_view unit);

// Regular expression (ECMA 262) of the texts that parse_quantity takes for this unit.
std::string quantity_pattern(std::string_view unit);

} // namespace couplet::scenario
