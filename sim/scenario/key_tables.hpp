// Parts of the tables in keys.hpp that have a file of their own.
#pragma once

#include "scenario/keys.hpp"

namespace couplet::scenario {

inline constexpr float longest = 18263; // 50 years [day]

Table arm_table();
std::vector<Table> intervention_tables();
Table trial_table();

} // namespace couplet::scenario
