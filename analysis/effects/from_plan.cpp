#include "effects/from_plan.hpp"

#include "interventions/dose.hpp"
#include "mechanisms/attachment_change.hpp"
#include "model/parameters.hpp"

#include <algorithm>

namespace couplet::effects {

TrialData from_plan(const engine::Plan& plan) {
    TrialData data;
    data.seed = plan.seed.value;
    data.days = plan.days;
    data.waves = plan.questionnaire.waves;
    for (const engine::Arm& arm : plan.arms) {
        Arm made;
        made.name = arm.name;
        made.treated = !arm.programmes.empty();
        for (std::size_t n = 0; n < arm.programmes.size(); ++n) {
            const float start = interventions::planned_start(arm.programmes, n);
            const int first = static_cast<int>(start);
            made.first_session = n == 0 ? first : std::min(made.first_session, first);
            made.last_session =
                std::max(made.last_session,
                         static_cast<int>(
                             start + interventions::course_length(arm.programmes[n])));
        }
        data.arms.push_back(made);
    }
    // Half-way between the corners that the model's named styles stand at.
    const double boundary = model::effective(plan.parameters).variation.style_boundary;
    data.insecure_anxiety =
        attachment_change::norm_anxiety +
        static_cast<double>(attachment_change::norm_anxiety_sd) * boundary;
    data.insecure_avoidance =
        attachment_change::norm_avoidance +
        static_cast<double>(attachment_change::norm_avoidance_sd) * boundary;
    return data;
}

} // namespace couplet::effects
