// What trained observers write down of a recorded discussion: codes of acts and ratings of distress.
//
// Two observers of couples agree on codes with a kappa of .6 to .8 (Gottman & Krokoff 1989, SPAFF;
// Heyman 2001, review). An observer who sees the truth with probability q and otherwise guesses by
// the codes' base rates agrees with another one with kappa q^2; taken is kappa .7, hence q = .84.
// Ratings of distress in a window of a minute: intraclass correlation of .7 between observers at a
// spread of 0.6 between windows, so an error of 0.4 (Campbell et al. 2005 report .7 to .9 for
// whole discussions).
#pragma once

namespace couplet::measurement {

inline constexpr float observer_hit = 0.84f;     // probability of seeing what is done
inline constexpr float rating_error = 0.4f;      // sd, units of negative affect
// What partners say from a recording of their own and the other's feelings, rated by about six
// coders whose mean has a reliability of .9 (Simpson et al. 2011): 0.2 at a spread of 0.6.
inline constexpr float recall_error = 0.2f;
// Assays of saliva differ by 5 to 10 % (Adam & Kumari 2009): log sd.
inline constexpr float assay_error = 0.08f;
// One momentary rating of affect: error makes 30 to 50 % of the variance within a person
// (Schuurman et al. 2015), taken as 50 for a single item: 0.5 at a spread of 0.5.
inline constexpr float moment_error = 0.5f;

} // namespace couplet::measurement
