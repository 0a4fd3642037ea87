// Everything a run needs to know: checked, complete, and free of files and text formats.
#pragma once

#include "engine/trial.hpp"
#include "interventions/programme.hpp"
#include "model/parameters.hpp"
#include "numerics/philox.hpp"
#include "population/spec.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace couplet::engine {

struct Arm {
    std::string name;
    std::vector<interventions::Programme> programmes; // each with a session or more; none: control
};

// A discussion of a given issue, in place of the midday encounter of its day.
struct Laboratory {
    int day = 0;             // days since the start
    float minutes = 30;      // length of the discussion [min]
    float severity = 1;      // of the issue: minor 0.4, major 1.5
};

// Turn resolution for chosen couples and days.
struct Zoom {
    std::vector<std::uint32_t> couples;
    int first_day = 0, last_day = 0; // inclusive
};

struct Recording {
    std::vector<std::uint16_t> variables; // indices into model::variable_table; empty: none
    int every_days = 1;                   // between recorded instants of the trajectories
    std::uint32_t couples = 0;            // the first so many couples
    bool events = true;
    int summary_every_days = 7;
    std::vector<Zoom> zooms;
};

// When both partners fill in every instrument of measurement/instruments.hpp.
struct Questionnaire {
    std::vector<int> waves; // days since entry, ascending; empty: no questionnaires
    float missing = 0;      // probability that a person does not answer at a wave
    float attrition = 0;    // probability, at each wave after the first, of answering no more
};

// When both partners fill in the diary of measurement/diary.hpp, in the evening of each day.
struct Diary {
    int first_day = 0; // since entry
    int days = 0;      // how many days; 0: no diary. The last is before Plan::days
    float missing = 0; // probability that a person leaves out a day
};

struct Plan {
    Seed seed;
    int days = 365;
    int warm_up_days = 90; // lived before day 0: no recording, programmes or separations
    float turn_minutes = 2;
    population::Spec population;
    // Numbers of the population.couples couples that live; empty: 0, 1, ... A couple's life depends on
    // its number alone, so a sample of a population lives as it did in it.
    std::vector<std::uint32_t> numbers;
    model::Parameters parameters;
    std::vector<Arm> arms;
    std::vector<Laboratory> laboratories; // sorted by day, one a day at most
    Recording recording;
    Questionnaire questionnaire;
    Diary diary;
    Trial trial;
    Enrolment enrolment; // its places are those of the population.couples couples

    std::uint32_t number(std::uint32_t couple) const {
        return numbers.empty() ? couple : numbers[couple];
    }
    bool lives_in(std::size_t arm, std::uint32_t couple) const {
        const auto& places = enrolment.places;
        return places.empty() || places[couple].arm == every_arm ||
               places[couple].arm == static_cast<std::int16_t>(arm);
    }
    // Days from which a couple's assessments and, in an arm, its programmes count.
    int entry(std::uint32_t couple) const {
        return enrolment.places.empty() ? 0 : enrolment.places[couple].entry;
    }
    int begin(std::size_t arm, std::uint32_t couple) const {
        const int begins = enrolment.places.empty() ? 0 : enrolment.places[couple].begin;
        return begins + (static_cast<int>(arm) == trial.waiting ? trial.delay : 0);
    }
};

} // namespace couplet::engine
