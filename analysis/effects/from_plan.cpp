#include "effects/from_plan.hpp"

#include "interventions/dose.hpp"
#include "mechanisms/attachment_change.hpp"
#include "model/parameters.hpp"

#include <algorithm>

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
    const bool is_crossover = data.design == Design::crossover;
    const int second = plan.trial.period + plan.trial.washout;
    if (is_crossover)
        data.days = plan.trial.period;
    for (const engine::Arm& arm : plan.arms) {
        Arm made;
        made.name = arm.name;
        for (std::size_t n = 0; n < arm.programmes.size(); ++n) {
            const float start = interventions::planned_start(arm.programmes, n);
            if (is_crossover && start >= static_cast<float>(second))
                continue; // of the other arm: this one's sequence
            const int first = static_cast<int>(start);
            const auto last =
                static_cast<int>(start + interventions::course_length(arm.programmes[n]));
            made.first_session = made.treated ? std::min(made.first_session, first) : first;
            made.last_session = std::max(made.last_session, last);
            made.treated = true;
        }
        if (static_cast<int>(data.arms.size()) == plan.trial.waiting) {
            made.treated = false;
            made.waits = plan.trial.delay + made.first_session;
            made.first_session = made.last_session = 0;
        }
        if (made.treated && !plan.trial.baselines.empty()) {
            made.first_session += plan.trial.baselines.front();
            made.last_session += plan.trial.baselines.back();
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

int wait_after_baseline(const TrialData& data, const engine::Plan& plan) {
    return data.arms[0].first_session - plan.trial.baselines.front();
}

} // namespace couplet::effects
