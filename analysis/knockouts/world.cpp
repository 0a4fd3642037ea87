#include "analysis/knockouts/world.hpp"

namespace couplet::knockouts {
namespace {

claims::Setting for_claims(const Setting& s) {
    return {s.parameters, s.seed, s.pairs, s.people, s.arms, s.options};
}

engine::Plan plan(const Setting& s, int days, population::RelationshipKind kind, float age_years) {
    engine::Plan p;
    p.seed = s.seed;
    p.days = days;
    p.parameters = s.parameters;
    p.population.couples = s.community;
    p.population.kind = kind;
    p.population.age_years = age_years;
    p.arms = {{"as usual", {}}};
    p.recording.events = false;
    return p;
}

} // namespace

World::World(const Setting& setting) : setting_(setting), samples_(for_claims(setting)) {}

const Panel& World::daily() const {
    if (!daily_) {
        engine::Plan p = plan(setting_, days, population::RelationshipKind::married, 6);
        p.recording.events = true;
        p.questionnaire.waves = {0, days};
        for (std::size_t which : measurement::latent_variables)
            p.recording.variables.push_back(static_cast<std::uint16_t>(which));
        for (const char* name : {"stress", "felt_security"})
            p.recording.variables.push_back(static_cast<std::uint16_t>(validation::variable(name)));
        daily_ = std::make_unique<Panel>(p, setting_.options);
    }
    return *daily_;
}

const Panel& World::dating() const {
    if (!dating_)
        dating_ = std::make_unique<Panel>(
            plan(setting_, 365, population::RelationshipKind::dating, 0.5f), setting_.options);
    return *dating_;
}

Setting without(Setting setting, model::Mechanism mechanism) {
    setting.parameters.set_enabled(mechanism, false);
    return setting;
}

} // namespace couplet::knockouts
