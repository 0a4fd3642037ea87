// couplet run SCENARIO: simulate, write the result file, print the outcomes.
#include "cli/outcome_table.hpp"
#include "cli/terminal.hpp"
#include "experiment/enrol.hpp"
#include "experiment/estimate.hpp"
#include "experiment/resume.hpp"
#include "experiment/study.hpp"
#include "output/journal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
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

// "112 of 640 screened"
std::string enrolled(const engine::Plan& plan) {
    return plan.trial.given ? fmt::format("{} of {} screened", grouped(plan.population.couples),
                                          grouped(plan.enrolment.screened))
                            : grouped(plan.population.couples);
}

void print_plan(const scenario::Scenario& s, const engine::Plan& plan,
                const std::filesystem::path& output, const experiment::Cost& cost) {
    fmt::print("{}\n{}\n\n", s.title.empty() ? s.path : s.title, s.question);
    if (plan.trial.given)
        fmt::print("design      {}, {}\n", engine::design_names[static_cast<int>(plan.trial.design)],
                   engine::recruitment_names[static_cast<int>(plan.trial.recruitment)]);
    fmt::print("couples     {}\narms        ", enrolled(plan));
    for (std::size_t k = 0; k < plan.arms.size(); ++k)
        fmt::print("{}{}", k ? ", " : "", plan.arms[k].name);
    fmt::print("\ndays        {}, after {} days of warm-up\nturn        {} min\nseed        {}{}\n",
               plan.days, plan.warm_up_days, plan.turn_minutes, plan.seed.value,
               s.seed_drawn ? " (drawn)" : "");
    fmt::print("recorded    {} variables of {} couples every {} days{}\n",
               plan.recording.variables.size(), grouped(plan.recording.couples),
               plan.recording.every_days, plan.recording.events ? ", events" : "");
    fmt::print("time        about {}\nfile        {}, about {}, and as much for its journal until it "
               "is complete\ndisk        {} free\n",
               duration(cost.seconds), output.string(), bytes(cost.file_bytes),
               bytes(experiment::free_bytes(output)));
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

// What is on the disk already, and what follows from it.
enum class Begin { anew, resume, nothing_to_do, refused };

void complain_of_differences(const std::string& what, const std::vector<std::string>& differences) {
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t k = 0; k < std::min(differences.size(), most); ++k)
        text += "\n  " + differences[k];
    if (differences.size() > most)
        text += fmt::format("\n  and {} more", differences.size() - most);
    complain(fmt::format("{} is of another run than the one asked for:{}\nChoose another name with "
                         "-o, or begin anew with --overwrite. Nothing was run.",
                         what, text));
}

// A result file of that name is there.
Begin beside_result(const scenario::Scenario& scenario, const RunArguments& arguments,
                    const experiment::StudyOptions& options) {
    const std::string name = options.output.string();
    if (!arguments.resume) {
        complain(fmt::format("{} exists already. Choose another name with -o, or replace it "
                             "with --overwrite. Nothing was run.",
                             name));
        return Begin::refused;
    }
    const auto differences = experiment::differences_from_result(scenario, options);
    if (!differences.empty()) {
        complain_of_differences(name, differences);
        return Begin::refused;
    }
    std::filesystem::remove(output::journal_path(options.output)); // killed on its last step
    if (arguments.verbosity != Verbosity::quiet)
        fmt::print(stderr, "{} is complete already; nothing was run\n", name);
    return Begin::nothing_to_do;
}

// Takes the seed of what is resumed if the scenario has none, and says how many couples are done.
Begin how_to_begin(scenario::Scenario& scenario, const RunArguments& arguments,
                   const experiment::StudyOptions& options, std::uint64_t& couples_done) {
    if (!arguments.overwrite && std::filesystem::exists(options.output))
        return beside_result(scenario, arguments, options);
    if (arguments.overwrite && !arguments.resume)
        return Begin::anew;
    const auto kept = experiment::find_kept(scenario, options);
    const std::string journal = output::journal_path(options.output).string();
    if (kept && !arguments.resume && kept->couples > 0) {
        complain(fmt::format("{} holds {} couples of an interrupted run. Go on with it with "
                             "--resume, or begin anew with --overwrite. Nothing was run.",
                             journal, grouped(kept->couples)));
        return Begin::refused;
    }
    if (!kept || !arguments.resume)
        return Begin::anew;
    if (!kept->differences.empty()) {
        complain_of_differences(journal, kept->differences);
        return Begin::refused;
    }
    if (arguments.verbosity != Verbosity::quiet)
        fmt::print(stderr, "goes on with {}{} couples done\n", grouped(kept->couples),
                   scenario.plan.trial.given ? "" : " of " + grouped(scenario.plan.population.couples));
    couples_done = kept->couples;
    return Begin::resume;
}

// Whether the disk has room, as far as can be known beforehand. Says how long it will take if that
// is long.
bool has_room(const experiment::Cost& cost, const std::filesystem::path& output,
              Verbosity verbosity) {
    constexpr double uncertainty = 1.25, worth_saying = 10; // factor; [s]
    std::error_code none;
    const auto kept = std::filesystem::file_size(output::journal_path(output), none);
    const auto need = 2.0 * static_cast<double>(cost.file_bytes) -
                      (none ? 0.0 : static_cast<double>(kept));
    const auto room = static_cast<double>(experiment::free_bytes(output));
    const auto said = [&](const char* end) {
        return fmt::format("{}: about {} are needed for the file and, until it is complete, as much "
                           "for its journal; the disk has {} free. Record less ([recording]), make "
                           "room, or choose another disk with -o.{}",
                           output.string(), bytes(2 * cost.file_bytes),
                           bytes(static_cast<std::uint64_t>(room)), end);
    };
    if (need > room * uncertainty) {
        complain(said(" Nothing was run."));
        return false;
    }
    if (need * uncertainty > room)
        complain(said(" It may fail for want of room."));
    if (cost.seconds > worth_saying && verbosity != Verbosity::quiet)
        fmt::print(stderr, "about {}, and {} on the disk\n", duration(cost.seconds),
                   bytes(cost.file_bytes));
    return true;
}

