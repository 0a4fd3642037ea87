#include "effects/responders.hpp"

#include "statistics/detail.hpp"

namespace couplet::effects {
namespace {

const measurement::ClinicalRule& rule(std::size_t instrument) {
    return measurement::clinical_rules[instrument];
}
double yes(bool condition) { return condition ? 1 : 0; }

bool counted(Who who, std::size_t partner) {
    return who == Who::both || (who == Who::first) == (partner == 0);
}

// Persons of the couples for whom f(before, after) is not missing.
template <class F>
std::size_t count_persons(const TrialData& data, std::span<const std::uint32_t> couples, Who who,
                          std::size_t arm, std::size_t instrument, std::size_t first,
                          std::size_t wave, F f) {
    std::size_t n = 0;
    for (const std::uint32_t c : couples)
        for (std::size_t i = 0; i < 2; ++i)
            n += counted(who, i) && !std::isnan(f(data.score(arm, instrument, c, i, first),
                                                  data.score(arm, instrument, c, i, wave)));
    return n;
}

} // namespace

double reliable_points(const TrialData& data, Who who, std::size_t instrument) {
    const auto& r = rule(instrument);
    if (!std::isnan(r.reliable_points))
        return r.reliable_points;
    const double sd = spread_at_start(data, who, instrument).sd;
    const double points = statistics::detail::normal_quantile(0.95) * std::sqrt(2.0) * sd *
                          std::sqrt(1 - static_cast<double>(r.reliability));
    return points > 0 ? points : missing;
}

Responders responders(const TrialData& data, const Question& q, std::size_t arm,
                      std::size_t instrument, std::size_t wave) {
    const auto& r = rule(instrument);
    const double sign = r.better, cutoff = r.cutoff;
    Responders row;
    row.arm = arm;
    row.instrument = instrument;
    row.wave = wave;
    row.points = reliable_points(data, q.who, instrument);
    const double points = row.points;
    const auto gained = [=](double b, double a) { return sign * (a - b); };
    const auto is_clinical = [=](double x) {
        return std::isnan(cutoff) ? false : sign > 0 ? x < cutoff : x >= cutoff;
    };
    const auto improved = [=](double b, double a) {
        return std::isnan(b + a) ? missing : yes(gained(b, a) >= points);
    };
    const auto worse = [=](double b, double a) {
        return std::isnan(b + a) ? missing : yes(gained(b, a) <= -points);
    };
    const auto recovered = [=](double b, double a) {
        return std::isnan(b + a) || !is_clinical(b)
                   ? missing
                   : yes(gained(b, a) >= points && !is_clinical(a));
    };
    const auto of_all = [=](double b, double a) {
        return std::isnan(b) ? missing : std::isnan(a) ? 0.0 : improved(b, a);
    };
    const auto mine = sample(data, q, arm, arm);
    const auto column = [&](std::span<const std::uint32_t> couples, std::size_t side, auto f) {
        return of_persons(data, couples, q.who, side, instrument, 0, wave, f);
    };
    row.persons = count_persons(data, mine, q.who, arm, instrument, 0, wave, improved);
    row.clinical = count_persons(data, mine, q.who, arm, instrument, 0, wave, recovered);
    const Column my_improved = column(mine, arm, improved);
    row.improved = share_of(my_improved);
    row.improved_of_all = share_of(column(mine, arm, of_all));
    row.deteriorated = share_of(column(mine, arm, worse));
    row.recovered = share_of(column(mine, arm, recovered));
    if (arm == q.reference)
        return row;
    const Column theirs = column(sample(data, q, arm, q.reference), q.reference, improved);
    row.difference = same_couples(data) ? paired_difference(my_improved, theirs)
                                        : difference(my_improved, theirs);
    row.nnt = 1 / row.difference.value;
    row.nnt_interval = {1 / row.difference.interval.high, 1 / row.difference.interval.low};
    return row;
}

Relapse relapse(const TrialData& data, const Question& q, std::size_t arm, std::size_t instrument,
                std::size_t end, std::size_t wave) {
    const double sign = rule(instrument).better;
    const double points = reliable_points(data, q.who, instrument);
    Relapse row;
    row.arm = arm;
    row.wave = wave;
    Column kept, relapsed;
    for (const std::uint32_t c : sample(data, q, arm, arm)) {
        double kept_sum = 0, relapsed_sum = 0, n = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            const double start = data.score(arm, instrument, c, i, 0),
                         then = data.score(arm, instrument, c, i, end),
                         now = data.score(arm, instrument, c, i, wave);
            if (!counted(q.who, i) || std::isnan(start + then + now) ||
                sign * (then - start) < points)
                continue;
            kept_sum += yes(sign * (now - start) >= points);
            relapsed_sum += yes(sign * (now - then) <= -points);
            n += 1;
        }
        row.persons += static_cast<std::size_t>(n);
        kept.push_back(n > 0 ? kept_sum / n : missing);
        relapsed.push_back(n > 0 ? relapsed_sum / n : missing);
    }
    row.kept = share_of(kept);
    row.relapsed = share_of(relapsed);
    return row;
}

} // namespace couplet::effects
