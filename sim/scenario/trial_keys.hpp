// The keys of [trial].
#pragma once

#include "scenario/keys.hpp"

namespace couplet::scenario {

Table trial_table();

} // namespace couplet::scenario
