// couplet check SCENARIO: read it, say everything that is wrong with it, run nothing.
#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace couplet::cli {
namespace {

// What a trial will do, for a look before it runs.
std::string trial_in_words(const engine::Plan& plan) {
    const engine::Trial& t = plan.trial;
    std::string text = fmt::format("trial: {}, {}: {}", engine::design_names[static_cast<int>(t.design)],
                                   engine::recruitment_names[static_cast<int>(t.recruitment)],
                                   t.couples > 0 ? grouped(t.couples) + " couples wanted"
                                                 : "all couples who are eligible");
    for (std::size_t k = 0; k < t.allocation.size(); ++k)
        text += fmt::format("{}{} {}", k == 0 ? ", allocated to " : " : ", plan.arms[k].name,
                            t.allocation[k]);
    if (t.waiting >= 0)
        text += fmt::format("; {} waits {} days", plan.arms[static_cast<std::size_t>(t.waiting)].name,
                            t.delay);
    for (std::size_t k = 0; k < t.baselines.size(); ++k)
        text += fmt::format("{}{}", k == 0 ? "; baselines of " : ", ", t.baselines[k]);
    return text + (t.baselines.empty() ? "\n" : " days\n");
}

} // namespace

int check(const CheckArguments& arguments) {
    const auto loaded = scenario::load(arguments.scenario.scenario,
                                       {arguments.scenario.set, arguments.scenario.seed,
                                        arguments.scenario.parameters});
    if (arguments.json) {
        auto problems = nlohmann::json::array();
        for (const auto& p : loaded.problems)
            problems.push_back({{"file", p.file},
                                {"line", p.line},
                                {"column", p.column},
                                {"key", p.key},
                                {"value", p.value},
                                {"message", p.message},
                                {"allowed", p.allowed},
                                {"suggestion", p.suggestion}});
        fmt::print("{}\n", nlohmann::json{{"valid", static_cast<bool>(loaded)},
                                          {"problems", problems}}
                               .dump(2));
        return loaded ? done : user_error;
    }
    if (loaded) {
        const engine::Plan& plan = loaded.scenario->plan;
        fmt::print("{} is valid: {} couples, {} arm{}, {} days\n", arguments.scenario.scenario,
                   grouped(plan.population.couples), plan.arms.size(),
                   plan.arms.size() == 1 ? "" : "s", plan.days);
        if (plan.trial.given)
            fmt::print("{}", trial_in_words(plan));
        return done;
    }
    for (const auto& problem : loaded.problems)
        fmt::print("{}\n", scenario::describe(problem));
    return user_error;
}

} // namespace couplet::cli
