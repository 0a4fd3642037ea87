#include "analysis/calibration/calibrate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace couplet::calibration {
namespace {

constexpr std::uint64_t seed_distance =
    1000; // studies take neighbouring seeds for their cohorts

bool is_computed(const Evaluation& first, std::size_t k) {
    return std::isfinite(first.values[k]);
}

// Standard error of simulation, from what leaving out groups changes; NaN when there are none.
double simulation_error(const Evaluation& e, std::size_t k) {
    const auto groups = static_cast<double>(e.without.size());
    double mean = 0, squares = 0;
    for (const auto& values : e.without)
        mean += values[k] / groups;
    for (const auto& values : e.without)
        squares += (values[k] - mean) * (values[k] - mean);
    return std::sqrt(squares * (groups - 1) / groups);
}

double limit_error(const Wanted& w, const Evaluation& first, std::size_t k) {
    if (w.se > 0)
        return w.se;
    const double error = simulation_error(first, k);
    const double quarter = std::abs(std::isnan(w.low) ? w.high : w.low) / 4;
    if (error > 0) // not NaN
        return std::max(error, quarter);
    return quarter > 0 ? quarter : 1;
}

std::vector<double> kept(const std::vector<double>& values,
                         const std::vector<bool>& keep) {
    std::vector<double> result;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (keep[k])
            result.push_back(values[k]);
    return result;
}

Evaluation kept(const Evaluation& e, const std::vector<bool>& keep) {
    Evaluation result{kept(e.values, keep), {}};
    for (const auto& values : e.without)
        result.without.push_back(kept(values, keep));
    return result;
}

// False when stopped.
bool evaluate_fresh(const std::vector<Goal>& goals, const std::vector<double>& parameters,
                    const Study& study, const Simulator& simulator, Fresh& fresh) {
    for (int k = 1; k <= study.fresh_seeds; ++k) {
        const auto e = simulator(
            parameters, study.seed + seed_distance * static_cast<std::uint64_t>(k));
        if (!e)
            return false;
        fresh.loss += loss(goals, e->values);
        fresh.hits += hits(goals, e->values);
        ++fresh.seeds;
    }
    if (fresh.seeds > 0) {
        fresh.loss /= fresh.seeds;
        fresh.hits /= fresh.seeds;
    }
    return true;
}

} // namespace

std::vector<Goal> make_goals(const Study& study, const Evaluation& first,
                             std::vector<Wanted>& not_computed) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    std::vector<Goal> goals;
    for (std::size_t k = 0; k < study.wanted.size(); ++k) {
        const Wanted& w = study.wanted[k];
        if (!is_computed(first, k)) {
            not_computed.push_back(w);
            continue;
        }
        if (!std::isnan(w.value))
            goals.push_back(value_goal(w.id, w.part, w.value, w.se, study.aim));
        else if (!std::isnan(w.low) && !std::isnan(w.high))
            goals.push_back(range_goal(w.id, w.part, w.low, w.high, study.aim));
        else
            goals.push_back(limit_goal(
                w.id, w.part, std::isnan(w.low) ? -infinite : w.low,
                std::isnan(w.high) ? infinite : w.high, limit_error(w, first, k)));
        Goal& goal = goals.back();
        const double error = simulation_error(first, k) / goal.se;
        const bool own_se = w.se > 0 || (!std::isnan(w.low) && !std::isnan(w.high));
        if (own_se && error > 0) // not NaN
            goal.reliability = 1 / (1 + error * error);
        goal.weight = w.weight * goal.reliability;
    }
    return goals;
}

Outcome calibrate(const Study& study, Task task, const Simulator& simulator,
                  const Watch& watch) {
    Outcome outcome;
    std::vector<double> start;
    for (const Free& p : study.free)
        start.push_back(p.start);
    const auto first = simulator(start, study.seed);
    if (!first)
        return outcome;
    outcome.goals = make_goals(study, *first, outcome.not_computed);
    std::vector<bool> keep;
    for (std::size_t k = 0; k < study.wanted.size(); ++k)
        keep.push_back(is_computed(*first, k));
    const Simulator of_goals = [&](const std::vector<double>& parameters,
                                   std::uint64_t seed) -> std::optional<Evaluation> {
        const auto e = simulator(parameters, seed);
        return e ? std::optional(kept(*e, keep)) : std::nullopt;
    };
    const Simulate fixed = [&](const std::vector<double>& parameters) {
        return of_goals(parameters, study.seed);
    };
    outcome.fit = task == Task::fit
                      ? fit(study.free, outcome.goals, fixed, study.rules, watch)
                      : slopes_only(study.free, outcome.goals, fixed, study.rules, watch);
    if (outcome.fit.slopes.statistics.size() > 0)
        outcome.identifiability =
            identify(outcome.goals, outcome.fit.slopes, study.thresholds);
    if (outcome.fit.end == End::stopped)
        return outcome;
    outcome.complete = task == Task::sensitivity ||
                       (evaluate_fresh(outcome.goals, outcome.fit.start.parameters, study,
                                       of_goals, outcome.fresh_start) &&
                        evaluate_fresh(outcome.goals, outcome.fit.best.parameters, study,
                                       of_goals, outcome.fresh_best));
    return outcome;
}

Simulator remembered(Journal& journal, Simulator simulator) {
    return [&journal, simulator = std::move(simulator)](
               const std::vector<double>& parameters,
               std::uint64_t seed) -> std::optional<Evaluation> {
        if (const Evaluation* known = journal.find(seed, parameters))
            return *known;
        const auto begin = std::chrono::steady_clock::now();
        auto evaluation = simulator(parameters, seed);
        const std::chrono::duration<double> took =
            std::chrono::steady_clock::now() - begin;
        if (evaluation)
            journal.add(seed, parameters, *evaluation, took.count());
        return evaluation;
    };
}

nlohmann::json settings(const Study& study) {
    nlohmann::json free, targets, model, mechanisms;
    for (const Free& p : study.free)
        free[p.name] = {{"start", p.start},
                        {"low", p.low},
                        {"high", p.high},
                        {"prior", p.prior_mean},
                        {"prior_sd", p.prior_sd}};
    for (const Wanted& w : study.wanted) {
        const auto number = [](double x) {
            return std::isnan(x) ? nlohmann::json(nullptr) : nlohmann::json(x);
        };
        targets[w.id][w.part] = {{"low", number(w.low)},
                                 {"high", number(w.high)},
                                 {"value", number(w.value)},
                                 {"se", number(w.se)},
                                 {"weight", w.weight}};
    }
    model::for_each_mechanism(study.base, [&](model::Mechanism m, const char* name,
                                              const auto& params, const auto& rows) {
        mechanisms[name] = study.base.is_enabled(m);
        for (const auto& row : rows)
            model[name][row.name] = params.*row.field;
    });
    nlohmann::json order = nlohmann::json::array();
    for (const Free& p : study.free)
        order.push_back(p.name);
    return {{"free", free},
            {"order", order},
            {"targets", targets},
            {"aim", study.aim == Aim::centre ? "centre" : "inner half"},
            {"size",
             {{"community", study.size.community},
              {"cohort", study.size.cohort},
              {"laboratory", study.size.laboratory},
              {"treated", study.size.treated}}},
            {"seed", study.seed},
            {"search",
             {{"step", study.rules.step},
              {"radius", study.rules.radius},
              {"smallest_radius", study.rules.smallest_radius},
              {"caution", study.rules.caution},
              {"improvement", study.rules.improvement},
              {"renewal", study.rules.renewal}}},
            {"model", model},
            {"mechanisms", mechanisms}};
}

} // namespace couplet::calibration
