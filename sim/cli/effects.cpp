// couplet effects FILE: what the programmes of a result file did, as a trial would report it.
#include "cli/effects_tables.hpp"
#include "cli/terminal.hpp"
#include "effects/from_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::cli {
namespace {

// Position of a name, or a complaint with what there is.
std::optional<std::size_t> chosen(const std::string& option, const std::string& name,
                                  const std::vector<std::string>& names) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end())
        return static_cast<std::size_t>(at - names.begin());
    complain(fmt::format("{} {}: there is {}{}", option, name, scenario::listed(names),
                         scenario::nearest(name, names).empty()
                             ? ""
                             : ". Did you mean " + scenario::nearest(name, names) + "?"));
    return std::nullopt;
}

bool choose(const EffectsArguments& a, const effects::TrialData& data, effects::Settings& s) {
    std::vector<std::string> arms, instruments, days;
    for (const effects::Arm& arm : data.arms)
        arms.push_back(arm.name);
    for (const auto& i : measurement::instrument_table)
        instruments.emplace_back(i.name);
    for (std::size_t w = 1; w < data.waves.size(); ++w)
        days.push_back(std::to_string(data.waves[w]));
    if (!a.against.empty()) {
        const auto arm = chosen("--against", a.against, arms);
        if (!arm)
            return false;
        s.reference = *arm;
    }
    if (!a.instrument.empty()) {
        const auto k = chosen("--outcome", a.instrument, instruments);
        if (!k)
            return false;
        s.instrument = *k;
    }
    if (a.day) {
        if (days.empty()) {
            complain(fmt::format("--day {}: the file has no questionnaires after the first", *a.day));
            return false;
        }
        const auto w = chosen("--day", std::to_string(*a.day), days);
        if (!w)
            return false;
        s.wave = *w + 1;
    }
    s.who = a.partner == "first"    ? effects::Who::first
            : a.partner == "second" ? effects::Who::second
                                    : effects::Who::both;
    return true;
}

} // namespace

int effects(const EffectsArguments& arguments) {
    effects::TrialData data = effects::from_file(arguments.file);
    if (data.arms.size() < 2 && data.design != effects::Design::single_case && arguments.verbosity != Verbosity::quiet)
        complain(arguments.file + ": has one arm, so there is nothing to compare it with");
    effects::Settings settings = effects::default_settings(data);
    if (!choose(arguments, data, settings))
        return user_error;
    settings.actor_partner = arguments.apim;
    if (data.waves.size() >= 2)
        effects::add_mediators(arguments.file,
                               data.waves[effects::wave_of_mediators(data, settings.wave)], data);
    effects::add_recoveries(arguments.file, data);
    const effects::Report report = effects::report(data, settings);
    if (!arguments.csv.empty())
        write_text(arguments.csv, effects_csv(data, report));
    if (arguments.json)
        fmt::print("{}\n", effects_json(data, report).dump(2));
    else
        fmt::print("{}{}", effects_tables(data, report),
                   cases_table(data, report) + apim_table(data, report));
    return done;
}

} // namespace couplet::cli
