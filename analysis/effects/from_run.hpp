// Runs a plan in memory and keeps what its questionnaires and couples say: no file, no trajectories.
#pragma once

#include "effects/trial_data.hpp"
#include "engine/engine.hpp"

namespace couplet::effects {

// The plan's recording is switched off. Throws what engine::run() does.
TrialData from_run(engine::Plan, const engine::Options&);

} // namespace couplet::effects
