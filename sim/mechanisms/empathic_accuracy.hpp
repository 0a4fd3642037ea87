// Empathic accuracy: how well the partner's feelings are read (submodel 7).
//
//   accuracy = logistic(e0 + k_a (a min(x, 1) - v) + skill)
//   inferred NA = accuracy shown NA + (1 - accuracy) own NA
//
// What is not read is filled in from one's own feelings. Anxiety sharpens accuracy only in alarm x;
// avoidance dulls it always. The more accurately a partner's negative feelings are read, the colder the
// partner's act feels, by k_h accuracy [inferred NA - rest]+: cold acts hurt more, warm ones comfort less.
//
// Sources: Simpson, Ickes & Grich 1999; Simpson, Kim et al. 2011; empathic accuracy model, Ickes &
// Simpson 1997; assumed similarity, Kenny & Acitelli 2001. Departure: one number for both dimensions.
//
// Tests: tests/mechanisms/test_empathic_accuracy.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::empathic_accuracy {

struct Params {
    float base = 0.3f;
    float attachment = 2.42f;
    float hurt = 0.0203f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::base, "base", "", -5, 5, Status::assumed,
     "accuracy well above chance, Ickes & Simpson 1997",
     "log-odds of reading the partner right"},
    {&Params::attachment, "attachment", "", 0, 3, Status::assumed,
     "sign: Simpson et al. 1999, 2011; size explored",
     "gain with anxiety in alarm, loss with avoidance"},
    {&Params::hurt, "hurt", "", 0, 2, Status::assumed, "sign: Simpson et al. 1999; size explored",
     "how much colder an act feels when threatening feelings are read accurately"},
};

inline Params neutral(Params p) {
    p.attachment = p.hurt = 0;
    return p;
}

inline constexpr float at_rest = 1.0f; // negative affect of a calm person

template <class F> F accuracy(const Params& p, F anxiety, F avoidance, F alarm, F skill) {
    return logistic(F(p.base) + F(p.attachment) * (anxiety * min(alarm, 1.0f) - avoidance) + skill);
}
template <class F> F inferred_affect(F accuracy, F shown, F own) {
    return own + accuracy * (shown - own);
}
template <class F> F hurt(const Params& p, F accuracy, F inferred) {
    return F(p.hurt) * accuracy * positive_part(inferred - F(at_rest));
}

} // namespace couplet::empathic_accuracy
