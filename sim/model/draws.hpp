// Which random number is whose: the address of every draw of the model.
//
// A Philox block holds four uniform numbers. Its counter is (couple, day, slot, purpose and actor);
// neither the arm nor the block nor the thread is part of it, so a couple meets the same days in
// every arm.
#pragma once

#include "numerics/math.hpp"
#include "numerics/philox.hpp"

#include <array>

namespace couplet::model {

enum class Purpose : std::uint32_t { population, day, encounter, turn, questionnaire, trial };
enum class Actor : std::uint32_t { first, second, couple };

template <class F> using Uniforms = std::array<F, 4>;

template <class F>
Uniforms<F> draw(Seed seed, typename F::WordsType couple, std::uint32_t day,
                 typename F::WordsType slot, Purpose purpose, Actor actor) {
    using Words = typename F::WordsType;
    const std::uint32_t last =
        static_cast<std::uint32_t>(purpose) * 4 + static_cast<std::uint32_t>(actor);
    const auto block = philox4x32<F::width>({couple, Words(day), slot, Words(last)},
                                            seed.low(), seed.high());
    return {uniform(block.w0), uniform(block.w1), uniform(block.w2), uniform(block.w3)};
}

inline Actor actor(std::size_t partner) { return static_cast<Actor>(partner); }

} // namespace couplet::model
