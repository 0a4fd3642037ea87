#include "cli/effects_tables.hpp"

#include <fmt/format.h>

#include <cmath>

namespace couplet::cli {

using namespace effects;

namespace {

nlohmann::json value_or_null(double x) {
    return std::isfinite(x) ? nlohmann::json(x) : nlohmann::json(nullptr);
}
std::string csv_number(double x) { return std::isfinite(x) ? fmt::format("{:.7g}", x) : ""; }

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace

std::string effects_csv(const TrialData& data, const Report& report) {
    std::string text = "table,analysis,arm,reference,outcome,day,item,statistic,value,"
                       "standard_error,low,high,p,n\n";
    for (const Row& r : rows(data, report)) {
        const Estimate& e = r.estimate;
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", r.table, r.analysis,
                            csv_text(r.arm), csv_text(r.reference), r.outcome,
                            r.day < 0 ? "" : std::to_string(r.day), r.item, r.statistic,
                            csv_number(e.value), csv_number(e.standard_error),
                            csv_number(e.interval.low), csv_number(e.interval.high),
                            csv_number(e.p), e.n);
    }
    return text;
}

nlohmann::json effects_json(const TrialData& data, const Report& report) {
    auto list = nlohmann::json::array();
    for (const Row& r : rows(data, report)) {
        const Estimate& e = r.estimate;
        list.push_back({{"table", r.table},
                        {"analysis", r.analysis},
                        {"arm", r.arm},
                        {"reference", r.reference},
                        {"outcome", r.outcome},
                        {"day", r.day < 0 ? nlohmann::json(nullptr) : nlohmann::json(r.day)},
                        {"item", r.item},
                        {"statistic", r.statistic},
                        {"value", value_or_null(e.value)},
                        {"standard_error", value_or_null(e.standard_error)},
                        {"low", value_or_null(e.interval.low)},
                        {"high", value_or_null(e.interval.high)},
                        {"p", value_or_null(e.p)},
                        {"n", e.n}});
    }
    const Settings& s = report.settings;
    return {{"title", data.title},
            {"source", data.source},
            {"design", design_names[static_cast<int>(data.design)]},
            {"couples", data.couples},
            {"days", data.days},
            {"reference", data.arms[s.reference].name},
            {"outcome", measurement::instrument_table[s.instrument].name},
            {"screened", data.screened},
            {"minimum_sessions", data.minimum_sessions},
            {"primary_outcome", data.primary_instrument.empty()
                                    ? nlohmann::json(nullptr)
                                    : nlohmann::json{{"instrument", data.primary_instrument},
                                                     {"day", data.primary_wave}}},
            {"outcome_day", data.waves.empty() ? nlohmann::json(nullptr)
                                               : nlohmann::json(data.waves[s.wave])},
            {"rows", list},
            {"not_computed", report.lacking}};
}

} // namespace couplet::cli
