#include "effects/change.hpp"

namespace couplet::effects {

Change change(const TrialData& data, const Question& q, std::size_t arm, std::size_t instrument,
              std::size_t wave) {
    Change row;
    row.arm = arm;
    row.instrument = instrument;
    row.wave = wave;
    row.population = q.population;
    const auto treated = sample(data, q, arm, arm);
    row.enrolled = treated.size();
    const BeforeAfter mine = before_after(data, treated, q.who, arm, instrument, 0, wave);
    row.mean = statistics::mean(mine.after);
    row.sd = statistics::sd(mine.after);
    if (wave == 0) {
        row.change.n = statistics::count(mine.after);
        return row;
    }
    const Spread spread = spread_at_start(data, q.who, instrument);
    row.change = mean_of(mine.change);
    row.g_within = hedges_g(row.change, spread.sd, spread.degrees_of_freedom);
    if (arm == q.reference)
        return row;
    const auto control = sample(data, q, arm, q.reference);
    const BeforeAfter theirs =
        before_after(data, control, q.who, q.reference, instrument, 0, wave);
    row.raw = difference(mine.change, theirs.change);
    row.difference = same_couples(data)
                         ? paired_difference(mine.change, theirs.change)
                         : adjusted_difference(mine.before, mine.after, theirs.before,
                                               theirs.after);
    row.g = hedges_g(row.difference, spread.sd, spread.degrees_of_freedom);
    return row;
}

} // namespace couplet::effects
