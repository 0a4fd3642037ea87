// The journal of a run: what each slab left, in the order in which slabs were done.
//
// HDF5 cannot read a file whose writer was killed. So whatever a finished slab left goes at once
// into NAME.journal as well, in one write to its end, with a checksum. A run that goes on reads the
// journal up to the first record that is not whole, and makes the HDF5 file anew from it.
// The format is described in docs/output-format.md.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace couplet::output {

// What a run must have in common with a journal to go on with it.
struct JournalHead {
    std::string program_version, commit, scenario_toml;
    std::uint32_t slab = 0; // couples a slab
    bool operator==(const JournalHead&) const = default;
};

// The end of an open file, and a lock on it, given up when this goes.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int file) : file_(file) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    operator int() const { return file_; }

  private:
    int file_ = -1;
};

class Journal {
  public:
    // Begins a journal, in place of what is there. Throws h5::Failure if that cannot be, or if
    // another process writes it.
    Journal(const std::filesystem::path&, const JournalHead&);
    // Goes on with one: calls visit(slab, record) for each whole record, in the order of the file,
    // and cuts off what follows the last. visit() returns false for a record that it cannot read,
    // which then ends the journal like one that is not whole. Throws h5::Failure if the head is not
    // `expected`.
    using Visit = std::function<bool(std::uint32_t slab, std::span<const std::byte> record)>;
    Journal(const std::filesystem::path&, const JournalHead& expected, const Visit&);

    // From any thread. When it returns, the record outlives the process; every few seconds it also
    // waits until all so far outlives a power cut. When it throws, the journal is as before.
    void append(std::uint32_t slab, std::span<const std::byte> record);
    void to_disk(); // waits until all so far outlives a power cut

    const std::filesystem::path& path() const { return path_; }

  private:
    void open(int flags);

    std::filesystem::path path_;
    Descriptor file_;
    std::uint64_t end_ = 0; // of the last whole record
    std::mutex mutex_;
    std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
};

// The head of a journal, and the slabs of which it has whole records; nothing if there is no such
// file. Throws Error if there is one but it is not the journal of a run.
struct JournalInfo {
    JournalHead head;
    std::vector<std::uint32_t> slabs;
};
std::optional<JournalInfo> read_journal(const std::filesystem::path&);

std::filesystem::path journal_path(const std::filesystem::path& result);

} // namespace couplet::output
