// Findings about single mechanisms, computed from them alone: extinction (T52) and cortisol (T39b).
#include "analysis/validation/extinction.hpp"
#include "analysis/validation/vectors.hpp"

namespace couplet::validation {
namespace {

using F = Lanes<1>;

struct Cortisol { double peak, half_life; }; // [min]

// After one stressor that activates fully and is over at once.
Cortisol cortisol_course(const physiology::Params& p, const activation::Params& a,
                         float anxiety) {
    const physiology::Axis<F> rest{F(0.0f), F(0.0f), F(p.baseline)};
    const F recovery = activation::recovery_time(a, activation::prolonged(a, F(anxiety)));
    constexpr float step = 0.1f; // min
    const auto pace = physiology::pace(p, step);
    physiology::Axis<F> s = rest;
    double highest = 0;
    int peak = 0, half = 0; // in steps
    for (int n = 1; n < 6000; ++n) {
        const float minute = step * static_cast<float>(n);
        const F activation = F(2.0f) * exp(-(F(minute) / recovery));
        s = physiology::after_turn(p, s, activation, pace, F(1.0f));
        const double rise = s.cortisol.v - p.baseline;
        if (rise > highest) {
            highest = rise;
            peak = n;
        } else if (half == 0 && rise < highest / 2) {
            half = n;
        }
    }
    return {step * double(peak), step * double(half - peak)};
}

} // namespace

std::vector<Check> learning_checks(const model::Parameters& parameters) {
    const auto p = model::effective(parameters);
    const auto ratio = [p](float share) {
        return [p, share](Sample) {
            constexpr std::uint32_t learners = 400;
            return mean(bids_to_extinction(p.reinforcement, learners, share)) /
                   mean(bids_to_extinction(p.reinforcement, learners, 1));
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
