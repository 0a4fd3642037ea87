// Reads back what replay and the tests need of a result file.
#pragma once

#include "output/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace couplet::output {

struct FileInfo {
    int format_version = 0;
    std::string title, program_version, commit, command_line, kernel;
    std::string scenario_toml, scenario_sha256;
    std::uint64_t seed = 0;
    std::string digest;                              // 16 hexadecimal digits
    bool stopped = false;                            // before the last couple
    int days = 0;                                    // length of the run
    std::uint32_t couples = 0, recorded_couples = 0; // all, and those with trajectories
    std::vector<std::string> arms;
};

// Trajectories of one couple in one arm.
struct Trajectory {
    std::vector<double> days;           // [time]
    std::vector<std::string> variables; // [variable]
    std::vector<float> values;      // [partner][variable][time]; NaN after a separation
    std::vector<std::int8_t> phase; // [time]; -128 after a separation

    float at(std::size_t partner, std::size_t variable, std::size_t time) const {
        return values[(partner * variables.size() + variable) * days.size() + time];
    }
};

// Throw Error if the file does not exist, is not a finished file of couplet, or is of a
// later format than this program knows.
FileInfo read_info(const std::filesystem::path&);
// Throws Error also if the file has no trajectories of this couple or arm.
Trajectory read_trajectory(const std::filesystem::path&, std::size_t arm,
                           std::uint32_t couple);

} // namespace couplet::output
