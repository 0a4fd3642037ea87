// What the tests of all mechanisms share.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace couplet::test {

using F = Lanes<1>;

inline bool is_word(const char* name) {
    return *name != '\0' && std::all_of(name, name + std::strlen(name), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    });
}

// The table names every field of Params once, with a default inside its range and a
// source.
template <class Params, std::size_t N>
void check_table(const Parameter<Params> (&table)[N]) {
    CHECK(N * sizeof(float) == sizeof(Params));
    const Params defaults;
    std::set<const float*> fields;
    std::set<std::string> names;
    for (const auto& row : table) {
        CAPTURE(row.name);
        fields.insert(&(defaults.*row.field));
        names.insert(row.name);
        CHECK(is_word(row.name));
        CHECK(row.low < row.high);
        CHECK(defaults.*row.field >= row.low);
        CHECK(defaults.*row.field <= row.high);
        CHECK(std::strlen(row.source) > 0);
        CHECK(std::strlen(row.meaning) > 0);
    }
    CHECK(fields.size() == N);
    CHECK(names.size() == N);
}

// The defaults, but for zeros, which become small: so that every direction can be seen.
template <class Params, std::size_t N>
Params lively(const Parameter<Params> (&table)[N]) {
    Params p;
    for (const auto& row : table)
        if (p.*row.field == 0)
            p.*row.field = std::min(0.1f, 0.5f * row.high);
    return p;
}

// neutral(p) is made of finite numbers, and doing it twice is doing it once. They may lie
// beyond the ranges of scenarios: a time constant of "never", say.
template <class Params, std::size_t N, class Neutral>
void check_neutral(const Parameter<Params> (&table)[N], Neutral neutral) {
    const Params off = neutral(lively(table)), twice = neutral(off);
    for (const auto& row : table) {
        CAPTURE(row.name);
        CHECK(off.*row.field == twice.*row.field);
        CHECK(std::isfinite(off.*row.field));
    }
}

enum class Slope { rising, falling, flat };

// f over evenly spaced points of [low, high], strictly monotone in the given direction.
template <class Function>
void check_slope(Slope slope, float low, float high, Function f) {
    constexpr int steps = 20;
    float before = F(f(F(low))).v;
    for (int k = 1; k <= steps; ++k) {
        const float x = low + (high - low) * static_cast<float>(k) / steps;
        const float now = F(f(F(x))).v;
        CAPTURE(x, before, now);
        if (slope == Slope::rising)
            CHECK(now > before);
        else if (slope == Slope::falling)
            CHECK(now < before);
        else
            CHECK(now == before);
        before = now;
    }
}

// Attachment, alarm and the like over their whole ranges, for bounds.
inline std::vector<float> spread(float low, float high, int count = 7) {
    std::vector<float> x;
    for (int k = 0; k < count; ++k)
        x.push_back(low +
                    (high - low) * static_cast<float>(k) / static_cast<float>(count - 1));
    return x;
}

} // namespace couplet::test
