#include "analysis/claims/samples.hpp"

#include "numerics/contract.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr int quarter = 91; // [day]
constexpr const char* recorded[] = {
    "attachment_anxiety", "attachment_avoidance", "felt_security", "activation", "overwhelm",
    "rumination", "positive_affect", "negative_affect", "trust", "satisfaction", "commitment",
    "resentment", "relatedness", "autonomy", "cortisol", "depressive_symptoms", "anxious_symptoms",
    "habit_direct_request", "habit_reassurance_seeking", "habit_protest", "diary_coldness",
    "diary_threat", "diary_support", "diary_negative_affect", "diary_reassurance_seeking",
    "diary_attack", "diary_withdrawal", "diary_warmth", "talk_demanded", "talk_constructive",
    "talk_minutes", "self_worth", "felt_comfort"};

// Of no programme, its sessions are none.
std::vector<Programme> only(const Programme& programme) {
    return programme.sessions > 0 ? std::vector{programme} : std::vector<Programme>{};
}

} // namespace

Programme with_properties(Recipient who, std::initializer_list<Property> properties) {
    Programme p;
    p.name = "property";
    p.recipient = who;
    p.sessions = 1;
    p.start_day = 0;
    p.rate = 1;
    p.fading = 1e9f;
    p.dropout = 0;
    p.response_sd = 0;
    for (const Property& x : properties)
        p.targets[static_cast<std::size_t>(x.skill)] = x.value;
    return p;
}

Weeks::Weeks(const engine::Plan& plan, const engine::Options& options) : panel_(plan, options) {}

Column Weeks::mean(std::size_t partner, const char* variable, std::size_t first,
                   std::size_t last) const {
    const std::size_t which = validation::variable(variable);
    Column column(couples());
    for (std::uint32_t c = 0; c < couples(); ++c)
        column[c] = validation::average(panel_, c, partner, which, first,
                                        std::min(last, this->last()));
    return column;
}
Column Weeks::spread(std::size_t partner, const char* variable, std::size_t first) const {
    const std::size_t which = validation::variable(variable);
    Column column(couples());
    for (std::uint32_t c = 0; c < couples(); ++c) {
        Column series;
        for (std::size_t week = first; week <= last(); ++week)
            series.push_back(panel_.value(c, partner, which, week));
        column[c] = validation::sd(series);
    }
    return column;
}
Column Weeks::persons(const char* variable, std::size_t first, std::size_t last) const {
    const Column one = mean(0, variable, first, last), two = mean(1, variable, first, last);
    Column both;
    for (std::size_t c = 0; c < one.size(); ++c) {
        both.push_back(one[c]);
        both.push_back(two[c]);
    }
    return both;
}
Column Weeks::score(Score which, std::size_t wave) const {
    Column both;
    for (std::uint32_t c = 0; c < couples(); ++c)
        for (std::size_t i = 0; i < 2; ++i)
            both.push_back(panel_.score(c, i, which, wave));
    return both;
}
Column Weeks::monthly(float engine::CoupleRow::*total) const {
    Column column;
    for (std::uint32_t c = 0; c < couples(); ++c)
        column.push_back(panel_.row(c).*total * 28 / std::max(panel_.row(c).end_day, 1.0f));
    return column;
}
Column Weeks::intact() const {
    Column column;
    for (std::uint32_t c = 0; c < couples(); ++c)
        column.push_back(panel_.row(c).end_reason == engine::EndReason::intact);
    return column;
}
Column Weeks::conflicts() const {
    Column column;
    for (std::uint32_t c = 0; c < couples(); ++c)
        column.push_back(panel_.row(c).conflicts * 28.0 / std::max(panel_.row(c).end_day, 1.0f));
    return column;
}

Samples::Samples(const Setting& setting) : setting_(setting), lab_(setting), programmes_(trial_programmes(setting.arms)) {}

engine::Plan Samples::plan(const population::Spec& who, int days) const {
    engine::Plan p;
    p.seed = setting_.seed;
    p.days = days;
    p.parameters = setting_.parameters;
    p.population = who;
    p.arms = {{"arm", {}}};
    p.recording.events = false;
    p.recording.every_days = 7;
    for (const char* name : recorded)
        p.recording.variables.push_back(static_cast<std::uint16_t>(validation::variable(name)));
    for (int day = 0; day <= days; day += quarter)
        p.questionnaire.waves.push_back(day);
    return p;
}

const Weeks& Samples::community() const {
    auto& run = run_["community"];
    if (!run) {
        population::Spec all;
        all.couples = 6 * setting_.couples;
        all.age_years = 6;
        run = std::make_unique<Weeks>(plan(all, 4 * quarter), setting_.options);
    }
    return *run;
}

const Weeks& Samples::pairs(Pair pair) const {
    auto& run = run_["pair " + std::to_string(static_cast<int>(pair))];
    if (!run)
        run = std::make_unique<Weeks>(plan(spec(pair, setting_.couples), 4 * quarter),
                                      setting_.options);
    return *run;
}
Weeks Samples::pairs(Pair pair, const Programme& programme) const {
    return pairs(pair, setting_.parameters, programme);
}
Weeks Samples::pairs(Pair pair, const model::Parameters& parameters,
                     const Programme& programme) const {
    return of(spec(pair, setting_.couples), parameters, programme);
}

Weeks Samples::of(const population::Spec& who, const Programme& programme) const {
    return of(who, setting_.parameters, programme);
}
Weeks Samples::of(const population::Spec& who, const model::Parameters& parameters,
                  const Programme& programme) const {
    engine::Plan p = plan(who, 4 * quarter);
    p.parameters = parameters;
    p.arms.front().programmes = only(programme);
    return Weeks(p, setting_.options);
}

std::vector<Column> Samples::protests(Pair pair) const {
    engine::Plan p = plan(spec(pair, setting_.couples), quarter);
    p.recording.variables.clear();
    p.recording.events = true;
    p.questionnaire.waves.clear();
    std::vector<Column> counts(protest_count, Column(setting_.couples, 0.0));
    engine::run(p, setting_.options, [&](engine::Slab&& slab) {
        constexpr int first = static_cast<int>(model::EventKind::protest_testing);
        for (const model::Event& e : slab.arms.front().events) {
            const int kind = static_cast<int>(e.kind) - first;
            if (e.actor == 0 && kind >= 0 && kind < static_cast<int>(protest_count))
                ++counts[static_cast<std::size_t>(kind)][e.couple]; // each couple in one slab only
        }
    });
    return counts;
}

const Programme& Samples::programme(const std::string& name) const {
    const auto found = programmes_.find(name);
    EXPECTS(found != programmes_.end());
    return found->second;
}
const Weeks& Samples::arm(const std::string& name) const {
    auto& run = run_["arm " + name];
    if (!run) {
        using population::Style;
        population::Spec who;
        who.couples = setting_.couples;
        who.pairings = {{"with a secure partner", Style::anxious, Style::secure, 1},
                        {"with an avoidant partner", Style::anxious, Style::avoidant, 1},
                        {"with an anxious partner", Style::anxious, Style::anxious, 1}};
        engine::Plan p = plan(who, 7 * static_cast<int>(trial_weeks));
        if (name != "control")
            p.arms.front().programmes = {programme(name)};
        run = std::make_unique<Weeks>(p, setting_.options);
    }
    return *run;
}
Column Samples::effect(const std::string& name, std::size_t partner, const char* variable,
                       std::size_t first, std::size_t last) const {
    return arm(name).mean(partner, variable, first, last) -
           arm("control").mean(partner, variable, first, last);
}

} // namespace couplet::claims
