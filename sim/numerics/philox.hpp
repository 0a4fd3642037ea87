// Keyed random numbers: Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC11, 2011).
//
// There is no generator state. A number is addressed by who it is for and when: the seed is the
// key; couple, day, instant within the day and purpose are the counter. So the same couple meets
// the same draws in every arm, on any number of threads, at any vector width, and replayed alone.
#pragma once

#include "numerics/lanes.hpp"

#include <array>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace couplet {

struct Seed {
    std::uint64_t value = 0;
    std::uint32_t low() const { return static_cast<std::uint32_t>(value); }
    std::uint32_t high() const { return static_cast<std::uint32_t>(value >> 32); }
};

namespace detail {

// Lanes of 64 bits whose low halves hold the words; no one looks at their high halves.
template <int W> struct Wide {
    typedef std::uint64_t Native __attribute__((vector_size(4 * W)));
};
template <> struct Wide<1> {
    using Native = std::uint64_t;
};

// The whole product of the low halves. Left to itself, the compiler takes slow 64-bit products.
template <int W, class Native = typename Wide<W>::Native>
inline Native multiply(Native a, std::uint32_t b) {
#if defined(__x86_64__)
    if constexpr (W == 4)
        return bits<Native>(_mm_mul_epu32(bits<__m128i>(a), _mm_set1_epi32(int(b))));
#if defined(__AVX2__)
    if constexpr (W == 8)
        return bits<Native>(_mm256_mul_epu32(bits<__m256i>(a), _mm256_set1_epi32(int(b))));
#endif
#if defined(__AVX512F__)
    if constexpr (W == 16)
        return bits<Native>(_mm512_mul_epu32(bits<__m512i>(a), _mm512_set1_epi32(int(b))));
#endif
#endif
    return (a & 0xffffffffu) * b;
}

template <int W>
inline void philox_rounds(std::array<typename Wide<W>::Native, 4>& c, std::uint32_t k0,
                          std::uint32_t k1) {
    for (int round = 0; round < 10; ++round) {
        const auto first = multiply<W>(c[0], 0xD2511F53u), second = multiply<W>(c[2], 0xCD9E8D57u);
        c = {(second >> 32) ^ c[1] ^ k0, second, (first >> 32) ^ c[3] ^ k1, first};
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

} // namespace detail

// Four words for one counter and key.
template <int W> struct PhiloxBlock { Words<W> w0, w1, w2, w3; };

// Even and odd lanes apart, so that each word has room for its products.
template <int W>
inline PhiloxBlock<W> philox4x32(PhiloxBlock<W> c, std::uint32_t k0, std::uint32_t k1) {
    using Wide = typename detail::Wide<W>::Native;
    if constexpr (W == 1) {
        std::array<Wide, 4> words{c.w0.v, c.w1.v, c.w2.v, c.w3.v};
        detail::philox_rounds<1>(words, k0, k1);
        const auto low = [&](std::size_t n) { return Words<1>(static_cast<std::uint32_t>(words[n])); };
        return {low(0), low(1), low(2), low(3)};
    } else {
        const auto wide = [](Words<W> w) { return detail::bits<Wide>(w.v); };
        std::array<Wide, 4> even{wide(c.w0), wide(c.w1), wide(c.w2), wide(c.w3)}, odd;
        for (std::size_t n = 0; n < 4; ++n)
            odd[n] = even[n] >> 32;
        detail::philox_rounds<W>(even, k0, k1);
        detail::philox_rounds<W>(odd, k0, k1);
        const auto joined = [&](std::size_t n) {
            return Words<W>(detail::bits<typename Words<W>::Native>((even[n] & 0xffffffffu) |
                                                                    (odd[n] << 32)), 0);
        };
        return {joined(0), joined(1), joined(2), joined(3)};
    }
}

// A uniform number in (0, 1): 23 random bits, centred, so neither end is ever reached.
template <int W> inline Lanes<W> uniform(Words<W> word) {
    return (to_float(word >> 9) + Lanes<W>(0.5f)) * Lanes<W>(1.1920928955078125e-7f);
}

// The same keys as a Boost.Random-compatible engine, for drawing populations: 32-bit words of the
// stream addressed by (seed; couple, stream).
class KeyedEngine {
  public:
    using result_type = std::uint32_t;
    KeyedEngine(Seed seed, std::uint32_t couple, std::uint32_t stream)
        : seed_(seed), couple_(couple), stream_(stream) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    result_type operator()() {
        if (next_ == 4) {
            const auto block =
                philox4x32<1>({Words<1>(couple_), Words<1>(counter_++), Words<1>(0u),
                               Words<1>(stream_)},
                              seed_.low(), seed_.high());
            words_ = {block.w0.v, block.w1.v, block.w2.v, block.w3.v};
            next_ = 0;
        }
        return words_[next_++];
    }

  private:
    Seed seed_;
    std::uint32_t couple_, stream_, counter_ = 0;
    std::array<std::uint32_t, 4> words_{};
    unsigned next_ = 4;
};

} // namespace couplet
