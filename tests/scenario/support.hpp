// Shared by the scenario tests.
#pragma once

#include "scenario/scenario.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace couplet::scenario {

inline const std::filesystem::path test_folder =
    std::filesystem::path(COUPLET_SOURCE_DIR) / "tests" / "scenario";

// The least that a scenario must say.
inline const std::string least = "time.duration = \"30 days\"\npopulation.couples = 10\n";

// Of a folder in this one, or elsewhere by its whole path.
inline std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(test_folder / folder))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

inline std::string all_text(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems)
        text += describe(problem) + "\n";
    return text;
}

inline Scenario good(const Loaded& loaded) {
    INFO(all_text(loaded.problems));
    REQUIRE(loaded);
    REQUIRE(loaded.problems.empty());
    return *loaded.scenario;
}

// The problem of a text that has one only.
inline Problem only_problem(const Loaded& loaded) {
    INFO(all_text(loaded.problems));
    REQUIRE_FALSE(loaded);
    REQUIRE(loaded.problems.size() == 1);
    return loaded.problems.front();
}

} // namespace couplet::scenario
