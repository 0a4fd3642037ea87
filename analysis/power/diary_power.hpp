// Virtual diary studies: both partners of some couples write for some days, and it is asked whether an
// item of a person's day goes with another item of the same day, the person's own (actor) and the
// partner's (partner), within persons.
//
//   outcome = mean of the person + actor own predictor + partner the partner's predictor + error
//
// by within-person regression, errors clustered by couple (statistics::within_person_slopes).
#pragma once

#include "engine/engine.hpp"
#include "measurement/diary.hpp"
#include "power/curve.hpp"

namespace couplet::power {

// Diaries of one arm: [couple][partner][day] of each item asked for, NaN for a day left out.
struct Diaries {
    std::uint32_t couples = 0;
    std::size_t days = 0;
    std::vector<float> outcome, predictor;

    std::size_t at(std::size_t couple, std::size_t partner, std::size_t day) const {
        return (couple * 2 + partner) * days + day;
    }
};

// Runs the plan's arm of that number with nothing recorded but its diary (plan.diary.days > 0).
Diaries run_diaries(engine::Plan, std::size_t arm, measurement::Item outcome,
                    measurement::Item predictor, const engine::Options&);

enum class Slope { actor, partner };

// Study number `replication`, of the first `days` days of `couples` different couples. With another
// couple's days as predictors nothing can be found but by chance: the null study.
enum class Link { own_days, another_couples_days };
Finding diary_study(const Diaries&, Slope, Link, std::uint32_t couples, std::size_t days, Seed,
                    std::uint32_t replication);

// As of a trial: estimate over standard error of a study of all couples, by the square root of their
// number.
double signal(const Diaries&, Slope, std::size_t days);

} // namespace couplet::power
