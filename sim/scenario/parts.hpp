// The parts of a scenario, read one after the other; see reader.cpp for the order.
#pragma once

#include "scenario/scenario.hpp"
#include "scenario/section.hpp"

#include <set>
#include <string>
#include <vector>

namespace couplet::scenario {

// What later parts are checked against; not known when its own key was wrong, so that one
// mistake does not make others.
struct Known {
    bool duration = false, couples = false, relationship = false;
    std::set<std::string> broken_interventions; // their files cannot be used
};

// Text of a file; none, and a problem put at `where`, when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path,
                                     const Problem& where,
                                     std::vector<Problem>& problems);

// Puts the contents of intervention files in the place of `file = "..."`.
void include_intervention_files(Node& root, const std::filesystem::path& folder,
                                const Texts& texts, Known& known, std::vector<Problem>& problems);

// Puts the [model] and [mechanisms] tables of a file over those of the scenario.
void include_parameters(Node& root, const std::filesystem::path& path,
                        std::vector<Problem>& problems);

// [intervention.*] and [[arm]].
void read_arms(const Section& root, const Known& known, Scenario& scenario);

// [trial]: whom it takes and how, before the waves are known; then its outcome.
void read_trial(const Section&, const Known& known, engine::Plan& plan);
void read_primary(const Section&, engine::Plan& plan);

// [recording], [[recording.zoom]], [questionnaire], [diary] and [[laboratory]].
void read_recording(const Section& root, const Known& known, engine::Plan& plan);
void read_questionnaire(const Section& root, const Known& known, engine::Plan& plan);
void read_diary(const Section& root, const Known& known, engine::Plan& plan);
void read_laboratories(const Section& root, const Known& known, engine::Plan& plan);

} // namespace couplet::scenario
