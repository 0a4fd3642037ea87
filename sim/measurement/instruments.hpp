// What a person would tick on a questionnaire: latent values, error of the occasion,
// answer scale.
//
//   score = rounded(scale(latent(own, partner) + error z)),   z standard normal
//
// The latent value is unbounded: the logit of a variable that is recorded as a share, or
// the log of remembered minutes. `scale` brings it to the range of the instrument, which
// rounds as a sum or a mean of so many items does. So errors shrink near the ends of a
// scale, as they do in data, and a score never leaves its range.
//
// Published correlations and effects are of such scores, never of latent values.
#pragma once

#include "model/variables.hpp"
#include "numerics/philox.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace couplet::measurement {

// What answers are made of: recorded variables of one person, unpacked.
enum class From : std::size_t {
    anxiety,
    avoidance,
    satisfaction,
    trust,
    commitment,
    depressive,
    anxious,
    demanded,
    constructive,
    talked,
    coldness, // from here on: of the day that ends, for the diary
    threat,
    support,
    felt_warmth,
    negative_affect,
    positive_affect,
    inferred_affect,
    sought,
};
inline constexpr std::size_t latent_count = 18;
inline constexpr const char* latent_names[latent_count] = {
    "attachment_anxiety", "attachment_avoidance", "satisfaction",     "trust",
    "commitment",         "depressive_symptoms",  "anxious_symptoms", "talk_demanded",
    "talk_constructive",  "talk_minutes",         "diary_coldness",   "diary_threat",
    "diary_support",      "diary_felt_warmth",    "diary_negative_affect",
    "diary_positive_affect", "diary_inferred_affect", "diary_reassurance_seeking"};

// Their indices in model::variable_table.
consteval std::array<std::size_t, latent_count> find_latent_variables() {
    std::array<std::size_t, latent_count> found{};
    for (std::size_t k = 0; k < latent_count; ++k)
        while (std::string_view(model::variable_table.at(found[k]).name) !=
               latent_names[k])
            ++found[k]; // a name that is not there does not compile
    return found;
}
inline constexpr auto latent_variables = find_latent_variables();

struct Latent {
    std::array<float, latent_count> values{};
    float& operator[](std::size_t k) { return values[k]; }
    float operator[](std::size_t k) const { return values[k]; }
    float& operator[](From from) { return values[static_cast<std::size_t>(from)]; }
    float operator[](From from) const { return values[static_cast<std::size_t>(from)]; }
};

enum class Scale {
    linear,  // the latent value is in points of the instrument
    bounded, // low + (high - low) logistic(latent)
};

struct Instrument {
    const char* name;
    const char* long_name;
    const char* unit;
    float low, high; // range of the scores
    int steps;       // to a point: 1 for a sum, n for a mean of n items
    Scale scale;
    float error; // sd, on the latent scale
    float (*latent)(const Latent& own, const Latent& partner);
};

inline constexpr std::size_t instrument_count = 9;
extern const std::array<Instrument, instrument_count> instrument_table;

// The answer of one person; z is the error of the occasion in sd.
float value(const Instrument&, const Latent& own, const Latent& partner, float z);

// Whose answers, and when.
struct Occasion {
    Seed seed;
    std::uint32_t couple = 0;
    int day = 0;
    std::size_t partner = 0;
};

// Addressed by the occasion and the instrument, and by nothing else: the arm is no part
// of it, so twins who have lived the same until then give the same answers.
float error_draw(const Occasion&, std::size_t instrument);
// Four uniform numbers of an occasion for other kinds of measurement; who owns which slots:
enum Slot : std::uint32_t {
    diary_slot = 64,        // one an item
    interview_slot = 128,   // interview.hpp
    missing_slot = 4096,    // questionnaires that are not returned
    study_slot = 8192,      // from here on: scales and codes that single studies add
};
std::array<float, 4> draws(const Occasion&, std::uint32_t slot);
bool is_missing(const Occasion&, float probability);
// Whether the person answers at this wave and at all later ones no more.
bool is_lost(const Occasion&, float probability);

} // namespace couplet::measurement
