// The tables of `couplet power`, for a terminal of 100 columns, CSV and JSON.
#pragma once

#include "power/curve.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace couplet::cli {

// One question: the outcome at a time, or a slope of a diary over some days.
struct PowerCurve {
    std::string label; // "day 273 (9 months)"
    int day = -1;      // of the wave, or number of days of the diary; -1: several
    std::vector<power::Point> points;
    std::vector<power::Point> null; // at the largest size: no effect, so the share is the type-I error
    power::Needed for_80, for_90;
};

struct PowerReport {
    std::string title, question, analysis, unit; // unit of the effect
    std::uint32_t pool = 0, replications = 0;
    std::vector<PowerCurve> curves;
    std::size_t main = 0; // the curve that is drawn
    double efficiency = power::missing; // of twins
    statistics::Interval efficiency_interval;
};

std::string power_tables(const PowerReport&);
std::string power_csv(const PowerReport&);
nlohmann::json power_json(const PowerReport&);

} // namespace couplet::cli
