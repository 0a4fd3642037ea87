#include "scenario/parts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

namespace couplet::scenario {
namespace {

constexpr std::uintmax_t largest_file = 4u << 20; // [byte]
constexpr std::size_t most_pairings = 100;

void read_time(const Section& section, engine::Plan& plan, Known& known) {
    known.duration = section.read("duration", plan.days);
    section.read("warm_up", plan.warm_up_days);
    if (!section.read("turn", plan.turn_minutes))
        return;
    const double turns = 60.0 / static_cast<double>(plan.turn_minutes);
    if (std::abs(turns - std::round(turns)) > 1e-4)
        section.fault("turn", "a whole number of turns must fill an hour",
                      "such as 15 s, 30 s, 1 min, 2 min, 3 min, 5 min");
}

template <class Enum, class Names>
void read_choice(const Section& section, const char* key, const Names& names, Enum& out) {
    std::string word;
    if (!section.read(key, word))
        return;
    for (std::size_t i = 0; i < std::size(names); ++i)
        if (word == names[i])
            out = static_cast<Enum>(i);
}

population::Style style_of(const std::string& name) {
    for (int i = 0; i < population::style_count; ++i)
        if (name == population::style_names[i])
            return static_cast<population::Style>(i);
    return population::Style::secure;
}

population::Pairing read_pairing(const Section& section) {
    population::Pairing pairing;
    std::vector<std::string> styles;
    if (section.read("styles", styles)) {
        if (styles.size() == 2) {
            pairing.first = style_of(styles[0]);
            pairing.second = style_of(styles[1]);
            pairing.name = styles[0] + "-" + styles[1];
        } else {
            section.fault("styles",
                          fmt::format("two styles are expected, one a partner, not {}",
                                      styles.size()),
                          {}, "for example [\"anxious\", \"avoidant\"]");
        }
    }
    if (section.read("name", pairing.name) && pairing.name.empty())
        section.fault("name", "the name is empty");
    section.read("share", pairing.share);
    return pairing;
}

void read_population(const Section& section, population::Spec& spec, Known& known) {
    known.couples = section.read("couples", spec.couples);
    known.relationship = section.has("relationship");
    read_choice(section, "relationship", population::kind_names, spec.kind);
    section.read("age", spec.age_years);
    float shares = 0;
    std::set<std::string> names;
    const auto pairings = section.list("pairing");
    for (const Section& part : pairings) {
        spec.pairings.push_back(read_pairing(part));
        const auto& pairing = spec.pairings.back();
        shares += pairing.share;
        if (!pairing.name.empty() && !names.insert(pairing.name).second)
            part.fault(part.has("name") ? "name" : "styles",
                       fmt::format("two pairings are named \"{}\"", pairing.name), {},
                       "give one of them another name, or add up their shares");
    }
    if (pairings.size() > most_pairings)
        section.fault("pairing", "too many pairings",
                      fmt::format("up to {}", most_pairings));
    if (!pairings.empty() && shares <= 0)
        section.fault("pairing", "the shares of all pairings are zero, so nobody is left",
                      {}, "give at least one pairing a share above 0");
}

void read_model(const Section& root, model::Parameters& parameters) {
    const Section switches = root.child("mechanisms");
    const Section model = root.child("model");
    model::for_each_mechanism(parameters,
                              [&](model::Mechanism mechanism, const char* name,
                                  auto& params, const auto& rows) {
                                  bool on = true;
                                  if (switches.read(name, on))
                                      parameters.set_enabled(mechanism, on);
                                  const Section section = model.child(name);
                                  for (const auto& row : rows)
                                      section.read(row.name, params.*row.field);
                              });
}

void read_seed(const Section& root, const Overrides& overrides, Scenario& scenario) {
    const bool given = root.read_seed("seed", scenario.plan.seed.value);
    if (overrides.seed) {
        scenario.plan.seed.value = *overrides.seed;
    } else if (!given) {
        std::random_device device;
        scenario.plan.seed.value = (std::uint64_t{device()} << 32) | device();
        scenario.seed_drawn = true;
    }
}

Scenario read_all(const Section& root, const Overrides& overrides, Known& known) {
    Scenario scenario;
    engine::Plan& plan = scenario.plan;
    root.read("title", scenario.title);
    root.read("question", scenario.question);
    read_seed(root, overrides, scenario);
    read_time(root.child("time"), plan, known);
    read_population(root.child("population"), plan.population, known);
    read_model(root, plan.parameters);
    read_arms(root, known, scenario);
    const bool is_trial = root.has("trial");
    const Section trial = root.child("trial");
    if (is_trial)
        read_trial(trial, known, plan);
    read_recording(root, known, plan);
    read_questionnaire(root, known, plan);
    read_diary(root, known, plan);
    read_laboratories(root, known, plan);
    if (is_trial)
        read_primary(trial, plan);
    return scenario;
}

// A file of the same folder with a similar name.
std::string similar_file(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    const auto folder = path.has_parent_path() ? path.parent_path() : ".";
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator{};
         entry.increment(error))
        names.push_back(entry->path().filename().string());
    const std::string name = nearest(path.filename().string(), names);
    return name.empty() ? ""
                        : fmt::format("did you mean \"{}\"?", (folder / name).string());
}

} // namespace

