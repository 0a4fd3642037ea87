// What a run will take, from a small part of it that is simulated at once.
#pragma once

#include "engine/engine.hpp"

#include <cstdint>
#include <filesystem>

namespace couplet::experiment {

struct Cost {
    double seconds = 0;           // on the threads of the options
    std::uint64_t file_bytes = 0; // of the result file; its journal takes as much until it is complete
};

// Simulates a few dozen couples for a few weeks, some hundredths of a second.
Cost estimate(const engine::Plan&, const engine::Options&);

// Bytes that a user may still write to the disk of a file that need not be there yet; the most that
// a number can hold if the system does not say.
std::uint64_t free_bytes(const std::filesystem::path& file);

} // namespace couplet::experiment
