// Virtual series of single cases: a few couples of a pool, each with its own baseline, and the
// randomisation test of effects/single_case.hpp.
#pragma once

#include "effects/single_case.hpp"
#include "power/curve.hpp"

namespace couplet::power {

// Series number `replication` of so many different couples. `dealings`: baselines dealt anew in its test.
Finding case_study(const effects::TrialData&, effects::Who, std::size_t instrument,
                   std::uint32_t couples, std::uint32_t dealings, Seed, std::uint32_t replication);

} // namespace couplet::power
