#include "effects/crossover.hpp"

#include "numerics/contract.hpp"

namespace couplet::effects {
namespace {

constexpr std::size_t periods = 2;

// Sum, or difference, of two estimates of independent groups, times a half.
Estimate half_of(std::span<const double> one, std::span<const double> other, double sign) {
    std::vector<double> turned(other.begin(), other.end());
    for (double& x : turned)
        x *= -sign;
    Estimate e = difference(one, turned); // one + sign other
    for (double* x : {&e.value, &e.standard_error, &e.interval.low, &e.interval.high})
        *x /= 2;
    return e;
}

} // namespace

TrialData by_programme(const TrialData& sequences) {
    EXPECTS(sequences.arms.size() == periods && sequences.waves.size() % periods == 0);
    const std::size_t waves = sequences.waves.size() / periods;
    TrialData data = sequences;
    data.waves.resize(waves);
    data.scores.clear();
    data.sequence.resize(data.couples);
    for (std::uint32_t c = 0; c < data.couples; ++c) {
        const std::size_t own = sequences.member(0, c).enrolled ? 0 : 1;
        data.sequence[c] = static_cast<int>(own);
        for (std::size_t arm = 0; arm < periods; ++arm)
            data.members[arm * data.couples + c] = sequences.member(own, c);
    }
    for (std::size_t arm = 0; arm < periods; ++arm)
        for (std::size_t k = 0; k < measurement::instrument_count; ++k)
            for (std::uint32_t c = 0; c < data.couples; ++c) {
                const auto own = static_cast<std::size_t>(data.sequence[c]);
                const std::size_t first = arm == own ? 0 : waves;
                for (std::size_t i = 0; i < 2; ++i)
                    for (std::size_t w = 0; w < waves; ++w)
                        data.scores.push_back(sequences.score(own, k, c, i, first + w));
            }
    return data;
}

Crossover crossover(const TrialData& data, const Question& q, std::size_t arm,
                    std::size_t instrument, std::size_t wave) {
    // By who had the arm's programme first: change with it less change in the reference.
    std::vector<double> arm_first, reference_first;
    std::vector<double> second_start[periods]; // of the same two groups
    for (const std::uint32_t c : sample(data, q, arm, arm)) {
        const std::vector<std::uint32_t> one{c};
        const bool first = data.sequence[c] == static_cast<int>(arm);
        const auto with = before_after(data, one, q.who, arm, instrument, 0, wave),
                   without = before_after(data, one, q.who, q.reference, instrument, 0, wave);
        (first ? arm_first : reference_first).push_back(with.change[0] - without.change[0]);
        const std::size_t second = first ? q.reference : arm;
        second_start[first ? 0 : 1].push_back(
            before_after(data, one, q.who, second, instrument, 0, 0).before[0]);
    }
    Crossover found;
    found.arm = arm;
    found.effect = half_of(arm_first, reference_first, 1);
    // With the arm first the difference holds the period's effect with a minus.
    found.period = half_of(reference_first, arm_first, -1);
    found.carried = difference(second_start[0], second_start[1]);
    return found;
}

} // namespace couplet::effects
