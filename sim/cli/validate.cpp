// couplet validate: the model against published findings, against claims, and without its mechanisms.
#include "analysis/validation/report.hpp"
#include "cli/terminal.hpp"
#include "cli/validate_parts.hpp"

#include <fmt/format.h>

namespace couplet::cli {

int validate(const ValidateArguments& arguments) {
    engine::Options options;
    options.threads = arguments.threads;
    options.kernel = engine::available_kernels().back();
    // The trials' scenario also reads the changed parameters and switches.
    const auto changed = scenario::parse(validation::own_trials(), "trials.toml",
                                         {arguments.set, {}, arguments.parameters},
                                         validation::own_programmes());
    if (!changed) {
        for (const auto& problem : changed.problems)
            fmt::print(stderr, "{}\n", scenario::describe(problem));
        return user_error;
    }
    const engine::Plan& plan = changed.scenario->plan;
    std::vector<ValidatedPart> parts;
    const bool others = arguments.stability || arguments.claims || arguments.knock_outs;
    const bool findings = !others || (arguments.claims && arguments.knock_outs);
    if (findings || arguments.stability) {
        const auto results = compute_findings(arguments, plan, options);
        if (findings)
            parts.push_back(validate_findings(arguments, results));
        if (arguments.stability)
            parts.push_back(validate_stability(arguments, plan, options, results));
    }
    if (arguments.claims)
        parts.push_back(validate_claims(arguments, plan, options));
    if (arguments.knock_outs)
        parts.push_back(validate_knock_outs(arguments, plan, options));

    if (!arguments.markdown.empty() && !write_page(arguments.markdown, parts)) {
        complain("cannot write " + arguments.markdown);
        return io_error;
    }
    if (arguments.json) {
        nlohmann::json all;
        for (const ValidatedPart& part : parts)
            all[part.name] = part.json;
        fmt::print("{}\n", (parts.size() == 1 ? parts.front().json : all).dump(2));
    } else {
        for (std::size_t k = 0; k < parts.size(); ++k)
            fmt::print("{}{}", k ? "\n" : "", parts[k].table);
    }
    return done;
}

} // namespace couplet::cli
