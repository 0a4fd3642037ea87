// What each mechanism contributes to the published findings: which of them the model no longer meets
// without it, and which it meets only then.
#pragma once

#include "analysis/validation/report.hpp"

#include <string>
#include <vector>

namespace couplet::knockouts {

struct Shift {
    std::string id, part;
    double on, off;
    double size; // |off - on| in Monte-Carlo errors of the whole model
};

struct Toll {
    int inside;                      // parts inside their range, of those computed with all on
    std::vector<std::string> lost;   // inside with all on only, "T16 r"
    std::vector<std::string> gained; // inside without the mechanism only
    std::vector<Shift> largest;      // at most so many, the largest first
};

// Both of the same targets and ranges; those of the whole model with intervals. Parts that are not
// computed with all on are left out.
Toll toll(const std::vector<validation::Result>& whole,
          const std::vector<validation::Result>& without, std::size_t most_shifts);

// All findings but those about programmes; `replicates` 0: values without intervals.
std::vector<validation::Result> findings(const model::Parameters&, Seed, const validation::Size&,
                                         const engine::Options&, int replicates);

} // namespace couplet::knockouts
