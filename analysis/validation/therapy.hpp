// The trials of interventions: samples recruited from the community as the studies did, and what
// becomes of them in each programme.
//
// Who is treated is a couple of the community panel, with the same number and so the same life until
// the first session: the panel itself is the waiting list.
#pragma once

#include "analysis/validation/study.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace couplet::validation {

// Arms by the names in scenarios/validation/trials.toml; all of them, or none.
using Programmes = std::vector<engine::Arm>;

// Everybody of a sample in one programme of weekly sessions.
struct Course {
    Panel panel; // records weekly
    Seed seed;
    std::size_t sessions;   // planned
    std::vector<int> waves; // [day] intake, before each session, a week after the last, half-yearly

    std::size_t after() const { return sessions + 1; } // the wave at the end
    std::size_t half_years_after(std::size_t n) const { return after() + n; }
    std::size_t instant(std::size_t wave) const {
        return static_cast<std::size_t>(waves[wave]) / 7;
    }
};

struct Trials {
    Course eft, behavioural;        // distressed couples
    Course cbt, ipt, long_, routine; // first partners with symptoms above a cut-off
    Course abct;                    // first partners of the community
    Panel mbre;                     // couples that are not distressed; daily
    Panel check_up;                 // couples of the community; waves of the community panel
    int practice_start, practice_end; // days of mbre
};
// `as_usual` is the plan that gave `community`; at most so many couples a trial.
Trials run_trials(const engine::Plan& as_usual, const Panel& community, const Programmes&,
                  std::uint32_t most, const engine::Options&);

// Rules of the instruments: the score of distress (CSI-16: below, PHQ-9 and GAD-7: from), and the
// change that is reliable for one person (Funk & Rogge 2007; Kroenke, Spitzer & Williams 2001;
// Spitzer et al. 2006).
inline constexpr double csi16_cutoff = 51.5, phq9_cutoff = 10, gad7_cutoff = 8;
inline constexpr double csi16_reliable = 11, phq9_reliable = 5;

// Hedges' g of a change, in sd before it; of pairs in which neither is missing.
double gain(std::span<const double> before, std::span<const double> after);

// What persons would say of a recorded variable, partner 0 before partner 1 of each couple: with an
// error of the occasion that gives the reliability in this sample at the first instant.
std::vector<double> told(const Course&, std::span<const std::uint32_t> sample,
                         std::size_t variable, double reliability, std::size_t instant);
// The same of any panel that records weekly.
std::vector<double> told(const Panel&, Seed, std::span<const std::uint32_t> sample,
                         std::size_t variable, double reliability, std::size_t instant);

// Residuals from the line through equally spaced values; a missing one stays missing.
std::vector<double> detrended(const std::vector<double>&);

} // namespace couplet::validation
