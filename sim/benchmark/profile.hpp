// Where the time of a kernel goes: its instructions, counted, and its mechanisms, sampled.
//
// Both leave the kernel as it is, and both need Linux on x86-64. Instructions are counted in a child
// process that lives one day under ptrace, step by step. The share of each mechanism comes from a
// timer that asks some hundred times a second which address the program is at; the program's line
// tables, read by addr2line (binutils), say which mechanism that is.
#pragma once

#include "engine/engine.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace couplet::benchmark {

// Of a vector's turn; what a day takes beside its turns is spread over them.
struct Instructions {
    double all = 0;
    double vector = 0; // with VEX or EVEX encoding: those of AVX and AVX-512
    double moves = 0;  // of these, such as only load, store or copy
};
std::optional<Instructions> count_instructions(const engine::Plan&, engine::Kernel);

struct PartRow {
    std::string part; // a mechanism, or what else the kernel does
    double share = 0; // of the kernel's time
};
struct Profile {
    std::vector<PartRow> parts; // the largest first; empty if it could not be measured
    std::size_t samples = 0;
    double cost = 0; // time with the timer over that without
};
Profile profile(const engine::Plan&, engine::Kernel, const std::filesystem::path& folder);

} // namespace couplet::benchmark
