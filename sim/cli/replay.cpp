// couplet replay FILE --couple K: one couple of a result file again, turn by turn, and the proof
// that it is the same couple: its recorded values come out as the file holds them.
#include "cli/terminal.hpp"
#include "engine/engine.hpp"
#include "experiment/enrol.hpp"
#include "output/reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace couplet::cli {
namespace {

struct Life {
    std::map<int, std::vector<engine::TurnTrace>> turns; // by day
    std::map<int, engine::DailyValues> values;           // at midnight, by day
};

Life live_again(const engine::Plan& plan, std::size_t arm, std::uint32_t couple) {
    Life life;
    engine::trace_couple(
        plan, arm, couple, 0, plan.days,
        [&](const engine::TurnTrace& turn) { life.turns[turn.day].push_back(turn); },
        [&](int day, const engine::DailyValues& values) { life.values[day] = values; });
    return life;
}

// The laboratory's day, or else the day with the most turns: the longest quarrel.
int telling_day(const engine::Plan& plan, const Life& life) {
    if (!plan.laboratories.empty())
        return plan.laboratories.front().day;
    const auto longest = std::max_element(
        life.turns.begin(), life.turns.end(),
        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    return longest == life.turns.end() ? 0 : longest->first;
}

struct Comparison { std::size_t values = 0, different = 0; };

// Recorded values are packed: equal means within half a step of the packing.
Comparison compare(const output::Trajectory& file, const Life& life) {
    Comparison c;
    for (std::size_t t = 0; t < file.days.size(); ++t) {
        const auto at = life.values.find(static_cast<int>(file.days[t]));
        for (std::size_t v = 0; v < file.variables.size(); ++v) {
            const auto row = std::find_if(model::variable_table.begin(),
                                          model::variable_table.end(), [&](const auto& r) {
                                              return file.variables[v] == r.name;
                                          });
            if (row == model::variable_table.end())
                continue;
            const auto index = static_cast<std::size_t>(row - model::variable_table.begin());
            for (std::size_t i = 0; i < 2; ++i) {
                const float recorded = file.at(i, v, t);
                const bool gone = at == life.values.end();
                const bool same =
                    gone ? std::isnan(recorded)
                         : std::abs(recorded - at->second[i][index]) <
                               0.5f * model::packed_step(*row);
                ++c.values;
                c.different += !same;
            }
        }
    }
    return c;
}

std::string clock(float minute) {
    const int whole = static_cast<int>(minute);
    return fmt::format("{:02}:{:02}", whole / 60 % 24, whole % 60);
}

std::string phrase(const engine::TurnTrace::Side& side) {
    if (side.protest >= 0)
        return protest_table[static_cast<std::size_t>(side.protest)].phrase;
    return act_table[static_cast<std::size_t>(side.act)].phrase;
}

void print_encounter(const std::vector<engine::TurnTrace>& turns) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& t : turns) {
        const auto& a = t.partner[0];
        const auto& b = t.partner[1];
        rows.push_back({clock(t.minute), model::phase_names[t.phase], phrase(a), phrase(b),
                        fmt::format("{:.1f} | {:.1f}", a.activation, b.activation),
                        fmt::format("{:.1f} | {:.1f}", a.overwhelm, b.overwhelm),
                        fmt::format("{:.1f} | {:.1f}", a.negative_affect, b.negative_affect),
                        fmt::format("{:.1f} | {:.1f}", a.cortisol, b.cortisol)});
    }
    fmt::print("{}", table({"time", "phase", "partner 0", "partner 1", "alarm", "overwhelm",
                            "neg. affect", "cortisol"},
                           rows, 4));
}

void print_days(const engine::Plan& plan, const Life& life, int from, int to) {
    for (int day = from; day <= to; ++day) {
        const auto at = life.turns.find(day);
        if (at == life.turns.end()) {
            fmt::print("day {}: separated\n", day);
            break;
        }
        const bool laboratory =
            std::any_of(plan.laboratories.begin(), plan.laboratories.end(),
                        [&](const engine::Laboratory& l) { return l.day == day; });
        constexpr const char* names[] = {"morning", "midday, apart", "evening"};
        for (int which = 0; which < 3; ++which) {
            std::vector<engine::TurnTrace> turns;
            for (const auto& t : at->second)
                if (t.encounter == which)
                    turns.push_back(t);
            fmt::print("\nday {}, {}\n\n", day,
                       which == 1 && laboratory ? "laboratory discussion" : names[which]);
            print_encounter(turns);
        }
    }
}

nlohmann::json as_json(const Life& life, int from, int to) {
    auto turns = nlohmann::json::array();
    auto days = nlohmann::json::array();
    for (int day = from; day <= to; ++day) {
        if (const auto at = life.turns.find(day); at != life.turns.end())
            for (const auto& t : at->second) {
                nlohmann::json row{{"day", t.day},
                                   {"encounter", t.encounter},
                                   {"turn", t.turn},
                                   {"minute", t.minute},
                                   {"phase", model::phase_names[t.phase]},
                                   {"partners", nlohmann::json::array()}};
                for (const auto& s : t.partner)
                    row["partners"].push_back(
                        {{"act", act_table[static_cast<std::size_t>(s.act)].name},
                         {"protest", s.protest < 0
                                         ? nlohmann::json(nullptr)
                                         : nlohmann::json(
                                               protest_table[static_cast<std::size_t>(s.protest)]
                                                   .name)},
                         {"perceived_threat", s.perceived_threat},
                         {"inferred_affect", s.inferred_affect},
                         {"response_quality", s.response_quality},
                         {"activation", s.activation},
                         {"overwhelm", s.overwhelm},
                         {"negative_affect", s.negative_affect},
                         {"positive_affect", s.positive_affect},
                         {"cortisol", s.cortisol}});
                turns.push_back(std::move(row));
            }
        if (const auto at = life.values.find(day); at != life.values.end()) {
            nlohmann::json row{{"day", day}, {"partners", nlohmann::json::array()}};
            for (const auto& values : at->second) {
                nlohmann::json partner;
                for (std::size_t v = 0; v < model::variable_count; ++v)
                    partner[model::variable_table[v].name] = values[v];
                row["partners"].push_back(std::move(partner));
            }
            days.push_back(std::move(row));
        }
    }
    return {{"turns", turns}, {"days", days}};
}

