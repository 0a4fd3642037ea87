#include "effects/from_file.hpp"

#include "effects/crossover.hpp"
#include "effects/from_plan.hpp"
#include "output/reader.hpp"
#include "output/table_reader.hpp"
#include "scenario/scenario.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::effects {
namespace {

namespace fs = std::filesystem;

constexpr const char* mediating[] = {"felt_security",      "trust",
                                     "rumination",         "skill_communication",
                                     "skill_responsiveness", "skill_positive_exchange",
                                     "skill_de_escalation", "skill_regulation",
                                     "skill_benign_appraisal", "skill_letting_go",
                                     "skill_accuracy",     "skill_forgiveness",
                                     "skill_outside_security"};

// Felt security of one person on consecutive evenings.
struct Evenings {
    const float* value; // value[t]: evening before day t
    std::size_t count;
};

constexpr std::size_t before_days = 7, followed_days = 14;

// Evening t is that of day t - 1, so the day of the conflict ends at `day` + 1. `until`: the
// evening before the next conflict. No entry without seven evenings before.
bool recovery_of(const Evenings& e, std::size_t day, std::size_t until, double tolerance,
                 Recovery& found) {
    if (day + 1 < before_days || day + 1 >= e.count)
        return false;
    double usual = 0;
    for (std::size_t t = day + 1 - before_days; t <= day; ++t)
        usual += e.value[t] / static_cast<double>(before_days);
    if (std::isnan(usual) || std::isnan(e.value[day + 1]))
        return false;
    const std::size_t last = std::min({e.count - 1, day + 1 + followed_days, until});
    for (std::size_t t = day + 1; t <= last && !std::isnan(e.value[t]); ++t) {
        found.days = static_cast<float>(t - (day + 1));
        if (e.value[t] >= usual - tolerance) {
            found.recovered = 1;
            return true;
        }
    }
    found.recovered = 0;
    return true;
}

double spread(const std::vector<float>& values, std::size_t instants) {
    double sum = 0, squares = 0, n = 0;
    for (std::size_t k = 0; k < values.size(); k += instants)
        if (const double x = values[k]; !std::isnan(x)) {
            sum += x;
            squares += x * x;
            n += 1;
        }
    return std::sqrt((squares - sum * sum / n) / (n - 1));
}

// An arm without a programme is looked at in the periods of the first that has one.
const Arm& clock_of(const TrialData& data, std::size_t arm) {
    const auto treated = std::find_if(data.arms.begin(), data.arms.end(),
                                      [](const Arm& a) { return a.treated; });
    return data.arms[arm].treated || treated == data.arms.end() ? data.arms[arm] : *treated;
}

} // namespace

TrialData from_file(const fs::path& path) {
    const output::FileInfo info = output::read_info(path);
    const auto loaded = scenario::parse(info.scenario_toml, path.string());
    if (!loaded)
        throw output::Error(path.string() + ": was made by version " + info.program_version +
                            ", whose scenario this program does not understand");
    TrialData data = from_plan(loaded.scenario->plan);
    data.title = info.title;
    data.source = path.filename().string();
    const output::TrialColumns trial = output::read_trial(path);
    data.screened = trial.screened;
    data.entry.assign(trial.entry_day.begin(), trial.entry_day.end());
    if (data.design == Design::single_case)
        for (std::size_t c = 0; c < trial.entry_day.size(); ++c)
            data.baseline.push_back(trial.begin_day[c] - trial.entry_day[c] +
                                    wait_after_baseline(data, loaded.scenario->plan));
    const output::CoupleColumns columns = output::read_couples(path);
    data.couples = static_cast<std::uint32_t>(columns.couples);
    data.numbers.assign(columns.number.begin(), columns.number.end());
    data.members.resize(columns.end_day.size());
    data.relationship_age.resize(columns.couples);
    for (std::size_t k = 0; k < data.members.size(); ++k) {
        const std::size_t couple = k % columns.couples;
        data.members[k] = {columns.enrolled.empty() ? std::int8_t{1} : columns.enrolled[k],
                           columns.dropped_out[k], columns.separated[k], columns.sessions[k],
                           columns.end_day[k] - static_cast<float>(data.entry_of(couple))};
        if (data.members[k].enrolled)
            data.relationship_age[couple] = columns.relationship_age[k];
    }
    output::Questionnaires q = output::read_questionnaires(path);
    data.waves = std::move(q.waves);
    data.scores = std::move(q.scores);
    return data.design == Design::crossover ? by_programme(data) : data;
}

