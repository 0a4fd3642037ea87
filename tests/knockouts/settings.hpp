// Small worlds for the tests of knock-outs.
#pragma once

#include "analysis/knockouts/judge.hpp"
#include "validation/trial_arms.hpp"

namespace couplet::test {

inline knockouts::Setting small_world() {
    knockouts::Setting s;
    s.seed = Seed{3};
    s.community = 160;
    s.pairs = 16;
    s.people = 24;
    s.arms = trial_arms();
    s.options.kernel = engine::available_kernels().back();
    s.options.threads = 2;
    return s;
}

} // namespace couplet::test
