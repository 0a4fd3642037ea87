// couplet power SCENARIO: how many couples a real study would need to see what was simulated.
#include "cli/effects_tables.hpp"
#include "cli/power_tables.hpp"
#include "cli/terminal.hpp"
#include "effects/from_run.hpp"
#include "effects/report.hpp"
#include "experiment/enrol.hpp"
#include "power/case_power.hpp"
#include "power/diary_power.hpp"
#include "power/trial_power.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::cli {
namespace {

constexpr double alpha = 0.05;
constexpr std::uint32_t efficiency_replications = 500;

std::string months(int day) { return fmt::format("day {} ({:.0f} months)", day, day / 30.4); }

// Index of a name, or a complaint.
template <class Table>
std::optional<std::size_t> find(const char* option, const std::string& name, const Table& table) {
    std::vector<std::string> names;
    for (const auto& row : table) {
        if (name == row.name)
            return names.size();
        names.emplace_back(row.name);
    }
    complain(fmt::format("{} {}: there is {}", option, name, scenario::listed(names)));
    return std::nullopt;
}

void finish(PowerCurve& c) {
    c.for_80 = power::needed(c.points, 0.8);
    c.for_90 = power::needed(c.points, 0.9);
}

std::vector<std::uint32_t> sizes(const PowerArguments& a, double signal, std::uint32_t most) {
    if (a.sizes.empty())
        return power::sizes_around(signal, most);
    std::vector<std::uint32_t> chosen = a.sizes;
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

bool sizes_fit(const PowerArguments& a, std::uint32_t most, std::uint32_t least = 8) {
    for (const std::uint32_t n : a.sizes)
        if (n > most || n < least) {
            complain(fmt::format("--sizes {}: must be from {} to {}, a part of the couples that are "
                                 "simulated; give more of these with --pool",
                                 n, least, most));
            return false;
        }
    return true;
}

PowerCurve trial_curve(const PowerArguments& a, const power::Pool& pool, power::Analysis analysis,
                       Seed seed) {
    PowerCurve c;
    const auto n = sizes(a, power::signal(pool, analysis), pool.couples / 2);
    const auto study = [&](power::Truth truth) {
        return [&, truth](std::uint32_t couples, std::uint32_t k) {
            return power::trial(pool, analysis, truth, couples, seed, k);
        };
    };
    c.points = power::simulate(n, a.replications, alpha, study(power::Truth::simulated));
    c.null = power::simulate({n.back()}, a.replications, alpha, study(power::Truth::null));
    finish(c);
    return c;
}

int show(const PowerArguments& a, const PowerReport& report) {
    if (!a.csv.empty())
        write_text(a.csv, power_csv(report));
    if (a.json)
        fmt::print("{}\n", power_json(report).dump(2));
    else
        fmt::print("{}", power_tables(report));
    return done;
}

effects::Who chosen_partner(const PowerArguments& a) {
    return a.partner == "first"    ? effects::Who::first
           : a.partner == "second" ? effects::Who::second
                                   : effects::Who::both;
}

// The arm that is not the reference, or that of the option.
std::optional<std::size_t> treated_arm(const PowerArguments& a, const effects::TrialData& data,
                                       std::size_t reference) {
    if (!a.arm.empty())
        return find("--arm", a.arm, data.arms);
    for (std::size_t k = 0; k < data.arms.size(); ++k)
        if (k != reference)
            return k;
    complain("power needs two arms: add [[arm]] to the scenario");
    return std::nullopt;
}

// Of the couples of these two arms.
double treated_share(const engine::Trial& trial, std::size_t treated, std::size_t reference) {
    if (trial.allocation.empty())
        return 0.5;
    const double t = trial.allocation[treated], r = trial.allocation[reference];
    return t / (t + r);
}

int trial_power(const PowerArguments& a, const scenario::Scenario& s,
                const engine::Options& options) {
    effects::TrialData data = effects::from_run(s.plan, options);
    effects::Settings settings = effects::default_settings(data);
    if (!a.against.empty()) {
        const auto arm = find("--against", a.against, data.arms);
        if (!arm)
            return user_error;
        settings.reference = *arm;
    }
    const auto treated = treated_arm(a, data, settings.reference);
    if (!treated)
        return user_error;
    if (*treated == settings.reference) {
        complain("--arm and --against are the same arm");
        return user_error;
    }
    if (!a.outcome.empty()) {
        const auto k = find("--outcome", a.outcome, measurement::instrument_table);
        if (!k)
            return user_error;
        settings.instrument = *k;
    }
    const bool crosses = data.design == effects::Design::crossover;
    if (crosses && !a.analysis.empty()) {
        complain(fmt::format("--analysis {}: couples of a crossover are compared with themselves, by a "
                             "paired t test of their changes; leave it out",
                             a.analysis));
        return user_error;
    }
    const auto analysis = crosses                    ? power::Analysis::paired
                          : a.analysis == "change"   ? power::Analysis::change
                          : a.analysis == "log-rank" ? power::Analysis::log_rank
                                                     : power::Analysis::ancova;
    const bool scores = analysis != power::Analysis::log_rank;
    if (scores && data.waves.size() < 2) {
        complain(s.path + ": has no questionnaires at two times; add [questionnaire] every = "
                          "\"13 weeks\", or ask for --analysis log-rank");
        return user_error;
    }
    const auto who = chosen_partner(a);
    const auto pool_of = [&](const std::vector<std::size_t>& waves) {
        power::Pool pool =
            power::pool(data, *treated, settings.reference, who, settings.instrument, waves);
        pool.treated_share = treated_share(s.plan.trial, *treated, settings.reference);
        return pool;
    };
    if (!sizes_fit(a, pool_of({}).couples / 2))
        return user_error;
    PowerReport report;
    report.title = s.title.empty() ? s.path : s.title;
    report.pool = pool_of({}).couples;
    report.replications = a.replications;
    const auto& rule = measurement::clinical_rules[settings.instrument];
    report.question = fmt::format("A trial of {} against {}: {}.", data.arms[*treated].name,
                                  data.arms[settings.reference].name,
                                  scores ? rule.label : "time to separation");
    report.analysis = analysis == power::Analysis::ancova
                          ? "analysis of covariance, couples as units, the first wave held constant"
                      : crosses ? "paired t test of the couples' changes in the two periods"
                      : scores ? "Welch's t test of the couples' changes"
                               : "log-rank test of the time to separation";
    report.unit = scores ? "points" : "separations more than expected, a couple";
    const int last = effects::compared_until(data, settings.reference);
    if (!scores) {
        report.curves.push_back(trial_curve(a, pool_of({}), analysis, s.plan.seed));
        report.curves.back().label = "until " + months(last);
        report.curves.back().day = last;
        return show(a, report);
    }
    std::vector<std::size_t> later;
    for (std::size_t w = 1; w < data.waves.size(); ++w) {
        if (data.waves[w] > last)
            break; // an arm that waited has begun
        if (w == settings.wave)
            report.main = report.curves.size();
        report.curves.push_back(trial_curve(a, pool_of({w}), analysis, s.plan.seed));
        report.curves.back().label = months(data.waves[w]);
        if (data.waves[w] == data.primary_wave &&
            static_cast<int>(settings.instrument) ==
                effects::instrument_index(data.primary_instrument))
            report.curves.back().label += ", primary outcome";
        report.curves.back().day = data.waves[w];
        if (w >= settings.wave)
            later.push_back(w);
    }
    if (later.size() > 1) {
        report.curves.push_back(trial_curve(a, pool_of(later), analysis, s.plan.seed));
        report.curves.back().label =
            fmt::format("mean of {} waves from day {}", later.size(), data.waves[later.front()]);
    }
    if (crosses)
        return show(a, report);
    const power::Efficiency e =
        power::twin_efficiency(pool_of({settings.wave}), s.plan.seed, efficiency_replications);
    report.efficiency = e.ratio;
    report.efficiency_interval = e.interval;
    return show(a, report);
}

// Series of single cases; where nothing is to be found, the same couples live without their programme.
int case_power(const PowerArguments& a, const scenario::Scenario& s, const engine::Options& options) {
    constexpr std::uint32_t dealings = 199, least = 3;
    constexpr std::uint32_t usual[] = {4, 6, 8, 12, 16, 24};
    const effects::TrialData data = effects::from_run(s.plan, options);
    engine::Plan without = s.plan;
    without.arms[0].programmes.clear();
    effects::TrialData nothing = effects::from_run(without, options);
    nothing.baseline = data.baseline;
    if (data.waves.size() < 3 || !sizes_fit(a, data.couples / 2, least)) {
        if (data.waves.size() < 3)
            complain(s.path + ": single cases are asked often; add [questionnaire] every = \"7 days\"");
        return user_error;
    }
    auto instrument = std::optional(effects::default_settings(data).instrument);
    if (!a.outcome.empty())
        instrument = find("--outcome", a.outcome, measurement::instrument_table);
    if (!instrument)
        return user_error;
    const auto who = chosen_partner(a);
    std::vector<std::uint32_t> sizes = a.sizes;
    for (const std::uint32_t n : usual)
        if (a.sizes.empty() && n <= data.couples / 2)
            sizes.push_back(n);
    std::sort(sizes.begin(), sizes.end());
    const auto study = [&](const effects::TrialData& pool) {
        return [&, who](std::uint32_t couples, std::uint32_t k) {
            return power::case_study(pool, who, *instrument, couples, dealings, s.plan.seed, k);
        };
    };
    PowerReport report;
    report.title = s.title.empty() ? s.path : s.title;
    report.pool = data.couples;
    report.replications = a.replications;
    report.question = fmt::format("A series of single cases in {}: {}.", data.arms[0].name,
                                  measurement::clinical_rules[*instrument].label);
    report.analysis = "randomisation test of the difference between the phases";
    report.unit = "points";
    PowerCurve c;
    c.label = fmt::format("{} waves", data.waves.size());
    c.points = power::simulate(sizes, a.replications, alpha, study(data));
    c.null = power::simulate({sizes.back()}, a.replications, alpha, study(nothing));
    finish(c);
    report.curves.push_back(std::move(c));
    return show(a, report);
}

int diary_power(const PowerArguments& a, scenario::Scenario s, const engine::Options& options) {
    const std::size_t sign = a.diary.find('~');
    if (sign == std::string::npos) {
        complain(fmt::format("--diary {}: write OUTCOME~PREDICTOR, such as "
                             "negative_affect~perceived_conflict",
                             a.diary));
        return user_error;
    }
    const auto outcome = find("--diary", a.diary.substr(0, sign), measurement::diary_table),
               predictor = find("--diary", a.diary.substr(sign + 1), measurement::diary_table);
    if (!outcome || !predictor)
        return user_error;
    if (s.plan.diary.days < 2) {
        complain(s.path + ": has no diary of two days or more; add [diary] duration = \"28 days\"");
        return user_error;
    }
    std::size_t arm = 0;
    if (!a.arm.empty()) {
        const auto k = find("--arm", a.arm, s.plan.arms);
        if (!k)
            return user_error;
        arm = *k;
    }
    const power::Diaries diaries =
        power::run_diaries(s.plan, arm, static_cast<measurement::Item>(*outcome),
                           static_cast<measurement::Item>(*predictor), options);
    if (!sizes_fit(a, diaries.couples / 2))
        return user_error;
    PowerReport report;
    report.title = s.title.empty() ? s.path : s.title;
    report.question = fmt::format("A diary study: does {} go with {} from day to day, within persons?",
                                  a.diary.substr(0, sign), a.diary.substr(sign + 1));
    report.analysis = "within-person regression on own and partner's day, errors by couple";
    report.unit = "points of the outcome for one of the predictor";
    report.pool = diaries.couples;
    report.replications = a.replications;
    const int all = s.plan.diary.days;
    for (const power::Slope slope : {power::Slope::actor, power::Slope::partner})
        for (const int days : {all / 4, all / 2, all}) {
            if (days < 4)
                continue;
            const auto length = static_cast<std::size_t>(days);
            const auto n = sizes(a, power::signal(diaries, slope, length), diaries.couples / 2);
            const auto study = [&](power::Link link) {
                return [&, link](std::uint32_t couples, std::uint32_t k) {
                    return power::diary_study(diaries, slope, link, couples, length, s.plan.seed, k);
                };
            };
            PowerCurve c;
            c.label = fmt::format("{} over {} days",
                                  slope == power::Slope::actor ? "own report" : "partner's report",
                                  days);
            c.day = days;
            c.points = power::simulate(n, a.replications, alpha, study(power::Link::own_days));
            c.null = power::simulate({n.back()}, a.replications, alpha,
                                     study(power::Link::another_couples_days));
            finish(c);
            if (slope == power::Slope::actor)
                report.main = report.curves.size();
            report.curves.push_back(std::move(c));
        }
    if (report.curves.empty()) {
        complain("a diary of at least 4 days is needed");
        return user_error;
    }
    return show(a, report);
}

// Couples from whom studies are drawn, in all arms: so many of the population, or, if a trial screens,
// of those who are eligible.
bool fill_pool(const PowerArguments& a, engine::Plan& plan, const engine::Options& options) {
    constexpr std::uint32_t usual = 4000, most_screened = 50; // for one who is eligible
    const std::uint32_t given =
        plan.trial.is_screened() ? plan.trial.couples : plan.population.couples;
    const std::uint32_t pool = a.pool > 0 ? a.pool : std::max(given, usual);
    plan.population.couples = plan.trial.is_screened() ? most_screened * pool : pool;
    if (plan.trial.given)
        plan.trial.couples = pool;
    // In a crossover the two arms are two orders, and a couple is to have one.
    const auto how = plan.trial.design == engine::Design::crossover
                         ? experiment::Allocate::to_arms
                         : experiment::Allocate::everywhere;
    const auto enrolled = experiment::enrol(plan, options, how);
    if (const std::string text = experiment::shortfall(*enrolled); !text.empty())
        complain(text);
    plan = *enrolled;
    return plan.population.couples > 0;
}

} // namespace

int power(const PowerArguments& arguments) {
    auto scenario = load(arguments.scenario);
    if (!scenario)
        return user_error;
    engine::Options options;
    options.threads = arguments.threads;
    options.kernel = engine::available_kernels().back();
    if (!fill_pool(arguments, scenario->plan, options))
        return user_error;
    if (!arguments.diary.empty())
        return diary_power(arguments, *scenario, options);
    return scenario->plan.trial.design == engine::Design::single_case
               ? case_power(arguments, *scenario, options)
               : trial_power(arguments, *scenario, options);
}

} // namespace couplet::cli
