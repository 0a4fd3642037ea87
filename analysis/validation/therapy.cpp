#include "analysis/validation/therapy.hpp"

#include "analysis/validation/vectors.hpp"
#include "numerics/contract.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/regression.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

constexpr int week = 7, quarter = 91, half_year = 182; // [day]

const interventions::Programme& programme(const Programmes& all, const char* name) {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const engine::Arm& arm) { return arm.name == name; });
    EXPECTS(at != all.end() && !at->programmes.empty());
    return at->programmes.front();
}

// The first of the community, at most so many, whom the study would take.
template <class Wanted>
std::vector<std::uint32_t> recruit(const Panel& community, std::uint32_t most, Wanted wanted) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t c = 0; c < community.couples() && numbers.size() < most; ++c)
        if (wanted(c))
            numbers.push_back(c);
    return numbers;
}

engine::Plan plan_for(const engine::Plan& as_usual, std::vector<std::uint32_t> numbers,
                      interventions::Programme treatment, int first_day, int days,
                      std::initializer_list<const char*> variables) {
    engine::Plan plan = as_usual;
    plan.population.couples = static_cast<std::uint32_t>(numbers.size());
    plan.numbers = std::move(numbers);
    treatment.start_day = static_cast<float>(first_day);
    plan.arms = {{"treated", {std::move(treatment)}}};
    plan.days = days;
    plan.recording.variables.clear();
    for (const char* name : variables)
        plan.recording.variables.push_back(static_cast<std::uint16_t>(variable(name)));
    return plan;
}

Course course(const engine::Plan& as_usual, std::vector<std::uint32_t> numbers,
              interventions::Programme treatment, int first_day, int half_years,
              const engine::Options& options) {
    const auto sessions = static_cast<std::size_t>(treatment.sessions);
    treatment.interval = week;
    std::vector<int> waves{0};
    for (int n = 0; n <= treatment.sessions; ++n)
        waves.push_back(first_day + n * week);
    const int end = waves.back();
    for (int n = 1; n <= half_years; ++n)
        waves.push_back(end + n * half_year);
    engine::Plan plan = plan_for(as_usual, std::move(numbers), std::move(treatment), first_day,
                                 waves.back() + 1, {"felt_security", "felt_comfort", "self_worth"});
    plan.questionnaire.waves = waves;
    return {Panel(plan, options), plan.seed, sessions, waves};
}

} // namespace

Trials run_trials(const engine::Plan& as_usual, const Panel& community,
                  const Programmes& programmes, std::uint32_t most,
                  const engine::Options& options) {
    const auto satisfied = [&](std::uint32_t c, std::size_t i) {
        return community.score(c, i, Score::csi16, 0);
    };
    const auto distressed = recruit(community, most, [&](auto c) {
        return (satisfied(c, 0) + satisfied(c, 1)) / 2 < csi16_cutoff;
    });
    // More of them: what a day of practice does to the next is small beside what else moves days.
    const auto content = recruit(community, 4 * most, [&](auto c) {
        return std::min(satisfied(c, 0), satisfied(c, 1)) >= csi16_cutoff;
    });
    const auto clients = recruit(community, most, [&](auto c) {
        return community.score(c, 0, Score::phq9, 0) >= phq9_cutoff ||
               community.score(c, 0, Score::gad7, 0) >= gad7_cutoff;
    });
    const auto anybody = recruit(community, most, [](auto) { return true; });

    const auto run = [&](const char* name, const auto& sample, int first_day, int half_years) {
        return course(as_usual, sample, programme(programmes, name), first_day, half_years,
                      options);
    };
    // Those with a waiting list end when the community's questionnaires are filled in.
    const auto before_quarter = [&](const char* name) {
        return quarter - week * programme(programmes, name).sessions;
    };
    const auto& mindful = programme(programmes, "mbre");
    const int practice_start = before_quarter("mbre");
    engine::Plan daily = plan_for(as_usual, content, mindful, practice_start, 2 * quarter,
                                  {"diary_happiness", "diary_practice"});
    daily.recording.every_days = 1;
    daily.questionnaire.waves = {0, quarter, 2 * quarter};
    const engine::Plan light = plan_for(as_usual, anybody, programme(programmes, "check_up"), week,
                                        as_usual.days, {"relatedness"});
    // Long courses of couples are followed as far as their studies were: two and three years.
    return {run("eft", distressed, week, 4),
            run("behavioural", distressed, week, 6),
            run("cbt", clients, week, 0),
            run("ipt", clients, week, 0),
            run("long", clients, week, 0),
            run("routine", clients, week, 0),
            run("abct", anybody, before_quarter("abct"), 1),
            Panel(daily, options),
            Panel(light, options),
            practice_start,
            practice_start + week * mindful.sessions};
}

double gain(std::span<const double> before, std::span<const double> after) {
    Column change, start;
    for (std::size_t k = 0; k < before.size(); ++k)
        if (!std::isnan(before[k]) && !std::isnan(after[k])) {
            change.push_back(after[k] - before[k]);
            start.push_back(before[k]);
        }
    if (change.size() < 3)
        return std::nan("");
    return mean(change) / sd(start) *
           statistics::hedges_factor(static_cast<double>(change.size()) - 1);
}

Column told(const Panel& panel, Seed seed, std::span<const std::uint32_t> sample,
            std::size_t variable, double reliability, std::size_t instant) {
    const auto at = [&](std::size_t when) {
        return persons(sample, [&](auto c, auto i) { return panel.value(c, i, variable, when); });
    };
    const double error = sd(at(0)) * std::sqrt(1 / reliability - 1);
    Column values = at(instant);
    // Occasions are addressed as those of questionnaires, in slots of their own.
    constexpr std::size_t first_slot = 256;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const measurement::Occasion occasion{seed, panel.row(sample[k / 2]).couple,
                                             static_cast<int>(panel.days()[instant]), k % 2};
        values[k] += error * measurement::error_draw(occasion, first_slot + variable);
    }
    return values;
}
Column told(const Course& course, std::span<const std::uint32_t> sample, std::size_t variable,
            double reliability, std::size_t instant) {
    return told(course.panel, course.seed, sample, variable, reliability, instant);
}

Column detrended(const Column& y) {
    double n = 0, t_sum = 0, y_sum = 0, tt = 0, ty = 0;
    for (std::size_t k = 0; k < y.size(); ++k)
        if (!std::isnan(y[k])) {
            const auto t = static_cast<double>(k);
            n += 1;
            t_sum += t;
            y_sum += y[k];
            tt += t * t;
            ty += t * y[k];
        }
    const double spread = tt - t_sum * t_sum / n;
    const double slope = spread > 0 ? (ty - t_sum * y_sum / n) / spread : 0;
    Column residual = y;
    for (std::size_t k = 0; k < y.size(); ++k)
        residual[k] -= y_sum / n + slope * (static_cast<double>(k) - t_sum / n);
    return residual;
}

} // namespace couplet::validation
