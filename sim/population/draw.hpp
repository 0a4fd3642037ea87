// Draws the couples of a study (mechanisms/variation.hpp says from what).
#pragma once

#include "mechanisms/variation.hpp"
#include "model/state.hpp"
#include "numerics/philox.hpp"
#include "population/spec.hpp"

#include <array>
#include <string>
#include <vector>

namespace couplet::population {

// One couple at the start.
struct Drawn {
    std::array<model::Traits<float>, 2> traits;
    std::array<attachment_change::Revisable<float>, 2> revisable; // ECR-R points
    std::array<Style, 2> style{}; // of named pairings; of others it shows on day 0
    int pairing = 0;      // index into pairing_names()
    float age_years = 0;  // of the relationship
};

// The couple of that number: the same whatever else is drawn.
Drawn draw_couple(const Spec&, const variation::Params&, Seed, std::uint32_t couple);

// The named style whose corner of the plane (variation.style_boundary) is nearest.
Style nearest_style(const variation::Params&, float anxiety, float avoidance);

// The place of a pair in pairing_names() of a study without named pairings.
int unordered_pair(Style, Style);

// Names of the pairings: the scenario's, or all unordered pairs of styles.
std::vector<std::string> pairing_names(const Spec&);

} // namespace couplet::population
