// The simulated samples that the claims are held against: a community, pairings of styles, arms of
// a trial. Each is run once and shared.
#pragma once

#include "analysis/claims/check.hpp"
#include "analysis/claims/lab.hpp"
#include "analysis/validation/study.hpp"
#include "interventions/programme.hpp"

#include <map>
#include <memory>
#include <vector>
#include <string>

namespace couplet::claims {

using interventions::Programme;
using interventions::Recipient;
using interventions::Skill;
using validation::Panel;
using validation::Score;

inline constexpr double weeks_a_month = 52.0 / 12;

using Programmes = std::map<std::string, Programme>;

// What a skill is set to from the first day on, in everybody alike and for good: an experiment with
// one property of a person, not a therapy.
struct Property { Skill skill; float value; };
Programme with_properties(Recipient, std::initializer_list<Property>);

// A panel of couples whose variables were recorded weekly.
class Weeks {
  public:
    Weeks(const engine::Plan&, const engine::Options&);
    const Panel& panel() const { return panel_; }
    std::uint32_t couples() const { return panel_.couples(); }
    std::size_t last() const { return panel_.instants() - 1; } // week

    // One value a couple: mean, or spread, of a partner's variable over weeks first to last.
    Column mean(std::size_t partner, const char* variable, std::size_t first = 1,
                std::size_t last = 1000) const;
    Column spread(std::size_t partner, const char* variable, std::size_t first = 1) const;
    // Both partners, two values a couple.
    Column persons(const char* variable, std::size_t first = 1, std::size_t last = 1000) const;
    Column score(Score, std::size_t wave) const;
    // A total of the run, for four weeks together.
    Column monthly(float engine::CoupleRow::*total) const;
    Column conflicts() const; // a month
    Column intact() const;    // 1 if still together at the end

  private:
    Panel panel_;
};

class Samples {
  public:
    explicit Samples(const Setting&);
    const Setting& setting() const { return setting_; }
    const Lab& lab() const { return lab_; }

    const Weeks& community() const;           // questionnaires by quarter, a year
    const Weeks& pairs(Pair) const;           // a year each, the same couples but for attachment
    Weeks pairs(Pair, const Programme&) const;
    Weeks pairs(Pair, const model::Parameters&, const Programme& = {}) const;
    Weeks of(const population::Spec&, const Programme& = {}) const; // a year of these couples
    Weeks of(const population::Spec&, const model::Parameters&, const Programme&) const;
    // Protests of the first partner by kind over a quarter, [kind][couple].
    std::vector<Column> protests(Pair) const;

    // Arms of a trial: couples with an anxious first partner, two years, the programme from week 8.
    // "control" has none; the others are named in programmes.cpp.
    const Weeks& arm(const std::string& name) const;
    const Programme& programme(const std::string& name) const;
    Column effect(const std::string& name, std::size_t partner, const char* variable,
                  std::size_t first, std::size_t last) const; // arm less control

  private:
    engine::Plan plan(const population::Spec&, int days) const;

    Setting setting_;
    Lab lab_;
    Programmes programmes_;
    mutable std::map<std::string, std::unique_ptr<Weeks>> run_;
};

inline constexpr int trial_start = 56;                          // [day]
inline constexpr std::size_t trial_start_week = trial_start / 7;
inline constexpr std::size_t trial_weeks = 104;

// Programmes of the trial, by name: those that are supplied, and more. They begin on trial_start.
Programmes trial_programmes(const std::vector<engine::Arm>& supplied);

} // namespace couplet::claims
