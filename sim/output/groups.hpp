// The groups of a result file, one source file each. The contract is
// docs/output-format.md.
#pragma once

#include "engine/engine.hpp"
#include "output/layout.hpp"
#include "output/sequence.hpp"
#include "output/table.hpp"
#include "output/writer.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace couplet::output {

using Sink = std::function<void(Chunk&&)>;

std::vector<std::string> arm_names(const engine::Plan&);

// The coordinates that every group starts with.
void add_point_axis(Group&, const DesignPoint&);
void add_arm_axis(Group&, const engine::Plan&);
void add_partner_axis(Group&);
// Numbers of the first so many couples of the plan.
void add_couple_axis(Group&, const engine::Plan&, std::uint32_t count);

// /: who made the file, from what. The second half is known at the end only.
void write_provenance(hid_t file, const engine::Plan&, const Provenance&);
void write_digests(hid_t file, const engine::Outcome&);

class TrajectoryGroup {
  public:
    TrajectoryGroup(hid_t file, const engine::Plan&, const DesignPoint&,
                    std::uint32_t slab);
    void pack_slab(const engine::Slab&,
                   const Sink&) const; // safe to call from any thread
    std::vector<Column*> columns() const;

  private:
    std::uint32_t chunk_couples_;
    std::vector<std::unique_ptr<Column>> variables_;
    std::unique_ptr<Column> phase_, intact_;
};

// What partners report, on one kind of form: a row of `table` becomes an array over the times.
struct Reports {
    std::string group;
    Meta axis;
    std::vector<double> times; // days since the start; never empty in a file
    std::span<const measurement::Instrument> table;
    std::vector<float> engine::ArmSlab::*values; // [row][couple][partner][time]
};
Reports questionnaires(const engine::Plan&);
Reports diaries(const engine::Plan&);

class ReportsGroup {
  public:
    ReportsGroup(hid_t file, const engine::Plan&, const DesignPoint&, std::uint32_t slab,
                 const Reports&);
    void pack_slab(const engine::Slab&,
                   const Sink&) const; // safe to call from any thread
    std::vector<Column*> columns() const;

  private:
    std::uint32_t chunk_couples_;
    std::size_t times_;
    std::vector<float> engine::ArmSlab::*values_;
    std::vector<std::unique_ptr<Column>> columns_;
};

class CouplesGroup {
  public:
    CouplesGroup(hid_t file, const engine::Plan&, const DesignPoint&);
    void pack_cut(const Cut&, const Sink&) const; // safe to call from any thread

  private:
    template <class T, class Get>
    void add(Group&, const Meta&, std::size_t each, Range<T>, Fill, Get);
    void add_persons(Group&);
    void add_relationship(Group&, const engine::Plan&);
    void add_outcome(Group&, const engine::Plan&);
    void add_enrolled(Group&);

    std::size_t chunk_;
    Table<engine::CoupleRow> table_;
};

class EventsGroup {
  public:
    EventsGroup(hid_t file, const engine::Plan&, const DesignPoint&);
    void pack_cut(const Cut&, const Sink&) const; // safe to call from any thread

  private:
    template <class T, class Get> void add(Group&, const Meta&, Range<T>, Get);

    Table<EventRow> events_;
    Table<std::int64_t> offsets_;
};

class ZoomGroup {
  public:
    ZoomGroup(hid_t file, const engine::Plan&, const DesignPoint&);
    // All turns of one couple in one arm, in order; safe to call from any thread.
    void pack_turns(std::size_t arm, std::uint32_t couple,
                    std::span<const engine::TurnTrace>, const Sink&) const;
    void finish(); // makes all arrays as long as the longest

  private:
    using Traces = std::span<const engine::TurnTrace>;
    struct Field {
        std::unique_ptr<Column> column;
        std::function<Bytes(Traces)> pack_turns; // one chunk
        std::size_t turn_axis;
    };
    template <class T, class Get>
    void add(Group&, const Meta&, std::size_t each, Range<T>, Get);
    void add_turns(Group&, const engine::Plan&);
    void add_sides(Group&);

    std::vector<std::uint32_t> couples_;
    std::vector<Field> fields_;
    std::unique_ptr<Column> turn_;
};

// Of a plan with a trial.
void write_trial(hid_t file, const engine::Plan&, const DesignPoint&);
void write_design(hid_t file, const DesignPoint&, bool stopped);
void write_summary(hid_t file, const engine::Plan&, const DesignPoint&,
                   const engine::Outcome&);

} // namespace couplet::output
