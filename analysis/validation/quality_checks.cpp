// Attachment and relationship quality, communication patterns (T16 to T27, T33 to T36).
#include "analysis/validation/vectors.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

using Instrument = Score;

// What the studies of this kind correlate: reports of a person and of the partner.
struct Survey {
    Column anxiety, avoidance, partner_anxiety, partner_avoidance;
    Column satisfaction, trust, commitment; // a quarter of a year later

    Survey(const Panel& p, Sample s) {
        const auto report = [&](Instrument which, std::size_t wave) {
            return persons(s,
                           [&, which, wave](auto c, auto i) { return p.score(c, i, which, wave); });
        };
        anxiety = report(Instrument::ecr_anxiety, 0);
        avoidance = report(Instrument::ecr_avoidance, 0);
        partner_anxiety = partners(anxiety);
        partner_avoidance = partners(avoidance);
        satisfaction = report(Instrument::csi16, 1);
        trust = report(Instrument::trust, 1);
        commitment = report(Instrument::commitment, 1);
    }
    // Predictors of the actor-partner interdependence model, with one interaction.
    std::vector<Column> apim(const Column& x, const Column& y) const {
        return {anxiety, partner_anxiety, avoidance, partner_avoidance, interaction(x, y)};
    }
};

enum Predictor { own_anxiety, partner_anxiety, own_avoidance, partner_avoidance, product };

double apim_effect(const Panel& p, Sample s, Predictor which) {
    const Survey x(p, s);
    auto predictors = x.apim(x.anxiety, x.partner_avoidance);
    predictors.pop_back();
    return beta(x.satisfaction, predictors, which);
}

// Mean of a couple's measure(couple, partner) with so many insecure partners (0 to 2), by median
// split.
template <class Measure>
double of_insecure(const Panel& p, Sample s, int insecure, Measure measure) {
    const auto insecurity = [&](std::uint32_t c, std::size_t i) {
        return p.score(c, i, Score::ecr_anxiety, 0) + p.score(c, i, Score::ecr_avoidance, 0);
    };
    const double middle = median(persons(s, insecurity));
    Column group;
    for (std::uint32_t c : s)
        if ((insecurity(c, 0) > middle) + (insecurity(c, 1) > middle) == insecure)
            for (std::size_t i = 0; i < 2; ++i)
                group.push_back(measure(c, i));
    return mean(group);
}
// The CPQ's scales; of mutual avoidance it asks alike (Christensen & Heavey 1990).
auto cpq(const Panel& p, Score which) {
    return [&p, which](std::uint32_t c, std::size_t i) { return p.score(c, i, which, 1); };
}
auto avoids_together(const Panel& p) {
    return [&p](std::uint32_t c, std::size_t i) {
        const auto& row = p.row(c);
        const double rate = row.mutual_avoidance_minutes / std::max(1.0f, row.end_day);
        return p.told(c, i, mutual_avoidance, 91, std::log(0.05 + rate), frequency_error);
    };
}
template <class Measure> double two_insecure_over_others(const Panel& p, Sample s, Measure m) {
    return of_insecure(p, s, 2, m) - std::max(of_insecure(p, s, 0, m), of_insecure(p, s, 1, m));
}

// How often each says that they quarrel, from what happens in two years.
Column conflict_reports(const Panel& p, Sample s) {
    return persons(s, [&](auto c, auto i) {
        const auto& row = p.row(c);
        return p.told(c, i, conflict_frequency, 0,
                      std::log(1 + row.conflicts * 365.25 / std::max(1.0f, row.end_day)),
                      frequency_error);
    });
}

// A report of how much a person does of something, minutes a day over `weeks`, few unnoticed.
Column talk_report(const Panel& p, Sample s, const char* acts, Scale scale, std::size_t weeks,
                   double unnoticed = 1) {
    const std::size_t which = variable(acts);
    return persons(s, [&, which](auto c, auto i) {
        return p.told(c, i, scale, 0, std::log(unnoticed + average(p, c, i, which, 0, weeks)),
                      frequency_error);
    });
}

// Acts over the first two months against satisfaction at one year.
double communication_on_satisfaction(const Panel& p, Sample s, const char* acts, Scale scale,
                                     bool of_partner) {
    constexpr std::size_t two_months = 8, year = 4;
    Column minutes = talk_report(p, s, acts, scale, two_months);
    if (of_partner)
        minutes = partners(minutes);
    return r(minutes,
             persons(s, [&](auto c, auto i) { return p.score(c, i, Score::csi16, year); }));
}

Column demanded(const Panel& p, Sample s) {
    return talk_report(p, s, "talk_demanded", demands, 13, 0.01);
}
Column withdrawn(const Panel& p, Sample s) {
    return talk_report(p, s, "diary_withdrawal", withdrawals, 26);
}

double withdrawal_less_attack(const Panel& p, Sample s) {
    const Survey x(p, s);
    return r(x.avoidance, withdrawn(p, s)) -
           r(x.avoidance, talk_report(p, s, "diary_attack", attacks, 26));
}

// Indirect effects of own avoidance by own withdrawal, on own and on the partner's satisfaction:
// actor-partner mediation (Ledermann, Macho & Kenny 2011), standardised.
struct Mediation { double own, partner; };
Mediation mediation(const Panel& p, Sample s) {
    const Survey x(p, s);
    const Column withdrawal = withdrawn(p, s), theirs = partners(withdrawal);
    const double a = beta(withdrawal, {x.avoidance, x.partner_avoidance}, 0);
    const std::vector<Column> both{withdrawal, theirs, x.avoidance, x.partner_avoidance};
    return {a * beta(x.satisfaction, both, 0), a * beta(x.satisfaction, both, 1)};
}

} // namespace