// Index of the arm, or -1 after a complaint.
int arm_index(const engine::Plan& plan, const std::string& name) {
    if (name.empty())
        return 0;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < plan.arms.size(); ++k) {
        if (plan.arms[k].name == name)
            return static_cast<int>(k);
        names.push_back(plan.arms[k].name);
    }
    complain(fmt::format("--arm {}: the file has {}", name, scenario::listed(names)));
    return -1;
}

// The couple's place, or a complaint.
std::optional<std::uint32_t> find_couple(const ReplayArguments& arguments,
                                         const engine::Plan& plan, std::size_t arm) {
    const auto place = experiment::place_of(plan, arguments.couple);
    if (!place && plan.numbers.empty()) {
        complain(fmt::format("--couple {}: the file has couples 0 to {}", arguments.couple,
                             plan.population.couples - 1));
    } else if (!place) {
        const auto next = std::lower_bound(plan.numbers.begin(), plan.numbers.end(), arguments.couple);
        complain(fmt::format("--couple {}: is not among the {} enrolled in the trial, such as {}",
                             arguments.couple, plan.numbers.size(),
                             next == plan.numbers.end() ? plan.numbers.back() : *next));
    } else if (!plan.lives_in(arm, *place)) {
        const auto own = static_cast<std::size_t>(plan.enrolment.places[*place].arm);
        complain(fmt::format("--couple {}: was allocated to --arm {}", arguments.couple,
                             plan.arms[own].name));
        return std::nullopt;
    }
    return place;
}

bool in_range(const ReplayArguments& arguments, const engine::Plan& plan) {
    for (const auto& day : {arguments.from, arguments.to})
        if (day && (*day < 0 || *day >= plan.days)) {
            complain(fmt::format("day {}: the run has days 0 to {}", *day, plan.days - 1));
            return false;
        }
    return true;
}

} // namespace

int replay(const ReplayArguments& arguments) {
    const output::FileInfo info = output::read_info(arguments.file);
    const auto loaded = scenario::parse(info.scenario_toml, arguments.file);
    if (!loaded) {
        complain(fmt::format("{} was made by version {}; this is {} and does not understand its "
                             "scenario",
                             arguments.file, info.program_version, program_version()));
        return io_error;
    }
    engine::Options screening;
    screening.kernel = engine::available_kernels().back();
    const engine::Plan plan = *experiment::enrol(loaded.scenario->plan, screening);
    const int arm = arm_index(plan, arguments.arm);
    const auto place = arm < 0 || !in_range(arguments, plan)
                           ? std::nullopt
                           : find_couple(arguments, plan, static_cast<std::size_t>(arm));
    if (!place)
        return user_error;

    const auto drawn = population::draw_couple(
        plan.population, model::effective(plan.parameters).variation, plan.seed,
        arguments.couple);
    const Life life = live_again(plan, static_cast<std::size_t>(arm), *place);
    const int telling = telling_day(plan, life);
    const int from = arguments.from.value_or(arguments.to.value_or(telling));
    const int to = std::max(arguments.to.value_or(from), from);

    if (arguments.json) {
        fmt::print("{}\n", as_json(life, from, to).dump(2));
    } else {
        fmt::print("Couple {} of {}, arm {}\n", arguments.couple, arguments.file,
                   plan.arms[static_cast<std::size_t>(arm)].name);
        for (std::size_t i = 0; i < 2; ++i)
            fmt::print("  partner {}: {}, anxiety {:.1f}, avoidance {:.1f}\n", i,
                       population::style_names[static_cast<int>(drawn.style[i])],
                       drawn.traits[i].anxiety_prototype + drawn.revisable[i].anxiety,
                       drawn.traits[i].avoidance_prototype + drawn.revisable[i].avoidance);
        print_days(plan, life, from, to);
    }
    if (*place >= info.recorded_couples) {
        if (arguments.verbosity != Verbosity::quiet)
            fmt::print(stderr, "\nThe file holds no trajectory of this couple to compare with.\n");
        return done;
    }
    const auto trajectory = output::read_trajectory(
        arguments.file, static_cast<std::size_t>(arm), *place);
    const Comparison c = compare(trajectory, life);
    if (c.different > 0) {
        complain(fmt::format("{} of {} recorded values differ: the file was made by version {} "
                             "({}), this is {} ({})",
                             c.different, c.values, info.program_version, info.commit,
                             program_version(), program_commit()));
        return io_error;
    }
    if (arguments.verbosity != Verbosity::quiet)
        fmt::print(stderr, "\nAll {} recorded values of this couple are as the file holds them.\n",
                   grouped(c.values));
    return done;
}

} // namespace couplet::cli
