// How long a learnt bid outlasts its answers: the experiment of T52.
#pragma once

#include "mechanisms/reinforcement.hpp"

#include <cstdint>
#include <vector>

namespace couplet::validation {

// Bids from the end of all answers until the habit is half of what was learnt, one value a learner,
// trained with a share of bids answered [0-1]. As in the study, schedules are matched for answers,
// not for bids.
std::vector<double> bids_to_extinction(const reinforcement::Params&, std::uint32_t learners,
                                       float share);

} // namespace couplet::validation
