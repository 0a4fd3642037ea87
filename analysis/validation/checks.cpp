#include "analysis/validation/checks.hpp"

namespace couplet::validation {
namespace {

constexpr int quarter = 91; // days between waves

engine::Plan plan(const model::Parameters& parameters, Seed seed, float turn_minutes,
                  std::uint32_t couples, int days, population::RelationshipKind kind,
                  float age_years) {
    engine::Plan p;
    p.seed = seed;
    p.days = days;
    p.turn_minutes = turn_minutes;
    p.parameters = parameters;
    p.population.couples = couples;
    p.population.kind = kind;
    p.population.age_years = age_years;
    p.arms = {{"as usual", {}}};
    p.recording.events = false;
    p.recording.every_days = 7;
    for (int day = 0; day <= days; day += quarter)
        p.questionnaire.waves.push_back(day);
    return p;
}

engine::Plan with(engine::Plan p, std::initializer_list<const char*> variables) {
    for (const char* name : variables)
        p.recording.variables.push_back(static_cast<std::uint16_t>(variable(name)));
    return p;
}

// Every day, with all that the diary asks for, and what happens.
engine::Plan diary_plan(engine::Plan p) {
    p.recording.every_days = 1;
    p.recording.events = true;
    for (std::size_t which : measurement::latent_variables)
        p.recording.variables.push_back(static_cast<std::uint16_t>(which));
    return with(p, {"felt_security", "diary_protest", "diary_repair", "diary_softening",
                    "diary_withdrawal"});
}

} // namespace

Studies run_studies(const model::Parameters& parameters, Seed seed, const Size& size,
                    const engine::Options& options, const Programmes& programmes) {
    using Kind = population::RelationshipKind;
    constexpr float established = 6, new_year = 0.5f; // mean age of the relationship [year]
    const engine::Plan community =
        with(plan(parameters, seed, size.turn_minutes, size.community, 8 * quarter, Kind::married,
                  established),
             {"attachment_anxiety", "relatedness", "diary_warmth", "diary_attack",
              "diary_withdrawal", "talk_demanded", "talk_minutes", "self_worth"});
    const auto cohort = [&](Kind kind, int days) {
        return plan(parameters, Seed{seed.value + 1}, size.turn_minutes, size.cohort, days, kind,
                    new_year);
    };
    engine::Plan newlyweds = with(cohort(Kind::married, 20 * quarter + 7),
                                  {"attachment_anxiety", "attachment_avoidance"});
    newlyweds.recording.every_days = quarter;
    Studies studies{Panel(community, options),
                    Panel(diary_plan(plan(parameters, seed, size.turn_minutes, size.community, 28,
                                          Kind::married, established)),
                          options),
                    Panel(newlyweds, options),
                    Panel(cohort(Kind::dating, 8 * quarter + 7), options),
                    Panel(cohort(Kind::cohabiting, 20 * quarter + 7), options),
                    Laboratory(parameters, Seed{seed.value + 2}, size.laboratory, options,
                               size.turn_minutes / 2),
                    {}};
    if (!programmes.empty())
        studies.trials =
            run_trials(community, studies.community, programmes, size.treated, options);
    return studies;
}

std::vector<Check> checks(const Studies& studies, const model::Parameters& parameters) {
    std::vector<Check> all;
    for (auto group :
         {population_checks(studies), stability_checks(studies), quality_checks(studies),
          daily_checks(studies), affect_checks(studies, parameters), laboratory_checks(studies),
          couple_checks(studies), symptom_checks(studies), learning_checks(parameters),
          couple_therapy_checks(studies), person_therapy_checks(studies)})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

} // namespace couplet::validation
