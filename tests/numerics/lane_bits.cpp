// Compiled once for each instruction set; see CMakeLists.txt.
#include "lane_bits.hpp"

extern "C" void COUPLET_LANE_BITS(const float* x, std::size_t n, std::uint32_t* out) {
    couplet::lane_bits<COUPLET_WIDTH>(x, n, out);
}
