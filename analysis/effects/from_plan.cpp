#include "effects/from_plan.hpp"

#include "interventions/dose.hpp"
#include "mechanisms/attachment_change.hpp"
#include "model/parameters.hpp"

namespace couplet::effects {

TrialData from_plan(const engine::Plan& plan) {
    TrialData data;
    data.seed = plan.seed.value;
    data.days = plan.days - plan.trial.last_entry();
    data.design = plan.trial.design;
    data.minimum_sessions = plan.trial.minimum_sessions;
    if (plan.trial.primary_instrument >= 0) {
        const auto k = static_cast<std::size_t>(plan.trial.primary_instrument);
        data.primary_instrument = measurement::instrument_table[k].name;
        data.primary_wave = plan.trial.primary_wave;
    }
    data.waves = plan.questionnaire.waves;
    for (const engine::Arm& arm : plan.arms) {
        Arm made;
        made.name = arm.name;
        made.treated = arm.programme.sessions > 0;
        if (static_cast<int>(data.arms.size()) == plan.trial.waiting) {
            made.treated = false;
            made.waits =
                plan.trial.delay + interventions::first_session_day(arm.programme);
        }
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
