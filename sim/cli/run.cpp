// couplet run SCENARIO: simulate, write the result file, print the outcomes.
#include "cli/outcome_table.hpp"
#include "cli/terminal.hpp"
#include "experiment/study.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace couplet::cli {
namespace {

std::optional<engine::Kernel> chosen_kernel(const std::string& name) {
    const auto kernels = engine::available_kernels();
    if (name.empty())
        return kernels.back();
    std::vector<std::string> names;
    for (engine::Kernel kernel : kernels) {
        if (name == engine::kernel_name(kernel))
            return kernel;
        names.push_back(engine::kernel_name(kernel));
    }
    complain(fmt::format("--kernel {}: this machine has {}", name, scenario::listed(names)));
    return std::nullopt;
}

std::filesystem::path output_path(const RunArguments& arguments) {
    if (!arguments.output.empty())
        return arguments.output;
    return std::filesystem::path(arguments.scenario.scenario).stem().replace_extension(".h5");
}

void print_plan(const scenario::Scenario& s, const std::filesystem::path& output) {
    const engine::Plan& plan = s.plan;
    fmt::print("{}\n{}\n\n", s.title.empty() ? s.path : s.title, s.question);
    fmt::print("couples     {}\narms        ", grouped(plan.population.couples));
    for (std::size_t k = 0; k < plan.arms.size(); ++k)
        fmt::print("{}{}", k ? ", " : "", plan.arms[k].name);
    fmt::print("\ndays        {}, after {} days of warm-up\nturn        {} min\nseed        {}{}\n",
               plan.days, plan.warm_up_days, plan.turn_minutes, plan.seed.value,
               s.seed_drawn ? " (drawn)" : "");
    fmt::print("recorded    {} variables of {} couples every {} days{}\n",
               plan.recording.variables.size(), grouped(plan.recording.couples),
               plan.recording.every_days, plan.recording.events ? ", events" : "");
    fmt::print("file        {}, at most {}\n", output.string(),
               bytes(experiment::estimated_bytes(plan)));
}

nlohmann::json as_json(const scenario::Scenario& s, const experiment::StudyResult& result,
                       const std::filesystem::path& output) {
    return {{"scenario", s.path},
            {"title", s.title},
            {"file", output.string()},
            {"seed", s.plan.seed.value},
            {"digest", fmt::format("{:016x}", result.engine.digest)},
            {"couple_turns", result.engine.couple_turns},
            {"seconds", result.seconds},
            {"outcomes", outcomes_as_json(result.outcomes)}};
}

} // namespace

int run(const RunArguments& arguments) {
    const auto scenario = load(arguments.scenario);
    const auto kernel = chosen_kernel(arguments.kernel);
    if (!scenario || !kernel)
        return user_error;
    const auto output = output_path(arguments);
    const engine::Plan& plan = scenario->plan;
    if (arguments.dry_run) {
        print_plan(*scenario, output);
        return done;
    }
    if (!arguments.overwrite && std::filesystem::exists(output)) {
        complain(fmt::format("{} exists already. Choose another name with -o, or replace it "
                             "with --overwrite. Nothing was run.",
                             output.string()));
        return user_error;
    }
    const bool talk = arguments.verbosity != Verbosity::quiet;
    if (scenario->seed_drawn && talk)
        fmt::print(stderr, "seed {} (drawn; give --seed {} for the same couples again)\n",
                   plan.seed.value, plan.seed.value);

    experiment::StudyOptions options;
    options.output = output;
    options.overwrite = arguments.overwrite;
    options.engine.threads = arguments.threads;
    options.engine.kernel = *kernel;
    options.engine.stop = &stop_on_interrupt();
    options.program_version = program_version();
    options.commit = program_commit();
    options.command_line = arguments.command_line;
    experiment::StudyResult result;
    {
        Progress progress(plan.population.couples, "couples", arguments.verbosity);
        options.progress = [&](std::uint64_t couples) { progress.update(couples); };
        result = experiment::run_study(*scenario, options);
    }
    if (result.engine.stopped) {
        complain(fmt::format("interrupted; {} was not made", output.string()));
        return interrupted;
    }
    if (arguments.json) {
        fmt::print("{}\n", as_json(*scenario, result, output).dump(2));
    } else {
        if (!scenario->title.empty())
            fmt::print("{}\n\n", scenario->title);
        fmt::print("{}", outcome_table(result.outcomes));
    }
    if (talk)
        fmt::print(stderr, "\n{}: {}, {} couple-turns in {}, {:.1f} million a second ({})\n",
                   output.string(), bytes(std::filesystem::file_size(output)),
                   grouped(result.engine.couple_turns), duration(result.seconds),
                   static_cast<double>(result.engine.couple_turns) / result.seconds / 1e6,
                   engine::kernel_name(*kernel));
    if (arguments.verbosity == Verbosity::verbose)
        fmt::print(stderr, "seed {}, digest {:016x}\n", plan.seed.value, result.engine.digest);
    return done;
}

} // namespace couplet::cli
