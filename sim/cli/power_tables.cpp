#include "cli/power_tables.hpp"

#include "cli/effects_tables.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <cmath>

namespace couplet::cli {
namespace {

using power::Needed;
using power::Point;

std::string percent(const power::Rate& r) {
    return with_range(r.value, r.interval.low, r.interval.high, 1, 100);
}

// Couples in all, rounded up to even.
std::string couples(const Needed& n) {
    if (std::isnan(n.couples))
        return "not found";
    const auto up = [](double x) {
        return grouped(2 * static_cast<std::uint64_t>(std::ceil(x / 2)));
    };
    return fmt::format("{} ({} to {}){}", up(n.couples), up(n.interval.low), up(n.interval.high),
                       n.beyond ? " *" : "");
}

std::string bar(double share) {
    constexpr int width = 40;
    std::string text;
    for (int k = 1; k <= width; ++k)
        text += k <= share * width + 0.5 ? '#' : k == width * 8 / 10 || k == width * 9 / 10 ? '|' : '.';
    return text;
}

nlohmann::json number(double x) {
    return std::isfinite(x) ? nlohmann::json(x) : nlohmann::json(nullptr);
}
nlohmann::json needed_json(const Needed& n) {
    return {{"couples", number(n.couples)},
            {"low", number(n.interval.low)},
            {"high", number(n.interval.high)},
            {"beyond_simulated_sizes", n.beyond}};
}
nlohmann::json points_json(const std::vector<Point>& points) {
    auto list = nlohmann::json::array();
    for (const Point& p : points)
        list.push_back({{"couples", p.couples},
                        {"studies", p.power.studies},
                        {"found", p.power.found},
                        {"share", number(p.power.value)},
                        {"low", number(p.power.interval.low)},
                        {"high", number(p.power.interval.high)},
                        {"effect", number(p.effect)},
                        {"effect_sd", number(p.effect_sd)}});
    return list;
}

} // namespace

std::string power_tables(const PowerReport& r) {
    const PowerCurve& curve = r.curves[r.main];
    std::string text = fmt::format("{}\n{}\n", r.title, r.question);
    text += wrapped(fmt::format("Test: {}; {} studies of each size, drawn from {} simulated couples.",
                                r.analysis, grouped(r.replications), grouped(r.pool)));
    text += fmt::format("\n1. Power, {}\n\n", curve.label);
    std::vector<std::vector<std::string>> rows;
    for (const Point& p : curve.points)
        rows.push_back({grouped(p.couples), percent(p.power), bar(p.power.value),
                        fmt::format("{} ±{}", fixed(p.effect, 2), fixed(p.effect_sd, 2))});
    text += table({"couples", "found %", "0 %                        80 % | 90 % |", "effect"}, rows, 0);
    text += fmt::format("Couples: of the study in all. Found: p < .05, with the Monte-Carlo interval. "
                        "Effect: mean of\nthe estimates ± their standard deviation, {}.\n",
                        r.unit);
    rows.clear();
    bool beyond = false;
    for (const PowerCurve& c : r.curves) {
        rows.push_back({c.label, couples(c.for_80), couples(c.for_90),
                        c.null.empty() ? "-" : percent(c.null.back().power)});
        beyond = beyond || c.for_80.beyond || c.for_90.beyond;
    }
    text += "\n2. Couples that a study needs, in all\n\n" +
            table({"measured", "for 80 %", "for 90 %", "found without an effect %"}, rows, 1) +
            "The last column is the type-I error, which should be 5: the same studies with both "
            "groups\n(or the days) drawn so that nothing is to be found.\n";
    if (beyond)
        text += "* outside the sizes that were simulated: extrapolated.\n";
    if (std::isfinite(r.efficiency))
        text += "\n" + wrapped(fmt::format(
                           "Twins: the effect has {} times less variance when the same couples are "
                           "seen with and without the programme than in two groups of as many.",
                           with_range(r.efficiency, r.efficiency_interval.low,
                                      r.efficiency_interval.high, 1)));
    return text;
}

std::string power_csv(const PowerReport& r) {
    std::string text = "measured,day,truth,couples,studies,found,share,low,high,effect,effect_sd\n";
    for (const PowerCurve& c : r.curves)
        for (const auto* points : {&c.points, &c.null})
            for (const Point& p : *points)
                text += fmt::format("{},{},{},{},{},{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g}\n", c.label,
                                    c.day < 0 ? "" : std::to_string(c.day),
                                    points == &c.null ? "null" : "simulated", p.couples,
                                    p.power.studies, p.power.found, p.power.value,
                                    p.power.interval.low, p.power.interval.high, p.effect,
                                    p.effect_sd);
    return text;
}

nlohmann::json power_json(const PowerReport& r) {
    auto curves = nlohmann::json::array();
    for (const PowerCurve& c : r.curves)
        curves.push_back({{"measured", c.label},
                          {"day", c.day < 0 ? nlohmann::json(nullptr) : nlohmann::json(c.day)},
                          {"power", points_json(c.points)},
                          {"null", points_json(c.null)},
                          {"couples_for_80", needed_json(c.for_80)},
                          {"couples_for_90", needed_json(c.for_90)}});
    return {{"title", r.title},
            {"question", r.question},
            {"analysis", r.analysis},
            {"pool", r.pool},
            {"replications", r.replications},
            {"main", r.curves[r.main].label},
            {"curves", curves},
            {"twin_efficiency",
             {{"ratio", number(r.efficiency)},
              {"low", number(r.efficiency_interval.low)},
              {"high", number(r.efficiency_interval.high)}}}};
}

} // namespace couplet::cli
