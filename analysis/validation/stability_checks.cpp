// Stability and change of attachment (T09 to T15b).
#include "analysis/validation/vectors.hpp"
#include "measurement/interview.hpp"
#include "mechanisms/attachment_change.hpp"
#include "statistics/decay.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

constexpr std::size_t year = 4; // waves are quarters of a year

Column reported(const Panel& p, Sample s, Score which, std::size_t wave) {
    return persons(s, [&, which, wave](auto c, auto i) { return p.score(c, i, which, wave); });
}

// Free of error, as latent variables of a factor model are: means of the first and the fourth week.
double latent_stability(const Panel& diary, Sample s, const char* dimension) {
    const std::size_t which = variable(dimension);
    const auto week = [&](std::size_t first) {
        return persons(s, [&, first](auto c, auto i) {
            return average(diary, c, i, which, first, first + 6);
        });
    };
    return r(week(0), week(21));
}

// Answers to the ECR-R every week of a year, [week][couple][partner].
class Weekly {
  public:
    static constexpr std::size_t weeks = 53;
    explicit Weekly(const Panel& p) : couples_(p.couples()), scores_(weeks * couples_ * 2) {
        const std::size_t anxiety = variable("attachment_anxiety");
        const auto& ecr = measurement::instrument_table[std::size_t(Score::ecr_anxiety)];
        for (std::size_t w = 0; w < weeks; ++w)
            for (std::uint32_t c = 0; c < couples_; ++c)
                for (std::size_t i = 0; i < 2; ++i) {
                    measurement::Latent latent;
                    const double x = p.value(c, i, anxiety, w);
                    latent[measurement::From::anxiety] = static_cast<float>(x);
                    const auto day = static_cast<int>(p.days()[w]);
                    at(w, c, i) = std::isnan(x)
                                      ? std::nanf("")
                                      : measurement::value(ecr, latent, latent,
                                                           measurement::error_draw(
                                                               p.occasion(c, i, day),
                                                               std::size_t(Score::ecr_anxiety)));
                }
    }
    float at(std::size_t w, std::uint32_t c, std::size_t i) const {
        return scores_[(w * couples_ + c) * 2 + i];
    }
    // Test-retest correlations over 1, 2, ... 52 weeks.
    Column stability(Sample s) const {
        Column r_of_lag;
        const Column first = week(s, 0);
        for (std::size_t lag = 1; lag < weeks; ++lag)
            r_of_lag.push_back(r(first, week(s, lag)));
        return r_of_lag;
    }

  private:
    float& at(std::size_t w, std::uint32_t c, std::size_t i) {
        return scores_[(w * couples_ + c) * 2 + i];
    }
    Column week(Sample s, std::size_t w) const {
        return persons(s, [&, w](auto c, auto i) { return double(at(w, c, i)); });
    }
    std::uint32_t couples_;
    std::vector<float> scores_;
};

Column lags() {
    Column weeks;
    for (std::size_t lag = 1; lag < Weekly::weeks; ++lag)
        weeks.push_back(static_cast<double>(lag));
    return weeks;
}
// Change of the correlation over the last quarter of the year.
double last_quarter(const Column& stability) {
    constexpr long quarter = 13;
    const Column weeks = lags();
    return quarter * slope({stability.end() - quarter, stability.end()},
                           {{weeks.end() - quarter, weeks.end()}}, 0);
}

// Interviews at the wedding and 21 months later.
struct Interviews { double same = 0, both = 0, kept = 0, unresolved = 0; };
Interviews interviews(const Panel& p, Sample s) {
    const std::size_t anxiety = variable("attachment_anxiety");
    const std::size_t avoidance = variable("attachment_avoidance");
    constexpr std::size_t later = 7; // quarters
    const auto classed = [&](std::uint32_t c, std::size_t i, std::size_t quarter) {
        using F = Lanes<1>;
        const F x(static_cast<float>(p.value(c, i, anxiety, quarter)));
        const F y(static_cast<float>(p.value(c, i, avoidance, quarter)));
        return measurement::interview(
            p.occasion(c, i, static_cast<int>(p.days()[quarter])),
            attachment_change::standardised_anxiety(x).v,
            attachment_change::standardised_avoidance(y).v);
    };
    Interviews n;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            if (std::isnan(p.value(c, i, anxiety, later)))
                continue;
            const auto first = classed(c, i, 0), second = classed(c, i, later);
            ++n.both;
            n.same += first.best == second.best;
            n.unresolved += first.unresolved;
            n.kept += first.unresolved && second.unresolved;
        }
    return n;
}

// Share [%] who choose the same paragraph again, of those who are still together. The model knows
// no new partners, so who separated is not asked again.
double same_choice(const Panel& p, Sample s, std::size_t wave) {
    double same = 0, both = 0;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const auto score = [&](Score which, std::size_t w) { return p.score(c, i, which, w); };
            if (std::isnan(score(Score::ecr_anxiety, wave)))
                continue;
            ++both;
            same += forced_choice(score(Score::ecr_anxiety, 0), score(Score::ecr_avoidance, 0)) ==
                    forced_choice(score(Score::ecr_anxiety, wave),
                                  score(Score::ecr_avoidance, wave));
        }
    return 100 * same / both;
}

