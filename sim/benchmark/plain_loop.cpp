// The model's equations as a user might run them: one couple after the other, a struct for each
// partner, the C library's functions, std::mt19937. Numbers differ from the kernels' draw by draw;
// their distribution does not. Compiled in a namespace of its own and with the headers of plain/.
#include "engine/kernel.hpp"
#include "model/day.hpp"

namespace {

using namespace couplet;
using F = Lanes<1>;

std::uint64_t meet(const engine::Block& block, int day, std::size_t which, model::Couple<F>& c) {
    const model::Parameters& p = *block.parameters;
    const auto& row = model::encounter_table[which];
    const int turns = model::scheduled_turns(row.minutes, block.plan->turn_minutes);
    auto clock = model::turn_clock(p, row.minutes / static_cast<float>(turns));
    clock.apart = row.apart;
    const auto address = static_cast<std::uint32_t>(day);
    if (which > 0) {
        const std::array<F, 2> resting{model::resting_affect(p, c.partner[0]),
                                       model::resting_affect(p, c.partner[1])};
        model::relax(p, F(row.start - model::encounter_table[which - 1].start) - c.duration, {},
                     resting, c);
    }
    model::open_encounter(p, block.plan->seed, address, which, {}, c);
    const std::array<model::Tempo<F>, 2> tempo = model::tempos(p, c, clock.minutes);
    std::uint64_t taken = 0;
    for (int n = 0; c.active.v > 0; ++n) {
        model::turn(p, clock, block.plan->seed, tempo, c);
        model::conflict_begins(c);
        ++taken;
        if (n + 1 >= turns)
            model::going_on(c, n + 1 > turns);
    }
    model::close_encounter(p, c);
    return taken;
}

} // namespace

extern "C" void couplet_run_plain(const couplet::engine::Block& block, couplet::engine::Work& work,
                                  double& conflicts) {
    work = {};
    conflicts = 0;
    model::DayClock clock;
    for (std::uint32_t k = 0; k < block.count; ++k) {
        model::Couple<F> c = block.start[k];
        for (int day = -block.plan->warm_up_days; day < block.plan->days && c.alive.v > 0; ++day) {
            clock.day = day;
            clock.address = static_cast<std::uint32_t>(day);
            const model::Parameters p =
                model::on_day(*block.parameters, day, block.plan->warm_up_days);
            clock.evaluation = evaluation::pace(p.evaluation);
            if (day == 0)
                c.conflicts = F(0.0f);
            model::begin_day(*block.parameters, block.plan->seed, clock, c);
            for (std::size_t which = 0; which < model::encounter_count; ++which)
                work.couple_turns += meet(block, day, which, c);
            model::end_day(p, block.plan->seed, clock, c);
        }
        conflicts += static_cast<double>(c.conflicts.v);
    }
}
