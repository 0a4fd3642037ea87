// What a run is read for first: outcomes by arm and pairing, with intervals.
#pragma once

#include "engine/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace couplet::experiment {

// A value with its 95 % interval; NaN where there is nothing to estimate from.
struct Estimate { double value, low, high; };

// One arm and pairing.
struct OutcomeRow {
    std::string arm, pairing;          // pairing "all" over all couples
    std::uint64_t couples = 0;
    Estimate satisfaction;             // CSI-16 at the end, intact couples [0-81]
    Estimate conflicts_per_month;      // a couple, while together
    Estimate demand_withdraw_share;    // of conflicts [0-1]
    Estimate pursuit_withdrawal;       // minutes a month in which pursuit meets withdrawal
    Estimate mutual_escalation;        // minutes a month in which both pursue
    Estimate separated;                // share of couples by the end of the run [0-1]
};

// Sums over couples, in integers, so that the order in which slabs end does not matter.
class Outcomes {
  public:
    explicit Outcomes(const engine::Plan&);
    void add(const engine::Slab&); // not thread-safe
    // By arm, then "all" before the pairings that occur.
    std::vector<OutcomeRow> rows() const;

  private:
    // Sums for a ratio of totals and its standard error.
    struct Ratio {
        std::int64_t y = 0, x = 0, yy = 0, xy = 0, xx = 0;
        void add(std::int64_t numerator, std::int64_t denominator);
        Estimate estimate(std::uint64_t n, double scale) const;
    };
    struct Cell {
        std::uint64_t couples = 0, separated = 0, intact = 0;
        std::int64_t satisfaction = 0, satisfaction_squared = 0; // 1e-4 of the scale
        Ratio conflicts, demand_withdraw, pursuit_withdrawal, mutual_escalation;
        void add(const engine::CoupleRow&);
    };
    OutcomeRow row(const std::string& arm, const std::string& pairing, const Cell&) const;

    std::vector<std::string> arms_, pairings_;
    std::vector<Cell> cells_; // [arm][pairing + 1], "all" first
};

} // namespace couplet::experiment
