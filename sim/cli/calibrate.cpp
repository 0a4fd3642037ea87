// couplet calibrate STUDY: fit free parameters to published findings, or say which they
// determine.
#include "analysis/calibration/report.hpp"
#include "cli/terminal.hpp"
#include "output/sha256.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace couplet::cli {
namespace {

using calibration::Event;
using calibration::Journal;
using calibration::Outcome;
using calibration::Study;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::optional<Study> load_study(const CalibrateArguments& arguments) {
    calibration::StudyOverrides overrides{arguments.set,
                                          arguments.parameters,
                                          arguments.seed,
                                          arguments.max_evaluations,
                                          {}};
    if (!arguments.time_limit.empty()) {
        const auto read = scenario::parse_quantity(arguments.time_limit, "s");
        if (const auto* wrong = std::get_if<scenario::QuantityFault>(&read)) {
            complain(fmt::format("--time-limit {}: {}; write for example \"2 hours\"",
                                 arguments.time_limit, wrong->message));
            return std::nullopt;
        }
        overrides.time_limit = std::get<scenario::Quantity>(read).value;
    }
    auto loaded = calibration::load_study(arguments.study, overrides);
    for (const auto& problem : loaded.problems)
        fmt::print(stderr, "{}\n", scenario::describe(problem));
    return std::move(loaded.study);
}

struct Paths {
    std::filesystem::path overlay, journal;
};

Paths paths_of(const CalibrateArguments& arguments) {
    Paths paths;
    paths.overlay = arguments.output;
    if (paths.overlay.empty())
        paths.overlay = std::filesystem::path(arguments.study)
                            .stem()
                            .replace_extension(".overlay.toml");
    paths.journal = paths.overlay;
    paths.journal += ".journal";
    return paths;
}

// The journal to go on with, or nothing after its complaint.
std::optional<Journal> open_journal(const CalibrateArguments& arguments,
                                    const Paths& paths, const Study& study,
                                    const calibration::Provenance& provenance) {
    const nlohmann::json header{{"format", 1},
                                {"program", provenance.version},
                                {"commit", provenance.commit},
                                {"study_sha256", provenance.study_sha256},
                                {"targets_sha256", provenance.targets_sha256},
                                {"settings", calibration::settings(study)}};
    const bool there = std::filesystem::exists(paths.journal);
    if (!arguments.resume || !there) {
        for (const auto& path : {paths.journal, paths.overlay})
            if (!arguments.overwrite && std::filesystem::exists(path)) {
                complain(fmt::format(
                    "{} exists already. Continue with --resume, begin anew with "
                    "--overwrite, or choose another name with -o.",
                    path.string()));
                return std::nullopt;
            }
        return Journal::create(paths.journal, header);
    }
    Journal journal = Journal::resume(paths.journal);
    auto changed = calibration::differences(journal.header(), header);
    if (journal.header().value("program", "") != provenance.version)
        changed.insert(changed.begin(),
                       fmt::format("the program was couplet {}, is {}",
                                   journal.header().value("program", "unknown"),
                                   provenance.version));
    if (!changed.empty()) {
        complain(fmt::format("{} is of another fit, so it cannot be continued:",
                             paths.journal.string()));
        constexpr std::size_t most = 8;
        for (std::size_t k = 0; k < std::min(most, changed.size()); ++k)
            fmt::print(stderr, "  {}\n", changed[k]);
        if (changed.size() > most)
            fmt::print(stderr, "  and {} more\n", changed.size() - most);
        fmt::print(
            stderr,
            "Change these back, begin anew with --overwrite, or choose another name "
            "with -o.\n");
        return std::nullopt;
    }
    return journal;
}

// Another build may simulate something else under the same version: one evaluation tells.
bool still_the_same(const Journal& journal, const Study& study,
                    const calibration::Simulator& simulator) {
    std::vector<double> start;
    for (const auto& p : study.free)
        start.push_back(p.start);
    const auto* known = journal.find(study.seed, start);
    if (!known)
        return true;
    const auto now = simulator(start, study.seed);
    if (!now)
        return true; // stopped; nothing is added to the journal then
    for (std::size_t k = 0; k < study.wanted.size(); ++k) {
        const double was = known->values[k], is = now->values[k];
        if (was == is || (std::isnan(was) && std::isnan(is)))
            continue;
        complain(fmt::format(
            "this program simulates otherwise than that which began the fit (commit "
            "{}): {} {} was {} at the start, is {}. Begin anew with --overwrite.",
            journal.header().value("commit", "unknown"), study.wanted[k].id,
            study.wanted[k].part, was, is));
        return false;
    }
    return true;
}

// Says what each simulation gave, and how long the rest will take.
class Reporter {
  public:
    Reporter(const Study& study, bool shown, std::size_t replayed)
        : study_(study), shown_(shown), replayed_(static_cast<int>(replayed)) {}

