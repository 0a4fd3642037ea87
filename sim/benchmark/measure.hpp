// How fast the program is on this machine: kernels, recording, and the machine's own limits beside.
//
// All ways are run in turn, round after round, so that whatever else the machine does meets all of
// them; the first round warms up and is not counted. A figure is the median of the rounds.
#pragma once

#include "benchmark/profile.hpp"
#include "engine/engine.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace couplet::benchmark {

// The median of the rounds, and the least and most.
struct Spread { double median = 0, low = 0, high = 0; };

struct KernelRow {
    std::string kernel;                // "plain": the same equations as a user might write them
    int lanes = 1, threads = 1;
    Spread turns;                      // couple-turns a second
    Spread days;                       // couple-days a second, the warm-up's included
    double occupancy = 1;              // share of a vector's lanes with a couple in an encounter
    double conflicts_per_year = 0;     // of a couple: the same model, if this is the same
};

struct RecordingRow {
    std::string what;
    Spread seconds;
    double over_least = 0;             // time over that with nothing recorded, median of pairs
    double over_summary = 0;           // likewise of the weekly summary
    double logical_bytes = 0;          // recorded values as float32
    double logical_bytes_a_second = 0; // of the time that recording them adds to the summary
    double file_bytes = 0;
};

struct MachineRow {
    std::string what, unit;
    double scalar = 0, widest = 0; // a second; with the narrowest and widest kernel's instructions
};

struct Report {
    std::string processor;
    int cores = 0;
    std::vector<KernelRow> kernels;
    std::optional<Instructions> instructions; // of the widest kernel
    Profile profile;                          // likewise
    std::vector<RecordingRow> recordings;
    std::vector<MachineRow> machine;
};

enum class Size { quick, full };

// `folder` takes some hundred megabytes of result files for a moment.
std::vector<KernelRow> measure_kernels(const engine::Plan& base, Size);
std::vector<RecordingRow> measure_recording(const engine::Plan& base, Size,
                                            const std::filesystem::path& folder);
// The first row is that of multiplications and additions.
std::vector<MachineRow> measure_machine(Size, const std::filesystem::path& folder);
std::string processor_name();

// The plan with nothing recorded, and its couples as one block of the kernels.
engine::Plan bare(engine::Plan, std::uint32_t couples, int warm_up_days, int days);
struct Settlers {
    model::Parameters parameters;
    std::vector<model::Couple<Lanes<1>>> start;
};
Settlers settlers(const engine::Plan&);
engine::Block block_of(const engine::Plan&, const Settlers&, const std::uint8_t* wanted);
struct NoSink : engine::BlockSink {
    void event(std::uint32_t, const model::Event&) override {}
    void instant(const engine::Instant&) override {}
    void finish(std::uint32_t, const engine::Final&) override {}
};

Spread spread(std::vector<double> values);
double seconds_of(const std::function<void()>& work);

} // namespace couplet::benchmark
