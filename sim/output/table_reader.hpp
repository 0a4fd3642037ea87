// Reads the tables of a result file that analyses need: couples, questionnaires, recorded variables,
// events of a kind. Shapes are in index order; throws Error as reader.hpp does.
#pragma once

#include "output/error.hpp"
#include "model/events.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace couplet::output {

// Columns of /couples, [arm][couple].
struct CoupleColumns {
    std::size_t couples = 0;
    std::vector<std::int8_t> enrolled; // empty in files without: all are
    std::vector<std::int8_t> dropped_out, separated;
    std::vector<std::int16_t> sessions;
    std::vector<float> end_day;
    std::vector<float> relationship_age; // [year]
    std::vector<std::int32_t> number;    // [couple]
};
CoupleColumns read_couples(const std::filesystem::path&);

// What /trial says besides the scenario; empty in files without.
struct TrialColumns {
    int screened = 0;                    // couples
    std::vector<std::int32_t> entry_day, begin_day; // [couple]
};
TrialColumns read_trial(const std::filesystem::path&);

struct Questionnaires {
    std::vector<int> waves;    // [day]; empty: none in the file
    std::vector<float> scores; // [arm][instrument][couple][partner][wave]; NaN: no answer
};
Questionnaires read_questionnaires(const std::filesystem::path&);

// What /trajectory holds, without its values.
struct RecordedVariables {
    std::vector<double> days; // of the instants
    std::size_t couples = 0;  // recorded: the first so many
    std::vector<std::string> names;
};
RecordedVariables read_recorded(const std::filesystem::path&);

// A variable of all recorded couples in an arm, `count` instants from `first`:
// [couple][partner][instant], unpacked; NaN after a separation.
std::vector<float> read_variable(const std::filesystem::path&, const std::string& name,
                                 std::size_t arm, std::size_t first, std::size_t count);

struct EventTime {
    std::uint32_t couple = 0;
    std::int8_t arm = 0;
    float day = 0;
};
// Events of one kind, in the order of the file (by couple, arm, time). Empty if none are recorded.
std::vector<EventTime> read_events(const std::filesystem::path&, model::EventKind);
bool has_events(const std::filesystem::path&);

} // namespace couplet::output
