#include "output/record.hpp"

#include "output/writer.hpp"

#include <isa-l.h>

#include <cstring>
#include <type_traits>

namespace couplet::output {
namespace {

// Layouts of what is kept as it is in memory.
constexpr std::array<std::uint64_t, 3> layout{sizeof(engine::CoupleRow), sizeof(model::Event),
                                              model::standard_variable_count};

class Encoder {
  public:
    template <class T> void value(const T& x) {
        static_assert(std::is_trivially_copyable_v<T>);
        raw(&x, sizeof x);
    }
    void text(const std::string& s) {
        value<std::uint64_t>(s.size());
        raw(s.data(), s.size());
    }
    void bytes(const Bytes& b) {
        value<std::uint64_t>(b.size());
        raw(b.data(), b.size());
    }
    // Byte b of all values side by side, which packs better.
    template <class T> void compressed(const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::size_t count = values.size(), size = count * sizeof(T);
        const auto* from = reinterpret_cast<const std::byte*>(values.data());
        Bytes planes(size);
        for (std::size_t b = 0; b < sizeof(T); ++b)
            for (std::size_t i = 0; i < count; ++i)
                planes[b * count + i] = from[i * sizeof(T) + b];
        const std::byte none{0};
        value<std::uint64_t>(count);
        bytes(pack_bytes(planes.data(), size, 1, size, &none));
    }
    // Room for so many bytes more, which then need not move as they grow.
    void expect(std::size_t size) { made_.reserve(made_.size() + size); }
    Bytes take() { return std::move(made_); }

  private:
    void raw(const void* from, std::size_t size) {
        const auto* at = static_cast<const std::byte*>(from);
        made_.insert(made_.end(), at, at + size);
    }
    Bytes made_;
};

// The other way of pack_bytes(); false if `packed` is not what it made of as many bytes.
bool unpack_bytes(std::span<const std::byte> packed, Bytes& to) {
    inflate_state state;
    isal_inflate_init(&state);
    state.crc_flag = ISAL_ZLIB;
    state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(packed.data()));
    state.avail_in = static_cast<std::uint32_t>(packed.size());
    state.next_out = reinterpret_cast<std::uint8_t*>(to.data());
    state.avail_out = static_cast<std::uint32_t>(to.size());
    return isal_inflate_stateless(&state) == ISAL_DECOMP_OK && state.avail_out == 0;
}

// Once a read fails, all that follow do.
class Decoder {
  public:
    explicit Decoder(std::span<const std::byte> from) : left_(from) {}

    template <class T> T value() {
        T x{};
        if (const auto from = part(sizeof x); !from.empty())
            std::memcpy(&x, from.data(), sizeof x);
        return x;
    }
    std::string text() {
        const auto from = part(value<std::uint64_t>());
        return {reinterpret_cast<const char*>(from.data()), from.size()};
    }
    Bytes bytes() {
        const auto from = part(value<std::uint64_t>());
        return {from.begin(), from.end()};
    }
    template <class T> std::vector<T> compressed() {
        constexpr std::uint64_t most = (std::uint64_t{1} << 32) - 1; // bytes: no slab has as many
        const auto count = value<std::uint64_t>();
        const auto packed = part(value<std::uint64_t>());
        std::vector<T> values;
        if (!good_ || count > most / sizeof(T)) {
            good_ = false;
            return values;
        }
        Bytes planes(count * sizeof(T));
        good_ = unpack_bytes(packed, planes);
        if (!good_)
            return values;
        values.resize(count);
        auto* to = reinterpret_cast<std::byte*>(values.data());
        for (std::size_t b = 0; b < sizeof(T); ++b)
            for (std::size_t i = 0; i < count; ++i)
                to[i * sizeof(T) + b] = planes[b * count + i];
        return values;
    }
    bool good() const { return good_; }
    bool at_end() const { return good_ && left_.empty(); }

  private:
    std::span<const std::byte> part(std::uint64_t size) {
        good_ = good_ && size <= left_.size();
        if (!good_)
            return {};
        const auto taken = left_.first(size);
        left_ = left_.subspan(size);
        return taken;
    }
    std::span<const std::byte> left_;
    bool good_ = true;
};

} // namespace

Bytes encode(const JournalHead& head) {
    Encoder e;
    e.value(layout);
    e.value(head.slab);
    for (const std::string* s : {&head.program_version, &head.commit, &head.scenario_toml})
        e.text(*s);
    return e.take();
}

bool decode(std::span<const std::byte> from, JournalHead& head) {
    Decoder d(from);
    const auto found = d.value<std::remove_const_t<decltype(layout)>>();
    head.slab = d.value<std::uint32_t>();
    for (std::string* s : {&head.program_version, &head.commit, &head.scenario_toml})
        *s = d.text();
    return d.at_end() && found == layout;
}

Bytes encode(const engine::Slab& slab, std::span<const Chunk> chunks) {
    Encoder e;
    e.value(slab.index);
    e.value(slab.first);
    e.value(slab.count);
    e.value(slab.couple_turns);
    e.compressed(slab.digests);
    for (const engine::ArmSlab& arm : slab.arms) {
        e.compressed(arm.couples);
        e.compressed(arm.events);
    }
    e.compressed(slab.summary.words());
    std::size_t size = sizeof(std::uint64_t);
    for (const Chunk& chunk : chunks)
        size += chunk.bytes.size() + 256; // and its place
    e.expect(size);
    e.value<std::uint64_t>(chunks.size());
    for (const Chunk& chunk : chunks) {
        e.text(chunk.column->path);
        e.value(chunk.offset);
        e.value(chunk.extent);
        e.bytes(chunk.bytes);
    }
    return e.take();
}

bool decode(std::span<const std::byte> from, Record& record) {
    Decoder d(from);
    engine::Slab& slab = record.slab;
    slab.index = d.value<std::uint32_t>();
    slab.first = d.value<std::uint32_t>();
    slab.count = d.value<std::uint32_t>();
    slab.couple_turns = d.value<std::uint64_t>();
    slab.digests = d.compressed<std::uint64_t>();
    slab.arms.resize(slab.digests.size());
    for (engine::ArmSlab& arm : slab.arms) {
        arm.couples = d.compressed<engine::CoupleRow>();
        arm.events = d.compressed<model::Event>();
    }
    const auto words = d.compressed<std::uint64_t>();
    if (!d.good() || !slab.summary.take(words))
        return false;
    const auto chunks = d.value<std::uint64_t>();
    for (std::uint64_t n = 0; n < chunks && d.good(); ++n) {
        KeptChunk chunk;
        chunk.path = d.text();
        chunk.offset = d.value<std::array<hsize_t, 5>>();
        chunk.extent = d.value<std::uint64_t>();
        chunk.bytes = d.bytes();
        record.chunks.push_back(std::move(chunk));
    }
    return d.at_end();
}

std::uint64_t packed_size(const engine::Slab& slab) {
    std::uint64_t size = 0;
    const auto add = [&](const auto& values) {
        using T = typename std::decay_t<decltype(values)>::value_type;
        if (!values.empty())
            size += pack<T>(values, values.size(), T{}).size();
    };
    for (const engine::ArmSlab& arm : slab.arms) {
        add(arm.trajectory);
        add(arm.phase);
        add(arm.intact);
        add(arm.questionnaire);
        add(arm.diary);
    }
    return size + encode(slab, {}).size();
}

} // namespace couplet::output
