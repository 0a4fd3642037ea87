// Compiled once for each instruction set: COUPLET_KERNEL names the function, COUPLET_WIDTH the lanes.
//
// The build also renames the namespace (-Dcouplet=couplet_avx2, say). Without that, an inline
// function of the headers compiled here for AVX2 could be the copy that the linker keeps for the
// whole program, which would then crash on a processor without AVX2.
#include "engine/kernel_body.hpp"

extern "C" void COUPLET_KERNEL(const couplet::engine::Block& block, couplet::engine::BlockSink& sink,
                               couplet::engine::Work& work) {
    work = couplet::engine::BlockRunner<COUPLET_WIDTH>(block, sink).run();
}
