// A program outside couplet's tree: eight couples, thirty days, on every kernel of the machine.
#include "engine/engine.hpp"

#include <cstdint>
#include <cstdio>
#include <mutex>

int main() {
    using namespace couplet;
    engine::Plan plan;
    plan.seed = Seed{7};
    plan.days = 30;
    plan.warm_up_days = 0;
    plan.population.couples = 8;
    plan.arms.resize(1);
    plan.arms[0].name = "control";

    std::uint32_t couples = 0;
    std::uint64_t digest = 0;
    for (const engine::Kernel kernel : engine::available_kernels()) {
        engine::Options options;
        options.kernel = kernel;
        options.threads = 2;
        couples = 0;
        std::mutex mutex;
        const engine::Outcome outcome = engine::run(plan, options, [&](engine::Slab&& slab) {
            const std::lock_guard lock(mutex);
            couples += slab.count;
        });
        std::printf("%s: %u couples, digest %016llx\n", engine::kernel_name(kernel), couples,
                    static_cast<unsigned long long>(outcome.digest));
        if (couples != 8 || outcome.couple_turns == 0 || (digest && digest != outcome.digest))
            return 1;
        digest = outcome.digest;
    }
    return digest ? 0 : 1;
}
