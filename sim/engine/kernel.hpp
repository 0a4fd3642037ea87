// The kernel's interface: a block of couples goes in, calls to a sink come out.
//
// Whatever is stored, counted or written happens behind the sink, so that the code compiled for one
// instruction set stays small.
#pragma once

#include "engine/plan.hpp"
#include "model/events.hpp"
#include "model/state.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace couplet::engine {

// State of all couples of a block at midnight. Each array has `stride` columns, one a couple; dead
// lanes pad the end.
struct Instant {
    int day;
    std::size_t stride;
    const std::int32_t* packed; // [variable][partner][couple], as in model/variables.hpp
    const float* alive;         // [couple]
    const float* phase;         // [couple], the furthest of the day before
    const float* totals;        // [rate][couple] since day 0, in the order of Summary::Rate
};

// A couple at the end of its run.
struct Final {
    float satisfaction[2]; // share of the CSI-16 scale
    float alive, end_day;
    float sessions, enrolled; // over all programmes; 1 if still in one of them
    bool left_early;          // one of them
    float conflicts, demand_withdraw;
    float pursuit_withdrawal_minutes, mutual_escalation_minutes, mutual_avoidance_minutes;
    float positive_minutes, negative_minutes;
    std::uint64_t digest;
};

class BlockSink {
  public:
    virtual ~BlockSink() = default;
    virtual void event(std::uint32_t row, const model::Event&) = 0; // row of the couple in the block
    virtual void instant(const Instant&) = 0;
    virtual void finish(std::uint32_t row, const Final&) = 0;
};

struct Block {
    const Plan* plan;
    const model::Parameters* parameters;             // model::effective(plan->parameters)
    std::span<const interventions::Programme> programmes; // of the arm
    const model::Couple<Lanes<1>>* start;            // [count]
    std::uint32_t count;
    const std::uint8_t* wanted;                      // [days + 1]: 1 for days with an instant
    // [count] day on which each couple enters the trial, after the last day of those who never do;
    // null: day 0 for all.
    const std::int32_t* entry = nullptr;
    const std::atomic<bool>* stop = nullptr;         // set: return at the next midnight
};

// What a block took. A vector turn moves all lanes of a vector; lanes without a couple that is in
// an encounter are idle in it.
struct Work {
    std::uint64_t couple_turns = 0, vector_turns = 0;
    bool stopped = false; // by Block::stop: the block is incomplete
};

} // namespace couplet::engine

namespace couplet::engine {
using BlockFunction = void (*)(const Block&, BlockSink&, Work&);
} // namespace couplet::engine

// Runs a block; throws std::bad_alloc. One function an instruction set, with C names because each
// is compiled in a namespace of its own (see kernel.cpp).
extern "C" {
void couplet_run_block_scalar(const couplet::engine::Block&, couplet::engine::BlockSink&,
                              couplet::engine::Work&);
void couplet_run_block_sse2(const couplet::engine::Block&, couplet::engine::BlockSink&,
                            couplet::engine::Work&);
void couplet_run_block_avx2(const couplet::engine::Block&, couplet::engine::BlockSink&,
                            couplet::engine::Work&);
void couplet_run_block_avx512(const couplet::engine::Block&, couplet::engine::BlockSink&,
                              couplet::engine::Work&);
}
