// Findings about single mechanisms, computed from them alone: extinction (T52) and cortisol (T39b).
#include "analysis/validation/checks.hpp"

#include "numerics/philox.hpp"

namespace couplet::validation {
namespace {

using F = Lanes<1>;

// Bids from the end of all answers until the habit is half of what was learnt, mean over learners
// trained with a share of bids answered. As in the study, schedules are matched for answers, not
// for bids.
double bids_to_extinction(const reinforcement::Params& p, float share) {
    constexpr int learners = 400, answers = 60, most = 2000;
    double total = 0;
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
        total += bids;
    }
    return total / learners;
}

struct Cortisol { double peak, half_life; }; // [min]

// After one stressor that activates fully and is over at once.
Cortisol cortisol_course(const physiology::Params& p, const activation::Params& a,
                         float anxiety) {
    const physiology::Axis<F> rest{F(0.0f), F(0.0f), F(p.baseline)};
    const F recovery =
        activation::recovery_time(a, F(anxiety), F(0.0f), F(0.0f));
    constexpr float step = 0.1f; // min
    const auto pace = physiology::pace(p, step);
    physiology::Axis<F> s = rest;
    double highest = 0, half = 0;
    Cortisol course{0, 0};
    for (int n = 1; n < 6000; ++n) {
        const float minute = step * static_cast<float>(n);
        const F activation = F(2.0f) * exp(-(F(minute) / recovery));
        s = physiology::after_turn(p, s, activation, pace, F(1.0f));
        const double rise = s.cortisol.v - p.baseline;
        if (rise > highest) {
            highest = rise;
            course.peak = minute;
        } else if (half == 0 && rise < highest / 2) {
            half = minute;
            course.half_life = half - course.peak;
        }
    }
    return course;
}

} // namespace

std::vector<Check> learning_checks(const model::Parameters& parameters) {
    const auto p = parameters;
    const auto ratio = [p](float share) {
        return [p, share](Sample) {
            return bids_to_extinction(p.reinforcement, share) /
                   bids_to_extinction(p.reinforcement, 1);
        };
    };
    const auto cortisol = [p](double Cortisol::*part) {
        return [p, part](Sample) { return cortisol_course(p.physiology, p.activation, 0).*part; };
    };
    return {{"T52", "a third", nullptr, ratio(0.33f)},
            {"T52", "a fifth", nullptr, ratio(0.2f)},
            {"T39b", "peak", nullptr, cortisol(&Cortisol::peak)},
            {"T39b", "half-life", nullptr, cortisol(&Cortisol::half_life)},
            {"T39b", "half-life of the anxious over the average", nullptr, [p](Sample) {
                 const auto half_life = [&](float anxiety) {
                     return cortisol_course(p.physiology, p.activation, anxiety).half_life;
                 };
                 return half_life(1) / half_life(0);
             }}};
}

} // namespace couplet::validation
