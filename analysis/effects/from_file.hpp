// Reads a trial from a result file.
#pragma once

#include "effects/trial_data.hpp"

#include <filesystem>

namespace couplet::effects {

// Everything but mediators and recoveries, which need to know what is asked. Throws output::Error if
// the file cannot be read or its scenario is not understood.
TrialData from_file(const std::filesystem::path&);

// Adds the skills and feelings that the file recorded, as they were on `day`.
void add_mediators(const std::filesystem::path&, int day, TrialData&);

// Adds how long felt security took to recover from conflicts; says in `no_recoveries` what the file
// would need. Recovered is who is back within a quarter of a standard deviation of persons of the mean
// of the seven evenings before the conflict; followed for 14 days, or until the next conflict, a
// separation or the end of the run.
void add_recoveries(const std::filesystem::path&, TrialData&);

} // namespace couplet::effects
