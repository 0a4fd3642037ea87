// Whose scores a comparison uses, and those scores as columns of one value a couple.
#pragma once

#include "effects/estimate.hpp"
#include "effects/trial_data.hpp"

#include <vector>

namespace couplet::effects {

using Column = std::vector<double>;

enum class Population {
    intention_to_treat, // all who were enrolled in the arm
    per_protocol        // of treated arms those who came and did not drop out
};

// What is compared: each arm with the reference.
struct Question {
    std::size_t reference = 0; // arm
    Who who = Who::both;
    Population population = Population::intention_to_treat;
};

// Whether the same couples live in all arms, so that they are compared with themselves.
bool same_couples(const TrialData&);

// The last day on which the reference is one: until its arm begins the programme that it waited for, or
// to the end.
int compared_until(const TrialData&, std::size_t reference);

// Couples that count in `side` (an arm or the reference) when `arm` is compared. In twins the
// reference of a per-protocol analysis is the twins of those who stayed.
std::vector<std::uint32_t> sample(const TrialData&, const Question&, std::size_t arm,
                                  std::size_t side);

// Mean of the persons of a couple who answered at both waves; NaN where nobody did.
struct BeforeAfter {
    Column before, after, change;
};
BeforeAfter before_after(const TrialData&, std::span<const std::uint32_t> couples, Who,
                         std::size_t arm, std::size_t instrument, std::size_t first,
                         std::size_t wave);

// f(before, after) of each person of a couple who answered at both waves, averaged over them; NaN
// where nobody did or f is NaN.
template <class F>
Column of_persons(const TrialData& data, std::span<const std::uint32_t> couples, Who who,
                  std::size_t arm, std::size_t instrument, std::size_t first, std::size_t wave,
                  F f) {
    Column column;
    column.reserve(couples.size());
    for (const std::uint32_t c : couples) {
        double sum = 0;
        int n = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            if ((who == Who::first && i == 1) || (who == Who::second && i == 0))
                continue;
            const double x = f(static_cast<double>(data.score(arm, instrument, c, i, first)),
                               static_cast<double>(data.score(arm, instrument, c, i, wave)));
            if (x == x) {
                sum += x;
                ++n;
            }
        }
        column.push_back(n > 0 ? sum / n : missing);
    }
    return column;
}

// Standard deviation of persons at the first wave, pooled over the arms, with its degrees of
// freedom: what changes and differences are measured in. In twins all arms begin alike.
struct Spread {
    double sd = missing, degrees_of_freedom = 0;
};
Spread spread_at_start(const TrialData&, Who, std::size_t instrument);

} // namespace couplet::effects
