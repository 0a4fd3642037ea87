// Collects what a kernel reports of one block in one arm: trajectories, events, totals, summary.
#pragma once

#include "engine/kernel.hpp"
#include "engine/result.hpp"

namespace couplet::engine {

class Collector : public BlockSink {
  public:
    // `slab` has first, count, recorded and instants set; `rows` are the places in it of the block's
    // couples, ascending; `out` is its arm, `summary` its summary.
    Collector(const Plan&, std::size_t arm, const Slab& slab, std::span<const std::uint32_t> rows,
              ArmSlab& out, Summary& summary);

    void event(std::uint32_t row, const model::Event&) override;
    void instant(const Instant&) override;
    void finish(std::uint32_t row, const Final&) override;
    void sort_events(); // by couple, then time; call once, at the end

  private:
    void introduce(const Instant&);
    void record(const Instant&);
    void turn_page(std::size_t lines);
    void summarise(const Instant&);
    void question(const Instant&);
    void fill_in(const Instant&);
    bool answers(const measurement::Occasion&, int entry, std::size_t wave) const;

    const Plan& plan_;
    std::size_t arm_;
    const Slab& slab_;
    std::span<const std::uint32_t> rows_; // [couple of the block]
    ArmSlab& out_;
    Summary& summary_;
    std::size_t recorded_ = 0;      // instants so far
    std::size_t recorded_rows_ = 0; // the first so many rows
    // [variable][partner][line][couple]: the latest instants. They go to the courses of the persons as
    // many at a time as fill a line of the cache there.
    static constexpr std::size_t page_lines = 32;
    std::size_t page_width_ = 0;
    std::vector<std::int16_t> page_;
    std::vector<std::int16_t> wave_on_; // [days since entry]: number of the wave, or -1
    std::array<std::vector<float>, Summary::rate_count> before_; // totals at the last instant
    std::vector<std::pair<std::uint32_t, model::Event>> events_;
};

} // namespace couplet::engine
