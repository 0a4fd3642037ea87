// The state of a couple before its first day, in the balance that its traits and age suggest.
#pragma once

#include "model/parameters.hpp"
#include "model/state.hpp"
#include "population/draw.hpp"

namespace couplet::population {

inline model::Traits<Lanes<1>> as_lane(const model::Traits<float>& t) {
    model::Traits<Lanes<1>> lane;
    static_assert(sizeof lane == sizeof t);
    std::memcpy(static_cast<void*>(&lane), &t, sizeof t);
    return lane;
}

inline model::Couple<Lanes<1>> initial(const model::Parameters& p, const Drawn& drawn,
                                       std::uint32_t id, RelationshipKind kind) {
    using F = Lanes<1>;
    model::Couple<F> c{};
    const float years = drawn.age_years;
    for (std::size_t i = 0; i < 2; ++i) {
        model::Person<F>& s = c.partner[i];
        s.traits = as_lane(drawn.traits[i]);
        s.revisable = {F(drawn.revisable[i].anxiety), F(drawn.revisable[i].avoidance)};
        const evaluation::Standing<F> standing{
            s.traits.fit, F(0.0f), evaluation::invested(s.traits.investment, F(years)),
            s.traits.alternatives, F(0.0f), F(0.0f)};
        const F outcome = evaluation::outcome(p.evaluation, s.evaluation, standing);
        s.evaluation.comparison = F(p.evaluation.comparison) * outcome *
                                  approach(F(years * 365.25f), F(p.evaluation.comparison_time));
        s.evaluation.satisfaction = outcome - s.evaluation.comparison;
        s.evaluation.commitment = evaluation::intended_commitment(
            p.evaluation, s.evaluation.satisfaction, standing);
        s.symptoms.depressive = s.symptoms.anxious = s.traits.symptom_level;
        for (auto& memory : s.bids)
            memory.answer_rate = F(0.5f);
        s.negative_affect = F(affect::at_rest);
        s.positive_affect = F(affect::at_rest);
        s.need = F(1.0f);
        s.axis.cortisol = F(p.physiology.baseline);
    }
    c.alive = F(1.0f);
    c.kind = F(static_cast<float>(kind));
    c.age = F(years);
    c.id = Words<1>(id);
    return c;
}

} // namespace couplet::population
