#include "analysis/calibration/study.hpp"

#include "analysis/validation/report.hpp"
#include "numerics/contract.hpp"
#include "scenario/describe.hpp"
#include "scenario/document.hpp"
#include "scenario/quantity.hpp"
#include "scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <type_traits>
#include <variant>

namespace couplet::calibration {
namespace {

using scenario::Node;
using scenario::ParameterInfo;
using scenario::Problem;
constexpr double infinite = std::numeric_limits<double>::infinity();

// Reads members of one table, and reports those that it does not know.
class Table {
  public:
    Table(const Node& node, std::string path, std::vector<std::string> names,
          std::vector<Problem>& problems)
        : node_(node), path_(std::move(path)), problems_(problems) {
        for (const Node& item : node.items)
            if (std::find(names.begin(), names.end(), item.name) == names.end())
                fault(item, item.name, "unknown key", scenario::listed(names),
                      scenario::did_you_mean(item.name, names));
    }

    void fault(const Node& at, const std::string& key, const std::string& message,
               const std::string& allowed = {},
               const std::string& suggestion = {}) const {
        problems_.push_back({at.where.file, at.where.line, at.where.column,
                             path_.empty() ? key : path_ + "." + key, scenario::shown(at),
                             message, allowed, suggestion});
    }
    const Node* find(const std::string& key) const { return node_.find(key); }
    const Node& node() const { return node_; }

    // A number, or a text with a unit where `unit` is not empty, between low and high.
    template <class Number>
    bool number(const std::string& key, Number& out, double low, double high,
                const std::string& unit = {}) const {
        const Node* at = find(key);
        if (!at)
            return false;
        double x = at->real;
        if (!unit.empty() && at->type == Node::Type::text) {
            const auto read = scenario::parse_quantity(at->text, unit);
            if (const auto* wrong = std::get_if<scenario::QuantityFault>(&read)) {
                fault(*at, key, wrong->message, {}, wrong->suggestion);
                return false;
            }
            x = std::get<scenario::Quantity>(read).value;
        } else if (!at->is_number()) {
            fault(*at, key,
                  fmt::format("a number is expected here, not {}",
                              scenario::type_name(*at)));
            return false;
        }
        if (std::is_integral_v<Number> && x != std::floor(x)) {
            fault(*at, key, "a whole number is expected here");
            return false;
        }
        if (!(x >= low && x <= high)) {
            fault(*at, key, "outside the allowed range",
                  std::isinf(high) ? fmt::format("{} or more", low)
                                   : fmt::format("{} to {}", low, high));
            return false;
        }
        out = static_cast<Number>(x);
        return true;
    }
    bool text(const std::string& key, std::string& out) const {
        const Node* at = find(key);
        if (!at)
            return false;
        if (at->type != Node::Type::text) {
            fault(*at, key,
                  fmt::format("text is expected here, not {}", scenario::type_name(*at)));
            return false;
        }
        out = at->text;
        return true;
    }
    std::vector<std::string> words(const std::string& key) const {
        std::vector<std::string> all;
        const Node* at = find(key);
        if (!at)
            return all;
        if (at->type != Node::Type::list)
            fault(*at, key, "a list is expected here", {}, "write [\"T16\", \"T18\"]");
        for (const Node& item : at->items) {
            if (item.type != Node::Type::text)
                fault(item, key, "text is expected here");
            all.push_back(item.text);
        }
        return all;
    }

