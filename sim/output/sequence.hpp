// Slabs arrive in any order; the tables of couples and events are in the order of the
// couples.
#pragma once

#include "engine/result.hpp"

#include <map>
#include <mutex>
#include <vector>

namespace couplet::output {

struct EventRow {
    model::Event event;
    std::int8_t arm;
};

using engine::absent_couple;

inline constexpr std::size_t couple_chunk = 16384; // rows
inline constexpr std::size_t event_chunk = 65536;

// Rows of one chunk, or of the shorter end of a table.
struct Cut {
    std::uint64_t first = 0; // row of the table
    std::size_t arm = 0;     // of couples
    std::vector<engine::CoupleRow> couples;
    std::vector<EventRow> events;
    std::vector<std::int64_t> offsets; // event at which a couple's events start
};

// Holds slabs back until all before them have come, then gives out full chunks of rows.
// What it holds is small if the engine starts slabs in the order of their index.
class Sequence {
  public:
    Sequence(const engine::Plan&, std::uint32_t slab); // the plan must outlive it

    // The chunks that this slab completes; safe to call from any thread. Trajectories,
    // questionnaires and diaries are ignored.
    std::vector<Cut> accept(engine::Slab&&);
    // The rest. Missing slabs of a stopped run become absent couples without events.
    std::vector<Cut> flush();
    bool complete() const { return next_ == slabs_; }

  private:
    struct Rows {
        std::uint64_t first = 0;
        std::vector<engine::CoupleRow> rows;
    };
    void append(const engine::Slab&);
    void append_events(const engine::Slab&);
    engine::Slab absent(std::uint32_t index) const;
    void cut(std::vector<Cut>&, std::size_t couple_rows, std::size_t event_rows);

    const engine::Plan& plan_;
    std::uint32_t couples_, slab_, slabs_, next_ = 0;
    std::mutex mutex_;
    std::map<std::uint32_t, engine::Slab> held_;
    std::vector<Rows> arms_;
    std::uint64_t first_event_ = 0, first_offset_ = 0;
    std::vector<EventRow> events_;
    std::vector<std::int64_t> offsets_{0};
};

} // namespace couplet::output
