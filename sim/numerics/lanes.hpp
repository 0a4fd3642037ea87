// Lanes of single-precision numbers: one value for each of W couples.
//
// A mechanism is written once, over a number type F. With F = Lanes<1> it is the scalar
// reference, with 4, 8 or 16 lanes the kernel of one instruction set, and in the browser the
// teaching page. Every operation is one IEEE operation per lane, so all widths give the same bits.
// Build with -ffp-contract=off: a fused multiply-add would break that promise.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace couplet {

template <int W> struct Lanes;
template <int W> struct Words;

namespace detail {

// The compiler's vector types; plain scalars at width 1.
template <int W> struct Native {
    typedef float Float __attribute__((vector_size(4 * W)));
    typedef std::uint32_t Word __attribute__((vector_size(4 * W)));
    typedef std::int32_t Int __attribute__((vector_size(4 * W)));
};
template <> struct Native<1> {
    using Float = float;
    using Word = std::uint32_t;
    using Int = std::int32_t;
};

template <class To, class From> inline To bits(const From& from) {
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

template <class To, int W, class From> inline To convert(From from) {
    if constexpr (W == 1)
        return static_cast<To>(from);
    else
        return __builtin_convertvector(from, To);
}

} // namespace detail

// As with float, a default-made value is not set; T{} is zero.
//
// Truth per lane: all bits set, or none.
template <int W> struct Mask {
    using Int = typename detail::Native<W>::Int;
    Int v;

    Mask() = default;
    explicit Mask(Int native) : v(native) {}
    explicit Mask(bool value) : v(Int{} - (value ? 1 : 0)) {}

    // Comparisons of native values: int vectors at W > 1, bool at W = 1.
    template <class Compared> static Mask from(Compared compared) {
        if constexpr (W == 1)
            return Mask(Int(compared ? -1 : 0));
        else
            return Mask(Int(compared));
    }
    friend Mask operator&(Mask a, Mask b) { return Mask(a.v & b.v); }
    friend Mask operator|(Mask a, Mask b) { return Mask(a.v | b.v); }
    friend Mask operator^(Mask a, Mask b) { return Mask(a.v ^ b.v); }
    friend Mask operator!(Mask a) { return Mask(~a.v); }

    bool lane(int i) const {
        if constexpr (W == 1)
            return v != 0;
        else
            return v[i] != 0;
    }
};

// One bit a lane, that of lane 0 the lowest.
template <int W> inline unsigned bit_mask(Mask<W> m) {
#if defined(__AVX512DQ__)
    if constexpr (W == 16)
        return _mm512_movepi32_mask(detail::bits<__m512i>(m.v));
#endif
#if defined(__AVX__)
    if constexpr (W == 8)
        return static_cast<unsigned>(_mm256_movemask_ps(detail::bits<__m256>(m.v)));
#endif
#if defined(__SSE2__)
    if constexpr (W == 4)
        return static_cast<unsigned>(_mm_movemask_ps(detail::bits<__m128>(m.v)));
#endif
    unsigned set = 0;
    for (int i = 0; i < W; ++i)
        set |= unsigned(m.lane(i)) << i;
    return set;
}
template <int W> inline bool any(Mask<W> m) { return bit_mask(m) != 0; }
template <int W, class Visit> inline void for_each_lane(Mask<W> m, Visit&& visit) {
    for (unsigned left = bit_mask(m); left != 0; left &= left - 1)
        visit(__builtin_ctz(left));
}

template <int W> struct Words {
    static constexpr int width = W;
    using Native = typename detail::Native<W>::Word;
    Native v;

    Words() = default;
    Words(std::uint32_t value) : v(Native{} + value) {}
    explicit Words(Native native, int) : v(native) {}

    friend Words operator+(Words a, Words b) { return Words(a.v + b.v, 0); }
    friend Words operator-(Words a, Words b) { return Words(a.v - b.v, 0); }
    friend Words operator*(Words a, Words b) { return Words(a.v * b.v, 0); }
    friend Words operator^(Words a, Words b) { return Words(a.v ^ b.v, 0); }
    friend Words operator&(Words a, Words b) { return Words(a.v & b.v, 0); }
    friend Words operator|(Words a, Words b) { return Words(a.v | b.v, 0); }
    friend Words operator<<(Words a, int n) { return Words(a.v << n, 0); }
    friend Words operator>>(Words a, int n) { return Words(a.v >> n, 0); }
    friend Mask<W> operator==(Words a, Words b) { return Mask<W>::from(a.v == b.v); }

    std::uint32_t lane(int i) const {
        if constexpr (W == 1)
            return v;
        else
            return v[i];
    }
    void set_lane(int i, std::uint32_t value) {
        if constexpr (W == 1)
            v = value;
        else
            v[i] = value;
    }
};

template <int W> struct Lanes {
    static constexpr int width = W;
    using Native = typename detail::Native<W>::Float;
    using MaskType = Mask<W>;
    using WordsType = Words<W>;
    Native v;

    Lanes() = default;
    Lanes(float value) : v(value - Native{}) {} // x - 0 is x, so this costs nothing
    explicit Lanes(Native native, int) : v(native) {}

    friend Lanes operator+(Lanes a, Lanes b) { return Lanes(a.v + b.v, 0); }
    friend Lanes operator-(Lanes a, Lanes b) { return Lanes(a.v - b.v, 0); }
    friend Lanes operator*(Lanes a, Lanes b) { return Lanes(a.v * b.v, 0); }
    friend Lanes operator/(Lanes a, Lanes b) { return Lanes(a.v / b.v, 0); }
    friend Lanes operator-(Lanes a) { return Lanes(-a.v, 0); }
    Lanes& operator+=(Lanes b) { return *this = *this + b; }
    Lanes& operator-=(Lanes b) { return *this = *this - b; }
    Lanes& operator*=(Lanes b) { return *this = *this * b; }

    friend Mask<W> operator<(Lanes a, Lanes b) { return Mask<W>::from(a.v < b.v); }
    friend Mask<W> operator>(Lanes a, Lanes b) { return Mask<W>::from(a.v > b.v); }
    friend Mask<W> operator<=(Lanes a, Lanes b) { return Mask<W>::from(a.v <= b.v); }
    friend Mask<W> operator>=(Lanes a, Lanes b) { return Mask<W>::from(a.v >= b.v); }
    friend Mask<W> operator==(Lanes a, Lanes b) { return Mask<W>::from(a.v == b.v); }

    float lane(int i) const {
        if constexpr (W == 1)
            return v;
        else
            return v[i];
    }
    void set_lane(int i, float value) {
        if constexpr (W == 1)
            v = value;
        else
            v[i] = value;
    }
};

template <int W> inline Words<W> bits_of(Lanes<W> x) {
    return Words<W>(detail::bits<typename Words<W>::Native>(x.v), 0);
}
template <int W> inline Lanes<W> float_of_bits(Words<W> x) {
    return Lanes<W>(detail::bits<typename Lanes<W>::Native>(x.v), 0);
}
// The value of a word below 2^31 as a float, rounded to nearest.
template <int W> inline Lanes<W> to_float(Words<W> x) {
    using Int = typename detail::Native<W>::Int;
    return Lanes<W>(
        detail::convert<typename Lanes<W>::Native, W>(detail::bits<Int>(x.v)), 0);
}
// The integer part of a float in [0, 2^31).
template <int W> inline Words<W> to_word(Lanes<W> x) {
    using Int = typename detail::Native<W>::Int;
    return Words<W>(
        detail::bits<typename Words<W>::Native>(detail::convert<Int, W>(x.v)), 0);
}

template <int W> inline Lanes<W> select(Mask<W> m, Lanes<W> yes, Lanes<W> no) {
    if constexpr (W == 1)
        return m.v ? yes : no;
    else
        return Lanes<W>(m.v ? yes.v : no.v, 0);
}
template <int W> inline Words<W> select(Mask<W> m, Words<W> yes, Words<W> no) {
    if constexpr (W == 1)
        return m.v ? yes : no;
    else
        return Words<W>(m.v ? yes.v : no.v, 0);
}
// Mixed forms, so that mechanisms may write select(m, x, 0.0f).
template <int W> inline Lanes<W> select(Mask<W> m, Lanes<W> yes, float no) {
    return select(m, yes, Lanes<W>(no));
}
template <int W> inline Lanes<W> select(Mask<W> m, float yes, Lanes<W> no) {
    return select(m, Lanes<W>(yes), no);
}
template <int W> inline Lanes<W> select(Mask<W> m, float yes, float no) {
    return select(m, Lanes<W>(yes), Lanes<W>(no));
}
// 1 where true, else 0.
template <int W> inline Lanes<W> indicator(Mask<W> m) { return select(m, 1.0f, 0.0f); }

// a < b ? a : b and a > b ? a : b; the compiler does not see by itself that a vector of these is
// one instruction.
template <int W> inline Lanes<W> min(Lanes<W> a, Lanes<W> b) {
#if defined(__AVX512F__)
    if constexpr (W == 16)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm512_min_ps(detail::bits<__m512>(a.v), detail::bits<__m512>(b.v))),
                        0);
