// A virtual trial: whom it takes and how couples come to arms, as a scenario asks for it, and who was
// found, as enrolment (experiment/enrol.hpp) leaves it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace couplet::engine {

// In twins every couple lives in every arm; elsewhere in the arm that it is allocated to.
enum class Design { twins, parallel, waitlist, crossover, single_case };
inline constexpr const char* design_names[] = {"twins", "parallel", "waitlist", "crossover",
                                               "single_case"};

enum class Recruitment { community, distressed, symptoms, help_seeking, dating, newlywed };
inline constexpr const char* recruitment_names[] = {"community",    "distressed", "symptoms",
                                                    "help_seeking", "dating",     "newlywed"};

// Whose screening score decides.
enum class Judged { mean, either, first, second };
inline constexpr const char* judged_names[] = {"mean", "either", "first", "second"};

enum class Randomisation { blocks, simple };
inline constexpr const char* randomisation_names[] = {"blocks", "simple"};

// What couples fill in when they are screened.
enum class Screening : std::size_t { csi16, phq9, gad7 };
inline constexpr std::size_t screening_count = 3;
inline constexpr const char* screening_names[screening_count] = {"csi16", "phq9", "gad7"};

struct Trial {
    bool given = false; // without it, all couples live in all arms from day 0 on
    Design design = Design::twins;
    Recruitment recruitment = Recruitment::community;
    std::uint32_t couples = 0; // wanted; 0: all who are eligible
    Judged judged = Judged::mean;
    float csi16_below = 51.5f; // distressed: Funk & Rogge 2007
    float phq9_from = 10;      // Kroenke, Spitzer & Williams 2001
    float gad7_from = 8;       // Spitzer et al. 2006
    int window = 0;            // help_seeking: screened every week from day 0 to this day [day]
    int lead = 0;              // from screening to entry [day]
    Randomisation randomisation = Randomisation::blocks;
    std::vector<std::uint32_t> allocation; // [arm] ratio; empty: every couple in every arm
    std::uint32_t block = 0;               // couples in a block; a multiple of the ratios' sum
    int waiting = -1;                      // arm that begins its programmes late; -1: none
    int delay = 0;                         // by so much [day]
    int period = 0, washout = 0; // crossover: length of a period, and from its end to the next [day]
    std::vector<int> baselines;  // single_case: from entry to the programme [day]
    int minimum_sessions = 0;    // per protocol: attended at least so many; 0: did not drop out
    int primary_instrument = -1; // index into measurement::instrument_table; -1: none registered
    int primary_wave = -1;       // [day since entry]; -1: none registered

    bool is_screened() const {
        return recruitment == Recruitment::distressed || recruitment == Recruitment::symptoms ||
               recruitment == Recruitment::help_seeking;
    }
    // The last day on which a couple may enter.
    int last_entry() const { return is_screened() ? window + lead : 0; }
};

inline constexpr std::int16_t every_arm = -1;

// An enrolled couple.
struct Place {
    std::int32_t entry = 0; // [day] assessments count from here
    std::int32_t begin = 0; // [day] programmes count from here, except in the arm that waits
    std::int16_t arm = every_arm;
    std::int32_t screened = -1;                                       // [day] -1: was not
    std::array<std::array<float, 2>, screening_count> screening{}; // scores of both partners
};

// Who was found.
struct Enrolment {
    std::uint32_t screened = 0; // couples; all of them, or until enough were found
    std::vector<Place> places;  // [couple]; empty: all in all arms from day 0 on
};

} // namespace couplet::engine
