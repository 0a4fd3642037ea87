#include "experiment/study.hpp"

#include <chrono>
#include <mutex>
#include <system_error>

namespace couplet::experiment {
namespace {

// Turn resolution is not recorded in the kernels: the chosen couples live again, alone.
void write_zooms(const engine::Plan& plan, output::Writer& writer) {
    for (std::uint32_t couple : output::zoom_couples(plan))
        for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
            std::vector<engine::TurnTrace> turns;
            for (const auto& [first, last] : output::zoom_windows(plan, couple))
                engine::trace_couple(
                    plan, arm, couple, first, last,
                    [&](const engine::TurnTrace& turn) { turns.push_back(turn); }, {});
            writer.add_zoom(arm, couple, turns);
        }
}

} // namespace

StudyResult run_study(const scenario::Scenario& scenario, const StudyOptions& options) {
    const engine::Plan& plan = scenario.plan;
    output::Provenance provenance;
    provenance.title = scenario.title;
    provenance.program_version = options.program_version;
    provenance.commit = options.commit;
    provenance.scenario_toml = scenario::resolved_toml(scenario);
    provenance.command_line = options.command_line;
    provenance.kernel = engine::kernel_name(options.engine.kernel);
    provenance.threads = options.engine.threads;
    output::WriterOptions writer_options;
    writer_options.overwrite = options.overwrite;
    writer_options.slab = options.engine.slab;

    const auto begin = std::chrono::steady_clock::now();
    StudyResult result;
    std::filesystem::path partial;
    const auto remove_partial = [&] {
        std::error_code ignored;
        std::filesystem::remove(partial, ignored);
    };
    try {
        output::Writer writer(options.output, plan, provenance, writer_options);
        partial = writer.partial_path();
        Outcomes outcomes(plan);
        std::mutex mutex;
        std::uint64_t done = 0;
        result.engine = engine::run(plan, options.engine, [&](engine::Slab&& slab) {
            const std::uint32_t count = slab.count;
            {
                const std::lock_guard lock(mutex);
                outcomes.add(slab);
            }
            writer.submit(std::move(slab));
            if (options.progress) {
                const std::lock_guard lock(mutex);
                done += count;
                options.progress(done);
            }
        });
        if (!result.engine.stopped) {
            write_zooms(plan, writer);
            writer.finish(result.engine);
        }
        result.outcomes = outcomes.rows();
    } catch (...) {
        if (!partial.empty())
            remove_partial();
        throw;
    }
    if (result.engine.stopped)
        remove_partial();
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

std::uint64_t estimated_bytes(const engine::Plan& plan) {
    const auto& r = plan.recording;
    const std::uint64_t arms = plan.arms.size(), couples = plan.population.couples;
    const std::uint64_t instants = engine::recorded_days(plan).size();
    const std::uint64_t trajectories =
        r.variables.empty() ? 0
                            : r.couples * instants * (r.variables.size() * 2 * 2 + 2) * arms;
    // About three events a couple-day of 22 bytes each.
    const std::uint64_t events =
        r.events ? couples * arms * static_cast<std::uint64_t>(plan.days) * 3 * 22 : 0;
    const std::uint64_t scores = couples * arms * measurement::instrument_count * 2 *
                                 sizeof(float) * plan.questionnaire.waves.size();
    const std::uint64_t diaries = couples * arms * measurement::item_count * 2 * sizeof(float) *
                                  static_cast<std::uint64_t>(plan.diary.days);
    return trajectories + events + scores + diaries + couples * arms * 120;
}

} // namespace couplet::experiment
