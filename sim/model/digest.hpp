// The digest of a couple's life, by which two runs are told to be the same bit by bit.
#pragma once

#include "model/state.hpp"

#include <cstring>

namespace couplet::model {

// Folds every word of the state of the living into the couple's digest.
template <class F> void fold(Couple<F>& c) {
    using Words = typename F::WordsType;
    const Words low_before = c.hash_low, high_before = c.hash_high;
    Words low = low_before, high = high_before;
    c.hash_low = c.hash_high = Words(0u);
    const auto* words = reinterpret_cast<const unsigned char*>(&c);
    for (std::size_t k = 0; k < state_words<F>; ++k) {
        Words word;
        std::memcpy(&word.v, words + k * sizeof word.v, sizeof word.v);
        low = (low ^ word) * Words(0x9E3779B1u);
        high = (high ^ (word + low)) * Words(0x85EBCA77u);
        low = low ^ (low >> 15);
    }
    const auto alive = c.alive > F(0.0f);
    c.hash_low = select(alive, low, low_before);
    c.hash_high = select(alive, high, high_before);
}

} // namespace couplet::model