    void simulated(double seconds) {
        ++simulations_;
        seconds_ += seconds;
    }
    void operator()(const Event& event) {
        if (!shown_)
            return;
        const auto count = static_cast<int>(study_.free.size());
        const auto left = [&](int evaluations) {
            return simulations_ == 0
                       ? std::string("replayed")
                       : duration(evaluations * seconds_ / simulations_) + " left";
        };
        const calibration::Point& p = event.point;
        const std::string what =
            fmt::format("loss {:8.2f}  prior {:6.2f}  hits {}/{}", p.loss, p.prior,
                        p.hits, p.evaluation.values.size());
        const std::string limit = study_.rules.max_evaluations > 0
                                      ? fmt::format("/{}", study_.rules.max_evaluations)
                                      : "";
        const std::string number = fmt::format("{:4}{}", event.evaluations, limit);
        if (event.kind == Event::Kind::start)
            fmt::print(stderr, "{}  start             {}\n", number, what);
        else if (event.kind == Event::Kind::slopes)
            fmt::print(stderr, "{}  slopes {:>3}/{:<3}    {}  {}: {}\n", number,
                       event.number, count, what,
                       study_.free[static_cast<std::size_t>(event.number - 1)].name,
                       left(event.of - event.number));
        else
            fmt::print(stderr,
                       "{}  step {:>3} {:<8} {}  best {:.2f}, region {:.2g} sd{}\n",
                       number, event.number, event.accepted ? "taken" : "refused", what,
                       event.best.loss + event.best.prior, event.radius,
                       study_.rules.max_evaluations > 0
                           ? ", at most " +
                                 left(study_.rules.max_evaluations - event.evaluations)
                           : "");
    }

  private:
    const Study& study_;
    bool shown_;
    int replayed_, simulations_ = 0;
    double seconds_ = 0;
};

void write_file(const std::filesystem::path& path, const std::string& text) {
    auto part = path;
    part += ".partial";
    {
        std::ofstream file(part, std::ios::binary);
        file << text;
        file.close();
        if (!file)
            throw std::runtime_error("cannot write " + path.string());
    }
    std::filesystem::rename(part, path); // all or nothing
}

std::string shown(const calibration::Rows& rows) {
    return table(rows.header, rows.rows, 1);
}

void print(const CalibrateArguments& arguments, const Study& study,
           const Outcome& outcome, const calibration::Provenance& provenance) {
    if (!arguments.markdown.empty())
        write_file(arguments.markdown,
                   calibration::report_page(study, outcome, provenance));
    if (arguments.json) {
        fmt::print("{}\n", calibration::report_json(study, outcome, provenance).dump(2));
        return;
    }
    if (!arguments.sensitivity)
        fmt::print("{}\n", shown(calibration::target_rows(outcome)));
    fmt::print("{}\n", shown(calibration::parameter_rows(study, outcome)));
    for (const auto& line : calibration::findings(study, outcome))
        fmt::print("{}\n", line);
    fmt::print("\n");
    for (const auto& line : calibration::summary(study, outcome))
        fmt::print("{}\n", line);
}

} // namespace

int calibrate(const CalibrateArguments& arguments) {
    auto study = load_study(arguments);
    if (!study)
        return user_error;
    calibration::leave_out_trials(*study);
    const Paths paths = paths_of(arguments);
    const calibration::Provenance provenance{program_version(), program_commit(),
                                             output::sha256(study->study_text),
                                             output::sha256(study->targets_text)};
    auto journal = open_journal(arguments, paths, *study, provenance);
    if (!journal)
        return user_error;

    engine::Options options;
    options.threads = arguments.threads;
    options.kernel = engine::available_kernels().back();
    options.stop = &stop_on_interrupt();
    const bool talk = arguments.verbosity != Verbosity::quiet;
    Reporter reporter(*study, talk, journal->size());
    const auto begin = Clock::now();
    bool late = false;
    const calibration::Simulator simulator =
        [&](const std::vector<double>& parameters,
            std::uint64_t seed) -> std::optional<calibration::Evaluation> {
        late =
            late || (study->time_limit > 0 && seconds_since(begin) > study->time_limit);
        if (late || *options.stop)
            return std::nullopt;
        const auto from = Clock::now();
        auto evaluation = calibration::simulate(*study, options, parameters, seed);
        reporter.simulated(seconds_since(from));
        return evaluation;
    };
    if (journal->size() > 0 && !still_the_same(*journal, *study, simulator))
        return user_error;
    if (talk)
        fmt::print(stderr,
                   "{} parameters, {} targets: slopes take {} evaluations. {} in the "
                   "journal {}\n",
                   study->free.size(), study->wanted.size(), study->free.size(),
                   journal->size(), paths.journal.string());
    const Outcome outcome = calibration::calibrate(
        *study,
        arguments.sensitivity ? calibration::Task::sensitivity : calibration::Task::fit,
        calibration::remembered(*journal, simulator),
        [&](const Event& event) { reporter(event); });
    if (!outcome.fit.best.parameters.empty()) {
        if (!arguments.sensitivity)
            write_file(paths.overlay,
                       calibration::overlay_toml(*study, outcome, provenance));
        print(arguments, *study, outcome, provenance);
        if (talk)
            fmt::print(stderr, "\n{}{} in {}\n",
                       arguments.sensitivity ? "" : paths.overlay.string() + ": ",
                       outcome.complete ? "done" : "not complete",
                       duration(seconds_since(begin)));
    }
    if (outcome.complete)
        return done;
    complain(fmt::format("{}; {} evaluations are kept in {}: continue with --resume",
                         late ? "the time limit was reached" : "interrupted",
                         journal->size(), paths.journal.string()));
    return late ? done : interrupted;
}

} // namespace couplet::cli
