#include "analysis/claims/course.hpp"

#include "population/draw.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::claims {
namespace {

constexpr std::size_t block_weeks = 4;
constexpr std::size_t quarter_weeks = 13;
constexpr std::size_t trial_length = trial_weeks - trial_start_week;
constexpr std::size_t blocks = trial_length / block_weeks, quarters = trial_length / quarter_weeks;

// The n-th of spans of so many weeks.
Span part(std::size_t weeks, std::size_t n) {
    return {trial_start_week + weeks * n + 1, trial_start_week + weeks * (n + 1)};
}
double months_of(std::size_t weeks) { return static_cast<double>(weeks) / weeks_a_month; }

} // namespace

Column effect(const Samples& s, const char* arm, const char* variable, Span span) {
    return s.effect(arm, 0, variable, span.first, span.last);
}
Column effect_on_both(const Samples& s, const char* arm, const char* variable, Span span) {
    return 0.5 * (effect(s, arm, variable, span) +
                  s.effect(arm, 1, variable, span.first, span.last));
}
Column is_secure(const Samples& s, const char* arm, Span span) {
    const Column anxiety = s.arm(arm).mean(0, "attachment_anxiety", span.first, span.last);
    const Column avoidance = s.arm(arm).mean(0, "attachment_avoidance", span.first, span.last);
    Column secure;
    for (std::size_t c = 0; c < anxiety.size(); ++c) {
        const auto style = population::nearest_style(s.lab().parameters().variation,
                                                     static_cast<float>(anxiety[c]),
                                                     static_cast<float>(avoidance[c]));
        secure.push_back(std::isnan(anxiety[c]) ? std::nan("")
                                                : double(style == population::Style::secure));
    }
    return secure;
}
std::vector<Column> anxiety_by_block(const Samples& s, const char* arm) {
    std::vector<Column> anxiety;
    for (std::size_t n = 0; n < blocks; ++n) {
        const Span block = part(block_weeks, n);
        anxiety.push_back(s.arm(arm).mean(0, "attachment_anxiety", block.first, block.last));
    }
    return anxiety;
}
Column months_to_security(const Samples& s, const char* arm) {
    std::vector<Column> secure;
    for (std::size_t n = 0; n < quarters; ++n)
        secure.push_back(is_secure(s, arm, part(quarter_weeks, n)));
    Column months;
    for (std::size_t c = 0; c < secure.front().size(); ++c) {
        std::size_t together = 0; // quarters before a separation
        while (together < quarters && !std::isnan(secure[together][c]))
            ++together;
        std::size_t since = together; // first quarter of the last unbroken stretch
        while (since > 0 && secure[since - 1][c] > 0)
            --since;
        const bool earned = since > 0 && since < together;
        months.push_back(earned ? months_of(since * quarter_weeks) : std::nan(""));
    }
    return months;
}
Column months_to_improvement(const Samples& s, const char* arm) {
    const double half_sd = attachment_change::norm_anxiety_sd / 2;
    const auto anxiety = anxiety_by_block(s, arm), without = anxiety_by_block(s, "control");
    Column months(without.front().size(), std::nan(""));
    for (std::size_t n = blocks; n-- > 0;)
        for (std::size_t c = 0; c < months.size(); ++c)
            if (anxiety[n][c] < without[n][c] - half_sd)
                months[c] = months_of((n + 1) * block_weeks); // known at the block's end
    return months;
}
} // namespace couplet::claims
