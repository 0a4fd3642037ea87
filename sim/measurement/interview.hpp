// The Adult Attachment Interview: a classification that hardly agrees with self-report.
//
//   x_k = v a_k + sqrt(1 - v^2) m_k + e z,     k: anxiety (preoccupied), avoidance (dismissing)
//
// a is the person's attachment to the partner (population sd), m a state of mind about childhood
// that has nothing to do with it and stays (standard normal, drawn once a person), z the error of
// the occasion. High on one is classed preoccupied or dismissing, high on both by the higher of the
// two. High on both is also disorganised: it shows as lapses when loss is spoken of, which an hour
// may bring or not, and is called unresolved if it does.
//
// v = 0.2: agreement of interview and self-report about .1 to .3 (Roisman et al. 2007).
// e = 0.35: the same of three classes for 78 %, kappa .63, after two months (Bakermans-Kranenburg &
// van IJzendoorn 1993), with the limits below. Limits: about a fifth dismissing, 13 % preoccupied
// of mothers without clinical status (Bakermans-Kranenburg & van IJzendoorn 2009). Assumed: a
// correlation of 0.5 between the two states of mind; a lapse shows three times in four, since the
// class is known to be the least stable.
#pragma once

#include "measurement/instruments.hpp"

namespace couplet::measurement {

inline constexpr float interview_validity = 0.2f, interview_error = 0.35f;
inline constexpr float states_of_mind_r = 0.5f, lapse_shows = 0.75f;
inline constexpr float preoccupied_from = 0.7f, dismissing_from = 0.5f;

enum class StateOfMind { secure, dismissing, preoccupied };
struct Classification {
    StateOfMind best;        // of the three
    bool unresolved = false; // in addition
};

// Attachment to the partner in population sd; the occasion's day only moves the error.
Classification interview(const Occasion&, float anxiety, float avoidance);

} // namespace couplet::measurement
