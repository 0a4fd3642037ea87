#include "cli/outcome_table.hpp"

#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <cmath>

namespace couplet::cli {
namespace {

// "59.2 ±0.7"; "-" where there is nothing to estimate from.
std::string plus_minus(const experiment::Estimate& e, int digits, double scale = 1) {
    if (std::isnan(e.value))
        return "-";
    const std::string value = fmt::format("{:.{}f}", e.value * scale, digits);
    if (std::isnan(e.low))
        return value;
    return fmt::format("{} ±{:.{}f}", value, (e.high - e.value) * scale, digits);
}
std::string with_limits(const experiment::Estimate& e, int digits, double scale) {
    if (std::isnan(e.value))
        return "-";
    return fmt::format("{:.{}f} ({:.{}f}-{:.{}f})", e.value * scale, digits, e.low * scale,
                       digits, e.high * scale, digits);
}

nlohmann::json number(double x) {
    return std::isnan(x) ? nlohmann::json(nullptr) : nlohmann::json(x);
}
nlohmann::json as_json(const experiment::Estimate& e) {
    return {{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
}

} // namespace

std::string outcome_table(const std::vector<experiment::OutcomeRow>& outcomes) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& o : outcomes) {
        const bool whole_arm = o.pairing == "all";
        if (whole_arm && !rows.empty())
            rows.emplace_back();
        rows.push_back({whole_arm ? o.arm : "  " + o.pairing, grouped(o.couples),
                        plus_minus(o.satisfaction, 1), plus_minus(o.conflicts_per_month, 2),
                        plus_minus(o.demand_withdraw_share, 0, 100),
                        plus_minus(o.pursuit_withdrawal, 1), plus_minus(o.mutual_escalation, 1),
                        with_limits(o.separated, 1, 100)});
    }
    return table({"arm, pairing", "couples", "satisfaction", "conflicts", "dem.-withdr. %",
                  "pursuit-withdr.", "both pursue", "separated %"},
                 rows, 1) +
           "\nEach with its 95 % interval. Satisfaction: CSI-16 (0-81) at the end, couples still\n"
           "together. Conflicts: a month. Demand-withdraw: share of conflicts in which pursuit met\n"
           "withdrawal. Pursuit-withdrawal and both pursue: minutes a month.\n";
}

nlohmann::json outcomes_as_json(const std::vector<experiment::OutcomeRow>& outcomes) {
    auto rows = nlohmann::json::array();
    for (const auto& o : outcomes)
        rows.push_back({{"arm", o.arm},
                        {"pairing", o.pairing},
                        {"couples", o.couples},
                        {"satisfaction", as_json(o.satisfaction)},
                        {"conflicts_per_month", as_json(o.conflicts_per_month)},
                        {"demand_withdraw_share", as_json(o.demand_withdraw_share)},
                        {"pursuit_withdrawal_minutes_per_month", as_json(o.pursuit_withdrawal)},
                        {"mutual_escalation_minutes_per_month", as_json(o.mutual_escalation)},
                        {"separated", as_json(o.separated)}});
    return rows;
}

} // namespace couplet::cli
