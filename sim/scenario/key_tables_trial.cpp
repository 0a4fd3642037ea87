#include "scenario/key_tables.hpp"

#include "engine/trial.hpp"
#include "measurement/instruments.hpp"

#include <iterator>

namespace couplet::scenario {
namespace {

std::vector<std::string> instruments() {
    std::vector<std::string> names;
    for (const auto& instrument : measurement::instrument_table)
        names.emplace_back(instrument.name);
    return names;
}

template <class Names> std::vector<std::string> words(const Names& names) {
    return {std::begin(names), std::end(names)};
}

std::vector<Key> recruitment_keys() {
    return {{.name = "recruitment",
             .kind = Kind::choice,
             .meaning = "whom the trial takes, by what they answer when they are screened",
             .fallback = "community",
             .choices = words(engine::recruitment_names)},
            {.name = "couples",
             .kind = Kind::count,
             .meaning = "couples wanted; screening ends when they are found. Absent: all of the "
                        "population who are eligible",
             .low = 1, .high = 2e9f},
            {.name = "judged_by",
             .kind = Kind::choice,
             .meaning = "whose score decides: the couple's mean, either partner's, or one partner's; "
                        "absent: mean for the CSI-16, either for symptoms",
             .choices = words(engine::judged_names)},
            {.name = "csi16_below",
             .kind = Kind::number,
             .meaning = "distressed, help_seeking: eligible below this score on the CSI-16; absent: "
                        "51.5",
             .low = 1, .high = 82},
            {.name = "phq9_from",
             .kind = Kind::number,
             .meaning = "symptoms: eligible from this score on the PHQ-9, or on the GAD-7 from its own; "
                        "absent: 10",
             .low = 1, .high = 27},
            {.name = "gad7_from",
             .kind = Kind::number,
             .meaning = "symptoms: eligible from this score on the GAD-7; absent: 8",
             .low = 1, .high = 21},
            {.name = "window",
             .kind = Kind::whole_days,
             .meaning = "help_seeking: couples are screened every week for so long, and seek help at "
                        "the worst week; absent: 26 weeks",
             .unit = "day",
             .low = 7, .high = longest},
            {.name = "lead",
             .kind = Kind::whole_days,
             .meaning = "from screening to entry; at 0 the screening is the first assessment, with "
                        "the same error of measurement. Absent: 14 days",
             .unit = "day",
             .low = 0, .high = 365}};
}

std::vector<Key> design_keys() {
    return {{.name = "design",
             .kind = Kind::choice,
             .meaning = "how couples come to arms",
             .fallback = "twins",
             .choices = {"twins", "parallel", "waitlist", "crossover", "single_case"}},
            {.name = "allocation",
             .kind = Kind::text,
             .meaning = "couples of one arm to those of another, in the order of the arms, such as "
                        "\"2:1\"; absent: as many in each"},
            {.name = "randomisation",
             .kind = Kind::choice,
             .meaning = "in permuted blocks, or each couple for itself; absent: blocks",
             .choices = words(engine::randomisation_names)},
            {.name = "block",
             .kind = Kind::count,
             .meaning = "couples in a block; absent: twice the sum of the allocation",
             .low = 1, .high = 1000},
            {.name = "waiting",
             .kind = Kind::text,
             .meaning = "waitlist: name of the arm that waits and then has its programme"},
            {.name = "delay",
             .kind = Kind::whole_days,
             .meaning = "waitlist: so much later the waiting arm begins its programme",
             .unit = "day",
             .low = 1, .high = longest},
            {.name = "baselines",
             .kind = Kind::day_list,
             .meaning = "single_case: lengths of the baseline from entry to the programme, one of which "
                        "each couple is dealt by chance",
             .unit = "day",
             .low = 1, .high = longest},
            {.name = "period",
             .kind = Kind::whole_days,
             .meaning = "crossover: how long a couple is in one arm before it goes to the other",
             .unit = "day",
             .low = 1, .high = longest},
            {.name = "washout",
             .kind = Kind::whole_days,
             .meaning = "crossover: from the end of the first period to the second; absent: none",
             .unit = "day",
             .low = 0, .high = longest}};
}

std::vector<Key> analysis_keys() {
    return {{.name = "minimum_sessions",
             .kind = Kind::count,
             .meaning = "per protocol: who attended at least so many; absent: who came and did not "
                        "drop out",
             .low = 1, .high = 1000},
            {.name = "primary",
             .kind = Kind::choice,
             .meaning = "instrument of the registered primary outcome",
             .choices = instruments()},
            {.name = "primary_wave",
             .kind = Kind::whole_days,
             .meaning = "its wave, time since entry",
             .unit = "day",
             .low = 1, .high = longest}};
}

} // namespace

Table trial_table() {
    Table table{"trial",
                Shape::single,
                "a trial: whom it takes and how couples come to arms; without it, every couple of "
                "the population lives in every arm",
                design_keys()};
    for (const auto& part : {recruitment_keys(), analysis_keys()})
        table.keys.insert(table.keys.end(), part.begin(), part.end());
    return table;
}

} // namespace couplet::scenario
