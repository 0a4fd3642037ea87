#include "scenario/parts.hpp"

#include "interventions/dose.hpp"
#include "measurement/instruments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

namespace couplet::scenario {
namespace {

using engine::Design;
using engine::Recruitment;
using engine::Trial;

constexpr int usual_window = 182, usual_lead = 14; // [day]

// Position of the word in a key's list; false when it is absent or wrong.
template <class Enum, class Names>
bool read_word(const Section& section, const char* key, const Names& names, Enum& out) {
    std::string word;
    if (!section.read(key, word))
        return false;
    for (std::size_t k = 0; k < std::size(names); ++k)
        if (word == names[k])
            out = static_cast<Enum>(k);
    return true;
}

// Keys that only some recruitments or designs know.
void refuse(const Section& section, bool known, std::initializer_list<const char*> keys,
            const std::string& belongs_to) {
    for (const char* key : keys)
        if (!known && section.has(key))
            section.fault(key, fmt::format("belongs to {} only", belongs_to), {},
                          "leave it out, or change the other key");
}

// The population is what the trial recruits from, so both must tell of the same relationships.
void check_population(const Section& section, const Known& known, const Trial& trial,
                      population::Spec& spec) {
    using population::RelationshipKind;
    constexpr float newlywed_years = 5; // together, not married
    if (trial.recruitment != Recruitment::dating && trial.recruitment != Recruitment::newlywed)
        return;
    const auto wanted = trial.recruitment == Recruitment::dating ? RelationshipKind::dating
                                                                 : RelationshipKind::married;
    const char* name = population::kind_names[static_cast<int>(wanted)];
    if (known.relationship && spec.kind != wanted)
        section.fault("recruitment",
                      fmt::format("contradicts population.relationship, which is \"{}\"",
                                  population::kind_names[static_cast<int>(spec.kind)]),
                      {}, fmt::format("write relationship = \"{}\" in [population], or leave it out", name));
    spec.kind = wanted;
    if (trial.recruitment == Recruitment::newlywed && spec.age_years > newlywed_years)
        section.fault("recruitment",
                      fmt::format("newlyweds have been together for {} years on average at most, and "
                                  "population.age is {} years",
                                  newlywed_years, spec.age_years),
                      {}, "write age = \"3 years\" in [population], or leave it out");
}

void read_recruitment(const Section& section, Trial& trial) {
    read_word(section, "recruitment", engine::recruitment_names, trial.recruitment);
    section.read("couples", trial.couples);
    const bool seeking = trial.recruitment == Recruitment::help_seeking;
    const bool distress = seeking || trial.recruitment == Recruitment::distressed;
    const bool symptoms = trial.recruitment == Recruitment::symptoms;
    refuse(section, distress, {"csi16_below"}, "recruitment distressed or help_seeking");
    refuse(section, symptoms, {"phq9_from", "gad7_from"}, "recruitment symptoms");
    refuse(section, seeking, {"window"}, "recruitment help_seeking");
    refuse(section, trial.is_screened(), {"judged_by", "lead"},
           "recruitment distressed, symptoms or help_seeking");
    trial.judged = symptoms ? engine::Judged::either : engine::Judged::mean;
    read_word(section, "judged_by", engine::judged_names, trial.judged);
    if (symptoms && trial.judged == engine::Judged::mean)
        section.fault("judged_by", "symptoms are a person's, not the mean of two",
                      "either, first, second");
    section.read("csi16_below", trial.csi16_below);
    section.read("phq9_from", trial.phq9_from);
    section.read("gad7_from", trial.gad7_from);
    if (seeking)
        trial.window = usual_window;
    section.read("window", trial.window);
    if (trial.is_screened())
        trial.lead = usual_lead;
    section.read("lead", trial.lead);
}

// "2:1"; nothing when it is no such list.
std::vector<std::uint32_t> ratios(const std::string& text) {
    std::vector<std::uint32_t> parts;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        std::uint32_t value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || value < 1 || value > 100)
            return {};
        parts.push_back(value);
        if (next == end)
            return parts;
        if (*next != ':')
            return {};
        at = next + 1;
    }
}

