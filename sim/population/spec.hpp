// Who the couples are: what a scenario says about the population.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace couplet::population {

enum class Style { secure, anxious, avoidant, disorganised };
inline constexpr int style_count = 4;
inline constexpr const char* style_names[style_count] = {"secure", "anxious", "avoidant",
                                                         "disorganised"};

enum class RelationshipKind { dating, cohabiting, married };
inline constexpr const char* kind_names[3] = {"dating", "cohabiting", "married"};

// Couples whose partners are drawn round named styles.
struct Pairing {
    std::string name; // "anxious-avoidant"
    Style first = Style::secure;
    Style second = Style::secure;
    float share = 1; // weight relative to the other pairings
};

struct Spec {
    std::uint32_t couples = 1;
    RelationshipKind kind = RelationshipKind::married;
    float age_years = 3; // mean age of the relationship at the start [year]
    // Empty: attachment drawn from the dimensions' norms (variation.* parameters).
    std::vector<Pairing> pairings;
};

} // namespace couplet::population
