#include "effects/single_case.hpp"

#include "measurement/clinical.hpp"
#include "statistics/bootstrap.hpp"

#include <cmath>
#include <map>
#include <set>

namespace couplet::effects {
namespace {

constexpr std::uint32_t dealing = 0x63617365; // "case": a stream of its own

// A couple's answers by wave, and their difference if the programme had begun on another day.
struct Course {
    std::vector<int> days;
    Column scores;

    double difference(int baseline) const {
        Column before, after;
        for (std::size_t w = 0; w < days.size(); ++w)
            (days[w] <= baseline ? before : after).push_back(scores[w]);
        return statistics::mean(after) - statistics::mean(before);
    }
};

Course course_of(const TrialData& data, Who who, std::uint32_t couple, std::size_t instrument) {
    const std::vector<std::uint32_t> one{couple};
    Course c;
    for (std::size_t w = 0; w < data.waves.size(); ++w) {
        const double score = of_persons(data, one, who, 0, instrument, w, w,
                                        [](double, double at) { return at; })[0];
        if (std::isnan(score))
            continue;
        c.days.push_back(data.waves[w]);
        c.scores.push_back(score);
    }
    return c;
}

double nonoverlap(const Course& c, int baseline, double better) {
    double wins = 0, pairs = 0;
    for (std::size_t a = 0; a < c.days.size(); ++a)
        for (std::size_t b = 0; b < c.days.size(); ++b) {
            if (c.days[a] > baseline || c.days[b] <= baseline)
                continue;
            const double gain = better * (c.scores[b] - c.scores[a]);
            wins += gain > 0 ? 1 : gain == 0 ? 0.5 : 0;
            pairs += 1;
        }
    return pairs > 0 ? wins / pairs : missing;
}

} // namespace

Case single_case(const TrialData& data, Who who, std::uint32_t couple, std::size_t instrument) {
    const Course course = course_of(data, who, couple, instrument);
    Case c;
    c.couple = couple;
    c.baseline = data.baseline[couple];
    for (const int day : course.days)
        ++(day <= c.baseline ? c.before : c.after);
    c.difference = course.difference(c.baseline);
    c.nonoverlap =
        nonoverlap(course, c.baseline, measurement::clinical_rules[instrument].better);
    return c;
}

CaseSeries case_series(const TrialData& data, Who who, std::size_t instrument,
                       std::span<const std::uint32_t> couples, Seed seed,
                       std::uint32_t replications, std::uint32_t stream) {
    CaseSeries series;
    Column difference, overlap;
    for (const std::uint32_t c : couples) {
        series.cases.push_back(single_case(data, who, c, instrument));
        difference.push_back(series.cases.back().difference);
        overlap.push_back(series.cases.back().nonoverlap);
    }
    series.difference = mean_of(difference);
    series.nonoverlap = mean_of(overlap);
    series.difference.p = series.nonoverlap.p = missing;
    const auto n = static_cast<std::uint32_t>(couples.size());
    if (n < 2 || std::isnan(series.difference.value))
        return series;
    // Differences with every baseline that there is: [couple][baseline].
    std::set<int> lengths;
    for (const Case& c : series.cases)
        lengths.insert(c.baseline);
    std::vector<std::map<int, double>> with(n);
    for (std::uint32_t k = 0; k < n; ++k) {
        const Course course = course_of(data, who, couples[k], instrument);
        for (const int length : lengths)
            with[k][length] = course.difference(length);
    }
    Column dealt, d(n);
    for (std::uint32_t r = 0; r < replications; ++r) {
        const auto order = statistics::choose(n, n, seed, r, dealing + stream);
        for (std::uint32_t k = 0; k < n; ++k)
            d[k] = with[k].at(series.cases[order[k]].baseline);
        dealt.push_back(statistics::mean(d));
    }
    // The deal that was made is one of those that could have been.
    dealt.push_back(series.difference.value);
    series.expected = statistics::mean(dealt);
    double as_far = 0;
    const double own = std::abs(series.difference.value - series.expected);
    for (const double x : dealt)
        as_far += std::abs(x - series.expected) >= own * (1 - 1e-9);
    series.p = as_far / static_cast<double>(dealt.size());
    series.replications = replications;
    return series;
}

} // namespace couplet::effects