void read_allocation(const Section& section, std::size_t arms, Trial& trial) {
    const bool draws = trial.design != Design::twins && trial.design != Design::single_case;
    refuse(section, draws, {"allocation", "randomisation", "block"}, "designs with random allocation");
    if (!draws)
        return;
    if (arms < 2)
        section.fault("design", "couples cannot be allocated: there is one arm", {},
                      "add another [[arm]]");
    trial.allocation.assign(arms, 1);
    if (std::string text; section.read("allocation", text)) {
        const auto parts = ratios(text);
        const std::string example = arms == 3 ? "\"2:1:1\"" : "\"2:1\"";
        if (parts.empty())
            section.fault("allocation", "not a ratio",
                          "whole numbers from 1 to 100 with colons between them",
                          "for example " + example);
        else if (parts.size() != arms)
            section.fault("allocation", fmt::format("has {} parts, but there are {} arms",
                                                    parts.size(), arms));
        else
            trial.allocation = parts;
    }
    read_word(section, "randomisation", engine::randomisation_names, trial.randomisation);
    const bool blocks = trial.randomisation == engine::Randomisation::blocks;
    refuse(section, blocks, {"block"}, "randomisation = \"blocks\"");
    if (!blocks)
        return;
    const auto sum = std::accumulate(trial.allocation.begin(), trial.allocation.end(), 0u);
    trial.block = 2 * sum;
    if (section.read("block", trial.block) && trial.block % sum != 0)
        section.fault("block", "does not hold the arms in the ratios of the allocation",
                      fmt::format("multiples of {}", sum));
}

void read_waiting(const Section& section, const std::vector<engine::Arm>& arms, Trial& trial) {
    const bool waits = trial.design == Design::waitlist;
    refuse(section, waits, {"waiting", "delay"}, "design = \"waitlist\"");
    if (!waits)
        return;
    std::vector<std::string> names;
    for (const engine::Arm& arm : arms)
        names.push_back(arm.name);
    std::string name;
    if (!section.has("waiting"))
        section.fault("waiting", "required, but missing: the name of the arm that waits", listed(names));
    if (!section.has("delay"))
        section.fault("delay", "required, but missing: how long it waits", {},
                      "for example delay = \"20 weeks\"");
    section.read("delay", trial.delay);
    if (!section.read("waiting", name))
        return;
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        return section.fault("waiting", "there is no arm of this name", listed(names),
                             did_you_mean(name, names));
    trial.waiting = static_cast<int>(at - names.begin());
    if (arms[static_cast<std::size_t>(trial.waiting)].programmes.empty())
        section.fault("waiting", "this arm has no programme to wait for", {},
                      "give it an intervention, or take design = \"parallel\" with a control arm");
}

void read_baselines(const Section& section, const Known& known, const engine::Plan& plan,
                    Trial& trial) {
    const bool cases = trial.design == Design::single_case;
    refuse(section, cases, {"baselines"}, "design = \"single_case\"");
    if (!cases)
        return;
    if (plan.arms.size() != 1 || plan.arms[0].programmes.empty())
        section.fault("design", "a series of single cases has one arm, with a programme");
    if (!section.has("baselines"))
        section.fault("baselines", "required, but missing: the lengths that are dealt to the couples", {},
                      "for example baselines = [\"4 weeks\", \"6 weeks\", \"8 weeks\"]");
    if (!section.read("baselines", trial.baselines))
        return;
    std::sort(trial.baselines.begin(), trial.baselines.end());
    if (std::set<int>(trial.baselines.begin(), trial.baselines.end()).size() < 2)
        section.fault("baselines", "all have the same length, so chance decides nothing",
                      "two different lengths or more");
    else if (const int last = trial.last_entry() + trial.baselines.back();
             known.duration && last >= plan.days)
        section.fault("baselines",
                      fmt::format("the longest ends on day {} for couples who enter last, after the end of "
                                  "the run",
                                  last));
}

