#include "effects/sample.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::effects {
namespace {

bool counts(const TrialData& data, std::size_t arm, std::size_t couple, Population population) {
    const Member& m = data.member(arm, couple);
    if (!m.enrolled || !data.arms[arm].treated || population == Population::intention_to_treat)
        return m.enrolled;
    return data.minimum_sessions > 0 ? m.sessions >= data.minimum_sessions
                                     : m.sessions > 0 && !m.dropped_out;
}

} // namespace

bool same_couples(const TrialData& data) {
    return data.design == Design::twins || data.design == Design::crossover;
}

int compared_until(const TrialData& data, std::size_t reference) {
    const int waits = data.arms[reference].waits;
    return waits >= 0 ? std::min(waits, data.days) : data.days;
}

std::vector<std::uint32_t> sample(const TrialData& data, const Question& question,
                                  std::size_t arm, std::size_t side) {
    std::vector<std::uint32_t> couples;
    for (std::uint32_t c = 0; c < data.couples; ++c) {
        const bool own = counts(data, side, c, question.population);
        const bool twin = !same_couples(data) || counts(data, arm, c, question.population);
        if (own && twin)
            couples.push_back(c);
    }
    return couples;
}

BeforeAfter before_after(const TrialData& data, std::span<const std::uint32_t> couples, Who who,
                         std::size_t arm, std::size_t instrument, std::size_t first,
                         std::size_t wave) {
    const auto column = [&](auto f) {
        return of_persons(data, couples, who, arm, instrument, first, wave, f);
    };
    return {column([](double b, double a) { return b + 0 * a; }),
            column([](double b, double a) { return a + 0 * b; }),
            column([](double b, double a) { return a - b; })};
}

Spread spread_at_start(const TrialData& data, Who who, std::size_t instrument) {
    double sum = 0, df = 0;
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm) {
        Column persons;
        for (std::uint32_t c = 0; c < data.couples; ++c)
            for (std::size_t i = 0; i < 2; ++i)
                if (data.member(arm, c).enrolled && !(who == Who::first && i == 1) &&
                    !(who == Who::second && i == 0))
                    persons.push_back(data.score(arm, instrument, c, i, 0));
        const auto n = static_cast<double>(statistics::count(persons));
        if (n < 2)
            continue;
        sum += (n - 1) * statistics::variance(persons);
        df += n - 1;
        if (same_couples(data))
            break;
    }
    return {std::sqrt(sum / df), df};
}

} // namespace couplet::effects
