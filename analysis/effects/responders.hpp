// What a change means for single persons: reliable change, recovery, deterioration, relapse.
//
//   Jacobson & Truax (1991): a change is reliable beyond 1.96 standard errors of a difference,
//   1.96 sqrt(2) sd sqrt(1 - r), or beyond the published points where an instrument has them;
//   recovered is who began in the clinical range, improved reliably and ended outside it.
//   Altman (1998): the interval of a number needed to treat.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

// Points of the instrument by which a person must change, > 0. NaN if nothing varies.
double reliable_points(const TrialData&, Who, std::size_t instrument);

// Shares of persons who answered at both waves.
struct Responders {
    std::size_t arm = 0, instrument = 0, wave = 0;
    std::size_t persons = 0;  // with both answers
    std::size_t clinical = 0; // of them in the clinical range at the start
    double points = missing;  // that are reliable
    Estimate improved, deteriorated;
    Estimate recovered; // of the clinical; NaN without a cut-off
    // Share improved less that of the reference; who has no answer has not improved in `of_all`.
    Estimate difference;
    Estimate improved_of_all;
    double nnt = missing; // one more improved; negative: number needed to harm
    // Best case and worst case; of different sign if the difference may be 0: the interval is then
    // all beyond them.
    statistics::Interval nnt_interval;
};
Responders responders(const TrialData&, const Question&, std::size_t arm, std::size_t instrument,
                      std::size_t wave);

// Of the persons who had improved reliably at wave `end`: what became of them at `wave`.
struct Relapse {
    std::size_t arm = 0, wave = 0;
    std::size_t persons = 0; // improved at the end and answered at `wave`
    Estimate kept;           // still reliably better than at the start
    Estimate relapsed;       // reliably worse than at the end
};
Relapse relapse(const TrialData&, const Question&, std::size_t arm, std::size_t instrument,
                std::size_t end, std::size_t wave);

} // namespace couplet::effects
