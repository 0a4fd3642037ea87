#include "cli/effects_tables.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

namespace couplet::cli {

using namespace effects;

std::string apim_table(const TrialData& data, const Report& report) {
    const Settings& s = report.settings;
    const std::string& reference = data.arms[s.reference].name;
    std::vector<std::vector<std::string>> cells;
    for (const ActorPartner& a : report.actor_partners) {
        const auto row = [&](const std::string& arm, const char* what, const Estimate& e) {
            cells.push_back({arm, what, with_range(e.value, e.interval.low, e.interval.high, 2),
                             p_text(e.p)});
        };
        if (!cells.empty())
            cells.emplace_back();
        row(reference, "actor", a.actor);
        row(reference, "partner", a.partner);
        row(data.arms[a.arm].name, "effect of the arm", a.effect);
        row(data.arms[a.arm].name, "more by actor", a.arm_actor);
        row(data.arms[a.arm].name, "more by partner", a.arm_partner);
        cells.push_back({data.arms[a.arm].name, "partners' errors correlate",
                         fixed(a.error_correlation, 2), ""});
    }
    if (cells.empty())
        return "";
    return fmt::format("\nActor and partner effects on the change of {} until day {}\n\n{}",
                       measurement::clinical_rules[s.instrument].label, data.waves[s.wave],
                       table({"arm", "term", "points", "p"}, cells, 2)) +
           "Actor, partner: change for each point that the person, or the partner, scored higher at the\n"
           "start. More by: how much more the arm changes, for each such point. Effect of the arm: at the\n"
           "mean of all. Persons of couples, errors of partners correlated.\n";
}

std::string cases_table(const TrialData& data, const Report& report) {
    constexpr std::size_t most = 24;
    const CaseSeries& series = report.cases;
    std::vector<std::vector<std::string>> cells;
    for (const Case& c : series.cases) {
        if (cells.size() == most)
            break;
        cells.push_back({std::to_string(data.numbers[c.couple]), std::to_string(c.baseline),
                         std::to_string(c.before), std::to_string(c.after), fixed(c.difference, 1),
                         fixed(c.nonoverlap, 2)});
    }
    if (cells.empty())
        return "";
    if (series.cases.size() > most)
        cells.push_back({fmt::format("and {} more", series.cases.size() - most), "", "", "", "", ""});
    cells.emplace_back();
    cells.push_back({"all", "", "", "", give_or_take(series.difference, 1),
                     give_or_take(series.nonoverlap, 2)});
    return fmt::format("\nEach couple against its own baseline: {}\n\n{}",
                       measurement::clinical_rules[report.settings.instrument].label,
                       table({"couple", "baseline days", "waves", "after it", "difference",
                              "better than before"},
                             cells, 1)) +
           wrapped(fmt::format(
               "Difference: mean after the programme began less mean before. Better than before: share of "
               "pairs of a wave before and one after (.5 by chance). Randomisation test of the difference: "
               "p {}; the baselines were dealt anew {} times, which gives {} on average.",
               p_text(series.p), series.replications, fixed(series.expected, 1)));
}

} // namespace couplet::cli
