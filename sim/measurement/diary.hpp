// What a person would answer in the evening's diary, with the error of a day.
//
// Items are instruments like those of instruments.hpp, answered every day and by one short question
// or a few words each, so with more error. Satisfaction of the day is the relationship's, coloured
// by the day's feelings (Schwarz & Clore 1983); the weights of 0.3 a point are assumed.
#pragma once

#include "measurement/instruments.hpp"

namespace couplet::measurement {

enum class Item : std::size_t {
    perceived_conflict,   // coldness and threat felt in the partner
    perceived_support,    // warmth felt, and reassurance
    negative_affect,      // PANAS-type, of the day
    positive_affect,
    partner_affect,       // the partner's negative affect, as inferred
    satisfaction,         // with the relationship, today
    reassurance_sought,
    reassurance_received,
};
inline constexpr std::size_t item_count = 8;
extern const std::array<Instrument, item_count> diary_table;

// The answer of one person on the occasion's day; NaN never.
float diary_value(Item, const Occasion&, const Latent& own, const Latent& partner);

// Whether the person leaves out that day.
bool is_left_out(const Occasion&, float probability);

} // namespace couplet::measurement
