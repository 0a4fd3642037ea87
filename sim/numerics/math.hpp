// exp, log, tanh, logistic and the normal quantile, for lanes.
//
// The C library's versions differ between processors and systems; these are the same bits
// everywhere, because they use only additions, multiplications, divisions and square roots, which
// IEEE 754 fixes. Accuracy is stated beside each function and checked against Boost.Math.
#pragma once

#include "numerics/lanes.hpp"

namespace couplet {

// e^x; relative error below 2.5e-7 for x in [-87, 88], clamped outside.
// Range reduction x = n ln 2 + r with ln 2 in two parts, then a polynomial on |r| <= ln(2)/2
// (coefficients: Cephes expf, Moshier 1992).
template <int W> inline Lanes<W> exp(Lanes<W> x) {
    using F = Lanes<W>;
    x = clamp(x, -87.0f, 88.0f);
    // Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the low bits.
    const F shifted = x * F(1.44269504088896341f) + F(12582912.0f);
    const F n = shifted - F(12582912.0f);
    const F r = (x - n * F(0.693359375f)) - n * F(-2.12194440e-4f);
    F p = F(1.9875691500e-4f);
    p = p * r + F(1.3981999507e-3f);
    p = p * r + F(8.3334519073e-3f);
    p = p * r + F(4.1665795894e-2f);
    p = p * r + F(1.6666665459e-1f);
    p = p * r + F(5.0000001201e-1f);
    p = (p * r) * r + (r + F(1.0f));
    // Times 2^n: the result is a normal number, so n is added to the exponent of p.
    return float_of_bits(bits_of(p) + (bits_of(shifted) << 23));
}

// Natural logarithm of a positive normal number; relative error below 2e-7 away from 1, absolute
// error below 2e-7 near 1 (coefficients: Cephes logf, Moshier 1992).
template <int W> inline Lanes<W> log(Lanes<W> x) {
    using F = Lanes<W>;
    const Words<W> raw = bits_of(x);
    F m = float_of_bits((raw & Words<W>(0x007fffffu)) | Words<W>(0x3f000000u)); // [0.5, 1)
    F e = to_float(raw >> 23) - F(126.0f);
    const Mask<W> low = m < F(0.707106781186547524f);
    e = select(low, e - F(1.0f), e);
    m = select(low, m + m, m) - F(1.0f);
    const F z = m * m;
    F p = F(7.0376836292e-2f);
    p = p * m + F(-1.1514610310e-1f);
    p = p * m + F(1.1676998740e-1f);
    p = p * m + F(-1.2420140846e-1f);
    p = p * m + F(1.4249322787e-1f);
    p = p * m + F(-1.6668057665e-1f);
    p = p * m + F(2.0000714765e-1f);
    p = p * m + F(-2.4999993993e-1f);
    p = p * m + F(3.3333331174e-1f);
    F y = (p * m) * z;
    y = y + e * F(-2.12194440e-4f);
    y = y - F(0.5f) * z;
    return (m + y) + e * F(0.693359375f);
}

// 1 / (1 + e^-x); relative error below 4e-7.
template <int W> inline Lanes<W> logistic(Lanes<W> x) {
    return Lanes<W>(1.0f) / (Lanes<W>(1.0f) + exp(-x));
}

// Hyperbolic tangent; absolute error below 2e-7.
template <int W> inline Lanes<W> tanh(Lanes<W> x) {
    return Lanes<W>(1.0f) - Lanes<W>(2.0f) / (exp(x + x) + Lanes<W>(1.0f));
}

// Square root, correctly rounded by IEEE 754.
template <int W> inline Lanes<W> sqrt(Lanes<W> x) {
    if constexpr (W == 1) {
        return Lanes<W>(__builtin_sqrtf(x.v), 0);
    } else {
        Lanes<W> y;
        for (int i = 0; i < W; ++i)
            y.v[i] = __builtin_sqrtf(x.v[i]);
        return y;
    }
}

// Standard normal quantile of u in (0, 1); absolute error below 5e-6 within 4.5 sd.
// Source: M. Giles, Approximating the erfinv function, GPU Computing Gems 2, 2011 (single
// precision).
template <int W> inline Lanes<W> normal_quantile(Lanes<W> u) {
    using F = Lanes<W>;
    const F x = (u + u) - F(1.0f);
    // 1 - x^2 = 4 u (1 - u), without the cancellation near the ends.
    const F w = -log(F(4.0f) * (u * (F(1.0f) - u)));
    const F c = w - F(2.5f);
    F p = F(2.81022636e-08f);
    p = p * c + F(3.43273939e-07f);
    p = p * c + F(-3.5233877e-06f);
    p = p * c + F(-4.39150654e-06f);
    p = p * c + F(0.00021858087f);
    p = p * c + F(-0.00125372503f);
    p = p * c + F(-0.00417768164f);
    p = p * c + F(0.246640727f);
    p = p * c + F(1.50140941f);
    const F t = sqrt(max(w, 0.0f)) - F(3.0f);
    F q = F(-0.000200214257f);
    q = q * t + F(0.000100950558f);
    q = q * t + F(0.00134934322f);
    q = q * t + F(-0.00367342844f);
    q = q * t + F(0.00573950773f);
    q = q * t + F(-0.0076224613f);
    q = q * t + F(0.00943887047f);
    q = q * t + F(1.00167406f);
    q = q * t + F(2.83297682f);
    return F(1.41421356237309515f) * (x * select(w < F(5.0f), p, q));
}

// Share of a gap that a first-order process closes in `elapsed`, with time constant `tau` in the
// same unit: 1 - exp(-elapsed / tau).
template <int W> inline Lanes<W> approach(Lanes<W> elapsed, Lanes<W> tau) {
    return Lanes<W>(1.0f) - exp(-(elapsed / tau));
}

} // namespace couplet