  private:
    const Node& node_;
    std::string path_;
    std::vector<Problem>& problems_;
};

std::optional<std::string> content(const std::filesystem::path& path,
                                   const Problem& where, std::vector<Problem>& problems) {
    std::ifstream file(path, std::ios::binary);
    if (file && !std::filesystem::is_directory(path))
        return std::string{std::istreambuf_iterator<char>(file), {}};
    Problem problem = where;
    problem.message = fmt::format("{} cannot be read", path.string());
    problems.push_back(problem);
    return std::nullopt;
}

std::string without_model(const std::string& name) {
    return name.rfind("model.", 0) == 0 ? name.substr(6) : name;
}

// The decimal number that is meant by a float, so that messages and bounds say 0.1 and
// not 0.100000001.
double decimal(float x) { return std::stod(scenario::format_number(x)); }

const Node& child(const Node& root, const char* name) {
    static const Node nothing;
    const Node* at = root.find(name);
    return at ? *at : nothing;
}

// Bounds and prior of one parameter, from its table; its own range and present value when
// not said.
void read_details(const Table& table, const ParameterInfo& info, double share, Free& p) {
    const double lowest = p.low, highest = p.high;
    table.number("low", p.low, lowest, highest, info.unit);
    table.number("high", p.high, lowest, highest, info.unit);
    const Node& at = table.node();
    if (!(p.low < p.high)) {
        table.fault(at, "low", "low must be below high");
        return;
    }
    if (table.find("start"))
        table.number("start", p.start, p.low, p.high, info.unit);
    else if (p.start < p.low || p.start > p.high)
        table.fault(at, "start",
                    fmt::format("the present value, {}, is outside the bounds", p.start),
                    fmt::format("{} to {}", p.low, p.high),
                    "give a start, or wider bounds");
    p.prior_mean = p.start;
    table.number("prior", p.prior_mean, p.low, p.high, info.unit);
    p.prior_sd = share * (p.high - p.low);
    // A range says what is possible, not what is likely: no wider than the value itself
    // allows.
    if (p.prior_mean != 0)
        p.prior_sd = std::min(p.prior_sd, std::abs(p.prior_mean) / 2);
    if (table.number("prior_sd", p.prior_sd, 0, infinite, info.unit) && !(p.prior_sd > 0))
        table.fault(at, "prior_sd", "a prior without spread would fix the parameter",
                    "above 0");
}

void read_free(const Table& root, Study& study, std::vector<Problem>& problems) {
    double share = 0.1;
    root.number("prior_share", share, 0.001, 1);
    const Node* list = root.find("free");
    if (!list || list->type != Node::Type::list || list->items.empty()) {
        root.fault(
            list ? *list : root.node(), "free", "a list of the free parameters is needed",
            {},
            "write free = [\"appraisal.criterion\", ...]; couplet describe lists all");
        return;
    }
    const auto known = scenario::describe_parameters();
    std::vector<std::string> names;
    for (const auto& info : known)
        names.push_back(without_model(info.path));
    std::set<std::string> seen;
    for (std::size_t k = 0; k < list->items.size(); ++k) {
        const Node& item = list->items[k];
        static const Node nothing;
        const bool detailed = item.type == Node::Type::table;
        const std::string path = fmt::format("free[{}]", k);
        const Table table(detailed ? item : nothing, path,
                          {"name", "low", "high", "start", "prior", "prior_sd"},
                          problems);
        std::string name = item.text;
        if (detailed)
            table.text("name", name);
        name = without_model(name);
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            const std::string hint = scenario::did_you_mean(name, names);
            root.fault(item, path,
                       fmt::format("no parameter of the model is named \"{}\"", name), {},
                       hint.empty() ? "couplet describe lists all" : hint);
            continue;
        }
        if (!seen.insert(name).second) {
            root.fault(item, path, fmt::format("{} is named twice", name));
            continue;
        }
        const ParameterInfo& info = known[static_cast<std::size_t>(at - names.begin())];
        Free p;
        p.name = name;
        p.unit = info.unit;
        p.start = decimal(parameter(study.base, name));
        p.low = decimal(info.low);
        p.high = decimal(info.high);
        read_details(table, info, share, p);
        study.free.push_back(std::move(p));
    }
}

// "T16" chooses a finding, "T16/r" one part of it.
bool names_target(const std::string& word, const Wanted& w) {
    return word == w.id || word == w.id + "/" + w.part;
}

void read_targets(const Table& root, const std::filesystem::path& folder, Study& study,
                  std::vector<Problem>& problems) {
    std::string file;
    study.targets_name = "built in";
    study.targets_text = validation::own_ranges();
    if (root.text("targets", file)) {
        const auto path = folder / file;
        study.targets_name = path.string();
        const Node& at = *root.find("targets");
        const auto text = content(path,
                                  {at.where.file,
                                   at.where.line,
                                   at.where.column,
                                   "targets",
                                   scenario::shown(at),
                                   {},
                                   {},
                                   {}},
                                  problems);
        if (!text)
            return;
        study.targets_text = *text;
    }
    study.wanted = parse_wanted(study.targets_text, study.targets_name, problems);
    std::vector<std::string> ids;
    for (const Wanted& w : study.wanted)
        if (ids.empty() || ids.back() != w.id)
            ids.push_back(w.id);
    for (const bool keep : {true, false}) {
        const char* key = keep ? "only" : "leave_out";
        const auto words = root.words(key);
        for (const std::string& word : words)
            if (std::none_of(study.wanted.begin(), study.wanted.end(),
                             [&](const Wanted& w) { return names_target(word, w); }))
                root.fault(
                    *root.find(key), key,
                    fmt::format("\"{}\" is no target of {}", word, study.targets_name),
                    "ID, or ID/PART", scenario::did_you_mean(word, ids));
        if (root.find(key))
            std::erase_if(study.wanted, [&](const Wanted& w) {
                return keep ==
                       std::none_of(words.begin(), words.end(), [&](const auto& word) {
                           return names_target(word, w);
                       });
            });
    }
    std::string aim;
    if (root.text("aim", aim)) {
        study.aim = aim == "centre" ? Aim::centre : Aim::inner_half;
        if (aim != "centre" && aim != "inner half")
            root.fault(*root.find("aim"), "aim", "not one of the known words",
                       "\"inner half\", \"centre\"");
    }
}

void read_search(const Node& root, Study& study, std::vector<Problem>& problems) {
    const Table size(child(root, "size"), "size",
                     {"community", "cohort", "laboratory", "treated"}, problems);
    size.number("community", study.size.community, 48, 1e6);
    size.number("cohort", study.size.cohort, 48, 1e6);
    size.number("laboratory", study.size.laboratory, 48, 1e6);
    size.number("treated", study.size.treated, 24, 1e6);
    const Table search(child(root, "search"), "search",
                       {"step", "radius", "smallest_radius", "caution"}, problems);
    search.number("step", study.rules.step, 0.01, 3);
    search.number("radius", study.rules.radius, 0.01, 10);
    search.number("smallest_radius", study.rules.smallest_radius, 1e-4, 1);
    search.number("caution", study.rules.caution, 0, 10);
    const Table stop(child(root, "stop"), "stop",
                     {"evaluations", "time", "improvement", "renewal"}, problems);
    stop.number("evaluations", study.rules.max_evaluations, 1, 1e6);
    stop.number("time", study.time_limit, 1, 1e7, "s");
    stop.number("improvement", study.rules.improvement, 0, 1);
    stop.number("renewal", study.rules.renewal, 0, 1);
    const Table report(child(root, "report"), "report",
                       {"final_slopes", "fresh_seeds", "sensitivity", "correlation"},
                       problems);
    if (const Node* at = report.find("final_slopes")) {
        study.rules.final_slopes = at->flag;
        if (at->type != Node::Type::flag)
            report.fault(*at, "final_slopes", "true or false is expected here");
    }
    report.number("fresh_seeds", study.fresh_seeds, 0, 100);
    report.number("sensitivity", study.thresholds.sensitivity, 0, 100);
    report.number("correlation", study.thresholds.correlation, 0.5, 1);
}

} // namespace

