#include "output/pack.hpp"

#include "numerics/contract.hpp"

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <new>

namespace couplet::output {
namespace {

struct FreeCompressor {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

// A compressor holds tables of its own, hence one a thread.
libdeflate_compressor* compressor() {
    thread_local const std::unique_ptr<libdeflate_compressor, FreeCompressor> mine(
        libdeflate_alloc_compressor(int(deflate_level)));
    if (!mine)
        throw std::bad_alloc();
    return mine.get();
}

// Byte b of every element side by side. The size is a constant so that the loop
// vectorises.
template <std::size_t size>
void shuffle(const std::byte* from, std::size_t count, std::size_t chunk, std::byte* to) {
    for (std::size_t b = 0; b < size; ++b)
        for (std::size_t i = 0; i < count; ++i)
            to[b * chunk + i] = from[i * size + b];
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

    thread_local Bytes packed;
    libdeflate_compressor* const c = compressor();
    packed.resize(libdeflate_zlib_compress_bound(c, planes.size()));
    const std::size_t size = libdeflate_zlib_compress(c, planes.data(), planes.size(),
                                                      packed.data(), packed.size());
    ENSURES(size > 0); // cannot fail: the buffer has the bound's size
    return Bytes(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
}

} // namespace couplet::output
