#include "analysis/calibration/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace couplet::calibration {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double poor = 0.25, good = 0.75; // gain of a step relative to the predicted one
constexpr int most_poor_steps = 3; // in a row, until the slopes are simulated again
constexpr double widest = 4;       // trust region, relative to the first

struct Stopped {}; // thrown within this file only

VectorXd scaled(const std::vector<Free>& free, const std::vector<double>& parameters) {
    VectorXd z(static_cast<Index>(free.size()));
    for (std::size_t j = 0; j < free.size(); ++j)
        z[static_cast<Index>(j)] =
            (parameters[j] - free[j].prior_mean) / free[j].prior_sd;
    return z;
}

// Whether loss or slopes can use both numbers.
bool both(double a, double b) { return std::isfinite(a) && std::isfinite(b); }

class Search {
  public:
    Search(const std::vector<Free>& free, const std::vector<Goal>& goals,
           const Simulate& simulate, const Rules& rules, const Watch& watch)
        : free_(free), goals_(goals), simulate_(simulate), rules_(rules), watch_(watch),
          radius_(rules.radius) {}

    Fit slopes_only();
    Fit run();

  private:
    Point simulated(std::vector<double> parameters);
    void begin();
    void take_slopes();
    void iterate();
    bool step(const VectorXd& d, double predicted);
    void broyden(const Point& trial, const VectorXd& d);
    void finish();
    double linear_total(const VectorXd& d) const;
    double probe_step(std::size_t j) const;
    void tell(Event::Kind kind, int number, int of, const Point& point,
              bool accepted) const {
        if (watch_)
            watch_({kind, number, of, fit_.evaluations, point, fit_.best, accepted,
                    radius_});
    }
    int count() const { return static_cast<int>(free_.size()); }
    bool spent(int more) const {
        return rules_.max_evaluations > 0 &&
               fit_.evaluations + more > rules_.max_evaluations;
    }
    // One more step must leave enough for the slopes at the solution, if they can be had
    // at all.
    int reserve() const {
        return rules_.final_slopes && rules_.max_evaluations > 2 * (count() + 1) ? count()
                                                                                 : 0;
    }

    const std::vector<Free>& free_;
    const std::vector<Goal>& goals_;
    const Simulate& simulate_;
    const Rules& rules_;
    const Watch& watch_;
    Fit fit_;
    Slopes full_; // the latest simulated slopes, without updates
    double radius_;
    double total_there_ = 0; // where these were simulated
    int poor_steps_ = 0;
};

Point Search::simulated(std::vector<double> parameters) {
    auto evaluation = simulate_(parameters);
    if (!evaluation)
        throw Stopped{};
    ++fit_.evaluations;
    Point point{std::move(parameters), std::move(*evaluation)};
    point.loss = loss(goals_, point.evaluation.values);
    point.hits = hits(goals_, point.evaluation.values);
    point.prior = scaled(free_, point.parameters).squaredNorm();
    return point;
}

void Search::begin() {
    std::vector<double> parameters;
    for (const Free& p : free_)
        parameters.push_back(p.start);
    fit_.start = fit_.best = simulated(std::move(parameters));
    tell(Event::Kind::start, 1, 1, fit_.start, true);
}

// Step of a finite difference, towards the side that has room.
double Search::probe_step(std::size_t j) const {
    const Free& p = free_[j];
    const double up = (p.high - fit_.best.parameters[j]) / p.prior_sd;
    const double down = (fit_.best.parameters[j] - p.low) / p.prior_sd;
    if (up >= rules_.step || up >= down)
        return std::min(rules_.step, up);
    return -std::min(rules_.step, down);
}

// Adds the products of what leaving out groups changes, which are of the error of simulation
// alone.
void add_noise(const std::vector<Goal>& goals, const Evaluation& base,
               const std::vector<Evaluation>& probes, const std::vector<double>& steps,
               Eigen::MatrixXd& noise) {
    const std::size_t groups = base.without.size();
    if (groups < 2)
        return;
    const auto parameters = static_cast<Index>(probes.size());
    for (std::size_t k = 0; k < goals.size(); ++k) {
        if (!speaks(goals[k], base.values[k]))
            continue;
        Eigen::MatrixXd d(static_cast<Index>(groups), parameters);
        for (std::size_t g = 0; g < groups; ++g)
            for (Index j = 0; j < parameters; ++j) {
                const auto at = static_cast<std::size_t>(j);
                d(static_cast<Index>(g), j) =
                    (probes[at].without[g][k] - base.without[g][k]) /
                    (steps[at] * goals[k].se);
            }
        if (!d.allFinite())
            continue;
        d.rowwise() -= d.colwise().mean().eval();
        noise += goals[k].weight * d.transpose() * d * static_cast<double>(groups - 1) /
                 static_cast<double>(groups);
    }
}

void Search::take_slopes() {
    const auto parameters = static_cast<Index>(count());
    const Evaluation base = fit_.best.evaluation;
    Slopes slopes;
    slopes.at = fit_.best.parameters;
    slopes.values = base.values;
    slopes.statistics =
        Eigen::MatrixXd::Zero(static_cast<Index>(goals_.size()), parameters);
    slopes.noise = Eigen::MatrixXd::Zero(parameters, parameters);
    std::vector<Evaluation> probes;
    std::vector<double> steps;
    for (std::size_t j = 0; j < free_.size(); ++j) {
        std::vector<double> parameters_there = slopes.at;
        steps.push_back(probe_step(j));
        parameters_there[j] += steps.back() * free_[j].prior_sd;
        const Point probe = simulated(std::move(parameters_there));
        for (std::size_t k = 0; k < goals_.size(); ++k)
            if (both(probe.evaluation.values[k], base.values[k]))
                slopes.statistics(static_cast<Index>(k), static_cast<Index>(j)) =
                    (probe.evaluation.values[k] - base.values[k]) / steps.back();
        probes.push_back(probe.evaluation);
        tell(Event::Kind::slopes, static_cast<int>(j) + 1, count(), probe, false);
    }
    add_noise(goals_, base, probes, steps, slopes.noise);
    full_ = fit_.slopes = std::move(slopes);
    total_there_ = fit_.best.total();
    poor_steps_ = 0;
}