void read_periods(const Section& section, const Known& known, const engine::Plan& plan,
                  Trial& trial) {
    const bool crosses = trial.design == Design::crossover;
    refuse(section, crosses, {"period", "washout"}, "design = \"crossover\"");
    if (!crosses)
        return;
    if (plan.arms.size() > 2)
        section.fault("design", fmt::format("a crossover has two arms, not {}", plan.arms.size()));
    section.read("washout", trial.washout);
    if (!section.has("period"))
        section.fault("period", "required, but missing: how long a couple is in one arm", {},
                      "for example period = \"26 weeks\"");
    if (!section.read("period", trial.period))
        return;
    if (const int all = trial.last_entry() + 2 * trial.period + trial.washout;
        known.duration && all > plan.days)
        section.fault("period",
                      fmt::format("two of them end on day {} for couples who enter last, after the end of "
                                  "the run",
                                  all),
                      {}, fmt::format("make time.duration {} days or longer", all));
    for (const engine::Arm& arm : plan.arms)
        for (std::size_t n = 0; n < arm.programmes.size(); ++n) {
            const auto end = static_cast<int>(interventions::planned_start(arm.programmes, n) +
                                              interventions::course_length(arm.programmes[n]));
            if (end > trial.period)
                section.fault("period",
                              fmt::format("the last session of {} in the arm {} is on day {}, in the other "
                                          "period",
                                          arm.programmes[n].name, arm.name, end),
                              {}, fmt::format("{} days or longer", end));
        }
}

} // namespace

void read_trial(const Section& section, const Known& known, engine::Plan& plan) {
    Trial& trial = plan.trial;
    trial.given = true;
    read_word(section, "design", engine::design_names, trial.design);
    read_recruitment(section, trial);
    check_population(section, known, trial, plan.population);
    read_allocation(section, plan.arms.size(), trial);
    read_waiting(section, plan.arms, trial);
    read_periods(section, known, plan, trial);
    read_baselines(section, known, plan, trial);
    section.read("minimum_sessions", trial.minimum_sessions);
    if (known.couples && trial.couples > plan.population.couples)
        section.fault("couples",
                      fmt::format("more than there are to be screened: population.couples is {}",
                                  plan.population.couples),
                      fmt::format("1 to {}", plan.population.couples),
                      "give [population] more couples: a tenth to a third of them may be eligible");
    if (known.duration && trial.last_entry() >= plan.days)
        section.fault(trial.window > 0 ? "window" : "lead",
                      fmt::format("couples would enter as late as day {}, and the run ends on day {}",
                                  trial.last_entry(), plan.days),
                      {}, "make time.duration longer");
}

void read_primary(const Section& section, engine::Plan& plan) {
    Trial& trial = plan.trial;
    const auto& waves = plan.questionnaire.waves;
    std::string name;
    if (section.read("primary", name))
        for (std::size_t k = 0; k < measurement::instrument_count; ++k)
            if (name == measurement::instrument_table[k].name)
                trial.primary_instrument = static_cast<int>(k);
    if (section.has("primary") && !section.has("primary_wave"))
        section.fault("primary_wave", "required, but missing: when the primary outcome is asked for", {},
                      "for example primary_wave = \"20 weeks\"");
    if (section.has("primary_wave") && !section.has("primary"))
        section.fault("primary", "required, but missing: which instrument is the primary outcome", {},
                      "for example primary = \"csi16\"");
    if (!section.read("primary_wave", trial.primary_wave))
        return;
    std::vector<std::string> later;
    for (std::size_t w = 1; w < waves.size(); ++w)
        later.push_back(fmt::format("{} days", waves[w]));
    if (std::find(waves.begin() + (waves.empty() ? 0 : 1), waves.end(), trial.primary_wave) ==
        waves.end())
        section.fault("primary_wave", "not a wave of [questionnaire] after the first", listed(later));
    else if (trial.waiting >= 0 && trial.primary_wave > trial.delay)
        section.fault("primary_wave",
                      fmt::format("the waiting arm has begun by then, on day {}", trial.delay), {},
                      "take an earlier wave, or a longer delay");
}

} // namespace couplet::scenario
