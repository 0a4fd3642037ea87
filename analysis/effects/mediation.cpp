#include "effects/reasons.hpp"

#include "statistics/mediation.hpp"

#include <cmath>

namespace couplet::effects {
namespace {

using Eigen::Index;

// One row for each couple in each of the two arms.
struct Rows {
    Column treatment, outcome, outcome_before;
    std::vector<int> couple;
};

void add(const TrialData& data, const Question& q, std::size_t arm, std::size_t side,
         std::size_t instrument, std::size_t wave, Rows& rows) {
    const auto couples = sample(data, q, arm, side);
    const BeforeAfter b = before_after(data, couples, q.who, side, instrument, 0, wave);
    for (std::size_t k = 0; k < couples.size(); ++k) {
        rows.treatment.push_back(side == arm ? 1 : 0);
        rows.outcome.push_back(b.after[k]);
        rows.outcome_before.push_back(b.before[k]);
        // In twins the couple is drawn with its twin; otherwise each row is a couple of its own.
        rows.couple.push_back(static_cast<int>(couples[k]) +
                              (same_couples(data) || side == arm
                                   ? 0
                                   : static_cast<int>(data.couples)));
    }
}

double recorded_mean(const TrialData& data, const Recorded& r, Who who, std::size_t arm,
                     std::uint32_t couple) {
    if (couple >= data.recorded)
        return missing;
    const float* both = &r.values[(arm * data.recorded + couple) * 2];
    if (who == Who::first)
        return both[0];
    if (who == Who::second)
        return both[1];
    return (static_cast<double>(both[0]) + static_cast<double>(both[1])) / 2;
}

} // namespace

std::vector<Mediation> mediation(const TrialData& data, const Question& q, std::size_t arm,
                                 std::size_t instrument, std::size_t between, std::size_t wave,
                                 Seed seed, std::uint32_t replications) {
    Rows rows;
    add(data, q, arm, arm, instrument, wave, rows);
    add(data, q, arm, q.reference, instrument, wave, rows);
    const auto n = static_cast<Index>(rows.outcome.size());
    std::vector<Mediation> found;
    const auto test = [&](const std::string& name, int day, const Column& m,
                          const Column* before) {
        Eigen::MatrixXd covariates(n, before ? 2 : 1);
        for (Index k = 0; k < n; ++k) {
            covariates(k, 0) = rows.outcome_before[static_cast<std::size_t>(k)];
            if (before)
                covariates(k, 1) = (*before)[static_cast<std::size_t>(k)];
        }
        const statistics::Mediation s = statistics::mediate(
            rows.treatment, m, rows.outcome, covariates, rows.couple, seed, replications);
        if (std::isnan(s.indirect))
            return;
        found.push_back({arm, name, day, s.a, s.b, s.direct, s.indirect, s.indirect_error,
                         s.indirect_interval, s.indirect / s.total, s.couples});
    };
    const auto both_sides = [&](auto column) {
        Column all;
        for (const std::size_t side : {arm, q.reference}) {
            const Column part = column(side, sample(data, q, arm, side));
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    };
    for (std::size_t k = 0; k < measurement::instrument_count; ++k) {
        if (k == instrument)
            continue;
        const Column m = both_sides([&](std::size_t side, const auto& couples) {
            return before_after(data, couples, q.who, side, k, 0, between).after;
        });
        const Column before = both_sides([&](std::size_t side, const auto& couples) {
            return before_after(data, couples, q.who, side, k, 0, between).before;
        });
        test(measurement::instrument_table[k].name, data.waves[between], m, &before);
    }
    for (const Recorded& r : data.mediators) {
        const Column m = both_sides([&](std::size_t side, const auto& couples) {
            Column values;
            for (const std::uint32_t c : couples)
                values.push_back(recorded_mean(data, r, q.who, side, c));
            return values;
        });
        test(r.name + " (state)", r.day, m, nullptr); // not what a person would tick
    }
    return found;
}

} // namespace couplet::effects
