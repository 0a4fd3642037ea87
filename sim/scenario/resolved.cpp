#include "scenario/scenario.hpp"

#include "measurement/instruments.hpp"
#include "model/variables.hpp"
#include "scenario/keys.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <map>

namespace couplet::scenario {
namespace {

std::string toml_text(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 32 || c == 127)
            result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            result += c;
    }
    return result + '"';
}

std::string quantity(float value, const char* unit) {
    return *unit == 0 ? format_number(value) : toml_text(format_quantity(value, unit));
}

std::string days(int value) {
    return fmt::format("\"{} day{}\"", value, value == 1 ? "" : "s");
}

void write_population(const population::Spec& spec, std::string& out) {
    out += fmt::format("\n[population]\ncouples = {}\nrelationship = \"{}\"\nage = {}\n",
                       spec.couples, population::kind_names[static_cast<int>(spec.kind)],
                       quantity(spec.age_years, "year"));
    for (const auto& pairing : spec.pairings)
        out +=
            fmt::format("\n[[population.pairing]]\nname = {}\nstyles = [\"{}\", \"{}\"]\n"
                        "share = {}\n",
                        toml_text(pairing.name),
                        population::style_names[static_cast<int>(pairing.first)],
                        population::style_names[static_cast<int>(pairing.second)],
                        format_number(pairing.share));
}

void write_model(const model::Parameters& parameters, std::string& out) {
    out += "\n[mechanisms]\n";
    model::for_each_mechanism(
        parameters, [&](model::Mechanism m, const char* name, const auto&, const auto&) {
            out += fmt::format("{} = {}\n", name, parameters.is_enabled(m));
        });
    model::for_each_mechanism(parameters, [&](model::Mechanism, const char* name,
                                              const auto& params, const auto& rows) {
        out += fmt::format("\n[model.{}]\n", name);
        for (const auto& row : rows)
            out +=
                fmt::format("{} = {}\n", row.name, quantity(params.*row.field, row.unit));
    });
}

// Words of the key tables, whose order is that of the enumerations.
std::string word(const char* key, int value) {
    return key_of(table("intervention"), key).choices.at(static_cast<std::size_t>(value));
}

// `after` is the name of the programme that this one follows; empty: none.
std::string programme_body(const interventions::Programme& g, const std::string& after) {
    const interventions::Programme defaults;
    std::string out = fmt::format(
        "recipient = \"{}\"\nshare = {}\nstart = {}\nsessions = {}\ninterval = "
        "{}\npractice = {}\n"
        "fidelity = {}\nrate = {}\nfading = {}\ndropout = {}\nresponse_sd = {}\n",
        word("recipient", static_cast<int>(g.recipient)), format_number(g.share),
        quantity(g.start_day, "day"), g.sessions, quantity(g.interval, "day"), g.practice,
        format_number(g.fidelity), format_number(g.rate), quantity(g.fading, "day"),
        format_number(g.dropout), format_number(g.response_sd));
    const auto unless_default = [&](const char* key, auto value, auto usual,
                                    const std::string& text) {
        if (value != usual)
            out += fmt::format("{} = {}\n", key, text);
    };
    const auto number = [&](const char* key, float interventions::Programme::*field) {
        unless_default(key, g.*field, defaults.*field, format_number(g.*field));
    };
    number("enrol_below", &interventions::Programme::enrol_below);
    number("satisfaction_below", &interventions::Programme::satisfaction_below);
    number("depression_above", &interventions::Programme::depression_above);
    number("adherence", &interventions::Programme::adherence);
    unless_default("start_from", g.start_from, defaults.start_from,
                   '"' + word("start_from", static_cast<int>(g.start_from)) + '"');
    unless_default("after", g.after, defaults.after, toml_text(after));
    unless_default("after_withdrawals", g.after_withdrawals, 0,
                   std::to_string(g.after_withdrawals));
    unless_default("repeat", g.repeat, 0.0f, days(static_cast<int>(g.repeat)));
    if (g.boosters > 0)
        out += fmt::format("boosters = {}\nbooster_interval = {}\n", g.boosters,
                           quantity(g.booster_interval, "day"));
    out += "skills = { ";
    for (std::size_t i = 0; i < interventions::skill_count; ++i)
        out +=
            fmt::format("{}{} = {}", i == 0 ? "" : ", ",
                        interventions::skill_table[i].name, format_number(g.targets[i]));
    return out + " }\n";
}

