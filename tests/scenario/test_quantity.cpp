#include "scenario/quantity.hpp"

#include "model/parameters.hpp"
#include "scenario/keys.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdlib>
#include <regex>

using namespace couplet;
using namespace couplet::scenario;

namespace {

double value_of(const char* text, const char* unit) {
    const auto result = parse_quantity(text, unit);
    INFO(text << " as " << unit);
    REQUIRE(std::holds_alternative<Quantity>(result));
    return std::get<Quantity>(result).value;
}

// Of a conversion that is inexact in binary.
bool close(double a, double b) { return std::abs(a - b) <= 1e-6 * std::abs(b); }

QuantityFault fault_of(const char* text, const char* unit) {
    const auto result = parse_quantity(text, unit);
    INFO(text << " as " << unit);
    REQUIRE(std::holds_alternative<QuantityFault>(result));
    return std::get<QuantityFault>(result);
}

} // namespace

TEST_CASE("Times are read in all their units", "[unit]") {
    CHECK(value_of("2 min", "min") == 2);
    CHECK(value_of("30 s", "min") == 0.5);
    CHECK(value_of("90 minutes", "h") == 1.5);
    CHECK(value_of("36 h", "day") == 1.5);
    CHECK(value_of("52 weeks", "day") == 364);
    CHECK(value_of("1 month", "day") == 30.4375);
    CHECK(value_of("2 years", "day") == 730.5);
    CHECK(value_of("1 day", "day") == 1);
    CHECK(value_of("2.5e1 days", "day") == 25);
    CHECK(value_of("  .5d ", "day") == 0.5);
    CHECK(value_of("+3 Weeks", "day") == 21);
    CHECK(value_of("-1 h", "min") == -60);
    CHECK(close(value_of("18 months", "year"), 1.5));
}

TEST_CASE("Rates and concentrations are read", "[unit]") {
    CHECK(value_of("0.005 per day", "1/day") == 0.005);
    CHECK(value_of("0.005/day", "1/day") == 0.005);
    CHECK(value_of("0.005 1/day", "1/day") == 0.005);
    CHECK(close(value_of("7 per week", "1/day"), 1));
    CHECK(close(value_of("1 per h", "1/day"), 24));
    CHECK(close(value_of("60 per h", "1/min"), 1));
    CHECK(value_of("4.5 nmol/l", "nmol/l") == 4.5);
    CHECK(close(value_of("6 nmol/l per h", "nmol/l/min"), 0.1));
}

TEST_CASE("Only months and years are calendar units", "[unit]") {
    CHECK(std::get<Quantity>(parse_quantity("1 month", "day")).calendar);
    CHECK(std::get<Quantity>(parse_quantity("1 year", "day")).calendar);
    CHECK_FALSE(std::get<Quantity>(parse_quantity("1 week", "day")).calendar);
}

TEST_CASE("Faulty quantities say what to write", "[unit]") {
    CHECK(fault_of("9", "day").suggestion == "write \"9 days\"");
    CHECK(fault_of("9 nmol/l", "day").message ==
          "\"nmol/l\" is a concentration, but a time is wanted");
    CHECK(fault_of("9 nmol/l", "day").suggestion == "for example \"9 days\"");
    CHECK(fault_of("1 day", "1/day").suggestion == "for example \"1 per day\"");
    CHECK(fault_of("2 fortnights", "day").message == "\"fortnights\" is no known unit");
    CHECK(fault_of("2,5 days", "day").message == "a decimal comma");
    CHECK(fault_of("5 m", "min").message == "\"m\" may be minutes or months");
    for (const char* text :
         {"", " ", "days", "inf days", "nan days", "--1 day", "1e999 days", "1 day day",
          "1 per", "1 / / day", "1 per per day", "0x10 days", "1 week 2 days", "1 day/",
          "e5 days", "- days", "."})
        fault_of(text, "day");
}

TEST_CASE("Numbers are written so that the same float is read back", "[unit][property]") {
    std::uint32_t bits = 12345;
    for (int i = 0; i < 20000; ++i) {
        bits = bits * 1664525u + 1013904223u;
        const float value = static_cast<float>(bits) * 1e-7f;
        CHECK(static_cast<float>(std::strtod(format_number(value).c_str(), nullptr)) ==
              value);
    }
    CHECK(format_number(0.8f) == "0.8");
    CHECK(format_number(0.0055f) == "0.0055");
}

TEST_CASE("Quantities are written as a person would", "[unit]") {
    CHECK(format_quantity(1, "day") == "1 day");
    CHECK(format_quantity(2.5f, "day") == "2.5 days");
    CHECK(format_quantity(0.2f, "1/min") == "0.2 per min");
    CHECK(format_quantity(3, "h") == "3 h");
    CHECK(format_quantity(0.7f, "") == "0.7");
    CHECK(format_range(0.1f, 60, "day") == "0.1 to 60 days");
}

TEST_CASE("The reader knows the unit of every parameter, and the schema agrees with it",
          "[unit]") {
    for (const Table& table : tables()) {
        for (const Key& key : table.keys) {
            INFO(table.path << "." << key.name << " [" << key.unit << "]");
            REQUIRE(is_known_unit(key.unit));
            if (key.unit.empty())
                continue;
            const std::string text = format_quantity(key.low, key.unit);
            CHECK(
                close(std::get<Quantity>(parse_quantity(text, key.unit)).value, key.low));
            CHECK(std::regex_search(text, std::regex(quantity_pattern(key.unit))));
            CHECK_FALSE(std::regex_search("9", std::regex(quantity_pattern(key.unit))));
        }
    }
}
