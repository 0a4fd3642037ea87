// Change by what both partners were at the start: the actor-partner interdependence model (Kenny, Kashy &
// Cook 2006), with the arm as a predictor of the couple.
//
//   change_i = b0 + b1 arm + b2 own + b3 partner's + arm (b4 own + b5 partner's) + e_i
//
// own and partner's: the outcome at the first wave, less its mean; errors of partners are correlated.
// In twins b1, b4 and b5 are of the person's own effect, b2 and b3 of the change in the reference.
#pragma once

#include "effects/sample.hpp"

namespace couplet::effects {

struct ActorPartner {
    std::size_t arm = 0;
    Estimate effect;                    // b1: of the arm, at the mean of both
    Estimate actor, partner;            // b2, b3: in the reference
    Estimate arm_actor, arm_partner;    // b4, b5: how much more in the arm
    double error_correlation = missing; // of the partners' changes
};

// Both partners' answers count, whatever the question says of `who`.
ActorPartner actor_partner(const TrialData&, const Question&, std::size_t arm,
                           std::size_t instrument, std::size_t wave);

} // namespace couplet::effects
