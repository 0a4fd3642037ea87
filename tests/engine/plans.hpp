// Small plans for the tests of the engine.
#pragma once

#include "engine/engine.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace couplet::test {

inline interventions::Programme programme(float start_day) {
    interventions::Programme g;
    g.name = "test programme";
    g.sessions = 4;
    g.start_day = start_day;
    g.interval = 7;
    g.targets.fill(0.5f);
    return g;
}

// A number of couples that fills no vector, and two arms.
inline engine::Plan small_plan(std::uint32_t couples = 149, int days = 40) {
    engine::Plan plan;
    plan.seed.value = 20240607;
    plan.days = days;
    plan.warm_up_days = 10;
    plan.population.couples = couples;
    plan.population.kind = population::RelationshipKind::dating;
    plan.arms = {{"control", {}}, {"treated", {programme(3)}}};
    plan.laboratories = {{12, 30, 1.2f}};
    plan.recording.events = false;
    plan.recording.summary_every_days = 7;
    return plan;
}

// What a run left, slabs put in order.
struct Run {
    engine::Outcome outcome;
    std::vector<engine::Slab> slabs;
    std::vector<engine::CoupleRow> rows(std::size_t arm) const {
        std::vector<engine::CoupleRow> all;
        for (const auto& slab : slabs)
            all.insert(all.end(), slab.arms[arm].couples.begin(),
                       slab.arms[arm].couples.end());
        return all;
    }
};
inline Run run(const engine::Plan& plan, engine::Options options) {
    Run result;
    std::mutex mutex;
    result.outcome = engine::run(plan, options, [&](engine::Slab&& slab) {
        const std::lock_guard lock(mutex);
        if (result.slabs.size() <= slab.index)
            result.slabs.resize(slab.index + 1);
        result.slabs[slab.index] = std::move(slab);
    });
    return result;
}
inline engine::Options widest(int threads = 2) {
    engine::Options options;
    options.threads = threads;
    options.kernel = engine::available_kernels().back();
    return options;
}
inline Run run(const engine::Plan& plan) { return run(plan, widest()); }

} // namespace couplet::test
