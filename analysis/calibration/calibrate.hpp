// A calibration from its study to its outcome.
#pragma once

#include "analysis/calibration/journal.hpp"
#include "analysis/calibration/simulation.hpp"

namespace couplet::calibration {

// The statistics of study.wanted for parameters and a seed; none when stopped.
using Simulator = std::function<std::optional<Evaluation>(const std::vector<double>&,
                                                          std::uint64_t seed)>;

enum class Task { fit, sensitivity };

// The same point with other seeds: sums over the seeds are divided by their number.
struct Fresh {
    int seeds = 0;
    double loss = 0, hits = 0;
};

struct Outcome {
    std::vector<Goal> goals;          // of the targets that the simulation computes
    std::vector<Wanted> not_computed; // the others
    Fit fit;
    std::optional<Identifiability>
        identifiability; // none when stopped before there were slopes
    Fresh fresh_start, fresh_best;
    bool complete = false; // not stopped before its end
};

// Goals in the order of the wanted ones; those that `first` has no number of go to
// `not_computed`. A range with one limit takes its file's se, else the error of
// simulation in `first`, else a quarter of the limit, else 1. The others' weights are cut
// to se^2 / (se^2 + error of simulation^2): a statistic that so few couples do not tell
// counts the less.
std::vector<Goal> make_goals(const Study&, const Evaluation& first,
                             std::vector<Wanted>& not_computed);

Outcome calibrate(const Study&, Task, const Simulator&, const Watch& = {});

// A simulator that asks the journal first and tells it of all that is new.
Simulator remembered(Journal&, Simulator);

// All that decides which way a fit goes, for the journal's header.
nlohmann::json settings(const Study&);

} // namespace couplet::calibration
