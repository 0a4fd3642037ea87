#include "scenario/key_tables.hpp"

#include "engine/plan.hpp"
#include "model/variables.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <iterator>

namespace couplet::scenario {
namespace {

template <class Names> std::vector<std::string> words(const Names& names) {
    return {std::begin(names), std::end(names)};
}

std::vector<std::string> recordable() {
    std::vector<std::string> names{"standard", "habits", "skills", "diary", "all"};
    for (const auto& row : model::variable_table)
        names.emplace_back(row.name);
    return names;
}

Table file_table() {
    return {"",
            Shape::single,
            "A couplet scenario: one question, asked of simulated couples.",
            {{"title", Kind::text, "short title of the scenario"},
             {"question", Kind::text, "the question that it answers"},
             {"seed", Kind::seed,
              "seed of all random numbers; when absent, one is drawn and reported"}}};
}

Table time_table() {
    return {
        "time",
        Shape::single,
        "how long, and in what steps",
        {{.name = "duration",
          .kind = Kind::whole_days,
          .meaning = "simulated time, whole days (months and years are rounded to them)",
          .unit = "day",
          .low = 1,
          .high = longest,
          .required = true},
         {.name = "warm_up",
          .kind = Kind::quantity,
          .meaning = "days lived before day 0, so that habits and trust find their level: no "
                     "recording, programmes or separations",
          .fallback = "90 days",
          .unit = "day",
          .low = 0,
          .high = longest},
         {.name = "turn",
          .kind = Kind::quantity,
          .meaning = "length of a turn; a whole number of turns must fill an hour",
          .fallback = "2 min",
          .unit = "min",
          .low = 0.25f,
          .high = 5}}};
}

std::vector<Table> population_tables() {
    const auto styles = words(population::style_names);
    return {{"population",
             Shape::single,
             "who the couples are",
             {{.name = "couples",
               .kind = Kind::count,
               .meaning = "number of couples",
               .low = 1,
               .high = 4e9f,
               .required = true},
              {.name = "relationship",
               .kind = Kind::choice,
               .meaning = "kind of relationship",
               .fallback = "married",
               .choices = words(population::kind_names)},
              {.name = "age",
               .kind = Kind::quantity,
               .meaning = "mean age of the relationship at the start",
               .fallback = "3 years",
               .unit = "year",
               .low = 0,
               .high = 60}}},
            {"population.pairing",
             Shape::list,
             "couples of given attachment styles; without any, attachment is drawn from "
             "norms",
             {{.name = "styles",
               .kind = Kind::names,
               .meaning = "styles of the two partners",
               .choices = styles,
               .required = true},
              {.name = "name",
               .kind = Kind::text,
               .meaning = "name of the pairing; the styles joined by \"-\" when absent"},
              {.name = "share",
               .kind = Kind::number,
               .meaning = "share of couples, relative to the other pairings",
               .fallback = "1",
               .low = 0,
               .high = 1e6f}}}};
}

Table mechanisms_table() {
    Table result{"mechanisms",
                 Shape::single,
                 "mechanisms switched on or off; one that is off takes its neutral form",
                 {}};
    const model::Parameters defaults;
    model::for_each_mechanism(defaults, [&](model::Mechanism m, const char* name,
                                            const auto&, const auto&) {
        result.keys.push_back({name, Kind::flag, fmt::format("the mechanism {}", name),
                               defaults.is_enabled(m) ? "true" : "false"});
    });
    return result;
}

std::vector<Table> model_tables() {
    std::vector<Table> result{{"model", Shape::single, "parameters by mechanism", {}}};
    const model::Parameters defaults;
    model::for_each_mechanism(defaults, [&](model::Mechanism, const char* name,
                                            const auto& params, const auto& rows) {
        Table table{fmt::format("model.{}", name),
                    Shape::single,
                    fmt::format("parameters of the mechanism {}", name),
                    {}};
        for (const auto& row : rows)
            table.keys.push_back(
                {.name = row.name,
                 .kind = *row.unit == 0 ? Kind::number : Kind::quantity,
                 .meaning = row.meaning,
                 .fallback = format_quantity(params.*row.field, row.unit),
                 .unit = row.unit,
                 .low = row.low,
                 .high = row.high});
        result.push_back(std::move(table));
    });
    return result;
}

std::vector<Table> recording_tables() {
    return {{"recording",
             Shape::single,
             "what is written to the output file",
             {{.name = "variables",
               .kind = Kind::names,
               .meaning = "variables of the trajectories, or groups of them; [] for none",
               .fallback = "[\"standard\"]",
               .choices = recordable()},
              {.name = "every",
               .kind = Kind::whole_days,
               .meaning = "time between recorded instants",
               .fallback = "1 day",
               .unit = "day",
               .low = 1,
               .high = longest},
              {.name = "couples",
               .kind = Kind::count,
               .meaning = "the first so many couples are recorded; absent: all",
               .low = 0,
               .high = 4e9f},
              {.name = "events",
               .kind = Kind::flag,
               .meaning = "whether events are recorded",
               .fallback = "true"},
              {.name = "summary_every",
               .kind = Kind::whole_days,
               .meaning = "time between the instants of the summary",
               .fallback = "7 days",
               .unit = "day",
               .low = 1,
               .high = longest}}},
            {"recording.zoom",
             Shape::list,
             "every turn of chosen couples and days",
             {{.name = "couples",
               .kind = Kind::indices,
               .meaning = "couples, counted from 0",
               .required = true},
              {.name = "from",
               .kind = Kind::whole_days,
               .meaning = "first day, counted from 0",
               .fallback = "0 days",
               .unit = "day",
               .low = 0,
               .high = longest},
              {.name = "to",
               .kind = Kind::whole_days,
               .meaning = "last day, included",
               .unit = "day",
               .low = 0,
               .high = longest,
               .required = true}}}};
}

Table questionnaire_table() {
    return {"questionnaire",
            Shape::single,
            "when the partners fill in questionnaires; without it, they do not",
            {{.name = "waves",
              .kind = Kind::day_list,
              .meaning = "times of the waves, in their order",
              .unit = "day",
              .low = 0, .high = longest},
             {.name = "every",
              .kind = Kind::whole_days,
              .meaning = "in place of waves: time between them, the first at entry",
              .unit = "day",
              .low = 1, .high = longest},
             {.name = "missing",
              .kind = Kind::number,
              .meaning = "probability that a person does not answer at a wave",
              .fallback = "0",
              .low = 0, .high = 1},
             {.name = "attrition",
              .kind = Kind::number,
              .meaning = "probability, at each wave after the first, that a person answers from then "
                         "on no more",
              .fallback = "0",
              .low = 0, .high = 1}}};
}

Table diary_table() {
    return {"diary",
            Shape::single,
            "when the partners keep a diary, every evening; without it, they do not",
            {{.name = "from",
              .kind = Kind::whole_days,
              .meaning = "first day, counted from 0",
              .fallback = "0 days",
              .unit = "day",
              .low = 0, .high = longest},
             {.name = "duration",
              .kind = Kind::whole_days,
              .meaning = "for how long, for example 3 weeks",
              .unit = "day",
              .low = 1, .high = longest},
             {.name = "missing",
              .kind = Kind::number,
              .meaning = "probability that a person leaves out a day",
              .fallback = "0",
              .low = 0, .high = 1}}};
}

Table laboratory_table() {
    return {"laboratory",
            Shape::list,
            "discussion of an issue in the laboratory, in place of the midday encounter",
            {{.name = "day",
              .kind = Kind::whole_days,
              .meaning = "day since the start",
              .unit = "day",
              .low = 0, .high = longest,
              .required = true},
             {.name = "length",
              .kind = Kind::quantity,
              .meaning = "length of the discussion",
              .fallback = "30 min",
              .unit = "min",
              .low = 1, .high = 240},
             {.name = "severity",
              .kind = Kind::severity,
              .meaning = "severity of the issue: minor is 0.4, major 1.5",
              .fallback = "1",
              .low = 0, .high = 5,
              .choices = {"minor", "major"}}}};
}

std::vector<Table> all_tables() {
    std::vector<Table> result{file_table(), time_table()};
    const auto append = [&](std::vector<Table> more) {
        std::move(more.begin(), more.end(), std::back_inserter(result));
    };
    append(population_tables());
    append({mechanisms_table()});
    append(model_tables());
    append({arm_table()});
    append(intervention_tables());
    append({trial_table()});
    append(recording_tables());
    append({questionnaire_table(), diary_table(), laboratory_table()});
    return result;
}

} // namespace

const std::vector<Table>& tables() {
    static const std::vector<Table> all = all_tables();
    return all;
}

} // namespace couplet::scenario
