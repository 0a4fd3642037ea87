// What a block of couples leaves behind: plain arrays, independent of threads and vector width.
#pragma once

#include "engine/plan.hpp"
#include "measurement/diary.hpp"
#include "measurement/instruments.hpp"
#include "model/events.hpp"
#include "model/variables.hpp"
#include "population/draw.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace couplet::engine {

enum class EndReason : std::int8_t { intact, separated };
inline constexpr const char* end_reason_names[2] = {"intact", "separated"};

// In place of a number: a couple that does not live in the arm, or was never simulated in a run that
// was stopped.
inline constexpr std::uint32_t absent_couple = std::numeric_limits<std::uint32_t>::max();

// One couple in one arm: who they were, and totals over the run.
struct CoupleRow {
    std::uint32_t couple = 0;
    std::array<float, 2> anxiety{}, avoidance{}; // on day 0 [1-7]
    std::array<std::int8_t, 2> style{};          // as named, or on day 0: index into population::style_names
    std::int8_t pairing = 0;                     // index into pairing_names()
    std::int8_t kind = 0;                        // index into population::kind_names
    float age_years = 0;                         // of the relationship at the start [year]
    std::array<float, 2> satisfaction_start{}, satisfaction_end{}; // share of the CSI-16 scale
    std::int16_t sessions = 0;                   // attended
    std::int8_t dropped_out = 0;                 // 1 if the programme was left early
    EndReason end_reason = EndReason::intact;
    float end_day = 0;                           // separation, or the end of the run [day]
    std::uint32_t conflicts = 0;                 // episodes
    std::uint32_t demand_withdraw = 0;           // episodes with pursuit met by withdrawal
    float pursuit_withdrawal_minutes = 0;        // one pursues while the other withdraws [min]
    float mutual_escalation_minutes = 0;         // both pursue or attack [min]
    float mutual_avoidance_minutes = 0;          // both withdraw [min]
    float positive_minutes = 0, negative_minutes = 0; // of acts in conflict talk, both partners
    std::uint64_t digest = 0;                    // of every state value along the couple's life
};

using population::pairing_names; // what CoupleRow::pairing points to

// Sums over couples at each summary instant: integers, so that any order gives the same bits.
class Summary {
  public:
    static constexpr int bins = 256; // of the histogram from which quantiles are read
    enum Rate { conflicts, demand_withdraw, protests, withdrawals, repairs, separations };
    static constexpr int rate_count = 6;
    static constexpr const char* rate_names[rate_count] = {
        "conflicts", "demand_withdraw", "protests", "withdrawals", "repairs", "separations"};

    Summary() = default;
    Summary(std::size_t arms, int days, int every_days);

    // Adds one packed value of a standard variable (see model/variables.hpp).
    void add(std::size_t arm, std::size_t instant, std::size_t variable, std::int16_t packed) {
        Cell& cell = cells_[(arm * instants_ + instant) * model::standard_variable_count +
                            variable];
        const std::int64_t q = packed;
        ++cell.count;
        cell.sum += q;
        cell.sum_of_squares += q * q;
        ++cell.histogram[static_cast<std::size_t>((q + 32768) >> 8)];
    }
    // Events counted in the interval that ends at `instant`.
    void count(std::size_t arm, std::size_t instant, Rate rate, std::uint32_t n) {
        rates_[(arm * instants_ + instant) * rate_count + rate] += n;
    }
    void count_intact(std::size_t arm, std::size_t instant) {
        ++intact_[arm * instants_ + instant];
    }
    void merge(const Summary& other); // adds the other's counts; same shape, else a contract

    // The counts as words, in few: what is zero is left out. take() adds such words to the counts, and
    // returns false, with part of them added, if they are not those of a summary of this shape.
    std::vector<std::uint64_t> words() const;
    bool take(std::span<const std::uint64_t> words);

    std::size_t arms() const { return arms_; }
    std::size_t instants() const { return instants_; }  // 0, every_days, 2 every_days, ...
    int day(std::size_t instant) const { return static_cast<int>(instant) * every_days_; }
    // Of the persons in intact couples; NaN when nobody is left.
    double mean(std::size_t arm, std::size_t instant, std::size_t variable) const;
    double sd(std::size_t arm, std::size_t instant, std::size_t variable) const;
    // By linear interpolation within a bin of 1/256 of the variable's range.
    double quantile(std::size_t arm, std::size_t instant, std::size_t variable,
                    double probability) const;
    std::uint64_t rate(std::size_t arm, std::size_t instant, Rate rate) const;
    std::uint64_t intact(std::size_t arm, std::size_t instant) const;

  private:
    struct Cell {
        std::int64_t count = 0, sum = 0, sum_of_squares = 0;
        std::array<std::uint32_t, bins> histogram{};
    };
    std::size_t arms_ = 0, instants_ = 0;
    int every_days_ = 7;
    std::vector<Cell> cells_;
    std::vector<std::uint64_t> rates_, intact_;
};

// Recorded values of one arm of a slab. C: recorded couples of the slab, T: recorded instants.
struct ArmSlab {
    std::vector<std::int16_t> trajectory; // [variable][C][partner][T], packed
    std::vector<std::int8_t> phase;       // [C][T], packed_fill8 after a separation
    std::vector<std::int8_t> intact;      // [C][T]
    std::vector<model::Event> events;     // sorted by couple, then day
    std::vector<CoupleRow> couples;       // all couples of the slab
    // [instrument][couple][partner][wave], all couples of the slab; NaN when not answered
    std::vector<float> questionnaire;
    std::vector<float> diary; // [item][couple][partner][day], likewise
};
inline constexpr std::int8_t packed_fill8 = -128;

struct Slab {
    std::uint32_t index = 0;               // of the slab within the run
    std::uint32_t first = 0, count = 0;    // couples
    std::uint32_t recorded = 0;            // of them, those with trajectories: the first so many
    std::size_t instants = 0;              // T
    std::vector<ArmSlab> arms;
    Summary summary;                       // of its couples
    std::vector<std::uint64_t> digests;    // of its couples, one an arm
    std::uint64_t couple_turns = 0;        // over all arms
};

// Couples in a slab: fixed by the plan alone, so that a file's layout is too.
std::uint32_t slab_size(const Plan&);
// Recorded instants T and their days: 0, every, 2 every, ... and the last day.
std::vector<float> recorded_days(const Plan&);

// One turn of one couple, for replay and zoom.
struct TurnTrace {
    int day = 0, encounter = 0, turn = 0; // encounter 0 morning, 1 midday or laboratory, 2 evening
    float minute = 0;                     // since midnight
    std::int8_t phase = 0;
    struct Side {
        std::int8_t act = 0;              // index into behaviour_choice::act_names
        std::int8_t protest = -1;         // index of the protest kind, -1 when none
        float perceived_threat = 0, inferred_affect = 0, response_quality = 0;
        float activation = 0, overwhelm = 0, negative_affect = 0, positive_affect = 0,
              cortisol = 0;
    };
    std::array<Side, 2> partner;
};

// Feelings and hormone of both partners at a moment between encounters.
struct MomentTrace {
    int day = 0;
    float minute = 0; // since midnight
    std::array<float, 2> negative_affect{}, positive_affect{}, cortisol{};
};

} // namespace couplet::engine