double Search::linear_total(const VectorXd& d) const {
    const VectorXd shift = fit_.slopes.statistics * d;
    std::vector<double> values = fit_.best.evaluation.values;
    for (std::size_t k = 0; k < values.size(); ++k)
        values[k] += shift[static_cast<Index>(k)];
    return loss(goals_, values) + (scaled(free_, fit_.best.parameters) + d).squaredNorm();
}

// Makes the slopes agree with what the step did (Broyden's good formula).
void Search::broyden(const Point& trial, const VectorXd& d) {
    for (std::size_t k = 0; k < goals_.size(); ++k) {
        const double before = fit_.best.evaluation.values[k];
        const double after = trial.evaluation.values[k];
        if (!both(before, after))
            continue;
        auto row = fit_.slopes.statistics.row(static_cast<Index>(k));
        row += (after - before - row.dot(d)) / d.squaredNorm() * d.transpose();
    }
    fit_.slopes.updated = true;
}

// Whether the point is the new best.
bool Search::step(const VectorXd& d, double predicted) {
    std::vector<double> parameters = fit_.best.parameters;
    for (std::size_t j = 0; j < parameters.size(); ++j)
        parameters[j] =
            std::clamp(parameters[j] + d[static_cast<Index>(j)] * free_[j].prior_sd,
                       free_[j].low, free_[j].high);
    const Point trial = simulated(std::move(parameters));
    ++fit_.iterations;
    const double gain = (fit_.best.total() - trial.total()) / predicted;
    broyden(trial, d);
    const double length = d.lpNorm<Eigen::Infinity>();
    if (gain < poor)
        radius_ = length / 2;
    else if (gain > good && length > 0.99 * radius_)
        radius_ = std::min(2 * radius_, widest * rules_.radius);
    poor_steps_ = gain < poor ? poor_steps_ + 1 : 0;
    const bool accepted = gain > 0;
    if (accepted) {
        fit_.best = trial;
        fit_.slopes.at = trial.parameters;
        fit_.slopes.values = trial.evaluation.values;
    }
    tell(Event::Kind::step, fit_.iterations, 0, trial, accepted);
    return accepted;
}

void Search::iterate() {
    VectorXd lower(count()), upper(count());
    while (true) {
        const VectorXd z = scaled(free_, fit_.best.parameters);
        for (std::size_t j = 0; j < free_.size(); ++j) {
            const Free& p = free_[j];
            const auto at = static_cast<Index>(j);
            lower[at] = std::min(
                0.0, std::max(-radius_, (p.low - p.prior_mean) / p.prior_sd - z[at]));
            upper[at] = std::max(
                0.0, std::min(radius_, (p.high - p.prior_mean) / p.prior_sd - z[at]));
        }
        const VectorXd d =
            solve_linearised(goals_, fit_.best.evaluation.values, fit_.slopes.statistics,
                             rules_.caution * fit_.slopes.noise, z, lower, upper);
        const double total = fit_.best.total(), predicted = total - linear_total(d);
        const bool little = !(predicted > rules_.improvement * total);
        const bool narrow = radius_ < rules_.smallest_radius;
        // Slopes that have just been simulated are kept until the region is narrow.
        const bool simulated_here = full_.at == fit_.best.parameters;
        const bool refresh =
            little || narrow || (poor_steps_ >= most_poor_steps && !simulated_here);
        const bool gained = total_there_ - total > rules_.renewal * total_there_;
        if (refresh && (simulated_here || !gained)) {
            fit_.end = little && !narrow ? End::converged : End::no_progress;
            return;
        }
        if (spent((refresh ? count() : 1) + reserve())) {
            fit_.end = End::evaluations;
            return;
        }
        if (refresh) {
            radius_ = std::max(radius_, rules_.radius / 2);
            take_slopes();
        } else {
            step(d, predicted);
        }
    }
}

void Search::finish() {
    if (full_.at == fit_.best.parameters)
        fit_.slopes = full_;
    else if (rules_.final_slopes && !spent(count()))
        take_slopes();
}

Fit Search::run() {
    try {
        begin();
        if (spent(count())) {
            fit_.end = End::evaluations;
            return std::move(fit_);
        }
        take_slopes();
        iterate();
        finish();
    } catch (const Stopped&) {
        fit_.end = End::stopped;
    }
    return std::move(fit_);
}

Fit Search::slopes_only() {
    try {
        begin();
        take_slopes();
        fit_.end = End::converged;
    } catch (const Stopped&) {
        fit_.end = End::stopped;
    }
    return std::move(fit_);
}

} // namespace

const char* end_name(End end) {
    constexpr const char* names[] = {"converged", "no step helps any more",
                                     "the limit of evaluations was reached", "stopped"};
    return names[static_cast<int>(end)];
}

Fit fit(const std::vector<Free>& free, const std::vector<Goal>& goals,
        const Simulate& simulate, const Rules& rules, const Watch& watch) {
    return Search(free, goals, simulate, rules, watch).run();
}

Fit slopes_only(const std::vector<Free>& free, const std::vector<Goal>& goals,
                const Simulate& simulate, const Rules& rules, const Watch& watch) {
    return Search(free, goals, simulate, rules, watch).slopes_only();
}

} // namespace couplet::calibration
