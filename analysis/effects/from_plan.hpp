// What of a trial follows from its plan alone.
#pragma once

#include "effects/trial_data.hpp"
#include "engine/plan.hpp"

namespace couplet::effects {

// Arms with their programmes, the boundary of security, seed and length; no couples yet.
TrialData from_plan(const engine::Plan&);

// Of single cases: days from the baseline that was dealt to the first session.
int wait_after_baseline(const TrialData&, const engine::Plan&);

} // namespace couplet::effects
