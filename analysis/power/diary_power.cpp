#include "power/diary_power.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/regression.hpp"

#include <algorithm>
#include <numeric>

namespace couplet::power {
namespace {

constexpr std::uint32_t diary_stream = 0x64696172; // "diar"
using Eigen::Index;

// `from[k]` is the couple whose days predict those of `couples[k]`.
statistics::Regression fit(const Diaries& d, std::span<const std::uint32_t> couples,
                           std::span<const std::uint32_t> from, std::size_t days) {
    const std::size_t rows = couples.size() * 2 * days;
    Eigen::MatrixXd x(static_cast<Index>(rows), 2);
    std::vector<double> y(rows);
    std::vector<int> person(rows), couple(rows);
    std::size_t row = 0;
    for (std::size_t k = 0; k < couples.size(); ++k)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t t = 0; t < days; ++t, ++row) {
                const auto r = static_cast<Index>(row);
                y[row] = d.outcome[d.at(couples[k], i, t)];
                x(r, 0) = d.predictor[d.at(from[k], i, t)];
                x(r, 1) = d.predictor[d.at(from[k], 1 - i, t)];
                person[row] = static_cast<int>(2 * k + i);
                couple[row] = static_cast<int>(k);
            }
    return statistics::within_person_slopes(x, y, person, couple);
}

Finding finding(const statistics::Regression& r, Slope slope) {
    const auto which = static_cast<Index>(slope);
    if (which >= r.estimates.value.size())
        return {};
    return {r.estimates.value(which), r.estimates.p(which)};
}

} // namespace

Diaries run_diaries(engine::Plan plan, std::size_t arm, measurement::Item outcome,
                    measurement::Item predictor, const engine::Options& options) {
    plan.arms = {plan.arms[arm]};
    plan.recording.variables.clear();
    plan.recording.couples = 0;
    plan.recording.events = false;
    plan.recording.zooms.clear();
    plan.questionnaire.waves.clear();
    plan.days = plan.diary.first_day + plan.diary.days;
    plan.laboratories.clear();
    Diaries d;
    d.couples = plan.population.couples;
    d.days = static_cast<std::size_t>(plan.diary.days);
    const std::size_t stretch = 2 * d.days;
    d.outcome.resize(d.couples * stretch);
    d.predictor.resize(d.couples * stretch);
    engine::run(plan, options, [&](engine::Slab&& slab) {
        const auto keep = [&](measurement::Item item, std::vector<float>& to) {
            std::copy_n(slab.arms[0].diary.data() +
                            static_cast<std::size_t>(item) * slab.count * stretch,
                        slab.count * stretch, to.data() + slab.first * stretch);
        };
        keep(outcome, d.outcome);
        keep(predictor, d.predictor);
    });
    return d;
}

Finding diary_study(const Diaries& d, Slope slope, Link link, std::uint32_t couples,
                    std::size_t days, Seed seed, std::uint32_t replication) {
    const std::uint32_t drawn = link == Link::own_days ? couples : 2 * couples;
    const auto all = statistics::choose(
        d.couples, drawn, seed, replication,
        diary_stream + 2 * couples + (link == Link::own_days ? 0u : 1u));
    const std::span<const std::uint32_t> mine = std::span(all).first(couples);
    return finding(fit(d, mine, link == Link::own_days ? mine : std::span(all).last(couples), days),
                   slope);
}

double signal(const Diaries& d, Slope slope, std::size_t days) {
    std::vector<std::uint32_t> all(d.couples);
    std::iota(all.begin(), all.end(), 0u);
    const statistics::Regression r = fit(d, all, all, days);
    const auto which = static_cast<Index>(slope);
    if (which >= r.estimates.value.size())
        return missing;
    return r.estimates.t(which) / std::sqrt(static_cast<double>(d.couples));
}

} // namespace couplet::power