std::optional<std::string> read_file(const std::filesystem::path& path,
                                     const Problem& where,
                                     std::vector<Problem>& problems) {
    Problem problem = where;
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    const auto size = std::filesystem::file_size(path, error);
    if (!std::filesystem::exists(status)) {
        problem.message = fmt::format("there is no file {}", path.string());
        problem.suggestion = similar_file(path);
    } else if (std::filesystem::is_directory(status)) {
        problem.message = fmt::format("{} is a folder, not a file", path.string());
    } else if (!error && size > largest_file) {
        problem.message =
            fmt::format("{} is no scenario: larger than 4 MiB", path.string());
    } else {
        std::ifstream file(path, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), {}};
        if (file && !file.bad())
            return text;
        problem.message = fmt::format("{} cannot be read", path.string());
        problem.suggestion = "look at its permissions";
    }
    problems.push_back(std::move(problem));
    return std::nullopt;
}

void include_parameters(Node& root, const std::filesystem::path& path,
                        std::vector<Problem>& problems) {
    const auto text =
        read_file(path, {path.string(), 0, 0, {}, {}, {}, {}, {}}, problems);
    if (!text)
        return;
    Node over = parse_document(*text, path.string(), problems);
    for (const Node& item : over.items)
        if (item.name != "model" && item.name != "mechanisms")
            problems.push_back({item.where.file, item.where.line, item.where.column,
                                item.name, shown(item),
                                "a file of parameters has no such table", "model, mechanisms",
                                did_you_mean(item.name, {"model", "mechanisms"})});
    std::erase_if(over.items, [](const Node& item) {
        return item.name != "model" && item.name != "mechanisms";
    });
    merge(root, over);
}

Loaded load(const std::filesystem::path& path, const Overrides& overrides) {
    Loaded failed;
    const auto text =
        read_file(path, {path.string(), 0, 0, {}, {}, {}, {}, {}}, failed.problems);
    return text ? parse(*text, path.string(), overrides) : failed;
}

Loaded parse(std::string_view text, const std::string& name, const Overrides& overrides,
             const Texts& texts) {
    Loaded loaded;
    auto& problems = loaded.problems;
    Node root = parse_document(text, name, problems);
    if (!problems.empty())
        return loaded;
    if (!overrides.parameters.empty())
        include_parameters(root, overrides.parameters, problems);
    for (const std::string& assignment : overrides.set)
        apply_override(root, assignment, problems);
    Known known;
    include_intervention_files(root, std::filesystem::path(name).parent_path(), texts,
                               known, problems);
    Scenario scenario = read_all(Section(root, problems), overrides, known);
    scenario.path = name;
    if (problems.empty())
        loaded.scenario = std::move(scenario);
    else
        sort_by_place(problems, name);
    return loaded;
}

} // namespace couplet::scenario
