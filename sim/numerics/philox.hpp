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

// High and low words of a * constant. The generic 64-bit product compiles to slow code on x86, so
// even and odd lanes go through the 32 x 32 -> 64 multiplier of each instruction set.
template <int W>
inline void multiply(std::uint32_t constant, Words<W> a, Words<W>& high, Words<W>& low) {
    using Native = typename Words<W>::Native;
#if defined(__x86_64__)
    if constexpr (W == 4) {
        const __m128i x = bits<__m128i>(a.v), c = _mm_set1_epi32(int(constant));
        const __m128i even = _mm_mul_epu32(x, c);
        const __m128i odd = _mm_mul_epu32(_mm_srli_epi64(x, 32), c);
        const __m128i mask = _mm_set1_epi64x(0xffffffff);
        high = Words<W>(bits<Native>(_mm_or_si128(_mm_srli_epi64(even, 32),
                                                  _mm_andnot_si128(mask, odd))),
                        0);
        low = Words<W>(bits<Native>(_mm_or_si128(_mm_and_si128(even, mask),
                                                 _mm_slli_epi64(odd, 32))),
                       0);
        return;
    }
#if defined(__AVX2__)
    if constexpr (W == 8) {
        const __m256i x = bits<__m256i>(a.v), c = _mm256_set1_epi32(int(constant));
        const __m256i even = _mm256_mul_epu32(x, c);
        const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), c);
        high = Words<W>(
            bits<Native>(_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa)), 0);
        low = Words<W>(
            bits<Native>(_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa)), 0);
        return;
    }
#endif
#if defined(__AVX512F__)
    if constexpr (W == 16) {
        const __m512i x = bits<__m512i>(a.v), c = _mm512_set1_epi32(int(constant));
        const __m512i even = _mm512_mul_epu32(x, c);
        const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(x, 32), c);
        high = Words<W>(bits<Native>(_mm512_mask_blend_epi32(
                            0xaaaa, _mm512_srli_epi64(even, 32), odd)),
                        0);
        low = Words<W>(bits<Native>(_mm512_mask_blend_epi32(0xaaaa, even,
                                                            _mm512_slli_epi64(odd, 32))),
                       0);
        return;
    }
#endif
#endif
    if constexpr (W == 1) {
        const std::uint64_t product = std::uint64_t(constant) * a.v;
        high = Words<W>(static_cast<std::uint32_t>(product >> 32));
        low = Words<W>(static_cast<std::uint32_t>(product));
    } else {
        for (int i = 0; i < W; ++i) {
            const std::uint64_t product = std::uint64_t(constant) * a.v[i];
            high.v[i] = static_cast<std::uint32_t>(product >> 32);
            low.v[i] = static_cast<std::uint32_t>(product);
        }
    }
}

} // namespace detail

// Four words for one counter and key.
template <int W> struct PhiloxBlock { Words<W> w0, w1, w2, w3; };

template <int W>
inline PhiloxBlock<W> philox4x32(PhiloxBlock<W> c, std::uint32_t k0, std::uint32_t k1) {
    for (int round = 0; round < 10; ++round) {
        Words<W> high0, low0, high1, low1;
        detail::multiply<W>(0xD2511F53u, c.w0, high0, low0);
        detail::multiply<W>(0xCD9E8D57u, c.w2, high1, low1);
        c = {high1 ^ c.w1 ^ Words<W>(k0), low1, high0 ^ c.w3 ^ Words<W>(k1), low0};
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return c;
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