void add_mediators(const fs::path& path, int day, TrialData& data) {
    const output::RecordedVariables recorded = output::read_recorded(path);
    data.recorded = static_cast<std::uint32_t>(recorded.couples);
    if (recorded.days.empty() || recorded.couples == 0 || data.design == Design::crossover)
        return;
    std::vector<std::size_t> instant; // [couple]
    for (std::size_t c = 0; c < recorded.couples; ++c) {
        const auto after = std::upper_bound(recorded.days.begin(), recorded.days.end(),
                                            data.entry_of(c) + day + 0.5);
        instant.push_back(static_cast<std::size_t>(
            std::max<std::ptrdiff_t>(after - recorded.days.begin() - 1, 0)));
    }
    const auto [first, last] = std::minmax_element(instant.begin(), instant.end());
    const std::size_t count = *last - *first + 1;
    for (const char* name : mediating) {
        if (std::find(recorded.names.begin(), recorded.names.end(), name) ==
            recorded.names.end())
            continue;
        Recorded r{name,
                   static_cast<int>(recorded.days[instant[0]]) - data.entry_of(0),
                   {}};
        for (std::size_t arm = 0; arm < data.arms.size(); ++arm) {
            const auto values = output::read_variable(path, name, arm, *first, count);
            for (std::size_t row = 0; row < 2 * recorded.couples; ++row)
                r.values.push_back(values[row * count + instant[row / 2] - *first]);
        }
        data.mediators.push_back(std::move(r));
    }
}

void add_recoveries(const fs::path& path, TrialData& data) {
    if (data.design == Design::crossover) {
        data.no_recoveries = "the programmes of a crossover follow each other";
        return;
    }
    const output::RecordedVariables recorded = output::read_recorded(path);
    const bool daily = recorded.days.size() > before_days && recorded.days[1] == 1.0;
    const bool felt = std::find(recorded.names.begin(), recorded.names.end(), "felt_security") !=
                      recorded.names.end();
    if (!daily || !felt || !output::has_events(path)) {
        data.no_recoveries = "needs daily felt security and events: [recording] variables = "
                             "[\"felt_security\"], every = \"1 day\", events = true";
        return;
    }
    auto conflicts = output::read_events(path, model::EventKind::conflict_end);
    for (output::EventTime& e : conflicts) // its place instead of its number
        e.couple = static_cast<std::uint32_t>(
            std::lower_bound(data.numbers.begin(), data.numbers.end(),
                             static_cast<int>(e.couple)) -
            data.numbers.begin());
    const std::size_t instants = recorded.days.size();
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm) {
        const auto values = output::read_variable(path, "felt_security", arm, 0, instants);
        const double tolerance = 0.25 * spread(values, instants);
        std::vector<const output::EventTime*> mine;
        for (const output::EventTime& e : conflicts)
            if (static_cast<std::size_t>(e.arm) == arm && e.couple < recorded.couples)
                mine.push_back(&e);
        for (std::size_t k = 0; k < mine.size(); ++k) {
            const std::uint32_t couple = mine[k]->couple;
            const auto day = static_cast<std::size_t>(mine[k]->day);
            const bool again = k + 1 < mine.size() && mine[k + 1]->couple == couple;
            const std::size_t until =
                again ? static_cast<std::size_t>(mine[k + 1]->day) : instants;
            if (until <= day && again)
                continue; // another follows on the same day: that one counts
            const Arm& a = clock_of(data, arm);
            const int when = static_cast<int>(day) - data.entry_of(couple);
            Recovery r;
            r.couple = couple;
            r.arm = static_cast<std::int8_t>(arm);
            r.period = static_cast<std::int8_t>(
                !a.treated ? 0 : when < a.first_session ? 0 : when <= a.last_session ? 1 : 2);
            for (std::size_t i = 0; i < 2; ++i)
                if (recovery_of({values.data() + (couple * 2 + i) * instants, instants}, day,
                                until, tolerance, r))
                    data.recoveries.push_back(r);
        }
    }
    if (data.recoveries.empty())
        data.no_recoveries = "no conflict had seven recorded evenings before it";
}

} // namespace couplet::effects
