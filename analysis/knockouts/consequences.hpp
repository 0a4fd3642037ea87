// What must be so if a result comes from its mechanism: with the mechanism switched off it goes.
#pragma once

#include "analysis/knockouts/world.hpp"

#include <functional>
#include <string>
#include <vector>

namespace couplet::knockouts {

// What becomes of the effect, the distance of a statistic from its value of no effect, when the
// mechanism is off.
enum class Expected {
    gone,      // hardly anything is left (judge.hpp)
    less,      // some is left, by other ways
    more,      // it grows: the mechanism holds it down
    unchanged, // the mechanism changes nothing, to the last bit
};

struct Consequence {
    model::Mechanism of;
    std::string text; // what is so without the mechanism
    Expected expected;
    // The statistic in a world; `whole` is the twin with all mechanisms on. Its range says what it
    // is with all on: the finite end is the value of no effect.
    std::function<claims::Check(const World& world, const World& whole)> statistic;
};

// One or more of every mechanism, in the order of the mechanisms.
std::vector<Consequence> consequences();

// Groups of them.
std::vector<Consequence> conflict_consequences(); // stress to physiology
std::vector<Consequence> act_consequences();      // accuracy to reassurance, repair
std::vector<Consequence> slow_consequences();     // affect, evaluation, and what lasts

} // namespace couplet::knockouts
