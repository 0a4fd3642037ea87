// A slab as bytes, and back: what the journal keeps of it.
//
// Its packed chunks are kept as they go to the file; rows, events and sums are compressed. Only the
// program that wrote a record can read it: layouts are those of the structs in memory.
#pragma once

#include "engine/result.hpp"
#include "output/journal.hpp"
#include "output/layout.hpp"

namespace couplet::output {

// A packed chunk with the path of its array.
struct KeptChunk {
    std::string path;
    std::array<hsize_t, 5> offset{};
    std::uint64_t extent = 0;
    Bytes bytes;
};
struct Record {
    engine::Slab slab; // without trajectories and reports: those are in the chunks
    std::vector<KeptChunk> chunks;
};

Bytes encode(const JournalHead&);
Bytes encode(const engine::Slab&, std::span<const Chunk>);
// False if the bytes are not those of a head, or of a slab. `record.slab.summary` must have the shape
// of the run's.
bool decode(std::span<const std::byte>, JournalHead&);
bool decode(std::span<const std::byte>, Record& record);

} // namespace couplet::output
