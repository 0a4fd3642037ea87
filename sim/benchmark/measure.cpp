#include "benchmark/measure.hpp"

#include "engine/kernel.hpp"
#include "engine/parallel.hpp"
#include "experiment/study.hpp"
#include "population/initial.hpp"

#include <algorithm>
#include <chrono>

extern "C" void couplet_run_plain(const couplet::engine::Block&, couplet::engine::Work&,
                                  double& conflicts);

namespace couplet::benchmark {

engine::Plan bare(engine::Plan plan, std::uint32_t couples, int warm_up_days, int days) {
    plan.population.couples = couples;
    plan.warm_up_days = warm_up_days;
    plan.days = days;
    plan.recording = {};
    plan.recording.events = false;
    plan.recording.summary_every_days = days; // the least: at the start and the end
    plan.questionnaire = {};
    plan.diary = {};
    plan.laboratories.clear();
    return plan;
}

Settlers settlers(const engine::Plan& plan) {
    Settlers s;
    s.parameters = model::effective(plan.parameters);
    for (std::uint32_t k = 0; k < plan.population.couples; ++k)
        s.start.push_back(population::initial(
            s.parameters, population::draw_couple(plan.population, s.parameters.variation, plan.seed, k),
            k, plan.population.kind));
    return s;
}

engine::Block block_of(const engine::Plan& plan, const Settlers& s, const std::uint8_t* wanted) {
    return {&plan,          &s.parameters, plan.arms[0].programmes,
            s.start.data(), static_cast<std::uint32_t>(s.start.size()), wanted};
}

namespace {

// What one way of simulating did in one round.
struct Run { double seconds = 0, turns = 0, vector_turns = 0, conflicts = 0; };

Run run_kernel(const engine::Plan& plan, engine::Kernel kernel, int threads) {
    engine::Options options;
    options.kernel = kernel;
    options.threads = threads;
    std::atomic<std::uint64_t> conflicts{0};
    engine::Outcome outcome;
    Run run;
    run.seconds = seconds_of([&] {
        outcome = engine::run(plan, options, [&](engine::Slab&& slab) {
            for (const engine::CoupleRow& row : slab.arms[0].couples)
                conflicts += row.conflicts;
        });
    });
    run.turns = static_cast<double>(outcome.couple_turns);
    run.vector_turns = static_cast<double>(outcome.vector_turns);
    run.conflicts = static_cast<double>(conflicts);
    return run;
}

Run run_plain(const engine::Plan& plan) {
    Run run;
    engine::Work work;
    run.seconds = seconds_of([&] {
        const Settlers couples = settlers(plan);
        couplet_run_plain(block_of(plan, couples, nullptr), work, run.conflicts);
    });
    run.turns = run.vector_turns = static_cast<double>(work.couple_turns);
    return run;
}

struct Way {
    KernelRow row;
    std::function<Run()> run;
    double couple_days = 0, couple_years = 0;
    std::vector<double> turns{}, days{};
};

} // namespace

double seconds_of(const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

Spread spread(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return {(values[(n - 1) / 2] + values[n / 2]) / 2, values.front(), values.back()};
}

std::vector<KernelRow> measure_kernels(const engine::Plan& base, Size size) {
    constexpr int warm_up = 30, days = 90;
    const int rounds = size == Size::quick ? 3 : 9;
    const std::uint32_t unit = size == Size::quick ? 128 : 512; // couples at one lane
    const auto kernels = engine::available_kernels();
    std::vector<Way> ways;
    const auto add = [&](const std::string& name, int lanes, int threads, std::uint32_t couples,
                         auto run) {
        const engine::Plan plan = bare(base, couples, warm_up, days);
        ways.push_back({{name, lanes, threads, {}, {}, 1, 0},
                        [plan, run] { return run(plan); },
                        double(couples) * (warm_up + days),
                        double(couples) * days / 365.25});
    };
    add("plain", 1, 1, unit, run_plain);
    const auto add_kernel = [&](engine::Kernel kernel, int threads) {
        const int lanes = kernel == engine::Kernel::scalar ? 1 : 2 << static_cast<int>(kernel);
        add(engine::kernel_name(kernel), lanes, threads,
            unit * std::uint32_t(lanes > 1 ? 8 * threads : 1),
            [=](const engine::Plan& plan) { return run_kernel(plan, kernel, threads); });
    };
    for (const engine::Kernel kernel : kernels)
        add_kernel(kernel, 1);
    for (int threads = 2; threads <= engine::hardware_threads(); threads *= 2)
        add_kernel(kernels.back(), threads);

    for (int round = -1; round < rounds; ++round)
        for (Way& way : ways) {
            const Run run = way.run();
            if (round < 0)
                continue;
            way.turns.push_back(run.turns / run.seconds);
            way.days.push_back(way.couple_days / run.seconds);
            way.row.occupancy = run.turns / (run.vector_turns * way.row.lanes);
            way.row.conflicts_per_year = run.conflicts / way.couple_years;
        }
    std::vector<KernelRow> rows;
    for (Way& way : ways) {
        way.row.turns = spread(way.turns);
        way.row.days = spread(way.days);
        rows.push_back(way.row);
    }
    return rows;
}

std::vector<RecordingRow> measure_recording(const engine::Plan& base, Size size,
                                            const std::filesystem::path& folder) {
    const int rounds = size == Size::quick ? 2 : 5, days = size == Size::quick ? 42 : 182;
    const std::uint32_t couples = 4096;
    struct Case { std::string what; engine::Plan plan; std::vector<double> seconds{}, ratio{}, over_summary{}, added{}; };
    std::vector<Case> cases;
    const auto add = [&](const char* what, auto change) {
        engine::Plan plan = bare(base, couples, 0, days);
        change(plan.recording);
        cases.push_back({what, std::move(plan)});
    };
    const auto trajectories = [&](engine::Recording& r, std::size_t variables, int every) {
        r.summary_every_days = 7;
        r.couples = couples;
        r.every_days = every;
        for (std::size_t v = 0; v < variables; ++v)
            r.variables.push_back(static_cast<std::uint16_t>(v));
    };
    add("nothing", [](engine::Recording&) {});
    add("weekly summary", [](engine::Recording& r) { r.summary_every_days = 7; });
    add("weekly summary, events", [](engine::Recording& r) {
        r.summary_every_days = 7;
        r.events = true;
    });
    add("weekly summary, 20 variables weekly",
        [&](engine::Recording& r) { trajectories(r, 20, 7); });
    add("weekly summary, 20 variables daily",
        [&](engine::Recording& r) { trajectories(r, 20, 1); });
    constexpr std::size_t summary = 1; // the case that has nothing else
    std::vector<RecordingRow> rows(cases.size());
    for (int round = -1; round < rounds; ++round)
        for (std::size_t k = 0; k < cases.size(); ++k) {
            scenario::Scenario s;
            s.plan = cases[k].plan;
            experiment::StudyOptions options;
            options.output = folder / "bench.h5";
            options.overwrite = true;
            options.engine.kernel = engine::available_kernels().back();
            const double seconds = seconds_of([&] { experiment::run_study(s, s.plan, options); });
            rows[k].file_bytes = static_cast<double>(std::filesystem::file_size(options.output));
            std::filesystem::remove(options.output);
            if (round < 0)
                continue;
            cases[k].seconds.push_back(seconds);
            cases[k].ratio.push_back(seconds / cases[0].seconds.back());
            const double alone = cases[std::min(k, summary)].seconds.back();
            cases[k].over_summary.push_back(seconds / alone);
            cases[k].added.push_back(seconds - alone);
        }
    for (std::size_t k = 0; k < cases.size(); ++k) {
        const engine::Plan& plan = cases[k].plan;
        rows[k].what = cases[k].what;
        rows[k].seconds = spread(cases[k].seconds);
        rows[k].over_least = spread(cases[k].ratio).median;
        rows[k].over_summary = spread(cases[k].over_summary).median;
        const double values = double(plan.recording.variables.size()) * 2 * couples *
                              double(engine::recorded_days(plan).size());
        rows[k].logical_bytes = values * 4;
        if (!plan.recording.variables.empty())
            rows[k].logical_bytes_a_second = values * 4 / spread(cases[k].added).median;
    }
    return rows;
}

} // namespace couplet::benchmark