#endif
#if defined(__AVX__)
    if constexpr (W == 8)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm256_min_ps(detail::bits<__m256>(a.v), detail::bits<__m256>(b.v))),
                        0);
#endif
#if defined(__SSE2__)
    if constexpr (W == 4)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm_min_ps(detail::bits<__m128>(a.v), detail::bits<__m128>(b.v))),
                        0);
#endif
    return select(a < b, a, b);
}
template <int W> inline Lanes<W> max(Lanes<W> a, Lanes<W> b) {
#if defined(__AVX512F__)
    if constexpr (W == 16)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm512_max_ps(detail::bits<__m512>(a.v), detail::bits<__m512>(b.v))),
                        0);
#endif
#if defined(__AVX__)
    if constexpr (W == 8)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm256_max_ps(detail::bits<__m256>(a.v), detail::bits<__m256>(b.v))),
                        0);
#endif
#if defined(__SSE2__)
    if constexpr (W == 4)
        return Lanes<W>(detail::bits<typename Lanes<W>::Native>(
                            _mm_max_ps(detail::bits<__m128>(a.v), detail::bits<__m128>(b.v))),
                        0);
#endif
    return select(a > b, a, b);
}
template <int W> inline Lanes<W> min(Lanes<W> a, float b) { return min(a, Lanes<W>(b)); }
template <int W> inline Lanes<W> max(Lanes<W> a, float b) { return max(a, Lanes<W>(b)); }
template <int W> inline Lanes<W> clamp(Lanes<W> x, float low, float high) {
    return min(max(x, low), high);
}
// [x]+ of the equations.
template <int W> inline Lanes<W> positive_part(Lanes<W> x) { return max(x, 0.0f); }
template <int W> inline Lanes<W> abs(Lanes<W> x) {
    return float_of_bits(bits_of(x) & Words<W>(0x7fffffffu));
}

// table[i] in each lane, for i below 16.
template <int W>
inline Lanes<W> look_up(const std::array<float, 16>& table, Words<W> i) {
#if defined(__AVX512F__)
    if constexpr (W == 16)
        return Lanes<W>(detail::bits<decltype(Lanes<W>::v)>(_mm512_permutexvar_ps(
                            detail::bits<__m512i>(i.v), _mm512_loadu_ps(table.data()))),
                        0);
#endif
#if defined(__AVX2__)
    if constexpr (W == 8) {
        const __m256i n = detail::bits<__m256i>(i.v);
        const auto half = [&](const float* from) {
            return Lanes<W>(
                detail::bits<decltype(Lanes<W>::v)>(_mm256_permutevar8x32_ps(_mm256_loadu_ps(from), n)), 0);
        };
        return select((i >> 3) == Words<W>(0u), half(table.data()), half(table.data() + 8));
    }
#endif
    Lanes<W> found;
    for (int k = 0; k < W; ++k)
        found.set_lane(k, table[i.lane(k)]);
    return found;
}

} // namespace couplet
