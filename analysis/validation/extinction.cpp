#include "analysis/validation/extinction.hpp"

#include "numerics/philox.hpp"

namespace couplet::validation {

std::vector<double> bids_to_extinction(const reinforcement::Params& p, std::uint32_t learners,
                                       float share) {
    using F = Lanes<1>;
    constexpr int answers = 60, most = 2000;
    std::vector<double> all;
    for (std::uint32_t learner = 0; learner < learners; ++learner) {
        KeyedEngine draws(Seed{1}, learner, 7);
        reinforcement::Memory<F> m{F(0.0f), F(0.5f), F(0.0f)};
        for (int answered = 0; answered < answers;) {
            const bool yes = uniform(Words<1>(draws())).v < share;
            answered += yes;
            m = reinforcement::learn(p, m, F(yes ? 1.0f : 0.0f), F(yes ? 0.0f : 1.0f));
        }
        const float half = m.habit.v / 2;
        int bids = 0;
        for (; bids < most && m.habit.v > half; ++bids)
            m = reinforcement::learn(p, m, F(0.0f), F(1.0f));
        all.push_back(bids);
    }
    return all;
}

} // namespace couplet::validation
