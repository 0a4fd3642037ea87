// What plain_loop.cpp is compiled with in place of model/draws.hpp: numbers are drawn when they are
// asked for, from one generator, and have no address.
#pragma once

#include "numerics/math.hpp"
#include "numerics/philox.hpp"

namespace couplet::model {

enum class Purpose : std::uint32_t { population, day, encounter, turn, questionnaire };
enum class Actor : std::uint32_t { first, second, couple };

template <class F> struct Uniforms {
    F operator[](std::size_t) const {
        thread_local std::uniform_real_distribution<float> uniform(0, 1);
        return uniform(generator());
    }
};

template <class F>
Uniforms<F> draw(Seed, typename F::WordsType, std::uint32_t, typename F::WordsType, Purpose, Actor) {
    return {};
}

inline Actor actor(std::size_t partner) { return static_cast<Actor>(partner); }

} // namespace couplet::model
