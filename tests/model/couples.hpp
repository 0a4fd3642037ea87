// Couples in the middle of their lives, for tests of the model's clocks.
#pragma once

#include "model/day.hpp"
#include "population/initial.hpp"

#include <cstring>
#include <vector>

namespace couplet::test {

inline constexpr Seed seed{77};

inline model::Couple<Lanes<1>> newcomer(const model::Parameters& p, std::uint32_t id) {
    const population::Spec spec;
    return population::initial(p, population::draw_couple(spec, p.variation, seed, id),
                               id, population::RelationshipKind::married);
}

// W couples of consecutive numbers, lane by lane.
template <int W>
model::Couple<Lanes<W>> group(const model::Parameters& p, std::uint32_t first) {
    model::Couple<Lanes<W>> c{};
    auto* to = reinterpret_cast<unsigned char*>(&c);
    for (int lane = 0; lane < W; ++lane) {
        const auto one = newcomer(p, first + static_cast<std::uint32_t>(lane));
        const auto* from = reinterpret_cast<const unsigned char*>(&one);
        for (std::size_t k = 0; k < model::state_words<Lanes<W>>; ++k)
            std::memcpy(to + (k * W + std::size_t(lane)) * 4, from + k * 4, 4);
    }
    return c;
}

template <int W>
std::vector<std::uint32_t> words(const model::Couple<Lanes<W>>& c, int lane = 0) {
    std::vector<std::uint32_t> w(model::state_words<Lanes<W>>);
    const auto* from = reinterpret_cast<const unsigned char*>(&c);
    for (std::size_t k = 0; k < w.size(); ++k)
        std::memcpy(&w[k], from + (k * W + std::size_t(lane)) * 4, 4);
    return w;
}

using model::tempos;

// Lives a morning of so many turns of the given day, and stays in it.
template <class F>
model::TurnClock live_morning(const model::Parameters& p, model::Couple<F>& c, int day,
                              int turns, float minutes = 2, float severity = 1) {
    model::DayClock clock;
    clock.day = day;
    clock.address = static_cast<std::uint32_t>(day);
    clock.evaluation = evaluation::pace(p.evaluation);
    model::begin_day(p, seed, clock, c);
    // An issue, so that much happens.
    model::open_encounter(p, seed, clock.address, 0, {60, severity}, c);
    model::TurnClock k = model::turn_clock(p, minutes);
    k.day = clock.address;
    const auto tempo = tempos(p, c, minutes);
    for (int n = 0; n < turns; ++n)
        model::turn(p, k, seed, tempo, c);
    return k;
}

} // namespace couplet::test
