#include "experiment/resume.hpp"

#include "experiment/enrol.hpp"
#include "output/journal.hpp"
#include "output/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace couplet::experiment {
namespace {

// A line of a resolved scenario by its path, "arm[1].name"; the tables of an array are counted.
std::map<std::string, std::string> values_by_path(const std::string& toml) {
    std::map<std::string, std::string> values;
    std::map<std::string, int> counted;
    std::string table, line;
    std::istringstream lines(toml);
    while (std::getline(lines, line)) {
        if (line.rfind("[[", 0) == 0) {
            const std::string name = line.substr(2, line.find("]]") - 2);
            table = fmt::format("{}[{}].", name, counted[name]++);
        } else if (line.rfind('[', 0) == 0) {
            table = line.substr(1, line.rfind(']') - 1) + ".";
        } else if (const auto equals = line.find(" = "); equals != std::string::npos) {
            values[table + line.substr(0, equals)] = line.substr(equals + 3);
        }
    }
    return values;
}

std::string difference(const std::string& what, const std::string& was, const std::string& is) {
    if (was.empty())
        return fmt::format("{} was not there, is {}", what, is);
    return is.empty() ? fmt::format("{} was {}, is not there", what, was)
                      : fmt::format("{} was {}, is {}", what, was, is);
}

void compare(const char* what, const std::string& was, const std::string& is,
             std::vector<std::string>& differences) {
    if (was != is)
        differences.push_back(difference(what, was, is));
}

std::vector<std::string> all_differences(const output::JournalHead& was,
                                         const output::JournalHead& is) {
    std::vector<std::string> differences;
    compare("the program's version", was.program_version, is.program_version, differences);
    compare("the program's commit", was.commit, is.commit, differences);
    for (auto& d : scenario_differences(was.scenario_toml, is.scenario_toml))
        differences.push_back(std::move(d));
    return differences;
}

} // namespace

std::vector<std::string> scenario_differences(const std::string& was, const std::string& is) {
    const auto before = values_by_path(was);
    auto now = values_by_path(is);
    std::vector<std::string> differences;
    for (const auto& [path, value] : before) {
        if (now[path] != value)
            differences.push_back(difference(path, value, now[path]));
        now.erase(path);
    }
    for (const auto& [path, value] : now)
        differences.push_back(difference(path, "", value));
    if (differences.empty() && was != is)
        differences.emplace_back("the scenario is written in another order");
    return differences;
}

std::optional<Kept> find_kept(scenario::Scenario& scenario, const StudyOptions& options) {
    const auto journal = output::read_journal(output::journal_path(options.output));
    if (!journal)
        return std::nullopt;
    if (scenario.seed_drawn) {
        const auto values = values_by_path(journal->head.scenario_toml);
        if (const auto seed = values.find("seed"); seed != values.end())
            scenario.plan.seed.value = std::stoull(seed->second.substr(1), nullptr, 16);
    }
    const output::Provenance mine = provenance(scenario, options);
    output::JournalHead head{mine.program_version, mine.commit, mine.scenario_toml, 0};
    Kept kept;
    kept.differences = all_differences(journal->head, head);
    // Of a trial the journal holds those who are enrolled.
    const engine::Plan plan = kept.differences.empty()
                                  ? enrol(scenario.plan, options.engine).value_or(scenario.plan)
                                  : scenario.plan;
    head.slab = options.engine.slab ? options.engine.slab : engine::slab_size(plan);
    if (kept.differences.empty() && journal->head.slab != head.slab)
        kept.differences.push_back(difference("couples a slab", std::to_string(journal->head.slab),
                                              std::to_string(head.slab)));
    const std::uint64_t all = plan.population.couples;
    for (const std::uint32_t slab : journal->slabs) {
        const std::uint64_t first = std::uint64_t{slab} * journal->head.slab;
        kept.couples += std::min<std::uint64_t>(journal->head.slab, all - std::min(first, all));
    }
    return kept;
}

std::vector<std::string> differences_from_result(const scenario::Scenario& scenario,
                                                 const StudyOptions& options) {
    const output::FileInfo was = output::read_info(options.output);
    const output::Provenance is = provenance(scenario, options);
    auto differences = all_differences({was.program_version, was.commit, was.scenario_toml},
                                       {is.program_version, is.commit, is.scenario_toml});
    if (scenario.seed_drawn)
        std::erase_if(differences,
                      [](const std::string& d) { return d.rfind("seed was ", 0) == 0; });
    return differences;
}

} // namespace couplet::experiment
