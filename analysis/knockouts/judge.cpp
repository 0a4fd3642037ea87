#include "analysis/knockouts/judge.hpp"

#include "numerics/contract.hpp"
#include "statistics/bootstrap.hpp"

#include <cmath>
#include <numeric>

namespace couplet::knockouts {
namespace {

Estimate estimate(double value, const std::vector<double>& resampled) {
    constexpr double normal_95 = 1.959963984540054;
    const double half = normal_95 * statistics::sd(resampled);
    return {value, value - half, value + half};
}

// As the distance from no effect, in the direction that it has with all on.
Estimate effect(const Estimate& e, double none, double direction) {
    const double a = direction * (e.low - none), b = direction * (e.high - none);
    return {direction * (e.value - none), std::min(a, b), std::max(a, b)};
}

} // namespace

bool is_seen(Expected expected, const claims::Range& range, const Estimate& on,
             const Estimate& off, const Estimate& change) {
    const double direction = std::isfinite(range.low) ? 1 : -1;
    const double none = direction > 0 ? range.low : range.high;
    const Estimate before = effect(on, none, direction), after = effect(off, none, direction);
    const Estimate growth = effect(change, 0, direction);
    // A comparison with NaN is false: what could not be computed is not seen.
    switch (expected) {
    case Expected::gone: {
        const double limit = left_at_most * before.value;
        return before.low > 0 && growth.high < 0 && after.low > -limit && after.high < limit;
    }
    case Expected::less: return before.low > 0 && growth.high < 0;
    case Expected::more: return growth.low > 0;
    case Expected::unchanged: return off.value == on.value && change.low == 0 && change.high == 0;
    }
    return false;
}

Judged judge(const Consequence& consequence, const World& world, const World& whole, Seed seed,
             int replicates) {
    const claims::Check with = consequence.statistic(whole, whole);
    const claims::Check without = consequence.statistic(world, whole);
    EXPECTS(with.units == without.units);
    std::vector<std::uint32_t> all(with.units);
    std::iota(all.begin(), all.end(), 0u);
    std::vector<double> on, off, change;
    for (int k = 0; k < replicates; ++k) {
        const auto sample =
            statistics::resample(with.units, seed, static_cast<std::uint32_t>(k));
        on.push_back(with.value(sample));
        off.push_back(without.value(sample));
        change.push_back(off.back() - on.back());
    }
    Judged j{consequence, with.compared, estimate(with.value(all), on),
             estimate(without.value(all), off), {}, false};
    j.change = estimate(j.off.value - j.on.value, change);
    j.seen = is_seen(consequence.expected, with.range, j.on, j.off, j.change);
    return j;
}

std::vector<Judged> judge_all(model::Mechanism mechanism, const Setting& setting,
                              const World& whole, int replicates) {
    const World world(without(setting, mechanism));
    std::vector<Judged> all;
    for (const Consequence& consequence : consequences())
        if (consequence.of == mechanism)
            all.push_back(judge(consequence, world, whole, setting.seed, replicates));
    return all;
}

} // namespace couplet::knockouts