Column change_of_anxiety(const Panel& p, Sample s, std::size_t first, std::size_t last) {
    const std::size_t anxiety = variable("attachment_anxiety");
    return persons(s, [&, anxiety](auto c, auto i) {
        return p.value(c, i, anxiety, last) - p.value(c, i, anxiety, first);
    });
}

// Own anxiety on the partner's of the wave before, as deviations from each person's own mean, so
// that stable differences between persons do not count.
double lagged_partner_path(const Panel& p, Sample s) {
    Column now, own, theirs;
    std::vector<int> person;
    int number = 0;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i, ++number)
            for (std::size_t wave = 0; wave < 2 * year; ++wave) {
                now.push_back(p.score(c, i, Score::ecr_anxiety, wave + 1));
                own.push_back(p.score(c, i, Score::ecr_anxiety, wave));
                theirs.push_back(p.score(c, 1 - i, Score::ecr_anxiety, wave));
                person.push_back(number);
            }
    return within_slopes(now, {own, theirs}, person)[1];
}

double newlywed_change(const Panel& p, Sample s) {
    const Column before = reported(p, s, Score::ecr_anxiety, 0);
    return mean(less(reported(p, s, Score::ecr_anxiety, 2 * year), before)) / sd(before);
}

// Needs met, reported every month of half a year, on attachment at nine months.
double fulfilment(const Panel& p, Sample s, Score dimension) {
    const std::size_t relatedness = variable("relatedness");
    const Column met = persons(s, [&](auto c, auto i) {
        double sum = 0;
        for (std::size_t week = 0; week <= 24; week += 4) {
            const double share = p.value(c, i, relatedness, week);
            sum += p.told(c, i, needs, static_cast<int>(p.days()[week]),
                          std::log(share / (1 - share)), feeling_error);
        }
        return sum;
    });
    return beta(reported(p, s, dimension, 3), {reported(p, s, dimension, 0), met}, 1);
}

// What happened in the four weeks of the diary, few of it counting for good, on insecurity with
// the partner at their end.
double situations(const Panel& diary, Sample s, model::EventKind kind) {
    const std::size_t security = variable("felt_security");
    const auto insecurity = [&](std::size_t day) {
        return persons(s, [&, day](auto c, auto i) {
            return diary.told(c, i, felt_security, static_cast<int>(day),
                              -diary.value(c, i, security, day), feeling_error);
        });
    };
    const Column good = persons(s, [&](auto c, auto i) {
        const auto& events = diary.events(c);
        const auto n = std::count_if(events.begin(), events.end(), [&](const model::Event& e) {
            return e.kind == kind && (e.actor < 0 || e.actor == static_cast<int>(i));
        });
        return -std::log(1.0 + static_cast<double>(n));
    });
    return beta(insecurity(28), {insecurity(0), good}, 1);
}

} // namespace

std::vector<Check> stability_checks(const Studies& studies) {
    const auto check = [](const char* id, const char* part, const Panel& p, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) -> double { return f(p, s); }};
    };
    using P = const Panel&;
    const Panel &community = studies.community, &diary = studies.diary;
    const auto weekly = std::make_shared<const Weekly>(community);
    return {
        check("T09", "latent r of anxiety over 3 weeks", diary,
              [](P p, Sample s) { return latent_stability(p, s, "attachment_anxiety"); }),
        check("T09", "latent r of avoidance over 3 weeks", diary,
              [](P p, Sample s) { return latent_stability(p, s, "attachment_avoidance"); }),
        check("T10", "retest at 1 year", community,
              [weekly](P, Sample s) { return weekly->stability(s).back(); }),
        check("T10", "asymptote", community,
              [weekly](P, Sample s) {
                  return statistics::fit_decay(lags(), weekly->stability(s)).asymptote;
              }),
        check("T10", "AIC without asymptote less with", community,
              [weekly](P, Sample s) {
                  return statistics::asymptote_support(lags(), weekly->stability(s));
              }),
        check("T10", "change in the last quarter", community,
              [weekly](P, Sample s) { return last_quarter(weekly->stability(s)); }),
        check("T11", "same class after 21 months %", studies.newlyweds,
              [](P p, Sample s) { const auto n = interviews(p, s); return 100 * n.same / n.both; }),
        check("T11", "unresolved again %", studies.newlyweds,
              [](P p, Sample s) {
                  const auto n = interviews(p, s);
                  return 100 * n.kept / n.unresolved;
              }),
        check("T11b", "same choice after 4 years %", studies.newlyweds,
              [](P p, Sample s) { return same_choice(p, s, 4 * year); }),
        check("T14", "d of anxiety over 2 years", studies.newlyweds, newlywed_change),
        check("T14b", "r of partners' changes", community,
              [](P p, Sample s) {
                  const Column change = change_of_anxiety(p, s, 0, 52);
                  return r(change, partners(change));
              }),
        check("T14b", "lagged partner path", community, lagged_partner_path),
        check("T15", "beta on anxiety", community,
              [](P p, Sample s) { return fulfilment(p, s, Score::ecr_anxiety); }),
        check("T15", "beta on avoidance", community,
              [](P p, Sample s) { return fulfilment(p, s, Score::ecr_avoidance); }),
        check("T15b", "information certainty", diary,
              [](P p, Sample s) {
                  return situations(p, s, model::EventKind::trigger_uncertainty);
              }),
        check("T15b", "shared interest", diary,
              [](P p, Sample s) { return situations(p, s, model::EventKind::disagreement); }),
    };
}

} // namespace couplet::validation