// Programmes changed in memory may share a name although they differ: each gets one of
// its own.
std::string free_name(const std::string& wanted, const std::string& body,
                      std::map<std::string, std::string>& bodies) {
    std::string name = wanted;
    for (int i = 2; bodies.count(name) > 0 && bodies[name] != body; ++i)
        name = fmt::format("{} ({})", wanted, i);
    return name;
}

// The names of an arm's programmes, which are put into `bodies`.
std::vector<std::string> name_programmes(const engine::Arm& arm,
                                         std::map<std::string, std::string>& bodies) {
    std::vector<std::string> names;
    for (const auto& programme : arm.programmes) {
        const std::string after =
            programme.after < 0 ? "" : names[static_cast<std::size_t>(programme.after)];
        const std::string body = programme_body(programme, after);
        names.push_back(
            free_name(programme.name.empty() ? arm.name : programme.name, body, bodies));
        bodies[names.back()] = body;
    }
    return names;
}

void write_arms(const Scenario& scenario, std::string& out) {
    std::map<std::string, std::string> bodies;
    for (const auto& arm : scenario.plan.arms) {
        out += fmt::format("\n[[arm]]\nname = {}\n", toml_text(arm.name));
        std::vector<std::string> names = name_programmes(arm, bodies);
        for (std::string& name : names)
            name = toml_text(name);
        if (names.size() == 1)
            out += fmt::format("intervention = {}\n", names.front());
        else if (!names.empty())
            out += fmt::format("intervention = [{}]\n", fmt::join(names, ", "));
    }
    for (const auto& [name, body] : bodies) {
        out += fmt::format("\n[intervention.{}]\n", toml_text(name));
        for (const auto& note : scenario.interventions)
            if (note.name == name)
                out += fmt::format("title = {}\nsource = {}\n", toml_text(note.title),
                                   toml_text(note.source));
        out += body;
    }
}

// Keys that belong to the design and recruitment only, as the reader wants it.
void write_trial(const engine::Plan& plan, std::string& out) {
    const engine::Trial& t = plan.trial;
    if (!t.given)
        return;
    const auto word = [](const auto& names, auto value) { return names[static_cast<int>(value)]; };
    out += fmt::format("\n[trial]\ndesign = \"{}\"\nrecruitment = \"{}\"\n",
                       word(engine::design_names, t.design),
                       word(engine::recruitment_names, t.recruitment));
    if (t.couples > 0)
        out += fmt::format("couples = {}\n", t.couples);
    if (t.is_screened())
        out += fmt::format("judged_by = \"{}\"\nlead = {}\n", word(engine::judged_names, t.judged),
                           days(t.lead));
    if (t.recruitment == engine::Recruitment::symptoms)
        out += fmt::format("phq9_from = {}\ngad7_from = {}\n", format_number(t.phq9_from),
                           format_number(t.gad7_from));
    else if (t.is_screened())
        out += fmt::format("csi16_below = {}\n", format_number(t.csi16_below));
    if (t.recruitment == engine::Recruitment::help_seeking)
        out += fmt::format("window = {}\n", days(t.window));
    if (!t.allocation.empty())
        out += fmt::format("allocation = \"{}\"\nrandomisation = \"{}\"\n",
                           fmt::join(t.allocation, ":"),
                           word(engine::randomisation_names, t.randomisation));
    if (!t.allocation.empty() && t.randomisation == engine::Randomisation::blocks)
        out += fmt::format("block = {}\n", t.block);
    if (t.waiting >= 0)
        out += fmt::format("waiting = {}\ndelay = {}\n",
                           toml_text(plan.arms[static_cast<std::size_t>(t.waiting)].name),
                           days(t.delay));
    if (!t.baselines.empty()) {
        out += "baselines = [";
        for (std::size_t k = 0; k < t.baselines.size(); ++k)
            out += (k == 0 ? "" : ", ") + days(t.baselines[k]);
        out += "]\n";
    }
    if (t.period > 0)
        out += fmt::format("period = {}\nwashout = {}\n", days(t.period), days(t.washout));
    if (t.minimum_sessions > 0)
        out += fmt::format("minimum_sessions = {}\n", t.minimum_sessions);
    if (t.primary_instrument >= 0)
        out += fmt::format(
            "primary = \"{}\"\nprimary_wave = {}\n",
            measurement::instrument_table[static_cast<std::size_t>(t.primary_instrument)].name,
            days(t.primary_wave));
}

