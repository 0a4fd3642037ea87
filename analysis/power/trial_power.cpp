#include "power/trial_power.hpp"

#include "statistics/bootstrap.hpp"
#include "statistics/survival.hpp"

#include <cmath>
#include <numeric>

namespace couplet::power {

using effects::Column;
using effects::Estimate;

namespace {

constexpr std::uint32_t trial_stream = 0x74726961; // "tria"

Column mean_of_waves(const effects::TrialData& data, std::span<const std::uint32_t> couples,
                     effects::Who who, std::size_t arm, std::size_t instrument,
                     const std::vector<std::size_t>& waves) {
    Column sum(couples.size(), 0), n(couples.size(), 0);
    for (const std::size_t w : waves) {
        const Column x = effects::of_persons(data, couples, who, arm, instrument, 0, w,
                                             [](double b, double a) { return a + 0 * b; });
        for (std::size_t k = 0; k < x.size(); ++k)
            if (!std::isnan(x[k])) {
                sum[k] += x[k];
                n[k] += 1;
            }
    }
    for (std::size_t k = 0; k < sum.size(); ++k)
        sum[k] = n[k] > 0 ? sum[k] / n[k] : missing;
    return sum;
}

Side side(const effects::TrialData& data, std::span<const std::uint32_t> couples,
          effects::Who who, std::size_t arm, std::size_t instrument,
          const std::vector<std::size_t>& waves, int last) {
    Side s;
    if (!data.waves.empty()) {
        s.before = effects::of_persons(data, couples, who, arm, instrument, 0, 0,
                                       [](double b, double) { return b; });
        s.after = mean_of_waves(data, couples, who, arm, instrument, waves);
    }
    for (const std::uint32_t c : couples) {
        const effects::Member& m = data.member(arm, c);
        const bool later = m.end_day > static_cast<float>(last);
        s.time.push_back(later ? static_cast<float>(last) : m.end_day);
        s.separated.push_back(m.separated && !later);
    }
    return s;
}

std::vector<std::uint32_t> everybody(const Pool& p) {
    std::vector<std::uint32_t> all(p.couples);
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

// One group of a trial.
struct Group {
    Column before, after, change, time;
    std::vector<int> separated;
};
Group group(const Side& from, std::span<const std::uint32_t> couples) {
    Group g;
    for (const std::uint32_t c : couples) {
        if (!from.after.empty()) {
            g.before.push_back(from.before[c]);
            g.after.push_back(from.after[c]);
            g.change.push_back(from.after[c] - from.before[c]);
        }
        g.time.push_back(from.time[c]);
        g.separated.push_back(from.separated[c]);
    }
    return g;
}

Finding log_rank(const Group& treated, const Group& control) {
    Column time = treated.time;
    time.insert(time.end(), control.time.begin(), control.time.end());
    std::vector<int> event = treated.separated, which(treated.time.size(), 1);
    event.insert(event.end(), control.separated.begin(), control.separated.end());
    which.resize(time.size(), 0);
    const statistics::LogRank test = statistics::log_rank(time, event, which);
    if (test.observed.size() < 2)
        return {};
    // Treated less expected, as shares of the couples: its sign is that of the effect.
    return {(test.observed[1] - test.expected[1]) / static_cast<double>(treated.time.size()),
            test.p};
}

// Change in one programme less that in the other, of the same couples.
Column differences(const Side& treated, const Side& control,
                   std::span<const std::uint32_t> couples) {
    Column d;
    for (const std::uint32_t c : couples)
        d.push_back((treated.after[c] - treated.before[c]) - (control.after[c] - control.before[c]));
    return d;
}

// Nobody lives twice without a programme, so where nothing is to be found, the mean of all is taken off.
Finding paired(const Pool& p, std::span<const std::uint32_t> couples, Truth truth) {
    Column d = differences(p.treated, p.control, couples);
    if (truth == Truth::null) {
        const double all = statistics::mean(differences(p.treated, p.control, everybody(p)));
        for (double& x : d)
            x -= all;
    }
    const Estimate e = effects::mean_of(d);
    return {e.value, e.p};
}

Finding analyse(const Group& treated, const Group& control, Analysis analysis) {
    if (analysis == Analysis::log_rank)
        return log_rank(treated, control);
    const Estimate e = analysis == Analysis::ancova
                           ? effects::adjusted_difference(treated.before, treated.after,
                                                          control.before, control.after)
                           : effects::difference(treated.change, control.change);
    return {e.value, e.p};
}

// Variance of one couple's contribution when its score before is held constant.
double residual_variance(const Column& before, const Column& after) {
    const statistics::Correlation c = statistics::correlation(before, after);
    return statistics::variance(after) * (1 - c.r * c.r);
}

double efficiency(const Pool& p, std::span<const std::uint32_t> couples) {
    Column before, treated, control, effect;
    for (const std::uint32_t c : couples) {
        // Of couples that answered in both arms, so that both designs are of the same couples.
        if (std::isnan(p.treated.after[c] + p.control.after[c] + p.control.before[c]))
            continue;
        before.push_back(p.control.before[c]);
        treated.push_back(p.treated.after[c]);
        control.push_back(p.control.after[c]);
        effect.push_back(p.treated.after[c] - p.control.after[c]);
    }
    return (residual_variance(before, treated) + residual_variance(before, control)) /
           statistics::variance(effect);
}

} // namespace

Pool pool(const effects::TrialData& data, std::size_t treated, std::size_t control,
          effects::Who who, std::size_t instrument, const std::vector<std::size_t>& waves) {
    std::vector<std::uint32_t> couples;
    for (std::uint32_t c = 0; c < data.couples; ++c)
        if (data.member(treated, c).enrolled && data.member(control, c).enrolled)
            couples.push_back(c);
    Pool p;
    p.couples = static_cast<std::uint32_t>(couples.size());
    const int last = effects::compared_until(data, control);
    p.treated = side(data, couples, who, treated, instrument, waves, last);
    p.control = side(data, couples, who, control, instrument, waves, last);
    return p;
}

Finding trial(const Pool& p, Analysis analysis, Truth truth, std::uint32_t couples, Seed seed,
              std::uint32_t replication) {
    const auto treated =
        static_cast<std::uint32_t>(std::lround(p.treated_share * (couples / 2 * 2)));
    const std::uint32_t control = couples / 2 * 2 - treated;
    const auto drawn = statistics::choose(
        p.couples, treated + control, seed, replication,
        trial_stream + 2 * couples + (truth == Truth::null ? 1u : 0u));
    const std::span<const std::uint32_t> all(drawn);
    if (analysis == Analysis::paired)
        return paired(p, all, truth);
    const Side& first = truth == Truth::null ? p.control : p.treated;
    return analyse(group(first, all.first(treated)), group(p.control, all.last(control)), analysis);
}

double signal(const Pool& p, Analysis analysis) {
    const auto all = everybody(p);
    const Group treated = group(p.treated, all), control = group(p.control, all);
    if (analysis == Analysis::paired) {
        const Estimate e = effects::mean_of(differences(p.treated, p.control, all));
        return e.value / e.standard_error / std::sqrt(p.couples);
    }
    const double root = std::sqrt(2.0 * p.couples);
    if (analysis == Analysis::log_rank) {
        Column time = treated.time, x(time.size(), 1);
        std::vector<int> event = treated.separated;
        time.insert(time.end(), control.time.begin(), control.time.end());
        event.insert(event.end(), control.separated.begin(), control.separated.end());
        x.resize(time.size(), 0);
        const statistics::HazardRatio h = statistics::cox_regression(time, event, x);
        return h.z / root;
    }
    const Estimate e = analysis == Analysis::ancova
                           ? effects::adjusted_difference(treated.before, treated.after,
                                                          control.before, control.after)
                           : effects::difference(treated.change, control.change);
    return e.value / e.standard_error / root;
}

Efficiency twin_efficiency(const Pool& p, Seed seed, std::uint32_t replications) {
    if (p.control.after.empty())
        return {};
    const statistics::Bootstrap b = statistics::bootstrap(
        p.couples, [&](std::span<const std::uint32_t> couples) { return efficiency(p, couples); },
        seed, replications);
    return {b.estimate, b.interval};
}

} // namespace couplet::power
