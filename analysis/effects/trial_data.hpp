// A trial as its analysis needs it: who was in which arm, what they answered and when, how it
// ended. Filled from a result file (from_file.hpp) or from a run in memory (from_run.hpp).
#pragma once

#include "engine/trial.hpp"
#include "measurement/clinical.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace couplet::effects {

// How couples came to arms. In all but twins and crossover a couple counts in one arm only.
using engine::Design;
using engine::design_names;

// Days of a trial are those since entry.
struct Arm {
    std::string name;
    bool treated = false;                // has a programme, and does not wait for it
    int first_session = 0, last_session = 0; // days of the first course; 0 without a programme
    int waits = -1;                          // until this day it has none; -1: does not wait
};

// A couple in an arm.
struct Member {
    std::int8_t enrolled = 1; // takes part in this arm
    std::int8_t dropped_out = 0;
    std::int8_t separated = 0;
    std::int16_t sessions = 0; // attended
    float end_day = 0;         // separation, or the end of the run [day since entry]
};

// A recorded variable at the last recorded instant up to `day`; [arm][couple][partner], of the
// first `TrialData::recorded` couples; NaN after a separation.
struct Recorded {
    std::string name;
    int day = 0;
    std::vector<float> values;
};

// How long feelings took to recover from conflicts, one entry each conflict and person.
struct Recovery {
    std::uint32_t couple = 0;
    std::int8_t arm = 0;
    std::int8_t period = 0; // 0 before the first session, 1 until the last, 2 after it
    std::int8_t recovered = 0;
    float days = 0; // until recovered, or until followed no longer
};

struct TrialData {
    std::string title, source; // what was simulated; the file or scenario
    std::uint64_t seed = 0;
    int days = 0; // for which all couples are followed
    int screened = 0; // couples, to find these; 0: none were
    int minimum_sessions = 0; // of who counts as treated per protocol; 0: did not drop out
    Design design = Design::twins;
    std::string primary_instrument; // registered in the scenario; empty: none
    int primary_wave = -1;          // [day]; -1: none
    std::vector<Arm> arms;
    std::vector<int> waves; // [day]; empty: no questionnaires
    std::uint32_t couples = 0;
    std::vector<int> entry;      // [couple], day of the run; empty: 0
    std::vector<int> numbers;    // [couple], ascending; empty: 0, 1, ...
    std::vector<Member> members; // [arm][couple]
    std::vector<float> scores;   // [arm][instrument][couple][partner][wave]; NaN: no answer
    std::vector<float> relationship_age; // [couple], years
    // From this score on a person is insecure: the boundary of the model's styles (ECR-R).
    double insecure_anxiety = 0, insecure_avoidance = 0;
    std::vector<int> baseline; // single cases: [couple], days from entry to the programme
    std::vector<int> sequence; // crossover: [couple], the arm whose programme came first
    std::uint32_t recorded = 0; // couples with recorded variables: the first so many
    std::vector<Recorded> mediators;
    std::vector<Recovery> recoveries;
    std::string no_recoveries; // why there are none; empty if there are

    int entry_of(std::size_t couple) const { return entry.empty() ? 0 : entry[couple]; }
    const Member& member(std::size_t arm, std::size_t couple) const {
        return members[arm * couples + couple];
    }
    float score(std::size_t arm, std::size_t instrument, std::size_t couple, std::size_t partner,
                std::size_t wave) const {
        return scores[(((arm * measurement::instrument_count + instrument) * couples + couple) * 2 +
                       partner) *
                          waves.size() +
                      wave];
    }
};

// Whose answers count.
enum class Who { both, first, second };

// Index into measurement::instrument_table, or -1.
int instrument_index(const std::string& name);

// The first wave at or after the last session of any arm that does not wait; the last wave if there is
// none, and no later than the last at which an arm still waits. At least one wave.
std::size_t wave_after_programmes(const TrialData&);

} // namespace couplet::effects
