#include "analysis/calibration/simulation.hpp"

#include "engine/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

namespace couplet::calibration {
namespace {

using validation::Check;

// A couple is always of the same group, whoever else has been recruited.
std::vector<std::uint32_t> all_but(const Check& check, std::uint32_t couples, std::uint32_t group) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t c = 0; c < couples; ++c)
        if ((check.panel ? check.panel->row(c).couple : c) % group_count != group)
            members.push_back(c);
    return members;
}

// A statistic may not exist where, say, nobody separates.
double value_or_nan(const Check& check, validation::Sample sample) {
    try {
        return check.value(sample);
    } catch (const std::exception&) {
        return std::nan("");
    }
}

// Writes the check's values of all couples, and without each group, to column k.
void compute(const Check& check, std::size_t k, Evaluation& evaluation) {
    const std::uint32_t couples = check.panel ? check.panel->couples() : check.couples;
    if (couples == 0) {
        evaluation.values[k] = value_or_nan(check, {});
        for (auto& values : evaluation.without)
            values[k] = evaluation.values[k];
        return;
    }
    std::vector<std::uint32_t> all(couples);
    std::iota(all.begin(), all.end(), 0u);
    evaluation.values[k] = value_or_nan(check, all);
    for (std::uint32_t g = 0; g < group_count; ++g)
        evaluation.without[g][k] = value_or_nan(check, all_but(check, couples, g));
}

const Check* find(const std::vector<Check>& checks, const Wanted& wanted) {
    const auto check = std::find_if(checks.begin(), checks.end(), [&](const Check& c) {
        return c.id == wanted.id && c.part == wanted.part;
    });
    return check == checks.end() ? nullptr : &*check;
}

Evaluation evaluate(const Study& study, const std::vector<Check>& checks, int threads) {
    const std::size_t count = study.wanted.size();
    Evaluation evaluation;
    evaluation.values.assign(count, std::nan(""));
    evaluation.without.assign(group_count, evaluation.values);
    std::atomic<std::size_t> next{0};
    engine::run_workers(threads > 0 ? threads : engine::hardware_threads(), [&] {
        for (std::size_t k = next++; k < count; k = next++)
            if (const Check* check = find(checks, study.wanted[k]))
                compute(*check, k, evaluation); // each its own column
    });
    return evaluation;
}

} // namespace

model::Parameters at(const Study& study, const std::vector<double>& parameters) {
    model::Parameters model = study.base;
    for (std::size_t j = 0; j < study.free.size(); ++j)
        parameter(model, study.free[j].name) = static_cast<float>(parameters[j]);
    return model;
}

void leave_out_trials(Study& study) {
    // Which checks there are does not depend on the couples.
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    const auto studies =
        validation::run_studies(study.base, Seed{1}, {24, 24, 24, 0}, options);
    const auto checks = validation::checks(studies, study.base);
    if (std::all_of(study.wanted.begin(), study.wanted.end(),
                    [&](const Wanted& wanted) { return find(checks, wanted); }))
        study.programmes.clear();
}

std::optional<Evaluation> simulate(const Study& study, const engine::Options& options,
                                   const std::vector<double>& parameters,
                                   std::uint64_t seed) {
    const model::Parameters model = at(study, parameters);
    // What follows from equations alone needs no couples.
    const auto without_couples = validation::learning_checks(model);
    if (std::all_of(study.wanted.begin(), study.wanted.end(), [&](const Wanted& wanted) {
            return find(without_couples, wanted) != nullptr;
        }))
        return evaluate(study, without_couples, options.threads);
    const auto studies =
        validation::run_studies(model, Seed{seed}, study.size, options, study.programmes);
    if (options.stop && *options.stop)
        return std::nullopt;
    return evaluate(study, validation::checks(studies, model), options.threads);
}

} // namespace couplet::calibration
