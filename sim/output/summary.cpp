#include "output/groups.hpp"

#include <limits>

namespace couplet::output {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const std::vector<double> probabilities{0.05, 0.25, 0.5, 0.75, 0.95};
const std::vector<std::string> by_day{"point", "arm", "day"};
const std::vector<std::string> by_day_and_quantile{"point", "arm", "day", "quantile"};

// get(arm, instant), in the order of the array.
template <class T, class Get>
std::vector<T> values(const engine::Summary& summary, Get get) {
    std::vector<T> result;
    result.reserve(summary.arms() * summary.instants());
    for (std::size_t a = 0; a < summary.arms(); ++a)
        for (std::size_t i = 0; i < summary.instants(); ++i)
            result.push_back(static_cast<T>(get(a, i)));
    return result;
}

void write_variable(Group& group, const engine::Summary& summary, std::size_t v) {
    const model::VariableRow& row = model::variable_table[v];
    const std::string name = row.name, what = row.long_name;
    const Range<double> range{row.low, row.high};
    group.array<double>({"mean_" + name, row.unit, "mean of " + what}, by_day, range,
                        values<double>(summary, [&](std::size_t a, std::size_t i) {
                            return summary.mean(a, i, v);
                        }));
    group.array<double>({"sd_" + name, row.unit, "standard deviation of " + what}, by_day,
                        {0, infinity},
                        values<double>(summary, [&](std::size_t a, std::size_t i) {
                            return summary.sd(a, i, v);
                        }));
    std::vector<double> quantiles;
    for (std::size_t a = 0; a < summary.arms(); ++a)
        for (std::size_t i = 0; i < summary.instants(); ++i)
            for (const double p : probabilities)
                quantiles.push_back(summary.quantile(a, i, v, p));
    group.array<double>({"quantile_" + name, row.unit, "quantiles of " + what},
                        by_day_and_quantile, range, quantiles);
}

} // namespace

void write_summary(hid_t file, const engine::Plan& plan, const DesignPoint& design,
                   const engine::Outcome& outcome) {
    const engine::Summary& summary = outcome.summary;
    EXPECTS(summary.arms() == plan.arms.size());
    Group group(file, "summary");
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    std::vector<double> days;
    for (std::size_t i = 0; i < summary.instants(); ++i)
        days.push_back(summary.day(i));
    group.axis<double>({"day", "day", "time since the start"}, days);
    group.axis<double>({"quantile", "1", "probability of the quantile"}, probabilities);
    for (std::size_t v = 0; v < model::standard_variable_count; ++v)
        write_variable(group, summary, v);
    for (int r = 0; r < engine::Summary::rate_count; ++r) {
        const auto rate = static_cast<engine::Summary::Rate>(r);
        const std::string name = engine::Summary::rate_names[r];
        group.array<std::int64_t>(
            {name, "1", name + " in the interval that ends at this day, all couples"},
            by_day, {},
            values<std::int64_t>(
                summary,
                [&](std::size_t a, std::size_t i) { return summary.rate(a, i, rate); }),
            Fill::absent);
    }
    group.array<std::int64_t>(
        {"intact", "1", "couples that are together"}, by_day, {},
        values<std::int64_t>(
            summary, [&](std::size_t a, std::size_t i) { return summary.intact(a, i); }),
        Fill::absent);
}

void write_design(hid_t file, const DesignPoint& design, bool stopped) {
    Group group(file, "design");
    add_point_axis(group, design);
    group.array<std::int32_t>({"replicate", "1", "replicate of the design point"},
                              {"point"}, {}, {design.replicate}, Fill::absent);
    group.array<std::int8_t>(
        {"status", "1", "status of the run", {"complete", "stopped"}}, {"point"}, {0, 1},
        {static_cast<std::int8_t>(stopped)}, Fill::absent);
    for (const auto& [name, value] : design.factors)
        group.array<double>({plain_name(name), "1", name}, {"point"},
                            {-infinity, infinity}, {value});
}

} // namespace couplet::output
