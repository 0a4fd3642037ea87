#include "effects/reasons.hpp"
#include "effects/responders.hpp"

#include "statistics/detail.hpp"
#include "statistics/regression.hpp"

#include <cmath>

namespace couplet::effects {

using namespace statistics;
using Eigen::Index;

namespace {

struct Candidate {
    std::string name;
    Column values; // [couple of the data]
};

// Instruments that say who somebody is or how bad it was: attachment, distress, symptoms.
std::vector<Candidate> candidates(const TrialData& data, Who who, std::size_t arm) {
    std::vector<std::uint32_t> all(data.couples);
    for (std::uint32_t c = 0; c < data.couples; ++c)
        all[c] = c;
    std::vector<Candidate> list;
    for (const char* name : {"ecr_anxiety", "ecr_avoidance", "csi16", "cpq_demand_withdraw",
                             "phq9", "gad7"}) {
        const auto k = static_cast<std::size_t>(instrument_index(name));
        list.push_back({name, of_persons(data, all, who, arm, k, 0, 0,
                                         [](double b, double) { return b; })});
    }
    list.push_back({"relationship_age", {data.relationship_age.begin(),
                                         data.relationship_age.end()}});
    return list;
}

Column of(const Column& values, std::span<const std::uint32_t> couples) {
    Column column;
    for (const std::uint32_t c : couples)
        column.push_back(values[c]);
    return column;
}

Estimate coefficient(const Regression& fit, Index which) {
    Estimate e;
    const Estimates& all = fit.estimates;
    if (which >= all.value.size())
        return e;
    e.value = all.value(which);
    e.standard_error = all.standard_error(which);
    e.interval = interval(all, which);
    e.p = all.p(which);
    e.n = fit.n;
    return e;
}

struct Fit {
    Estimate at_mean, slope;
};

Fit twin_fit(const Column& effect, const Column& z) {
    const Regression fit = ols(statistics::detail::as_vector(z), effect);
    return {coefficient(fit, 0), coefficient(fit, 1)};
}

Fit group_fit(const BeforeAfter& mine, const BeforeAfter& theirs, const Column& z_mine,
              const Column& z_theirs) {
    const std::size_t n = z_mine.size() + z_theirs.size();
    Eigen::MatrixXd x(static_cast<Index>(n), 4);
    Column y;
    const auto add = [&](const BeforeAfter& b, const Column& z, double arm) {
        for (std::size_t k = 0; k < z.size(); ++k) {
            x.row(static_cast<Index>(y.size())) << arm, z[k], arm * z[k], b.before[k];
            y.push_back(b.after[k]);
        }
    };
    add(mine, z_mine, 1);
    add(theirs, z_theirs, 0);
    // Where the moderator is the outcome's own first wave the last column repeats the second.
    const bool twice =
        std::abs(correlation({x.col(1).data(), n}, {x.col(3).data(), n}).r) > 1 - 1e-9;
    const Regression fit = ols(twice ? Eigen::MatrixXd(x.leftCols(3)) : x, y);
    return {coefficient(fit, 1), coefficient(fit, 3)};
}

} // namespace

std::vector<Moderator> moderators(const TrialData& data, const Question& q, std::size_t arm,
                                  std::size_t instrument, std::size_t wave) {
    const auto treated = sample(data, q, arm, arm), control = sample(data, q, arm, q.reference);
    const BeforeAfter mine = before_after(data, treated, q.who, arm, instrument, 0, wave),
                      theirs = before_after(data, control, q.who, q.reference, instrument, 0, wave);
    std::vector<Moderator> rows;
    const auto in_reference = candidates(data, q.who, q.reference);
    for (std::size_t k = 0; const Candidate& m : candidates(data, q.who, arm)) {
        Column x = of(m.values, treated), other = of(in_reference[k++].values, control);
        Column both = x;
        both.insert(both.end(), other.begin(), other.end());
        const double centre = mean(both), spread = sd(both);
        if (!(spread > 0))
            continue;
        for (Column* column : {&x, &other})
            for (double& value : *column)
                value = (value - centre) / spread;
        Fit fit;
        if (same_couples(data)) {
            Column effect(x.size());
            for (std::size_t c = 0; c < effect.size(); ++c)
                effect[c] = mine.change[c] - theirs.change[c];
            fit = twin_fit(effect, x);
        } else {
            fit = group_fit(mine, theirs, x, other);
        }
        rows.push_back({arm, m.name, fit.slope, fit.at_mean.value - fit.slope.value,
                        fit.at_mean.value + fit.slope.value});
    }
    return rows;
}

Individual individual_effects(const TrialData& data, const Question& q, std::size_t arm,
                              std::size_t instrument, std::size_t wave) {
    const double sign = measurement::clinical_rules[instrument].better;
    const double points = reliable_points(data, q.who, instrument);
    Column effects;
    double better = 0, worse = 0;
    for (const std::uint32_t c : sample(data, q, arm, arm))
        for (std::size_t i = 0; i < 2; ++i) {
            const double effect = data.score(arm, instrument, c, i, wave) -
                                  data.score(q.reference, instrument, c, i, wave);
            if (std::isnan(effect) || (q.who == Who::first && i == 1) ||
                (q.who == Who::second && i == 0))
                continue;
            effects.push_back(effect);
            better += sign * effect >= points;
            worse += sign * effect <= -points;
        }
    Individual row;
    row.arm = arm;
    row.persons = effects.size();
    row.mean = mean(effects);
    row.sd = sd(effects);
    for (std::size_t k = 0; k < 5; ++k)
        row.quantile[k] = quantile(effects, individual_levels[k]);
    row.better = better / static_cast<double>(effects.size());
    row.worse = worse / static_cast<double>(effects.size());
    return row;
}

} // namespace couplet::effects
