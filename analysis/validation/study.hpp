// A simulated study held in memory, as the checks of published findings read it.
#pragma once

#include "engine/engine.hpp"
#include "measurement/diary.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace couplet::validation {

// Questionnaires, in the order of measurement::instrument_table.
enum class Score {
    ecr_anxiety,
    ecr_avoidance,
    csi16,
    trust,
    commitment,
    cpq_demand_withdraw,
    cpq_constructive,
    phq9,
    gad7,
};

// The couples of one arm: recorded variables, questionnaires, totals.
class Panel {
  public:
    // Runs the plan's first arm. The plan says what is recorded and when; it may be of no couples.
    Panel(const engine::Plan&, const engine::Options&);

    std::uint32_t couples() const { return static_cast<std::uint32_t>(rows_.size()); }
    const engine::CoupleRow& row(std::uint32_t couple) const { return rows_[couple]; }
    const std::vector<float>& days() const { return days_; } // of the recorded instants
    std::size_t instants() const { return days_.size(); }

    // A recorded variable, by its index in model::variable_table; NaN after a separation.
    double value(std::uint32_t couple, std::size_t partner, std::size_t variable,
                 std::size_t instant) const;
    // A questionnaire's score at a wave; NaN when missing.
    double score(std::uint32_t couple, std::size_t partner, Score,
                 std::size_t wave) const;
    // The evening's answer on the day that ends at the instant; NaN after a separation. Only if
    // all variables of the diary are recorded.
    double diary(std::uint32_t couple, std::size_t partner, measurement::Item,
                 std::size_t instant) const;
    // What happened, in order of time; empty unless the plan records events.
    const std::vector<model::Event>& events(std::uint32_t couple) const {
        return events_[couple];
    }
    // A scale that a single study adds: the latent value with an error of the occasion in sd.
    // `scale` numbers the scales of the panel's studies.
    double told(std::uint32_t couple, std::size_t partner, std::uint32_t scale, int day,
                double latent, double error) const;
    measurement::Occasion occasion(std::uint32_t couple, std::size_t partner, int day) const {
        return {plan_.seed, couple, day, partner};
    }

  private:
    engine::Plan plan_;
    std::vector<float> days_;
    std::vector<std::size_t> position_; // of a variable in the recording, or none
    std::vector<engine::CoupleRow> rows_;
    std::vector<std::int16_t> trajectory_; // [couple][recorded variable][partner][instant]
    void fill_diary();
    float diary_answer(std::uint32_t couple, std::size_t partner, measurement::Item,
                       std::size_t instant) const;

    std::vector<float> scores_;            // [couple][instrument][partner][wave]
    std::vector<float> diary_;             // [couple][item][partner][instant]
    std::vector<std::vector<model::Event>> events_; // by couple
};

// Index of a variable by its name; the name is in the table, else a contract.
std::size_t variable(const char* name);

} // namespace couplet::validation
