#include "effects/from_plan.hpp"

#include "interventions/dose.hpp"
#include "mechanisms/attachment_change.hpp"
#include "model/parameters.hpp"

namespace couplet::effects {

TrialData from_plan(const engine::Plan& plan) {
    TrialData data;
    data.seed = plan.seed.value;
    data.days = plan.days;
    data.waves = plan.questionnaire.waves;
    for (const engine::Arm& arm : plan.arms) {
        Arm made;
        made.name = arm.name;
        made.treated = arm.programme.sessions > 0;
        if (made.treated) {
            made.first_session = interventions::first_session_day(arm.programme);
            made.last_session = interventions::last_session_day(arm.programme);
        }
        data.arms.push_back(made);
    }
    // Half-way between the corners that the model's named styles stand at.
    const double boundary = model::effective(plan.parameters).variation.style_boundary;
    data.insecure_anxiety = attachment_change::norm_anxiety +
                            static_cast<double>(attachment_change::norm_anxiety_sd) * boundary;
    data.insecure_avoidance =
        attachment_change::norm_avoidance +
        static_cast<double>(attachment_change::norm_avoidance_sd) * boundary;
    return data;
}

} // namespace couplet::effects
