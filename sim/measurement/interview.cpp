#include "measurement/interview.hpp"

#include "numerics/math.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::measurement {
namespace {

float normal(float u) { return normal_quantile(Lanes<1>(u)).v; }

} // namespace

Classification interview(const Occasion& o, float anxiety, float avoidance) {
    const Occasion once{o.seed, o.couple, 0, o.partner}; // the state of mind has no day
    const auto mind = draws(once, interview_slot), error = draws(o, interview_slot + 1);
    const float v = interview_validity, own = std::sqrt(1.0f - v * v);
    const float common = normal(mind[2]) * std::sqrt(states_of_mind_r);
    const float rest = std::sqrt(1.0f - states_of_mind_r);
    const auto score = [&](float attachment, int k) {
        const auto n = static_cast<std::size_t>(k);
        return v * attachment + own * (common + rest * normal(mind[n])) +
               interview_error * normal(error[n]);
    };
    const float anxious = score(anxiety, 0) - preoccupied_from;
    const float avoidant = score(avoidance, 1) - dismissing_from;
    const StateOfMind best = std::max(anxious, avoidant) <= 0 ? StateOfMind::secure
                             : anxious > avoidant             ? StateOfMind::preoccupied
                                                              : StateOfMind::dismissing;
    return {best, anxious > 0 && avoidant > 0 && error[2] < lapse_shows};
}

} // namespace couplet::measurement
