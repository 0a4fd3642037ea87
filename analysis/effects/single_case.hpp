// A series of single cases with baselines of different, randomly drawn lengths (multiple-baseline design):
// each couple is compared with itself before its programme, and chance is in when that begins.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

// One couple: the mean of its persons' answers at each wave, in the two phases. A wave on the day on which
// the programme begins is before it.
struct Case {
    std::uint32_t couple = 0; // of the data
    int baseline = 0;         // days from entry to the programme
    std::size_t before = 0, after = 0; // waves with an answer
    double difference = missing;       // mean after less mean before
    // Nonoverlap of all pairs (Parker & Vannest 2009): share of pairs of a wave before and one after in
    // which the later is better, ties counting half. Chance is .5.
    double nonoverlap = missing;
};
Case single_case(const TrialData&, Who, std::uint32_t couple, std::size_t instrument);

// All couples. `p`: two-sided, of the mean difference, by the randomisation that was done: the baselines
// are dealt to the couples anew, `replications` times (Wampold & Worsham 1986). A trend that all couples
// share moves all of these alike, so it is no effect.
struct CaseSeries {
    std::vector<Case> cases;
    Estimate difference, nonoverlap; // over couples; their own p is none
    double p = missing;
    double expected = missing; // mean difference over the baselines dealt anew: what trends make
    std::uint32_t replications = 0;
};
CaseSeries case_series(const TrialData&, Who, std::size_t instrument,
                       std::span<const std::uint32_t> couples, Seed,
                       std::uint32_t replications, std::uint32_t stream = 0);

} // namespace couplet::effects
