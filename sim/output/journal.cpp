#include "output/journal.hpp"

#include "output/error.hpp"
#include "output/h5.hpp"
#include "output/record.hpp"

#include <fmt/format.h>
#include <isa-l.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace couplet::output {
namespace {

namespace fs = std::filesystem;

constexpr std::array<char, 8> magic{'C', 'P', 'L', 'T', 'J', 'R', 'N', '1'};
constexpr std::uint32_t head_record = 0xffffffffu; // in place of a slab
constexpr std::chrono::seconds between_syncs{5};

struct RecordHeader {
    std::uint32_t slab = 0, crc = 0; // of slab, size and the record
    std::uint64_t size = 0;          // of the record that follows [byte]
};
static_assert(sizeof(RecordHeader) == 16);

std::uint32_t checksum(const RecordHeader& header, std::span<const std::byte> record) {
    const auto add = [](std::uint32_t crc, const void* bytes, std::size_t size) {
        return crc32_gzip_refl(crc, static_cast<const unsigned char*>(bytes), size);
    };
    const std::uint32_t crc = add(add(0, &header.slab, sizeof header.slab), &header.size,
                                  sizeof header.size);
    return add(crc, record.data(), record.size());
}

[[noreturn]] void fail(const std::string& what) {
    throw h5::Failure(fmt::format("{}: {}", what, std::strerror(errno)));
}

// False at the end of the file, whether or not something is left there.
bool read_all(int file, void* to, std::size_t size) {
    auto* at = static_cast<char*>(to);
    while (size > 0) {
        const ssize_t got = read(file, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            fail("cannot read the journal");
        if (got == 0)
            return false;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool read_record(int file, std::uint64_t left, RecordHeader& header, Bytes& record) {
    if (left < sizeof header || !read_all(file, &header, sizeof header) ||
        header.size > left - sizeof header)
        return false;
    record.resize(header.size);
    return read_all(file, record.data(), record.size()) &&
           checksum(header, record) == header.crc;
}

// In one call if the system takes it so, so that records of two threads never mix.
void write_all(int file, const RecordHeader& header, std::span<const std::byte> record) {
    std::array<iovec, 2> parts{
        iovec{const_cast<RecordHeader*>(&header), sizeof header},
        iovec{const_cast<std::byte*>(record.data()), record.size()}};
    std::size_t part = 0;
    while (part < parts.size()) {
        const ssize_t wrote =
            writev(file, parts.data() + part, static_cast<int>(parts.size() - part));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            fail("cannot keep what is done in the journal");
        auto left = static_cast<std::size_t>(wrote);
        for (; part < parts.size() && left >= parts[part].iov_len; ++part)
            left -= parts[part].iov_len;
        if (part < parts.size()) {
            parts[part].iov_base = static_cast<char*>(parts[part].iov_base) + left;
            parts[part].iov_len -= left;
        }
    }
}

// Calls take(header, record) for all records behind the head; returns where the last one ends. 0 if
// the writer was killed before the head was whole.
template <class Take>
std::uint64_t read_records(int file, std::uint64_t size, JournalHead& head, Take take) {
    std::array<char, 8> start{};
    RecordHeader header;
    Bytes record;
    if (!read_all(file, start.data(), std::min<std::uint64_t>(size, start.size())) ||
        !std::equal(start.begin(), start.begin() + std::min<std::ptrdiff_t>(std::ptrdiff_t(size), 8),
                    magic.begin()))
        throw h5::Failure("not the journal of a run. Remove it to begin anew");
    if (size < start.size())
        return 0;
    const bool whole = read_record(file, size - start.size(), header, record);
    const std::uint64_t before = start.size() + sizeof header; // of the head's bytes
    if (!whole && (size < before || header.size > size - before))
        return 0;
    if (!whole || header.slab != head_record || !decode(record, head))
        throw h5::Failure("the journal's beginning is damaged, or another version of the program "
                          "wrote it. Remove it to begin anew");
    std::uint64_t end = start.size() + sizeof header + record.size();
    while (read_record(file, size - end, header, record) && take(header, record))
        end += sizeof header + record.size();
    return end;
}

std::uint64_t size_of(int file) {
    struct stat status {};
    if (fstat(file, &status) != 0)
        fail("cannot read the journal");
    return static_cast<std::uint64_t>(status.st_size);
}

} // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}
Descriptor::~Descriptor() {
    if (file_ >= 0)
        close(file_);
}

void Journal::open(int flags) {
    file_ = Descriptor(::open(path_.c_str(), flags | O_RDWR | O_CLOEXEC, 0666));
    if (file_ < 0)
        fail("cannot open the journal " + path_.string());
    // Some network file systems have no locks; a run there is not kept from being started twice.
    if (flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw h5::Failure("another process is writing this result just now");
}

Journal::Journal(const fs::path& path, const JournalHead& head) : path_(path) {
    open(O_CREAT);
    const Bytes record = encode(head);
    RecordHeader header{head_record, 0, record.size()};
    header.crc = checksum(header, record);
    if (ftruncate(file_, 0) != 0 ||
        write(file_, magic.data(), magic.size()) != ssize_t{magic.size()})
        fail("cannot begin the journal");
    write_all(file_, header, record);
    end_ = magic.size() + sizeof header + record.size();
}

Journal::Journal(const fs::path& path, const JournalHead& expected, const Visit& visit)
    : path_(path) {
    open(0);
    JournalHead head;
    bool checked = false;
    const auto check = [&] {
        if (!checked && !(head == expected))
            throw h5::Failure("the journal is that of another scenario or program");
        checked = true;
    };
    end_ = read_records(file_, size_of(file_), head, [&](const RecordHeader& h, const Bytes& r) {
        check();
        return visit(h.slab, r);
    });
    check();
    if (ftruncate(file_, static_cast<off_t>(end_)) != 0 ||
        lseek(file_, static_cast<off_t>(end_), SEEK_SET) < 0)
        fail("cannot go on with the journal");
}

void Journal::append(std::uint32_t slab, std::span<const std::byte> record) {
    RecordHeader header{slab, 0, record.size()};
    header.crc = checksum(header, record);
    bool sync = false;
    {
        const std::lock_guard lock(mutex_);
        try {
            write_all(file_, header, record);
        } catch (const h5::Failure&) {
            // A part of a record would be cut off when the run goes on; this only gives its space back.
            if (ftruncate(file_, static_cast<off_t>(end_)) == 0)
                lseek(file_, static_cast<off_t>(end_), SEEK_SET);
            throw;
        }
        end_ += sizeof header + record.size();
        const auto now = std::chrono::steady_clock::now();
        sync = now - synced_ > between_syncs;
        if (sync)
            synced_ = now;
    }
    if (sync)
        to_disk();
}

void Journal::to_disk() {
    if (fdatasync(file_) != 0)
        fail("cannot bring the journal safely to the disk");
}

std::optional<JournalInfo> read_journal(const fs::path& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file < 0 && errno == ENOENT)
        return std::nullopt;
    try {
        if (file < 0)
            fail("cannot open the journal");
        JournalInfo info;
        const std::uint64_t end = read_records(file, size_of(file), info.head,
                                               [&](const RecordHeader& h, const Bytes&) {
                                                   info.slabs.push_back(h.slab);
                                                   return true;
                                               });
        return end > 0 ? std::optional(std::move(info)) : std::nullopt;
    } catch (const h5::Failure& failure) {
        throw Error(fmt::format("{}: {}", path.string(), failure.what()));
    }
}

fs::path journal_path(const fs::path& result) { return result.string() + ".journal"; }

} // namespace couplet::output
