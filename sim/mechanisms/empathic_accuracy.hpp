// Empathic accuracy: how well the partner's feelings are read (submodel 7).
//
//   accuracy = logistic(e0 + k_a a min(x, 2) - k_v v + skill)
//   inferred NA = accuracy shown NA + (1 - accuracy) usual NA
//
// Anxiety sharpens it only in alarm x; avoidance dulls it always. What is read accurately hurts
// when it is threatening: hurt = k_h accuracy [inferred NA - usual]+ is added to the coldness that
// the person receives.
//
// Sources: Simpson, Ickes & Grich 1999; Simpson, Kim et al. 2011; empathic accuracy model, Ickes &
// Simpson 1997.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::empathic_accuracy {

struct Params {
    float base = 0.3f;
    float anxious_alarm = 0.35f;
    float avoidance = 0.35f;
    float hurt = 0.05f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::base, "base", "", -5, 5, Status::assumed, "pilot calibration",
     "log-odds of reading the partner right"},
    {&Params::anxious_alarm, "anxious_alarm", "", 0, 3, Status::assumed,
     "sign: Simpson et al. 1999", "gain with anxiety times alarm"},
    {&Params::avoidance, "avoidance", "", 0, 3, Status::assumed,
     "sign: Simpson et al. 2011; range r -.1 to -.3", "loss with avoidance"},
    {&Params::hurt, "hurt", "", 0, 2, Status::assumed, "sign: Simpson et al. 1999",
     "coldness felt when threatening feelings are read accurately"},
};

inline Params neutral(Params p) {
    p.anxious_alarm = p.avoidance = p.hurt = 0;
    return p;
}

inline constexpr float usual_affect = 0.7f; // what one expects of anybody

template <class F> F accuracy(const Params& p, F anxiety, F avoidance, F alarm, F skill) {
    return logistic(F(p.base) + F(p.anxious_alarm) * anxiety * min(alarm, 2.0f) -
                    F(p.avoidance) * avoidance + skill);
}
template <class F> F inferred_affect(F accuracy, F shown) {
    return F(usual_affect) + accuracy * (shown - F(usual_affect));
}
template <class F> F hurt(const Params& p, F accuracy, F inferred) {
    return F(p.hurt) * accuracy * positive_part(inferred - F(usual_affect));
}

} // namespace couplet::empathic_accuracy
