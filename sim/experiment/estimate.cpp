#include "experiment/estimate.hpp"

#include "engine/parallel.hpp"
#include "output/writer.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <system_error>

namespace couplet::experiment {
namespace {

// The same study of fewer couples over fewer days.
engine::Plan pilot_of(const engine::Plan& plan) {
    constexpr std::uint32_t couples = 64; // some vectors of the widest kernel
    constexpr int days = 28;
    engine::Plan pilot = plan;
    pilot.population.couples = std::min(plan.population.couples, couples);
    pilot.days = std::min(plan.days, days);
    pilot.recording.couples = std::min(plan.recording.couples, pilot.population.couples);
    pilot.recording.zooms.clear();
    if (!plan.numbers.empty())
        pilot.numbers.resize(pilot.population.couples);
    pilot.enrolment.places.clear(); // all arms, and from day 0: it takes the same time
    pilot.questionnaire.waves.clear();
    pilot.diary.days = 0;
    std::erase_if(pilot.laboratories, [&](const auto& lab) { return lab.day >= pilot.days; });
    return pilot;
}

double ratio(double a, double b) { return b > 0 ? a / b : 0; }

// Of the answers of the questionnaires and the diary: numbers of few digits, which pack well.
double report_bytes(const engine::Plan& plan) {
    constexpr double packed_bytes = 2; // a value
    const auto occasions = measurement::instrument_count * plan.questionnaire.waves.size() +
                           measurement::item_count * static_cast<std::size_t>(plan.diary.days);
    return packed_bytes * 2 * static_cast<double>(occasions) * plan.population.couples *
           static_cast<double>(plan.arms.size());
}

double summary_bytes(const engine::Plan& plan) {
    constexpr double bytes_a_variable = 9 * 8; // mean, sd, quantiles and more as doubles
    return bytes_a_variable * static_cast<double>(model::standard_variable_count) *
           (1.0 + plan.days / plan.recording.summary_every_days) *
           static_cast<double>(plan.arms.size());
}

// Of couples times arms: in a trial, a couple lives in one.
double share_of_lives(const engine::Plan& plan) {
    const auto& places = plan.enrolment.places;
    return places.empty() || places.front().arm == engine::every_arm
               ? 1
               : ratio(1, static_cast<double>(plan.arms.size()));
}

} // namespace

Cost estimate(const engine::Plan& plan, const engine::Options& options) {
    using Clock = std::chrono::steady_clock;
    const engine::Plan pilot = pilot_of(plan);
    engine::Options alone = options;
    alone.threads = 1;
    alone.slab = pilot.population.couples;
    alone.stop = nullptr;
    alone.done.clear();
    double trajectories = 0, rows = 0;
    const auto begin = Clock::now();
    engine::run(pilot, alone, [&](engine::Slab&& slab) {
        trajectories = static_cast<double>(output::packed_size(slab));
        slab.summary = {};
        for (engine::ArmSlab& arm : slab.arms) {
            arm.trajectory = {};
            arm.phase = arm.intact = {};
        }
        rows = static_cast<double>(output::packed_size(slab));
        trajectories -= rows;
    });
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();

    const double couples = ratio(plan.population.couples, pilot.population.couples);
    const double lives = couples * share_of_lives(plan);
    const double days = ratio(plan.days, pilot.days);
    const double lived = ratio(plan.days + plan.warm_up_days, pilot.days + pilot.warm_up_days);
    const int threads = options.threads > 0 ? options.threads : engine::hardware_threads();
    const auto slabs = static_cast<int>(std::min<std::uint32_t>(
        engine::slab_count(plan, options), std::numeric_limits<int>::max()));
    const double instants = ratio(static_cast<double>(engine::recorded_days(plan).size()),
                                  static_cast<double>(engine::recorded_days(pilot).size()));
    const double recorded = ratio(plan.recording.couples, pilot.recording.couples);
    constexpr double empty_file = 300e3; // attributes, coordinates, the scenario
    Cost cost;
    cost.seconds = seconds * lives * lived / std::clamp(threads, 1, std::max(slabs, 1));
    cost.file_bytes = static_cast<std::uint64_t>(
        empty_file + trajectories * recorded * instants * share_of_lives(plan) +
        rows * lives * days +
        report_bytes(plan) + summary_bytes(plan));
    return cost;
}

std::uint64_t free_bytes(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? std::numeric_limits<std::uint64_t>::max() : space.available;
}

} // namespace couplet::experiment
