// Programmes for couples: distressed couples in therapy and on the waiting list, what lasts, and
// check-ups (T68 to T79).
#include "analysis/validation/checks.hpp"
#include "analysis/validation/vectors.hpp"

namespace couplet::validation {
namespace {

Column scores(const Panel& p, Sample s, Score which, std::size_t wave) {
    return persons(s, [&](auto c, auto i) { return p.score(c, i, which, wave); });
}
// The same couples in the community panel.
Column as_usual(const Panel& community, const Panel& treated, Sample s, Score which,
                std::size_t wave) {
    return persons(s, [&](auto c, auto i) {
        return community.score(treated.row(c).couple, i, which, wave);
    });
}
double satisfaction_gain(const Course& t, Sample s) {
    return gain(scores(t.panel, s, Score::csi16, 0), scores(t.panel, s, Score::csi16, t.after()));
}

double of_couple(const Panel& p, std::uint32_t c, std::size_t wave) {
    return (p.score(c, 0, Score::csi16, wave) + p.score(c, 1, Score::csi16, wave)) / 2;
}
double not_distressed(const Course& t, Sample s) {
    Column free;
    for (std::uint32_t c : s)
        if (const double x = of_couple(t.panel, c, t.after()); !std::isnan(x))
            free.push_back(x >= csi16_cutoff);
    return 100 * mean(free);
}

// The mean of two persons' scores has an error that is smaller by a root of two.
bool better(const Course& t, std::uint32_t c, std::size_t wave) {
    const double reliable = csi16_reliable / std::sqrt(2.0);
    return of_couple(t.panel, c, wave) - of_couple(t.panel, c, 0) >= reliable;
}
double benefit(const Course& t, Sample s) {
    Column yes;
    for (std::uint32_t c : s)
        if (!std::isnan(of_couple(t.panel, c, t.after())))
            yes.push_back(better(t, c, t.after()));
    return 100 * mean(yes);
}
// Of those who benefited: who is no longer better than at intake, or has separated.
double benefit_lost(const Course& t, Sample s, std::size_t half_years) {
    Column lost;
    for (std::uint32_t c : s)
        if (better(t, c, t.after()))
            lost.push_back(!better(t, c, t.half_years_after(half_years)));
    return 100 * mean(lost);
}

// Of all sessions of all persons, round each one's own line.
double session_by_session(const Course& t, Sample s) {
    constexpr double reliability = 0.85; // of state measures: .8 to .9
    const std::size_t security = variable("felt_security"), comfort = variable("felt_comfort");
    std::vector<Column> insecure, satisfied;
    for (std::size_t wave = 1; wave <= t.after(); ++wave) {
        const auto secure = told(t, s, security, reliability, t.instant(wave)),
                   comfortable = told(t, s, comfort, reliability, t.instant(wave));
        insecure.emplace_back();
        for (std::size_t k = 0; k < secure.size(); ++k)
            insecure.back().push_back(-secure[k] - comfortable[k]);
        satisfied.push_back(scores(t.panel, s, Score::csi16, wave));
    }
    Column x, y;
    for (std::size_t person = 0; person < 2 * s.size(); ++person) {
        const auto series = [&](const std::vector<Column>& columns) {
            Column own;
            for (const Column& column : columns)
                own.push_back(column[person]);
            return detrended(own);
        };
        const Column a = series(insecure), b = series(satisfied);
        x.insert(x.end(), a.begin(), a.end());
        y.insert(y.end(), b.begin(), b.end());
    }
    return r(x, y);
}

// Mean satisfaction at intake, at the end, and after one and two years, of those who are together
// then.
struct FollowUp { double intake, end, year, two_years; };
FollowUp follow_up(const Course& t, Sample s) {
    const std::size_t waves[] = {0, t.after(), t.half_years_after(2), t.half_years_after(4)};
    Column at[4];
    for (std::uint32_t c : s)
        if (!std::isnan(of_couple(t.panel, c, waves[3])))
            for (std::size_t k = 0; k < 4; ++k)
                at[k].push_back(of_couple(t.panel, c, waves[k]));
    return {mean(at[0]), mean(at[1]), mean(at[2]), mean(at[3])};
}

// Treated against as usual, mean of the waves of two years.
template <class Measure> double mean_difference(Measure of) {
    Column d;
    for (std::size_t wave = 1; wave <= 8; ++wave) {
        const auto [treated, usual] = of(wave);
        d.push_back(difference(treated, usual));
    }
    return mean(d);
}
double intimacy(const Panel& treated, const Panel& community, Seed seed, Sample s) {
    constexpr double reliability = 0.9; // of the Intimate Safety Questionnaire; Cordova et al. 2005
    const std::size_t close = variable("relatedness"), weeks = 13;
    std::vector<std::uint32_t> twins;
    for (std::uint32_t c : s)
        twins.push_back(treated.row(c).couple);
    return mean_difference([&](std::size_t wave) {
        return std::pair(told(treated, seed, s, close, reliability, wave * weeks),
                         told(community, seed, twins, close, reliability, wave * weeks));
    });
}
double relief(const Panel& treated, const Panel& community, Sample s) {
    return mean_difference([&](std::size_t wave) {
        return std::pair(scores(treated, s, Score::csi16, wave),
                         as_usual(community, treated, s, Score::csi16, wave));
    });
}

} // namespace

std::vector<Check> couple_therapy_checks(const Studies& studies) {
    if (!studies.trials)
        return {};
    const Trials& t = *studies.trials;
    const Panel& community = studies.community;
    const auto check = [](const char* id, const char* part, const Panel& p, auto f) {
        return Check{id, part, &p, f};
    };
    const Panel &couples = t.eft.panel, &checked = t.check_up;
    return {
        // Both therapies, as in a synthesis of trials.
        check("T68", "g before to after", couples,
              [&t](Sample s) {
                  return (satisfaction_gain(t.eft, s) + satisfaction_gain(t.behavioural, s)) / 2;
              }),
        check("T69", "before to after", couples,
              [&t](Sample s) { return satisfaction_gain(t.eft, s); }),
        check("T69", "against behavioural therapy", couples,
              [&t](Sample s) {
                  return difference(
                      scores(t.eft.panel, s, Score::csi16, t.eft.after()),
                      scores(t.behavioural.panel, s, Score::csi16, t.behavioural.after()));
              }),
        check("T69", "not distressed after %", couples,
              [&t](Sample s) { return not_distressed(t.eft, s); }),
        check("T71c", "benefit %", couples, [&t](Sample s) { return benefit(t.behavioural, s); }),
        check("T71c", "of them lost in 3 years %", couples,
              [&t](Sample s) { return benefit_lost(t.behavioural, s, 6); }),
        check("T72", "g in 6 months", couples,
              [&community, &couples](Sample s) {
                  return gain(as_usual(community, couples, s, Score::csi16, 0),
                              as_usual(community, couples, s, Score::csi16, 2));
              }),
        check("T75", "r within persons", couples,
              [&t](Sample s) { return session_by_session(t.eft, s); }),
        check("T76", "gain kept for 2 years %", couples,
              [&t](Sample s) {
                  const FollowUp f = follow_up(t.eft, s);
                  return 100 * (f.two_years - f.intake) / (f.end - f.intake);
              }),
        check("T76", "gain in the last year less before", couples,
              [&t](Sample s) {
                  const FollowUp f = follow_up(t.eft, s);
                  return (f.two_years - f.year) - (f.year - f.intake);
              }),
        check("T76", "d of anxiety after the end", couples,
              [&t](Sample s) {
                  const Panel& p = t.eft.panel;
                  return gain(scores(p, s, Score::ecr_anxiety, t.eft.after()),
                              scores(p, s, Score::ecr_anxiety, t.eft.half_years_after(4)));
              }),
        check("T79", "intimacy", checked,
              [&checked, &community, seed = t.eft.seed](Sample s) {
                  return intimacy(checked, community, seed, s);
              }),
        check("T79", "less distress", checked,
              [&checked, &community](Sample s) { return relief(checked, community, s); }),
    };
}

} // namespace couplet::validation