float& parameter(model::Parameters& parameters, const std::string& name) {
    float* found = nullptr;
    model::for_each_mechanism(parameters, [&](model::Mechanism, const char* mechanism,
                                              auto& params, const auto& rows) {
        for (const auto& row : rows)
            if (name == fmt::format("{}.{}", mechanism, row.name))
                found = &(params.*row.field);
    });
    EXPECTS(found);
    return *found;
}

LoadedStudy load_study(const std::filesystem::path& path,
                       const StudyOverrides& overrides) {
    LoadedStudy failed;
    const auto text =
        content(path, {path.string(), 0, 0, {}, {}, {}, {}, {}}, failed.problems);
    return text ? parse_study(*text, path.string(), overrides) : failed;
}

LoadedStudy parse_study(const std::string& text, const std::string& name,
                        const StudyOverrides& overrides) {
    LoadedStudy loaded;
    auto& problems = loaded.problems;
    const Node node = scenario::parse_document(text, name, problems);
    if (!problems.empty())
        return loaded;
    const auto folder = std::filesystem::path(name).parent_path();
    const Table root(node, "",
                     {"title", "free", "prior_share", "targets", "only", "leave_out",
                      "aim", "seed", "parameters", "size", "search", "stop", "report"},
                     problems);
    Study study;
    study.path = name;
    study.study_text = text;
    root.text("title", study.title);
    root.number("seed", study.seed, 0, 9e15);
    std::string overlay;
    scenario::Overrides base{overrides.set, {}, overrides.parameters};
    if (root.text("parameters", overlay) && overrides.parameters.empty())
        base.parameters = folder / overlay;
    auto start = scenario::parse(validation::own_trials(), "trials.toml", base,
                                 validation::own_programmes());
    problems.insert(problems.end(), start.problems.begin(), start.problems.end());
    if (start) {
        study.base = start.scenario->plan.parameters;
        study.programmes = start.scenario->plan.arms;
    }
    read_free(root, study, problems);
    read_targets(root, folder, study, problems);
    read_search(node, study, problems);
    study.seed = overrides.seed.value_or(study.seed);
    study.rules.max_evaluations =
        overrides.max_evaluations.value_or(study.rules.max_evaluations);
    study.time_limit = overrides.time_limit.value_or(study.time_limit);
    if (problems.empty())
        loaded.study = std::move(study);
    else
        scenario::sort_by_place(problems, name);
    return loaded;
}

} // namespace couplet::calibration
