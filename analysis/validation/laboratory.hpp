// Couples in the laboratory: a week of momentary ratings at home, then two recorded discussions,
// one of a major issue and one of a minor, minute by minute, as observers code them.
#pragma once

#include "analysis/validation/study.hpp"
#include "mechanisms/acts.hpp"

#include <array>

namespace couplet::validation {

enum class Talk { conflict, support }; // a major issue; a minor one of one partner

class Laboratory {
  public:
    static constexpr std::size_t minutes = 20; // of a discussion
    static constexpr std::size_t esm_days = 7, esm_samples = 9; // every 90 min, 9:00 to 21:00

    // One partner in one minute, as coded and rated with the errors of measurement/observer.hpp.
    struct Minute {
        Act act = Act::neutral_talk; // an observer's code
        float distress = 0;          // an observer's rating of shown negative affect
        float felt = 0;              // own rating of negative affect, from the recording
        float inferred = 0;          // own rating of the partner's
    };
    struct Discussion {
        std::size_t minutes = 0; // fewer than planned if somebody walked out
        std::array<std::array<Minute, Laboratory::minutes>, 2> partner{};
    };
    // Salivary cortisol [nmol/l] at the discussion of the major issue.
    struct Cortisol {
        double before = 0, start = 0, end = 0; // half an hour before; first and last minute
    };
    struct Couple {
        bool came = false; // still together on both days
        std::array<std::array<float, measurement::instrument_count>, 2> scores{};
        std::array<Discussion, 2> talks;
        std::array<Cortisol, 2> cortisol{};
        // Reported negative affect; NaN while with the partner.
        std::array<std::array<std::array<float, esm_samples>, esm_days>, 2> moments{};
    };

    Laboratory() = default;
    // Married couples of the community. A minute is a whole number of turns; its first is coded.
    Laboratory(const model::Parameters&, Seed, std::uint32_t couples, const engine::Options&,
               float turn_minutes = 1);

    std::uint32_t couples() const { return static_cast<std::uint32_t>(couples_.size()); }
    const Couple& couple(std::uint32_t c) const { return couples_[c]; }
    const Discussion& talk(std::uint32_t c, Talk which) const {
        return couples_[c].talks[static_cast<std::size_t>(which)];
    }
    // A questionnaire's score a week before the discussions; NaN for who did not come.
    double score(std::uint32_t c, std::size_t partner, Score which) const;

    std::vector<Couple>& data() { return couples_; } // for tests

  private:
    std::vector<Couple> couples_;
};

// Codes that a study of conflict calls negative: hostile or turned away.
bool is_hostile(Act);
bool turns_away(Act);
bool is_soft(Act); // softening, repair, reassurance

} // namespace couplet::validation
