#include "output/pack.hpp"

#include "numerics/contract.hpp"

#include <isa-l.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>

namespace couplet::output {
namespace {

// The most that deflate makes of so many bytes.
constexpr std::size_t deflate_bound(std::size_t size) { return size + size / 64 + 1024; }

// Deflate's last block or blocks of these bytes, into `to`, which has room for the bound; their size.
std::size_t deflate(std::span<const std::byte> bytes, std::byte* to) {
    EXPECTS(bytes.size() < std::numeric_limits<std::uint32_t>::max() / 2); // as HDF5's chunks are
    thread_local std::array<std::uint8_t, ISAL_DEF_LVL1_DEFAULT> tables;
    isal_zstream stream;
    isal_deflate_stateless_init(&stream);
    stream.level = deflate_level;
    stream.level_buf = tables.data();
    stream.level_buf_size = tables.size();
    stream.gzip_flag = IGZIP_DEFLATE;
    stream.end_of_stream = 1;
    stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(bytes.data()));
    stream.avail_in = static_cast<std::uint32_t>(bytes.size());
    stream.next_out = reinterpret_cast<std::uint8_t*>(to);
    stream.avail_out = static_cast<std::uint32_t>(deflate_bound(bytes.size()));
    [[maybe_unused]] const int result = isal_deflate_stateless(&stream);
    ENSURES(result == COMP_OK); // cannot fail: there is room for the bound
    return stream.total_out;
}

// Byte b of every element side by side. The size is a constant so that the loop
// vectorises.
template <std::size_t size>
void shuffle(const std::byte* from, std::size_t count, std::size_t chunk, std::byte* to) {
    for (std::size_t b = 0; b < size; ++b)
        for (std::size_t i = 0; i < count; ++i)
            to[b * chunk + i] = from[i * size + b];
}

// Whether deflate would save too little of these bytes to be worth its time: judged by their beginning.
bool is_noise(std::span<const std::byte> plane) {
    constexpr std::size_t sample = 2048;
    constexpr double least_saved = 0.15;
    if (plane.size() < 4 * sample)
        return false;
    std::array<std::byte, deflate_bound(sample)> packed;
    return static_cast<double>(deflate(plane.first(sample), packed.data())) >
           (1 - least_saved) * sample;
}

void append(Bytes& to, std::span<const std::byte> bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}
void append(Bytes& to, std::initializer_list<std::size_t> low_bytes) {
    for (const std::size_t x : low_bytes)
        to.push_back(static_cast<std::byte>(x & 0xff));
}

// Deflate's blocks of bytes as they are (RFC 1951, 3.2.4).
void store(Bytes& to, std::span<const std::byte> bytes, bool last) {
    constexpr std::size_t longest = 65535;
    while (true) {
        const std::size_t n = std::min(bytes.size(), longest);
        const bool ends = n == bytes.size();
        append(to, {last && ends ? 1u : 0u, n, n >> 8, ~n, ~n >> 8});
        append(to, bytes.first(n));
        if (ends)
            return;
        bytes = bytes.subspan(n);
    }
}

// The planes as one zlib stream (RFC 1950). The low bytes of measured values are noise, and as many as
// there are of them are stored: deflate takes most of its time over what it cannot shorten.
Bytes zlib_stream(std::span<const std::byte> planes, std::size_t plane) {
    std::size_t stored = 0;
    while (stored + plane <= planes.size() && is_noise(planes.subspan(stored, plane)))
        stored += plane;
    const auto rest = planes.subspan(stored);
    thread_local Bytes stream; // keeps its room for the next
    stream.clear();
    append(stream, {0x78, 0x01}); // deflate, window of 32 KiB, fastest
    if (stored > 0)
        store(stream, planes.first(stored), rest.empty());
    if (!rest.empty()) {
        const std::size_t at = stream.size();
        stream.resize(at + deflate_bound(rest.size()));
        stream.resize(at + deflate(rest, stream.data() + at));
    }
    const std::uint32_t sum = isal_adler32(
        1, reinterpret_cast<const unsigned char*>(planes.data()), planes.size());
    append(stream, {sum >> 24, sum >> 16, sum >> 8, sum});
    return stream;
}

} // namespace

Bytes pack_bytes(const void* values, std::size_t count, std::size_t element,
                 std::size_t chunk, const void* fill) {
    EXPECTS(count <= chunk);
    EXPECTS(element == 1 || element == 2 || element == 4 || element == 8);
    thread_local Bytes planes;
    planes.resize(chunk * element);
    const auto* from = static_cast<const std::byte*>(values);
    switch (element) {
    case 1:
        shuffle<1>(from, count, chunk, planes.data());
        break;
    case 2:
        shuffle<2>(from, count, chunk, planes.data());
        break;
    case 4:
        shuffle<4>(from, count, chunk, planes.data());
        break;
    default:
        shuffle<8>(from, count, chunk, planes.data());
        break;
    }
    for (std::size_t b = 0; b < element; ++b)
        std::memset(planes.data() + b * chunk + count,
                    static_cast<const unsigned char*>(fill)[b], chunk - count);

    return zlib_stream(planes, chunk);
}

} // namespace couplet::output
