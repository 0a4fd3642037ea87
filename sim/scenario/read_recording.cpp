#include "scenario/parts.hpp"

#include "model/variables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::scenario {
namespace {

// Positions in the variable table that a name or the name of a group stands for.
std::pair<std::size_t, std::size_t> variables_of(const std::string& name) {
    constexpr std::size_t habits = model::standard_variable_count;
    constexpr std::size_t skills = habits + model::habit_count;
    constexpr std::size_t diary = skills + interventions::skill_count;
    if (name == "standard")
        return {0, habits};
    if (name == "habits")
        return {habits, skills};
    if (name == "skills")
        return {skills, diary};
    if (name == "diary")
        return {diary, model::variable_count};
    if (name == "all")
        return {0, model::variable_count};
    for (std::size_t i = 0; i < model::variable_count; ++i)
        if (name == model::variable_table[i].name)
            return {i, i + 1};
    return {0, 0};
}

// In the order given, each once.
std::vector<std::uint16_t> expanded(const std::vector<std::string>& names) {
    std::vector<std::uint16_t> variables;
    for (const std::string& name : names) {
        const auto [begin, end] = variables_of(name);
        for (std::size_t i = begin; i < end; ++i) {
            const auto variable = static_cast<std::uint16_t>(i);
            if (std::find(variables.begin(), variables.end(), variable) ==
                variables.end())
                variables.push_back(variable);
        }
    }
    return variables;
}

void read_interval(const Section& section, const char* key, const Known& known, int days,
                   int& interval) {
    const bool given = section.read(key, interval);
    if (!known.duration || interval <= days)
        return;
    if (given)
        section.fault(key, fmt::format("longer than the run, which is {} days", days),
                      fmt::format("1 to {} days", days));
    interval = days;
}

void check_zoom_couples(const Section& section, const Known& known,
                        const engine::Plan& plan,
                        const std::vector<std::uint32_t>& couples) {
    if (couples.empty()) {
        section.fault("couples", "no couples in the list", {}, "for example [0, 3]");
        return;
    }
    std::set<std::uint32_t> seen;
    for (const auto couple : couples) {
        if (!seen.insert(couple).second)
            section.fault("couples", fmt::format("couple {} is listed twice", couple));
        else if (known.couples && couple >= plan.population.couples)
            section.fault("couples",
                          fmt::format("there is no couple {}: population.couples is {}",
                                      couple, plan.population.couples),
                          fmt::format("0 to {}", plan.population.couples - 1));
    }
}

engine::Zoom read_zoom(const Section& section, const Known& known,
                       const engine::Plan& plan) {
    engine::Zoom zoom;
    if (section.read("couples", zoom.couples))
        check_zoom_couples(section, known, plan, zoom.couples);
    section.read("from", zoom.first_day);
    if (!section.read("to", zoom.last_day))
        return zoom;
    const auto allowed = fmt::format("0 to {} days", plan.days - 1);
    if (known.duration && zoom.last_day >= plan.days)
        section.fault(
            "to",
            fmt::format("after the end of the run: its last day is {}", plan.days - 1),
            allowed, "days are counted from 0, and the last is included");
    if (zoom.first_day > zoom.last_day)
        section.fault("from",
                      fmt::format("from day {} to day {} is no time at all",
                                  zoom.first_day, zoom.last_day),
                      {}, "exchange from and to?");
    return zoom;
}

// Days that are left to the couples who enter last.
int days_since_entry(const engine::Plan& plan) {
    const engine::Trial& trial = plan.trial;
    if (trial.period == 0)
        return plan.days - trial.last_entry();
    return trial.washout > 0 ? trial.period : trial.period - 1; // on the next day the second begins
}

// Of a message on something that is too late for them.
std::string for_the_last(const engine::Plan& plan) {
    const int last = plan.trial.last_entry();
    if (plan.trial.period > 0)
        return ": in a crossover, waves are days of a period";
    return last == 0 ? ""
                     : fmt::format(" for couples who enter as late as day {}", last);
}

// The first fault of a list of waves only: the others may follow from it.
void check_waves(const Section& section, const Known& known, const engine::Plan& plan) {
    const std::vector<int>& waves = plan.questionnaire.waves;
    const int days = days_since_entry(plan);
    for (std::size_t i = 0; i < waves.size(); ++i) {
        const int before = i > 0 ? waves[i - 1] : -1;
        if (waves[i] == before)
            return section.fault("waves", fmt::format("day {} is listed twice", before));
        if (waves[i] < before)
            return section.fault("waves",
                                 fmt::format("day {} comes after day {}: the waves are "
                                             "not in their order",
                                             waves[i], before));
        if (known.duration && waves[i] > days)
            return section.fault(
                "waves",
                fmt::format("day {} is after the end of the run{}", waves[i], for_the_last(plan)),
                fmt::format("0 to {} days", days));
    }
}

} // namespace

