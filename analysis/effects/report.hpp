// All tables of `couplet effects`, computed from a trial.
#pragma once

#include "effects/apim.hpp"
#include "effects/change.hpp"
#include "effects/crossover.hpp"
#include "effects/lasting.hpp"
#include "effects/reasons.hpp"
#include "effects/responders.hpp"
#include "effects/single_case.hpp"

#include <string>
#include <vector>

namespace couplet::effects {

struct Settings {
    std::size_t reference = 0;  // arm
    std::size_t instrument = 0; // of the outcome
    std::size_t wave = 0;       // of the outcome; not the first
    Who who = Who::both;
    std::uint32_t replications = 1000; // of the bootstrap of mediation
    bool actor_partner = false;        // also the actor-partner model of the outcome
};

// What a trial says of itself: the first arm without a programme (the first, if all have one), its
// primary outcome, or satisfaction at the first wave after the programmes. At least two waves.
Settings default_settings(const TrialData&);
std::size_t default_reference(const TrialData&);
// The wave at which mediators are measured: the one before the outcome's, if it is not the first.
std::size_t wave_of_mediators(const TrialData&, std::size_t wave);

struct Report {
    Settings settings;
    std::vector<Change> changes; // every arm, instrument and wave; both populations
    std::vector<Responders> responders; // every arm and instrument, at the wave of the outcome
    std::vector<Relapse> relapses;      // of the outcome, at the waves after its own
    std::vector<ActorPartner> actor_partners; // if asked for
    CaseSeries cases; // of the outcome; single cases only
    std::vector<Crossover> crossovers;  // of the outcome; crossover only
    std::vector<Separations> separations; // not in a crossover, whose couples have one life
    std::vector<EarnedSecurity> earned;
    std::vector<RecoveryTime> recoveries;
    std::vector<Individual> individuals; // twins only
    std::vector<Moderator> moderators;
    std::vector<Mediation> mediations;
    std::vector<std::string> lacking; // tables that are empty, and what they would need
};

// Without questionnaires, or with one wave, only what needs none.
Report report(const TrialData&, const Settings&);

// Everything of a report as rows of one statistic, for files.
struct Row {
    std::string table, analysis, arm, reference, outcome, item, statistic;
    int day = -1; // -1: of no wave
    Estimate estimate;
};
std::vector<Row> rows(const TrialData&, const Report&);

} // namespace couplet::effects
