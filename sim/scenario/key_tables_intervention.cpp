// What an arm and a programme can say.
#include "scenario/key_tables.hpp"

#include "interventions/skills.hpp"

#include <iterator>
#include <utility>

namespace couplet::scenario {
namespace {

std::vector<Key> recipient_keys() {
    return {
        {.name = "recipient",
         .kind = Kind::choice,
         .meaning =
             "who takes part; by role at the couple's entry: who pursues more while the "
             "other withdraws, whose attachment is the more anxious, the more avoidant",
         .fallback = "both",
         .choices = {"both", "first", "second", "pursuer", "withdrawer", "anxious",
                     "avoidant"}},
        {.name = "share",
         .kind = Kind::number,
         .meaning = "share of the couples that take it up at all",
         .fallback = "1",
         .low = 0,
         .high = 1},
        {.name = "enrol_below",
         .kind = Kind::number,
         .meaning = "couples below this mean latent satisfaction at the start take part; "
                    "absent: all",
         .low = -20,
         .high = 20}};
}

std::vector<Key> start_keys() {
    return {
        {.name = "start",
         .kind = Kind::quantity,
         .meaning = "time of the first session, the earliest if there are conditions",
         .fallback = "0 days",
         .unit = "day",
         .low = 0,
         .high = longest},
        {.name = "start_from",
         .kind = Kind::choice,
         .meaning =
             "what start is counted from: day 0, or the couple's entry into the trial",
         .fallback = "day 0",
         .choices = {"day 0", "entry"}},
        {.name = "after",
         .kind = Kind::text,
         .meaning = "name of a programme that stands before this one in the arm: start "
                    "is counted "
                    "from its last session, and is one interval if absent"},
        {.name = "after_withdrawals",
         .kind = Kind::count,
         .meaning = "condition of the start: so many acts of withdrawal of the two since "
                    "the entry",
         .low = 1,
         .high = 1e6f},
        {.name = "satisfaction_below",
         .kind = Kind::number,
         .meaning = "condition of the start: mean satisfaction of the two, in points of "
                    "the CSI-16",
         .low = 0.1f,
         .high = 81},
        {.name = "depression_above",
         .kind = Kind::number,
         .meaning = "condition of the start: depressive symptoms of a recipient, in "
                    "points of the "
                    "PHQ-9",
         .low = 0.1f,
         .high = 27}};
}

std::vector<Key> dose_keys() {
    return {
        {.name = "sessions",
         .kind = Kind::count,
         .meaning = "number of sessions",
         .low = 1,
         .high = 1000,
         .required = true},
        {.name = "interval",
         .kind = Kind::quantity,
         .meaning = "time between sessions",
         .fallback = "7 days",
         .unit = "day",
         .low = 1,
         .high = 365},
        {.name = "boosters",
         .kind = Kind::count,
         .meaning = "number of sessions after the last one of the course",
         .fallback = "0",
         .low = 0,
         .high = 1000},
        {.name = "booster_interval",
         .kind = Kind::quantity,
         .meaning = "time from the last session to the first booster, and between "
                    "boosters; goes with "
                    "boosters",
         .unit = "day",
         .low = 1,
         .high = longest},
        {.name = "repeat",
         .kind = Kind::whole_days,
         .meaning =
             "time from the start of a course to that of the next; absent: one course",
         .unit = "day",
         .low = 1,
         .high = longest},
        {"practice", Kind::flag, "learnt by daily practice between the sessions",
         "false"},
        {.name = "adherence",
         .kind = Kind::number,
         .meaning = "mean share of sessions attended, or of days practised; absent: all "
                    "sessions, "
                    "half of the days",
         .low = 0.01f,
         .high = 1},
        {.name = "fidelity",
         .kind = Kind::number,
         .meaning = "share that is taught of what the programme should teach",
         .fallback = "1",
         .low = 0,
         .high = 1},
        {.name = "rate",
         .kind = Kind::number,
         .meaning = "share of the remaining gain that is taken in a session",
         .fallback = "0.2",
         .low = 0,
         .high = 1},
        {.name = "fading",
         .kind = Kind::quantity,
         .meaning =
             "time after the last session of the course in which gains fall to 37 %",
         .fallback = "900 days",
         .unit = "day",
         .low = 1,
         .high = 1e6f},
        {.name = "dropout",
         .kind = Kind::number,
         .meaning = "hazard of leaving, a session",
         .fallback = "0.014",
         .low = 0,
         .high = 1},
        {.name = "response_sd",
         .kind = Kind::number,
         .meaning =
             "spread of persons' responsiveness round 1; below 0 they are made worse",
         .fallback = "0.7",
         .low = 0,
         .high = 3}};
}

} // namespace

Table arm_table() {
    return {"arm",
            Shape::list,
            "arms of the experiment; without any, one named control",
            {{.name = "name",
              .kind = Kind::text,
              .meaning = "name of the arm",
              .required = true},
             {.name = "intervention",
              .kind = Kind::texts,
              .meaning = "name of an [intervention.NAME], or a list of them; absent: a "
                         "control arm"}}};
}

std::vector<Table> intervention_tables() {
    Table programme{
        "intervention",
        Shape::named,
        "what a programme teaches, to whom, when and how",
        {{"file", Kind::text,
          "file with these keys, relative to the scenario; keys given here go before the "
          "file's"},
         {"title", Kind::text, "full name of the programme"},
         {"source", Kind::text, "where its numbers come from"}}};
    for (auto keys : {recipient_keys(), start_keys(), dose_keys()})
        std::move(keys.begin(), keys.end(), std::back_inserter(programme.keys));
    Table skills{"intervention.*.skills",
                 Shape::single,
                 "the most that an average responder gains of each skill, in sd",
                 {}};
    for (const auto& row : interventions::skill_table)
        skills.keys.push_back({.name = row.name,
                               .kind = Kind::number,
                               .meaning = row.meaning,
                               .fallback = "0",
                               .low = -4,
                               .high = 4});
    return {std::move(programme), std::move(skills)};
}

} // namespace couplet::scenario