// What is kept of a run that ended early, and how to go on with it.
std::string what_is_kept(std::uint64_t couples, const RunArguments& arguments,
                         const experiment::StudyOptions& options, const engine::Plan& plan) {
    if (couples == 0)
        return fmt::format("{} was not made, and nothing is kept", options.output.string());
    return fmt::format("{} was not made; {} of {} couples are kept in {}. Go on with\n  {}{}",
                       options.output.string(), grouped(couples), grouped(plan.population.couples),
                       output::journal_path(options.output).string(), arguments.command_line,
                       arguments.resume ? "" : " --resume");
}

void print_result(const RunArguments& arguments, const scenario::Scenario& scenario,
                  const experiment::StudyResult& result, const experiment::StudyOptions& options) {
    if (arguments.json) {
        fmt::print("{}\n", as_json(scenario, result, options.output).dump(2));
    } else {
        if (!scenario.title.empty())
            fmt::print("{}\n\n", scenario.title);
        fmt::print("{}", outcome_table(result.outcomes));
    }
    const std::uint64_t turns = result.engine.couple_turns - result.turns_before;
    if (arguments.verbosity != Verbosity::quiet)
        fmt::print(stderr, "\n{}: {}, {} couple-turns in {}, {:.1f} million a second ({})\n",
                   options.output.string(), bytes(std::filesystem::file_size(options.output)),
                   grouped(turns), duration(result.seconds),
                   static_cast<double>(turns) / result.seconds / 1e6,
                   engine::kernel_name(options.engine.kernel));
    if (arguments.verbosity == Verbosity::verbose)
        fmt::print(stderr, "seed {}, digest {:016x}\n", scenario.plan.seed.value,
                   result.engine.digest);
}

int simulate(const RunArguments& arguments, const scenario::Scenario& scenario,
             const engine::Plan& plan, experiment::StudyOptions& options,
             std::uint64_t couples_left) {
    experiment::StudyResult result;
    try {
        Progress progress(couples_left, "couples", arguments.verbosity);
        options.progress = [&](std::uint64_t couples) { progress.update(couples); };
        result = experiment::run_study(scenario, plan, options);
    } catch (const experiment::Unfinished& e) {
        complain(fmt::format("{}\n{}", e.what(),
                             what_is_kept(e.couples_kept, arguments, options, plan)));
        return io_error;
    }
    if (result.engine.stopped) {
        complain("interrupted; " +
                 what_is_kept(result.couples_kept, arguments, options, plan));
        return interrupted;
    }
    print_result(arguments, scenario, result, options);
    return done;
}

experiment::StudyOptions study_options(const RunArguments& arguments, engine::Kernel kernel) {
    experiment::StudyOptions options;
    options.output = output_path(arguments);
    options.overwrite = arguments.overwrite;
    options.engine.threads = arguments.threads;
    options.engine.kernel = kernel;
    options.engine.stop = &stop_on_interrupt();
    options.program_version = program_version();
    options.commit = program_commit();
    options.command_line = arguments.command_line;
    return options;
}

// The plan with the couples of its trial, or a complaint that there are none.
std::optional<engine::Plan> who_takes_part(const scenario::Scenario& scenario,
                                           const experiment::StudyOptions& options) {
    auto plan = experiment::enrol(scenario.plan, options.engine);
    if (!plan) {
        complain("interrupted while couples were screened; nothing was run");
        return plan;
    }
    if (const std::string text = experiment::shortfall(*plan); !text.empty())
        complain(text);
    return plan->population.couples > 0 ? plan : std::nullopt;
}

} // namespace

int run(const RunArguments& arguments) {
    auto scenario = load(arguments.scenario);
    const auto kernel = chosen_kernel(arguments.kernel);
    if (!scenario || !kernel)
        return user_error;
    experiment::StudyOptions options = study_options(arguments, *kernel);
    if (arguments.dry_run) {
        const auto plan = who_takes_part(*scenario, options);
        if (plan)
            print_plan(*scenario, *plan, options.output, experiment::estimate(*plan, options.engine));
        return plan ? done : user_error;
    }
    std::uint64_t kept = 0;
    const Begin begin = how_to_begin(*scenario, arguments, options, kept);
    if (begin == Begin::refused)
        return user_error;
    if (begin == Begin::nothing_to_do)
        return done;
    options.resume = begin == Begin::resume;
    if (scenario->seed_drawn && !options.resume && arguments.verbosity != Verbosity::quiet)
        fmt::print(stderr, "seed {} (drawn; give --seed {} for the same couples again)\n",
                   scenario->plan.seed.value, scenario->plan.seed.value);
    const auto plan = who_takes_part(*scenario, options);
    if (!plan)
        return options.engine.stop && *options.engine.stop ? interrupted : user_error;
    const experiment::Cost cost = experiment::estimate(*plan, options.engine);
    if (!has_room(cost, options.output, arguments.verbosity))
        return io_error;
    return simulate(arguments, *scenario, *plan, options, plan->population.couples - kept);
}

} // namespace couplet::cli
