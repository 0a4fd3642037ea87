// The fit: bounded nonlinear least squares of a slow simulation, by Gauss-Newton steps in
// a trust region (Levenberg 1944; Nocedal & Wright 2006, chapters 4 and 10). Knows
// nothing of couples.
//
// The simulation has a fixed seed: it is a function, rough on a small scale. Slopes are
// therefore taken over wide steps, a share of the prior's sd, and between two full sets
// of slopes they are kept up to date by Broyden's rank-one formula (Broyden 1965), which
// costs no simulation.
#pragma once

#include "analysis/calibration/goals.hpp"

#include <Eigen/Core>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace couplet::calibration {

// A free parameter. The prior is normal, cut at the bounds.
struct Free {
    std::string name, unit;
    double start = 0, low = 0, high = 0;
    double prior_mean = 0, prior_sd = 1;
};

// What a simulation says: one number for each goal, and the same without each of some disjoint
// groups that make up its couples (none, or at least two), from which the error of simulation is
// told: the jackknife that deletes a group (Quenouille 1956; Kott 2001), which serves ratios and
// slopes as well as means.
// NaN: not to be had.
struct Evaluation {
    std::vector<double> values;
    std::vector<std::vector<double>> without; // [group][goal]
};

// None when it was stopped.
using Simulate = std::function<std::optional<Evaluation>(const std::vector<double>&)>;

// When the search ends, and how it steps. All lengths in sd of the prior.
struct Rules {
    double step = 0.5;             // of a finite difference
    double radius = 1;             // half side of the first trust region
    double smallest_radius = 0.05; // a smaller one is not worth a simulation
    double improvement = 0.01;     // nor is a predicted gain below this share of the loss
    // Slopes that no longer help are simulated again if the steps since the last time
    // have gained this share of the loss; otherwise the search ends.
    double renewal = 0.05;
    // Share of Slopes::noise that a step is charged with: what it may cost if its slopes
    // are wrong. Targets well inside their range do not mind, hence not all of it.
    double caution = 0.5;
    int max_evaluations = 0;  // 0: no limit
    bool final_slopes = true; // simulate the slopes at the solution, within the limit
};

struct Point {
    std::vector<double> parameters;
    Evaluation evaluation;
    double loss = 0;  // of the goals
    double prior = 0; // squared distance from the prior's means [sd]
    int hits = 0;     // goals inside their range
    double total() const { return loss + prior; }
};

// Slopes of the statistics at a point.
struct Slopes {
    Eigen::MatrixXd statistics; // [goal][parameter], statistic's unit per sd of the prior
    // [parameter][parameter]: what the error of simulation alone adds, in expectation, to
    // the sums of products of weighted slopes; zero where groups are not to be had.
    Eigen::MatrixXd noise;
    std::vector<double> at;     // parameters
    std::vector<double> values; // statistics there
    bool updated = false;       // by Broyden's formula since they were simulated
};

enum class End {
    converged,   // the slopes promise less than Rules::improvement
    no_progress, // the latest slopes have led to hardly any gain
    evaluations, // Rules::max_evaluations
    stopped,     // the simulation was
};
const char* end_name(End);

struct Fit {
    Point start, best;
    Slopes
        slopes; // the latest; empty when the search was stopped before they were complete
    int evaluations = 0, iterations = 0;
    End end = End::stopped;
};

// A simulation was done.
struct Event {
    enum class Kind { start, slopes, step } kind;
    int number, of;  // of this set of slopes; the iteration, of 0
    int evaluations; // until now
    const Point& point;
    const Point& best;
    bool accepted; // it is the new best
    double radius; // of the trust region, now
};
using Watch = std::function<void(const Event&)>;

// From the starting values to a minimum of loss + prior, as far as the rules allow. The
// same problem takes the same way, whatever stopped it before: simulations may be
// replayed from a journal.
Fit fit(const std::vector<Free>&, const std::vector<Goal>&, const Simulate&, const Rules&,
        const Watch& = {});

// The slopes at the starting values only.
Fit slopes_only(const std::vector<Free>&, const std::vector<Goal>&, const Simulate&,
                const Rules&, const Watch& = {});

// Minimum over d of the loss of values + slopes d, plus |z + d|^2, plus d' doubt d, with
// lower <= d <= upper; z is the distance from the prior's mean.
Eigen::VectorXd solve_linearised(const std::vector<Goal>&,
                                 const std::vector<double>& values,
                                 const Eigen::MatrixXd& slopes,
                                 const Eigen::MatrixXd& doubt, const Eigen::VectorXd& z,
                                 const Eigen::VectorXd& lower,
                                 const Eigen::VectorXd& upper);

} // namespace couplet::calibration