std::vector<Check> quality_checks(const Studies& studies) {
    const Panel& p = studies.community;
    const auto check = [&p](const char* id, const char* part, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) { return f(p, s); }};
    };
    using P = const Panel&;
    return {
        check("T16", "r", [](P q, Sample s) { Survey x(q, s); return r(x.anxiety, x.satisfaction); }),
        check("T17", "partner effect",
              [](P q, Sample s) { return apim_effect(q, s, partner_anxiety); }),
        check("T17", "own less partner effect",
              [](P q, Sample s) {
                  return apim_effect(q, s, own_anxiety) - apim_effect(q, s, partner_anxiety);
              }),
        check("T18", "r",
              [](P q, Sample s) { Survey x(q, s); return r(x.avoidance, x.satisfaction); }),
        check("T18", "less that of anxiety",
              [](P q, Sample s) {
                  Survey x(q, s);
                  return r(x.avoidance, x.satisfaction) - r(x.anxiety, x.satisfaction);
              }),
        check("T18b", "partner effect",
              [](P q, Sample s) { return apim_effect(q, s, partner_avoidance); }),
        check("T19", "trust", [](P q, Sample s) { Survey x(q, s); return r(x.anxiety, x.trust); }),
        check("T19", "commitment",
              [](P q, Sample s) { Survey x(q, s); return r(x.anxiety, x.commitment); }),
        check("T19", "commitment: avoidance less anxiety",
              [](P q, Sample s) {
                  Survey x(q, s);
                  return r(x.avoidance, x.commitment) - r(x.anxiety, x.commitment);
              }),
        check("T20", "satisfaction",
              [](P q, Sample s) {
                  Survey x(q, s);
                  return beta(x.satisfaction, x.apim(x.anxiety, x.partner_avoidance), product);
              }),
        check("T20", "trust",
              [](P q, Sample s) {
                  Survey x(q, s);
                  return beta(x.trust, x.apim(x.anxiety, x.partner_avoidance), product);
              }),
        check("T21", "commitment",
              [](P q, Sample s) {
                  Survey x(q, s);
                  return beta(x.commitment, x.apim(x.avoidance, x.partner_avoidance), product);
              }),
        check("T22b", "constructive: SS over SI",
              [](P q, Sample s) {
                  const auto m = cpq(q, Score::cpq_constructive);
                  return of_insecure(q, s, 0, m) - of_insecure(q, s, 1, m);
              }),
        check("T22b", "constructive: SI over II",
              [](P q, Sample s) {
                  const auto m = cpq(q, Score::cpq_constructive);
                  return of_insecure(q, s, 1, m) - of_insecure(q, s, 2, m);
              }),
        check("T22b", "demand-withdraw: II over the others",
              [](P q, Sample s) {
                  return two_insecure_over_others(q, s, cpq(q, Score::cpq_demand_withdraw));
              }),
        check("T22b", "mutual avoidance: II over the others",
              [](P q, Sample s) { return two_insecure_over_others(q, s, avoids_together(q)); }),
        check("T23", "anxiety",
              [](P q, Sample s) { return r(Survey(q, s).anxiety, conflict_reports(q, s)); }),
        check("T23", "anxiety less avoidance",
              [](P q, Sample s) {
                  const Survey x(q, s);
                  const Column conflicts = conflict_reports(q, s);
                  return r(x.anxiety, conflicts) - r(x.avoidance, conflicts);
              }),
        check("T24", "r",
              [](P q, Sample s) {
                  const Survey x(q, s);
                  return r(x.satisfaction, partners(x.satisfaction));
              }),
        check("T25", "below the cut-off",
              [](P q, Sample s) {
                  Column below;
                  for (double score : Survey(q, s).satisfaction)
                      if (!std::isnan(score))
                          below.push_back(score < 51.5);
                  return 100 * mean(below);
              }),
        check("T26", "own",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_warmth", warm_talk, false);
              }),
        check("T26", "partner",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_warmth", warm_talk, true);
              }),
        check("T27", "own",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_attack", attacks, false);
              }),
        check("T27", "partner",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_attack", attacks, true);
              }),
        check("T33", "r",
              [](P q, Sample s) {
                  return -r(Survey(q, s).satisfaction, persons(s, [&](auto c, auto i) {
                                return q.score(c, i, Instrument::cpq_demand_withdraw, 1);
                            }));
              }),
        check("T35", "self-demand",
              [](P q, Sample s) { return r(Survey(q, s).anxiety, demanded(q, s)); }),
        check("T35", "partner-demand",
              [](P q, Sample s) { return r(Survey(q, s).anxiety, partners(demanded(q, s))); }),
        check("T35b", "withdrawal less attack",
              [](P q, Sample s) { return withdrawal_less_attack(q, s); }),
        check("T35b", "mediation of own satisfaction",
              [](P q, Sample s) { return mediation(q, s).own; }),
        check("T35b", "of own less of partner's",
              [](P q, Sample s) {
                  const Mediation m = mediation(q, s);
                  return std::abs(m.own) - std::abs(m.partner);
              }),
        check("T36", "r",
              [](P q, Sample s) {
                  return r(Survey(q, s).anxiety, persons(s, [&](auto c, auto i) {
                               return q.score(c, i, Instrument::cpq_constructive, 1);
                           }));
              }),
    };
}

} // namespace couplet::validation