void write_recording(const engine::Recording& recording, std::string& out) {
    out += "\n[recording]\nvariables = [";
    for (std::size_t i = 0; i < recording.variables.size(); ++i)
        out += fmt::format("{}\"{}\"", i == 0 ? "" : ", ",
                           model::variable_table[recording.variables[i]].name);
    out += fmt::format("]\nevery = {}\ncouples = {}\nevents = {}\nsummary_every = {}\n",
                       days(recording.every_days), recording.couples, recording.events,
                       days(recording.summary_every_days));
    for (const auto& zoom : recording.zooms)
        out += fmt::format("\n[[recording.zoom]]\ncouples = [{}]\nfrom = {}\nto = {}\n",
                           fmt::join(zoom.couples, ", "), days(zoom.first_day),
                           days(zoom.last_day));
}

void write_questionnaire(const engine::Questionnaire& questionnaire, std::string& out) {
    out += "\n[questionnaire]\nwaves = [";
    for (std::size_t i = 0; i < questionnaire.waves.size(); ++i)
        out += (i == 0 ? "" : ", ") + days(questionnaire.waves[i]);
    out += fmt::format("]\nmissing = {}\n", format_number(questionnaire.missing));
    if (questionnaire.attrition > 0)
        out += fmt::format("attrition = {}\n", format_number(questionnaire.attrition));
}

void write_diary(const engine::Diary& diary, std::string& out) {
    if (diary.days > 0)
        out += fmt::format("\n[diary]\nfrom = {}\nduration = {}\nmissing = {}\n",
                           days(diary.first_day), days(diary.days),
                           format_number(diary.missing));
}

void write_laboratories(const std::vector<engine::Laboratory>& laboratories,
                        std::string& out) {
    for (const auto& laboratory : laboratories)
        out += fmt::format("\n[[laboratory]]\nday = {}\nlength = {}\nseverity = {}\n",
                           days(laboratory.day), quantity(laboratory.minutes, "min"),
                           format_number(laboratory.severity));
}

} // namespace

std::string resolved_toml(const Scenario& scenario) {
    const engine::Plan& plan = scenario.plan;
    // Seeds above 2^63 are no TOML integers, hence text.
    std::string out = fmt::format("title = {}\nquestion = {}\nseed = \"{:#018x}\"\n",
                                  toml_text(scenario.title), toml_text(scenario.question),
                                  plan.seed.value);
    out +=
        fmt::format("\n[time]\nduration = {}\nwarm_up = {}\nturn = {}\n", days(plan.days),
                    days(plan.warm_up_days), quantity(plan.turn_minutes, "min"));
    write_population(plan.population, out);
    write_model(plan.parameters, out);
    write_arms(scenario, out);
    write_trial(plan, out);
    write_recording(plan.recording, out);
    write_questionnaire(plan.questionnaire, out);
    write_diary(plan.diary, out);
    write_laboratories(plan.laboratories, out);
    return out;
}

} // namespace couplet::scenario
