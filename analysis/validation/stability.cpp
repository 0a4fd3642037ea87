#include "analysis/validation/stability.hpp"

#include <cmath>

namespace couplet::validation {
namespace {

constexpr double normal_95 = 1.959963984540054;

double error_of(const Result& r) { return (r.high - r.value) / normal_95; }

// Distance in standard errors of the difference; NaN where one is not computed or has no error.
double distance(const Result& first, const Again& again, std::size_t k) {
    const double error = error_of(first);
    return error > 0 ? std::abs(again.results[k].value - first.value) /
                           (error * std::sqrt(1 + again.variance))
                     : std::nan("");
}

} // namespace

std::vector<Again> findings_again(const model::Parameters& parameters, Seed seed, const Size& size,
                                  const Programmes& programmes, const engine::Options& options) {
    const auto targets = parse_targets(own_targets(), "targets.csv");
    const auto ranges = parse_ranges(own_ranges(), "checks.csv");
    const auto findings = [&](Seed s, const Size& n) {
        const Studies studies = run_studies(parameters, s, n, options, programmes);
        return evaluate(targets, ranges, checks(studies, parameters), s, 0);
    };
    // Cohorts and laboratory take the seeds after that of the community.
    constexpr std::uint64_t apart = 10;
    std::vector<Again> all;
    for (std::uint64_t n : {1u, 2u}) {
        const Seed other{seed.value + n * apart};
        all.push_back({"seed " + std::to_string(other.value), 1, findings(other, size)});
    }
    Size shorter = size;
    shorter.turn_minutes /= 2;
    all.push_back({"half the turn", 1, findings(seed, shorter)});
    Size larger = size;
    for (std::uint32_t* n : {&larger.community, &larger.cohort, &larger.laboratory, &larger.treated})
        *n *= 2;
    all.push_back({"twice the couples", 0.5, findings(seed, larger)});
    return all;
}

std::vector<Moved> moved(const Stability& s) {
    std::vector<Moved> all;
    for (const Again& again : s.again)
        for (std::size_t k = 0; k < s.first.size(); ++k)
            if (const double d = distance(s.first[k], again, k); d > normal_95)
                all.push_back({again.name, s.first[k].range, s.first[k].value,
                               again.results[k].value, d});
    return all;
}

std::size_t compared(const Stability& s, const Again& again) {
    std::size_t n = 0;
    for (std::size_t k = 0; k < s.first.size(); ++k)
        n += !std::isnan(distance(s.first[k], again, k));
    return n;
}

} // namespace couplet::validation
