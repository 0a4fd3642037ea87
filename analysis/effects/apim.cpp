#include "effects/apim.hpp"

#include "statistics/reml.hpp"

namespace couplet::effects {
namespace {

using Eigen::Index;
using statistics::PairRegression;

// Persons of couples, partner 0 before partner 1: an outcome with own and partner's score at the start.
struct Persons {
    std::vector<double> y, own, partner, arm;
    std::vector<int> couple, role;

    void add(int number, std::size_t i, double outcome, double mine, double theirs, double treated) {
        y.push_back(outcome);
        own.push_back(mine);
        partner.push_back(theirs);
        arm.push_back(treated);
        couple.push_back(number);
        role.push_back(static_cast<int>(i));
    }
    void centre() {
        const double mean = statistics::mean(own);
        for (auto* column : {&own, &partner})
            for (double& x : *column)
                x -= mean;
    }
};

enum class Predictors { scores, scores_and_arm };

PairRegression fit(const Persons& p, Predictors which) {
    const bool with_arm = which == Predictors::scores_and_arm;
    Eigen::MatrixXd x(static_cast<Index>(p.y.size()), with_arm ? 6 : 3);
    for (std::size_t k = 0; k < p.y.size(); ++k) {
        const auto row = static_cast<Index>(k);
        x(row, 0) = 1;
        x(row, 1) = p.own[k];
        x(row, 2) = p.partner[k];
        if (with_arm) {
            x(row, 3) = p.arm[k];
            x(row, 4) = p.arm[k] * p.own[k];
            x(row, 5) = p.arm[k] * p.partner[k];
        }
    }
    return statistics::pair_regression(x, p.y, p.couple, p.role,
                                       statistics::PairErrors::compound_symmetric);
}

Estimate term(const PairRegression& r, Index which) {
    Estimate e;
    if (which >= r.estimates.value.size())
        return e;
    e.value = r.estimates.value(which);
    e.standard_error = r.estimates.standard_error(which);
    e.interval = statistics::interval(r.estimates, which);
    e.p = r.estimates.p(which);
    e.n = r.n;
    return e;
}

double change_of(const TrialData& data, std::size_t arm, std::size_t instrument, std::uint32_t couple,
                 std::size_t i, std::size_t wave) {
    return static_cast<double>(data.score(arm, instrument, couple, i, wave)) -
           static_cast<double>(data.score(arm, instrument, couple, i, 0));
}

} // namespace

ActorPartner actor_partner(const TrialData& data, const Question& q, std::size_t arm,
                           std::size_t instrument, std::size_t wave) {
    Persons changes, effects; // the latter of twins
    int number = 0;
    const auto add = [&](std::size_t side, std::uint32_t c) {
        for (std::size_t i = 0; i < 2; ++i) {
            const double own = data.score(side, instrument, c, i, 0),
                         partner = data.score(side, instrument, c, 1 - i, 0),
                         change = change_of(data, side, instrument, c, i, wave);
            changes.add(number, i, change, own, partner, side == arm);
            if (same_couples(data))
                effects.add(number, i, change_of(data, arm, instrument, c, i, wave) - change, own,
                            partner, 0);
        }
        ++number;
    };
    for (const std::uint32_t c : sample(data, q, arm, q.reference))
        add(q.reference, c);
    ActorPartner found;
    found.arm = arm;
    if (same_couples(data)) {
        changes.centre();
        effects.centre();
        const PairRegression usual = fit(changes, Predictors::scores),
                             more = fit(effects, Predictors::scores);
        found.actor = term(usual, 1);
        found.partner = term(usual, 2);
        found.effect = term(more, 0);
        found.arm_actor = term(more, 1);
        found.arm_partner = term(more, 2);
        found.error_correlation = more.error_correlation;
        return found;
    }
    for (const std::uint32_t c : sample(data, q, arm, arm))
        add(arm, c);
    changes.centre();
    const PairRegression all = fit(changes, Predictors::scores_and_arm);
    found.actor = term(all, 1);
    found.partner = term(all, 2);
    found.effect = term(all, 3);
    found.arm_actor = term(all, 4);
    found.arm_partner = term(all, 5);
    found.error_correlation = all.error_correlation;
    return found;
}

} // namespace couplet::effects
