#include "analysis/knockouts/consequences.hpp"

#include <algorithm>

namespace couplet::knockouts {

std::vector<Consequence> consequences() {
    std::vector<Consequence> all;
    for (const auto& group : {conflict_consequences(), act_consequences(), slow_consequences()})
        all.insert(all.end(), group.begin(), group.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.of < b.of; });
    return all;
}

} // namespace couplet::knockouts