void read_recording(const Section& root, const Known& known, engine::Plan& plan) {
    const Section section = root.child("recording");
    engine::Recording& recording = plan.recording;
    std::vector<std::string> names{"standard"};
    section.read("variables", names);
    recording.variables = expanded(names);
    read_interval(section, "every", known, plan.days, recording.every_days);
    read_interval(section, "summary_every", known, plan.days,
                  recording.summary_every_days);
    recording.couples = plan.population.couples;
    if (section.read("couples", recording.couples) && known.couples &&
        recording.couples > plan.population.couples)
        section.fault("couples",
                      fmt::format("more than there are: population.couples is {}",
                                  plan.population.couples),
                      fmt::format("0 to {}", plan.population.couples),
                      "leave it out to record all");
    section.read("events", recording.events);
    for (const Section& zoom : section.list("zoom"))
        recording.zooms.push_back(read_zoom(zoom, known, plan));
}

void read_questionnaire(const Section& root, const Known& known, engine::Plan& plan) {
    const Section section = root.child("questionnaire");
    engine::Questionnaire& questionnaire = plan.questionnaire;
    const bool listed = section.has("waves"), regular = section.has("every");
    if (listed && regular)
        section.fault("every", "given together with waves", {}, "keep one of the two");
    if (section.read("waves", questionnaire.waves))
        check_waves(section, known, plan);
    int every = 0;
    read_interval(section, "every", known, plan.days, every);
    for (int day = 0; !listed && every > 0 && known.duration && day <= days_since_entry(plan);
         day += every)
        questionnaire.waves.push_back(day);
    section.read("missing", questionnaire.missing);
    section.read("attrition", questionnaire.attrition);
    const auto needs_waves = [&](const char* key, float probability) {
        if (probability > 0 && !listed && !regular)
            section.fault(key, "there are no waves to be missed", {},
                          "add waves, or every = \"26 weeks\"");
    };
    needs_waves("missing", questionnaire.missing);
    needs_waves("attrition", questionnaire.attrition);
}

void read_diary(const Section& root, const Known& known, engine::Plan& plan) {
    if (!root.has("diary"))
        return;
    const Section section = root.child("diary");
    engine::Diary& diary = plan.diary;
    section.read("from", diary.first_day);
    section.read("missing", diary.missing);
    const bool readable = section.read("duration", diary.days);
    if (!section.has("duration") && (diary.first_day > 0 || diary.missing > 0))
        section.fault("duration", "required, but missing: for how long", "1 day to the end of the run",
                      "for example duration = \"3 weeks\"");
    if (!readable || diary.days == 0 || !known.duration)
        return;
    const int days = days_since_entry(plan);
    if (diary.first_day >= days)
        section.fault("from",
                      fmt::format("after the end of the run{}: its last day is {}",
                                  for_the_last(plan), days - 1),
                      fmt::format("0 to {} days", days - 1));
    else if (diary.first_day + diary.days > days)
        section.fault("duration",
                      fmt::format("from day {} on, {} days are left of the run{}", diary.first_day,
                                  days - diary.first_day, for_the_last(plan)),
                      fmt::format("1 to {} days", days - diary.first_day));
}

void read_laboratories(const Section& root, const Known& known, engine::Plan& plan) {
    std::set<int> days;
    for (const Section& section : root.list("laboratory")) {
        engine::Laboratory laboratory;
        if (section.read("day", laboratory.day)) {
            if (known.duration && laboratory.day >= plan.days)
                section.fault("day",
                              fmt::format("after the end of the run: its last day is {}",
                                          plan.days - 1),
                              fmt::format("0 to {} days", plan.days - 1));
            if (!days.insert(laboratory.day).second)
                section.fault(
                    "day",
                    fmt::format("a second laboratory session on day {}", laboratory.day),
                    "one a day");
        }
        if (section.read("length", laboratory.minutes) &&
            laboratory.minutes < plan.turn_minutes)
            section.fault("length", "shorter than a turn (time.turn)");
        section.read_severity("severity", laboratory.severity);
        plan.laboratories.push_back(laboratory);
    }
    std::sort(plan.laboratories.begin(), plan.laboratories.end(),
              [](const auto& a, const auto& b) { return a.day < b.day; });
}

} // namespace couplet::scenario
