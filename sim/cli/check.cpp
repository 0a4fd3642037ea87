// couplet check SCENARIO: read it, say everything that is wrong with it, run nothing.
#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace couplet::cli {

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
        return done;
    }
    for (const auto& problem : loaded.problems)
        fmt::print("{}\n", scenario::describe(problem));
    return user_error;
}

} // namespace couplet::cli
