// Runs a plan: slabs of couples over threads, on the widest kernel that the machine has.
#pragma once

#include "engine/kernel.hpp"
#include "engine/result.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace couplet::engine {

enum class Kernel { scalar, sse2, avx2, avx512 };
const char* kernel_name(Kernel);
std::vector<Kernel> available_kernels(); // on this processor, narrowest first
BlockFunction block_function(Kernel);

struct Options {
    int threads = 0;                           // 0: all cores
    Kernel kernel = Kernel::scalar;            // available_kernels().back() for the widest
    std::uint32_t slab = 0;                    // couples a slab; 0: slab_size(plan)
    const std::atomic<bool>* stop = nullptr;   // set: drop the slabs in flight and return
    std::vector<std::uint8_t> done;            // [slab]: 1 for those not to run; empty: run all
};

struct Outcome {
    Summary summary;
    std::vector<std::uint64_t> arm_digests;    // one an arm
    std::uint64_t digest = 0;                  // of all arms
    std::uint64_t couple_turns = 0;            // simulated, over all arms
    std::uint64_t vector_turns = 0;            // that the kernel took for them
    bool stopped = false;                      // Options::stop was seen before the last slab
};

// Of a run of which parts were done before: of nothing yet, with a slab more, and with another part.
Outcome empty_outcome(const Plan&);
void add(Outcome&, const Slab&);
void add(Outcome&, const Outcome& part);

std::uint32_t slab_count(const Plan&, const Options&);

// Calls consume(slab) from the computing threads, once a slab, in any order; what it throws stops
// the run and is thrown again here. The results do not depend on any of the options.
Outcome run(const Plan&, const Options&, const std::function<void(Slab&&)>& consume);

// Between encounters of the given days: at every whole multiple of the interval since midnight at
// which the couple is not in an encounter, from the morning's to midnight.
struct Hourly {
    float every_minutes = 0; // 0: never
    std::function<void(const MomentTrace&)> visit;
};
// The couple at that place of the plan alone, on the scalar kernel; visit(trace) for every turn of the given days, and
// daily(day, values) at the end of each of these days, values[partner][variable] unpacked.
using DailyValues = std::array<std::array<float, model::variable_count>, 2>;
void trace_couple(const Plan&, std::size_t arm, std::uint32_t couple, int first_day, int last_day,
                  const std::function<void(const TurnTrace&)>& visit,
                  const std::function<void(int, const DailyValues&)>& daily,
                  const Hourly& hourly = {});

} // namespace couplet::engine
