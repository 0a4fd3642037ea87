// Small samples for tests of claims.
#pragma once

#include "analysis/claims/claims.hpp"
#include "validation/trial_arms.hpp"

namespace couplet::test {

inline claims::Setting small_setting(std::uint32_t couples, std::uint32_t people) {
    claims::Setting s;
    s.seed = Seed{5};
    s.couples = couples;
    s.people = people;
    s.arms = trial_arms();
    s.options.kernel = engine::available_kernels().back();
    s.options.threads = 2;
    return s;
}

// The results of one group of checks, by claim.
inline bool holds(const std::vector<claims::Result>& results, const std::string& id) {
    for (const claims::Result& r : results)
        if (r.claim.id == id)
            return r.verdict == claims::Verdict::holds;
    throw std::runtime_error("no claim " + id);
}

} // namespace couplet::test
