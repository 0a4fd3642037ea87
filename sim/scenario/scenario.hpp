// Scenario files: TOML text in, a checked plan out. Every error of a user is made here.
#pragma once

#include "engine/plan.hpp"
#include "scenario/problem.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace couplet::scenario {

// Text about an intervention that the plan does not need.
struct InterventionNote {
    std::string name;   // as Programme::name
    std::string title;  // full name of the programme
    std::string source; // where its numbers come from
};

struct Scenario {
    std::string title, question;
    std::string path;        // as given to load() or parse()
    bool seed_drawn = false; // neither the file nor the overrides gave a seed
    engine::Plan plan;
    std::vector<InterventionNote> interventions; // of all that the file defines
};

// Changes to a scenario file from the command line.
struct Overrides {
    std::vector<std::string> set;      // "time.duration=2 weeks", "arm[0].name=control"
    std::optional<std::uint64_t> seed; // goes before the file's and before `set`
    // File with [model] and [mechanisms] tables, such as a calibration's: its values go before
    // those of the scenario, and `set` before them. Empty: none.
    std::filesystem::path parameters{};
};

// A scenario, or everything that is wrong with it.
struct Loaded {
    std::optional<Scenario> scenario;
    std::vector<Problem> problems; // empty if and only if there is a scenario

    explicit operator bool() const { return scenario.has_value(); }
};

// Reads a file and the intervention files that it names. Never throws for what a file
// contains.
Loaded load(const std::filesystem::path& path, const Overrides& overrides = {});

// Texts of intervention files that need not be on disk, by their paths as a scenario writes
// them.
using Texts = std::map<std::string, std::string>;

// The same from text; `name` stands for the file in problems, and intervention files are
// taken from `texts` or looked up next to it.
Loaded parse(std::string_view text, const std::string& name = "scenario",
             const Overrides& overrides = {}, const Texts& texts = {});

// The complete scenario as TOML, with every parameter, the seed and the interventions in
// place. parse() makes the same plan of it, bit by bit.
std::string resolved_toml(const Scenario& scenario);

} // namespace couplet::scenario
