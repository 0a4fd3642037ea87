// Writes the result file of a run: an HDF5 file that is also a netCDF-4 file.
//
// The file grows under the name NAME.partial and takes its own name when it is complete
// and safely on the disk. A Writer that is destroyed without finish() leaves NAME.partial
// behind, for a look; the next run with the same name replaces it. With Keep::begin, what is
// needed to go on after that is in NAME.journal (journal.hpp) until the file is complete.
// One file is written or read at a time.
#pragma once

#include "engine/engine.hpp"
#include "output/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace couplet::output {

struct Provenance {
    std::string title, program_version, commit;
    std::string scenario_toml; // resolved
    std::string command_line, kernel;
    int threads = 0;
};

// Where this run stands in a design of several.
struct DesignPoint {
    std::int32_t point = 0, replicate = 0;
    std::vector<std::pair<std::string, double>> factors; // name and value
};

// Whether slabs are also kept in a journal.
enum class Keep {
    nothing,
    begin, // in a new one, which replaces one that is there
    resume // in that of an interrupted run with the same provenance
};

struct WriterOptions {
    bool overwrite = false; // an existing file of that name, once the new one is complete
    std::uint32_t slab = 0; // couples a slab, as in engine::Options; 0: slab_size(plan)
    Keep keep = Keep::nothing;
    // With Keep::resume, called for each slab of the journal: without trajectories and reports.
    std::function<void(const engine::Slab&)> restored;
    DesignPoint design;
};

class Writer {
  public:
    // Throws Error if the file exists and is not to be overwritten, or cannot be created, or if
    // the journal to go on with is missing or that of another run.
    Writer(const std::filesystem::path& final_path, const engine::Plan&,
           const Provenance&, const WriterOptions& = {});
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Packs the slab in the calling thread, any thread, keeps it in the journal and queues it
    // for the writing thread; waits while that is behind. Slabs may come in any order, but are
    // held in memory until all before them have come. Throws Error if the writing thread has
    // failed.
    void submit(engine::Slab&&);

    // All turns of one of zoom_couples() in one arm, in order of time, once. Any thread.
    void add_zoom(std::size_t arm, std::uint32_t couple,
                  std::span<const engine::TurnTrace>);

    // Writes what is known at the end, closes the file and gives it its name. A run that
    // was stopped is finished with the couples that it has.
    void finish(const engine::Outcome&);

    const std::filesystem::path& partial_path() const;
    std::uint32_t kept() const; // slabs in the journal

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Bytes that a slab's arrays, rows and events take once packed; for estimates.
std::uint64_t packed_size(const engine::Slab&);

// Couples of Recording::zooms, ascending, and the days to trace of each: first and last,
// ascending and without overlap.
std::vector<std::uint32_t> zoom_couples(const engine::Plan&);
std::vector<std::pair<int, int>> zoom_windows(const engine::Plan&, std::uint32_t couple);

} // namespace couplet::output
