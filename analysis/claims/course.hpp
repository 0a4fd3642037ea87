// The course of a trial: blocks of four weeks, who becomes secure and when.
#pragma once

#include "analysis/claims/experiments.hpp"

namespace couplet::claims {

// Weeks of the trial, counted from its programmes' first session.
struct Span { std::size_t first, last; };
inline constexpr Span before{1, trial_start_week};
constexpr Span months(double first, double last) { // since the first session
    return {trial_start_week + static_cast<std::size_t>(first * weeks_a_month) + 1,
            trial_start_week + static_cast<std::size_t>(last * weeks_a_month)};
}
inline constexpr Span at_last = months(19, 22);

// Arm less control, of the first partner.
Column effect(const Samples&, const char* arm, const char* variable, Span);
// Of both partners together.
Column effect_on_both(const Samples&, const char* arm, const char* variable, Span);
// 1 where the first partner's mean scores in the span are nearest to the secure style; NaN after a
// separation.
Column is_secure(const Samples&, const char* arm, Span);
// Mean anxiety of the first partner in blocks of four weeks since the first session, [block][couple].
std::vector<Column> anxiety_by_block(const Samples&, const char* arm);
// Months from the first session until the first partner is secure for good, quarter by quarter, as far as is
// seen; NaN if not. A month alone is too short: most changes from one to the next are moods.
Column months_to_security(const Samples&, const char* arm);
// ... until a block in which anxiety is half a population sd below that in the control arm; NaN if never.
Column months_to_improvement(const Samples&, const char* arm);

} // namespace couplet::claims
