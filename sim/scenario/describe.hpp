// What may stand in a scenario, as lists for `couplet describe`, `couplet schema` and
// documents.
#pragma once

#include "mechanisms/parameter.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace couplet::scenario {

// A number of the model.
struct ParameterInfo {
    std::string path; // "model.stress.daily_sd", as in a scenario and for --set
    std::string unit; // "" when none
    float value = 0;  // default
    float low = 0, high = 0;
    Status status = Status::assumed;
    std::string source, meaning;
};

const char* status_name(Status status);
std::vector<ParameterInfo> describe_parameters(); // in the order of the submodels

// Any other key of a scenario; "[]" in a path marks a list, "*" a free name.
struct KeyInfo {
    std::string path;     // "population.pairing[].share"
    std::string type;     // "text", "whole number", "quantity", ...
    std::string unit;     // "" when none
    std::string fallback; // what an absent key means; "" for nothing
    std::string allowed;  // "1 to 18263 days"
    bool required = false;
    std::string meaning;
};

std::vector<KeyInfo> describe_keys();

// JSON Schema (draft 2020-12) of a scenario file, for editors that check TOML by it.
nlohmann::json json_schema();

} // namespace couplet::scenario
