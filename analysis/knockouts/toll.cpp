#include "analysis/knockouts/toll.hpp"

#include "numerics/contract.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::knockouts {

using validation::Result;
using validation::Verdict;

Toll toll(const std::vector<Result>& whole, const std::vector<Result>& without,
          std::size_t most_shifts) {
    EXPECTS(whole.size() == without.size());
    constexpr double normal_95 = 1.959963984540054;
    Toll t{};
    for (std::size_t k = 0; k < whole.size(); ++k) {
        const Result &on = whole[k], &off = without[k];
        EXPECTS(on.target.id == off.target.id && on.range.part == off.range.part);
        if (on.verdict == Verdict::not_computed)
            continue;
        const bool was = on.verdict == Verdict::inside, is = off.verdict == Verdict::inside;
        const std::string name = on.target.id + " " + on.range.part;
        t.inside += is;
        if (was && !is)
            t.lost.push_back(name);
        if (is && !was)
            t.gained.push_back(name);
        const double error = (on.high - on.value) / normal_95;
        const double size = std::abs(off.value - on.value) / error;
        if (std::isfinite(size) && size > 0)
            t.largest.push_back({on.target.id, on.range.part, on.value, off.value, size});
    }
    std::stable_sort(t.largest.begin(), t.largest.end(),
                     [](const Shift& a, const Shift& b) { return a.size > b.size; });
    t.largest.resize(std::min(most_shifts, t.largest.size()));
    return t;
}

std::vector<Result> findings(const model::Parameters& parameters, Seed seed,
                             const validation::Size& size, const engine::Options& options,
                             int replicates) {
    const auto targets = validation::parse_targets(validation::own_targets(), "targets.csv");
    const auto ranges = validation::parse_ranges(validation::own_ranges(), "checks.csv");
    const auto studies = validation::run_studies(parameters, seed, size, options);
    return validation::evaluate(targets, ranges, validation::checks(studies, parameters), seed,
                                replicates);
}

} // namespace couplet::knockouts
