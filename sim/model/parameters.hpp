// All numbers of the model, gathered from the mechanisms, and the switch of each mechanism.
#pragma once

#include "mechanisms/activation.hpp"
#include "mechanisms/affect.hpp"
#include "mechanisms/appraisal.hpp"
#include "mechanisms/attachment_change.hpp"
#include "mechanisms/behaviour_choice.hpp"
#include "mechanisms/cycle.hpp"
#include "mechanisms/deactivation.hpp"
#include "mechanisms/dissolution.hpp"
#include "mechanisms/empathic_accuracy.hpp"
#include "mechanisms/evaluation.hpp"
#include "mechanisms/physiology.hpp"
#include "mechanisms/reassurance.hpp"
#include "mechanisms/reinforcement.hpp"
#include "mechanisms/repair.hpp"
#include "mechanisms/response.hpp"
#include "mechanisms/stress.hpp"
#include "mechanisms/symptoms.hpp"
#include "mechanisms/triggers.hpp"
#include "mechanisms/variation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace couplet::model {

// In the order of the submodels in docs/model.md.
enum class Mechanism {
    stress,
    triggers,
    appraisal,
    activation,
    deactivation,
    physiology,
    empathic_accuracy,
    behaviour_choice,
    response,
    reinforcement,
    reassurance,
    affect,
    evaluation,
    cycle,
    repair,
    attachment_change,
    symptoms,
    dissolution,
    variation,
};
inline constexpr std::size_t mechanism_count = 19;

struct Parameters {
    stress::Params stress;
    triggers::Params triggers;
    appraisal::Params appraisal;
    activation::Params activation;
    deactivation::Params deactivation;
    physiology::Params physiology;
    empathic_accuracy::Params empathic_accuracy;
    behaviour_choice::Params behaviour_choice;
    response::Params response;
    reinforcement::Params reinforcement;
    reassurance::Params reassurance;
    affect::Params affect;
    evaluation::Params evaluation;
    cycle::Params cycle;
    repair::Params repair;
    attachment_change::Params attachment_change;
    symptoms::Params symptoms;
    dissolution::Params dissolution;
    variation::Params variation;

    // A mechanism that is off takes its neutral form (see neutral() in its file).
    std::array<bool, mechanism_count> enabled = all_enabled();

    bool is_enabled(Mechanism m) const { return enabled[static_cast<std::size_t>(m)]; }
    void set_enabled(Mechanism m, bool on) { enabled[static_cast<std::size_t>(m)] = on; }

  private:
    static constexpr std::array<bool, mechanism_count> all_enabled() {
        std::array<bool, mechanism_count> on{};
        for (auto& value : on)
            value = true;
        return on;
    }
};

// Calls visit(mechanism, name, params, table) for each mechanism, in order; `params` is const or
// not as `parameters` is, `table` a span of Parameter<Params>.
template <class Parameters, class Visit>
void for_each_mechanism(Parameters& parameters, Visit&& visit) {
#define COUPLET_VISIT(name) visit(Mechanism::name, #name, parameters.name, name::table);
    COUPLET_VISIT(stress)
    COUPLET_VISIT(triggers)
    COUPLET_VISIT(appraisal)
    COUPLET_VISIT(activation)
    COUPLET_VISIT(deactivation)
    COUPLET_VISIT(physiology)
    COUPLET_VISIT(empathic_accuracy)
    COUPLET_VISIT(behaviour_choice)
    COUPLET_VISIT(response)
    COUPLET_VISIT(reinforcement)
    COUPLET_VISIT(reassurance)
    COUPLET_VISIT(affect)
    COUPLET_VISIT(evaluation)
    COUPLET_VISIT(cycle)
    COUPLET_VISIT(repair)
    COUPLET_VISIT(attachment_change)
    COUPLET_VISIT(symptoms)
    COUPLET_VISIT(dissolution)
    COUPLET_VISIT(variation)
#undef COUPLET_VISIT
}

// The parameters that the kernel sees: mechanisms that are off replaced by their neutral form.
inline Parameters effective(const Parameters& parameters) {
    Parameters result = parameters;
#define COUPLET_NEUTRAL(name)                                                                \
    if (!parameters.is_enabled(Mechanism::name))                                             \
        result.name = name::neutral(parameters.name);
    COUPLET_NEUTRAL(stress)
    COUPLET_NEUTRAL(triggers)
    COUPLET_NEUTRAL(appraisal)
    COUPLET_NEUTRAL(activation)
    COUPLET_NEUTRAL(deactivation)
    COUPLET_NEUTRAL(physiology)
    COUPLET_NEUTRAL(empathic_accuracy)
    COUPLET_NEUTRAL(behaviour_choice)
    COUPLET_NEUTRAL(response)
    COUPLET_NEUTRAL(reinforcement)
    COUPLET_NEUTRAL(reassurance)
    COUPLET_NEUTRAL(affect)
    COUPLET_NEUTRAL(evaluation)
    COUPLET_NEUTRAL(cycle)
    COUPLET_NEUTRAL(repair)
    COUPLET_NEUTRAL(attachment_change)
    COUPLET_NEUTRAL(symptoms)
    COUPLET_NEUTRAL(dissolution)
    COUPLET_NEUTRAL(variation)
#undef COUPLET_NEUTRAL
    return result;
}

// The parameters by which a day ends. In the warm-up no average of the days looks back further than
// the first, so that on day 0 it is of days that were lived, and not of the state that was drawn.
inline Parameters on_day(const Parameters& parameters, int day, int warm_up_days) {
    Parameters result = parameters;
    if (day >= 0)
        return result;
    const float lived = static_cast<float>(warm_up_days + day + 1);
    for (float* time : {&result.evaluation.time, &result.evaluation.satisfaction_time,
                        &result.attachment_change.security_time,
                        &result.attachment_change.revision_time, &result.symptoms.time})
        if (*time < standstill)
            *time = std::min(*time, lived);
    return result;
}

} // namespace couplet::model
