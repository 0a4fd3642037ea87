// One chunk of an array in the bytes that HDF5's shuffle and deflate filters read.
//
// HDF5 would run its filters in the one thread that writes; packing where the values are
// made and handing over finished chunks is several times as fast, and the file is an
// ordinary one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace couplet::output {

using Bytes = std::vector<std::byte>;

inline constexpr unsigned deflate_level = 1;

// Packs `count` elements of `element` bytes, padded at the end with `fill` (one element)
// to `chunk` elements. Elements of one byte are not shuffled. Safe to call from any
// thread.
Bytes pack_bytes(const void* values, std::size_t count, std::size_t element,
                 std::size_t chunk, const void* fill);

template <class T> Bytes pack(std::span<const T> values, std::size_t chunk, T fill) {
    return pack_bytes(values.data(), values.size(), sizeof(T), chunk, &fill);
}

} // namespace couplet::output
