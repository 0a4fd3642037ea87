// The couplet program: command line in, a verb called, its exit code out.
#include "cli/terminal.hpp"
#include "cli/verbs.hpp"
#include "output/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <map>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace couplet::cli {

const char* program_version() { return COUPLET_VERSION; }
const char* program_commit() { return COUPLET_COMMIT; }

namespace {

void add_parameters(CLI::App& verb, std::string& path) {
    verb.add_option("--parameters", path,
                    "File of parameters, such as couplet calibrate makes; goes before the "
                    "scenario's own values");
}

void add_scenario(CLI::App& verb, ScenarioArguments& a) {
    verb.add_option("SCENARIO", a.scenario, "Scenario file (TOML)")->required();
    verb.add_option("--set", a.set,
                    "Change a value: PATH=VALUE, e.g. time.duration=\"2 weeks\"; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--seed", a.seed, "Seed of all random numbers, instead of the file's");
    add_parameters(verb, a.parameters);
}

void add_calibration(CLI::App& verb, CalibrateArguments& a) {
    verb.add_option("STUDY", a.study, "Study file (TOML): docs/calibration.md")->required();
    verb.add_option("-o,--output", a.output,
                    "File of fitted parameters; default: the study's name with .overlay.toml, here");
    verb.add_flag("--sensitivity", a.sensitivity,
                  "Fit nothing: say which parameters the targets determine");
    verb.add_flag("--resume", a.resume, "Go on with the journal beside the output");
    verb.add_flag("--overwrite", a.overwrite, "Replace an existing journal and output");
    verb.add_option("--max-evaluations", a.max_evaluations, "Simulate no more often than this")
        ->check(CLI::Range(1, 1000000));
    verb.add_option("--time-limit", a.time_limit, "Stop after this time, e.g. \"2 hours\"");
    add_parameters(verb, a.parameters);
    verb.add_option("--set", a.set,
                    "Change what is not free: model.PATH=VALUE, mechanisms.NAME=false; may be "
                    "repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    verb.add_option("--seed", a.seed, "Seed, instead of the study's");
    verb.add_option("--threads", a.threads, "Threads; default: all cores")
        ->check(CLI::Range(1, 4096));
    verb.add_option("--markdown", a.markdown, "Also write a page of results to this file");
    verb.add_flag("--json", a.json, "Print JSON");
}

void add_effects(CLI::App& verb, EffectsArguments& a) {
    verb.add_option("FILE", a.file, "Result file")->required();
    verb.add_option("--against", a.against,
                    "Arm that the others are compared with; default: the first without a programme");
    verb.add_option("--outcome", a.instrument,
                    "Questionnaire; default: the scenario's primary outcome, or csi16");
    verb.add_option("--day", a.day,
                    "Day of a wave; default: the primary one, or the first after the programmes");
    verb.add_option("--partner", a.partner, "Whose answers count; default: both")
        ->check(CLI::IsMember({"both", "first", "second"}));
    verb.add_flag("--apim", a.apim,
                  "Also the actor-partner model: change by what both partners were at the start");
    verb.add_option("--csv", a.csv, "Also write all numbers, of all outcomes and waves, to this file");
    verb.add_flag("--json", a.json, "Print all numbers as JSON");
}

void add_power(CLI::App& verb, PowerArguments& a) {
    add_scenario(verb, a.scenario);
    verb.add_option("--arm", a.arm, "Treated arm; default: the first that is not the reference");
    verb.add_option("--against", a.against, "Reference arm; default: the first without a programme");
    verb.add_option("--outcome", a.outcome, "Questionnaire; default: the primary outcome, or csi16");
    verb.add_option("--partner", a.partner, "Whose answers count; default: both")
        ->check(CLI::IsMember({"both", "first", "second"}));
    verb.add_option("--analysis", a.analysis, "Test of the trial; default: ancova")
        ->check(CLI::IsMember({"ancova", "change", "log-rank"}));
    verb.add_option("--diary", a.diary,
                    "A diary study instead of a trial: OUTCOME~PREDICTOR, items of the diary");
    verb.add_option("--sizes", a.sizes, "Couples of a study in all, e.g. 40,80,160; default: chosen")
        ->delimiter(',');
    verb.add_option("--pool", a.pool, "Couples to simulate; default: the scenario's, at least 4,000")
        ->check(CLI::Range(100, 1000000));
    verb.add_option("--replicates", a.replications, "Virtual studies of each size; default: 2,000")
        ->check(CLI::Range(20, 100000));
    verb.add_option("--threads", a.threads, "Threads; default: all cores")
        ->check(CLI::Range(1, 4096));
    verb.add_option("--csv", a.csv, "Also write all numbers to this file");
    verb.add_flag("--json", a.json, "Print JSON");
}

Verbosity verbosity(bool quiet, bool verbose) {
    return quiet ? Verbosity::quiet : verbose ? Verbosity::verbose : Verbosity::normal;
}

std::string joined(int argc, char** argv) {
    std::string text;
    for (int k = 0; k < argc; ++k)
        text += (k ? " " : "") + std::string(argv[k]);
    return text;
}

int dispatch(int argc, char** argv) {
    CLI::App app{"couplet simulates couples: trigger, pursuit, withdrawal, repair, over minutes, "
                 "months and years.\nA scenario file goes in; an HDF5 file and a table come out."};
    app.name("couplet");
    app.set_version_flag("--version",
                         fmt::format("couplet {} ({})", program_version(), program_commit()));
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done; 2 a mistake in the command line or a scenario; 3 a file could "
               "not be\nread or written; 130 interrupted. Help on a verb: couplet VERB -h");
    bool quiet = false, verbose = false;
    std::function<int()> chosen;

    RunArguments run_arguments;
    CLI::App* run_verb = app.add_subcommand("run", "Simulate a scenario");
    add_scenario(*run_verb, run_arguments.scenario);
    run_verb->add_option("-o,--output", run_arguments.output,
                         "Result file; default: the scenario's name with .h5, here");
    run_verb->add_option("--threads", run_arguments.threads, "Threads; default: all cores")
        ->check(CLI::Range(1, 4096));
    run_verb->add_option("--kernel", run_arguments.kernel,
                         "scalar, sse2, avx2 or avx512; default: the widest. Results are the same");
    run_verb->add_flag("--resume", run_arguments.resume,
                       "Go on with an interrupted run of the same scenario and output; begin if "
                       "there is none");
    run_verb->add_flag("--overwrite", run_arguments.overwrite,
                       "Replace an existing result file, or what is kept of an interrupted run");
    run_verb->add_flag("--dry-run", run_arguments.dry_run, "Say what would be run, how long and how large, and stop");
    run_verb->add_flag("--json", run_arguments.json, "Print the outcomes as JSON");
    run_verb->callback([&] {
        chosen = [&] {
            run_arguments.verbosity = verbosity(quiet, verbose);
            run_arguments.command_line = joined(argc, argv);
            return run(run_arguments);
        };
    });

    CheckArguments check_arguments;
    CLI::App* check_verb = app.add_subcommand("check", "Check a scenario, run nothing");
    add_scenario(*check_verb, check_arguments.scenario);
    check_verb->add_flag("--json", check_arguments.json, "Print the problems as JSON");
    check_verb->callback([&] { chosen = [&] { return check(check_arguments); }; });

    DescribeArguments describe_arguments;
    CLI::App* describe_verb =
        app.add_subcommand("describe", "List the parameters: unit, default, range, source");
    describe_verb->add_option("FILTER", describe_arguments.filter, "Only paths with this text");
    CLI::Option* describe_keys =
        describe_verb->add_flag("--keys", describe_arguments.keys,
                                "List the other keys of a scenario file instead");
    CLI::Option* describe_json =
        describe_verb->add_flag("--json", describe_arguments.json, "Print JSON");
    describe_verb
        ->add_flag("--markdown", describe_arguments.markdown,
                   "Print the parameters as a page in Markdown")
        ->excludes(describe_json)
        ->excludes(describe_keys);
    describe_verb->callback([&] { chosen = [&] { return describe(describe_arguments); }; });

    app.add_subcommand("schema", "Print the JSON Schema of scenario files, for editors")
        ->callback([&] { chosen = [] { return schema(); }; });

    ReplayArguments replay_arguments;
    CLI::App* replay_verb =
        app.add_subcommand("replay", "Live one couple of a result file again, turn by turn");
    replay_verb->add_option("FILE", replay_arguments.file, "Result file")->required();
    replay_verb->add_option("--couple", replay_arguments.couple, "Number of the couple, from 0")
        ->required();
    replay_verb->add_option("--arm", replay_arguments.arm, "Name of the arm; default: the first");
    replay_verb->add_option("--from", replay_arguments.from,
                            "First day; default: a laboratory day, or that of the longest quarrel");
    replay_verb->add_option("--to", replay_arguments.to, "Last day; default: the first");
    replay_verb->add_flag("--json", replay_arguments.json, "Print JSON");
    replay_verb->callback([&] {
        chosen = [&] {
            replay_arguments.verbosity = verbosity(quiet, verbose);
            return replay(replay_arguments);
        };
    });
    ValidateArguments validate_arguments;
    CLI::App* validate_verb =
        app.add_subcommand("validate", "Hold the model against published findings");
    validate_verb
        ->add_option("--set", validate_arguments.set,
                     "Change a parameter or switch a mechanism off: model.PATH=VALUE, "
                     "mechanisms.NAME=false; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_parameters(*validate_verb, validate_arguments.parameters);
    validate_verb->add_flag("--claims", validate_arguments.claims,
                            "Check the claims of two texts on attachment instead");
    validate_verb->add_flag("--knock-outs", validate_arguments.knock_outs,
                            "Switch each mechanism off and see what goes with it instead; with "
                            "--claims: findings, claims and knock-outs");
    validate_verb->add_flag("--stability", validate_arguments.stability,
                            "Compute the findings with other seeds, shorter turns and more couples "
                            "instead, and say what moved");
    validate_verb->add_flag("--quick", validate_arguments.quick, "Fewer couples, in a few seconds");
    validate_verb->add_option("--seed", validate_arguments.seed, "Seed; default 1");
    validate_verb->add_option("--threads", validate_arguments.threads, "Threads; default: all cores")
        ->check(CLI::Range(1, 4096));
    validate_verb->add_option("--markdown", validate_arguments.markdown,
                              "Also write the results into this page; other parts of it stay");
    validate_verb->add_flag("--json", validate_arguments.json, "Print JSON");
    validate_verb->callback([&] { chosen = [&] { return validate(validate_arguments); }; });

    CalibrateArguments calibrate_arguments;
    CLI::App* calibrate_verb =
        app.add_subcommand("calibrate", "Fit free parameters to published findings");
    add_calibration(*calibrate_verb, calibrate_arguments);
    calibrate_verb->callback([&] {
        chosen = [&] {
            calibrate_arguments.verbosity = verbosity(quiet, verbose);
            return calibrate(calibrate_arguments);
        };
    });

    BenchArguments bench_arguments;
    CLI::App* bench_verb =
        app.add_subcommand("bench", "Measure how fast the program is on this machine");
    bench_verb->add_flag("--quick", bench_arguments.quick, "Fewer rounds, in a few seconds");
    bench_verb->add_option("--markdown", bench_arguments.markdown,
                           "Also put the figures into this page, between its marks");
    bench_verb->add_flag("--json", bench_arguments.json, "Print JSON");
    bench_verb->callback([&] { chosen = [&] { return bench(bench_arguments); }; });

    EffectsArguments effects_arguments;
    CLI::App* effects_verb = app.add_subcommand(
        "effects", "Say what the programmes of a result file did, as a trial would");
    add_effects(*effects_verb, effects_arguments);
    effects_verb->callback([&] {
        chosen = [&] {
            effects_arguments.verbosity = verbosity(quiet, verbose);
            return effects(effects_arguments);
        };
    });

    PowerArguments power_arguments;
    CLI::App* power_verb = app.add_subcommand(
        "power", "Say how many couples a real study would need to see a simulated effect");
    add_power(*power_verb, power_arguments);
    power_verb->callback([&] { chosen = [&] { return power(power_arguments); }; });

    for (CLI::App* verb : {run_verb, replay_verb, calibrate_verb, effects_verb}) {
        verb->add_flag("-q,--quiet", quiet, "Results only, no messages");
        verb->add_flag("-v,--verbose", verbose, "More messages");
    }

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? done : user_error;
    }
    return chosen();
}

// What one slab gives back the next one wants: kept, it need not be cleared by the system each time.
void keep_memory() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

} // namespace
} // namespace couplet::cli

int main(int argc, char** argv) {
    using namespace couplet;
    cli::keep_memory();
    try {
        return cli::dispatch(argc, argv);
    } catch (const output::Error& e) {
        cli::complain(e.what());
    } catch (const std::exception& e) {
        cli::complain(e.what());
    }
    return cli::io_error;
}
