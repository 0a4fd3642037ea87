// Every operation of the lanes on a list of numbers, as raw bits: what all widths must
// agree on.
#pragma once

#include "numerics/math.hpp"
#include "numerics/philox.hpp"

#include <cstddef>

// Words that lane_bits() writes for each number.
inline constexpr std::size_t lane_bits_each = 22;

namespace couplet {

// x: n numbers, n a multiple of W. out: [n][lane_bits_each]. Plain pointers, so that no
// library template is instantiated for a foreign instruction set.
template <int W> void lane_bits(const float* x, std::size_t n, std::uint32_t* out) {
    using F = Lanes<W>;
    for (std::size_t at = 0; at < n; at += W) {
        F a(0.0f), b(0.0f);
        Words<W> id(0u);
        for (int i = 0; i < W; ++i) {
            const std::size_t k = at + static_cast<std::size_t>(i);
            a.set_lane(i, x[k]);
            b.set_lane(i, x[n - 1 - k]);
            id.set_lane(i, static_cast<std::uint32_t>(k));
        }
        const auto random =
            philox4x32<W>({id, Words<W>(3u), id ^ Words<W>(77u), Words<W>(5u)},
                          0x01234567u, 0x89abcdefu);
        const F u = uniform(random.w0);
        const F positive = abs(a) + F(0.25f);
        std::array<float, 16> table;
        for (std::size_t k = 0; k < table.size(); ++k)
            table[k] = 1.0f + 0.1f * static_cast<float>(k);
        F visited(0.0f);
        for_each_lane(a < b, [&](int lane) { visited.set_lane(lane, a.lane(lane)); });
        const Words<W> words[lane_bits_each] = {bits_of(a + b),
                                                bits_of(a - b),
                                                bits_of(a * b),
                                                bits_of(a / positive),
                                                bits_of(min(a, b)),
                                                bits_of(max(a, b)),
                                                bits_of(select(a < b, a, F(1.0f))),
                                                bits_of(indicator((a >= b) | (a == b))),
                                                bits_of(clamp(a, -1.0f, 1.0f)),
                                                bits_of(look_up(table, random.w3 >> 28)),
                                                bits_of(visited),
                                                bits_of(exp(a)),
                                                bits_of(log(positive)),
                                                bits_of(tanh(a)),
                                                bits_of(logistic(a)),
                                                bits_of(sqrt(positive)),
                                                bits_of(normal_quantile(u)),
                                                bits_of(approach(positive, F(3.0f))),
                                                to_word(positive),
                                                random.w1 * random.w2 + random.w3,
                                                random.w3 >> 7,
                                                bits_of(-a)};
        for (std::size_t w = 0; w < lane_bits_each; ++w)
            for (int i = 0; i < W; ++i)
                out[(at + static_cast<std::size_t>(i)) * lane_bits_each + w] =
                    words[w].lane(i);
    }
}

} // namespace couplet

extern "C" {
void couplet_lane_bits_avx2(const float* x, std::size_t n, std::uint32_t* out);
void couplet_lane_bits_avx512(const float* x, std::size_t n, std::uint32_t* out);
}
