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

// Constructive communication of couples with so many insecure partners (0 to 2), by median split.
double constructive(const Panel& p, Sample s, int insecure) {
    const auto insecurity = [&](std::uint32_t c, std::size_t i) {
        return p.score(c, i, Instrument::ecr_anxiety, 0) +
               p.score(c, i, Instrument::ecr_avoidance, 0);
    };
    Column all = persons(s, insecurity);
    std::erase_if(all, [](double x) { return std::isnan(x); });
    std::nth_element(all.begin(), all.begin() + static_cast<long>(all.size() / 2), all.end());
    const double median = all[all.size() / 2];
    Column group;
    for (std::uint32_t c : s)
        if ((insecurity(c, 0) > median) + (insecurity(c, 1) > median) == insecure)
            for (std::size_t i = 0; i < 2; ++i)
                group.push_back(p.score(c, i, Instrument::cpq_constructive, 1));
    return mean(group);
}

// Conflicts in the two years, as a rate that a person would report.
Column conflict_frequency(const Panel& p, Sample s) {
    return persons(s, [&](auto c, auto) {
        const auto& row = p.row(c);
        return std::log(1 + row.conflicts * 365.25 / std::max(1.0f, row.end_day));
    });
}

// Acts over the first two months against satisfaction at one year.
double communication_on_satisfaction(const Panel& p, Sample s, const char* acts, bool of_partner) {
    const std::size_t which = variable(acts);
    Column minutes = persons(s, [&](auto c, auto i) {
        return std::log(1 + average(p, c, i, which, 0, 8));
    });
    if (of_partner)
        minutes = partners(minutes);
    return r(minutes,
             persons(s, [&](auto c, auto i) { return p.score(c, i, Instrument::csi16, 4); }));
}

Column demanded(const Panel& p, Sample s) {
    const std::size_t which = variable("talk_demanded");
    return persons(s, [&, which](auto c, auto i) {
        return std::log(0.01 + average(p, c, i, which, 0, 13));
    });
}

double withdrawal_less_attack(const Panel& p, Sample s) {
    const auto minutes = [&](const char* acts) {
        const std::size_t which = variable(acts);
        return persons(s, [&, which](auto c, auto i) {
            return std::log(1 + average(p, c, i, which, 0, 26));
        });
    };
    const Survey x(p, s);
    return r(x.avoidance, minutes("diary_withdrawal")) - r(x.avoidance, minutes("diary_attack"));
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
              [](P q, Sample s) { return constructive(q, s, 0) - constructive(q, s, 1); }),
        check("T22b", "constructive: SI over II",
              [](P q, Sample s) { return constructive(q, s, 1) - constructive(q, s, 2); }),
        check("T23", "anxiety",
              [](P q, Sample s) { return r(Survey(q, s).anxiety, conflict_frequency(q, s)); }),
        check("T23", "anxiety less avoidance",
              [](P q, Sample s) {
                  const Survey x(q, s);
                  const Column conflicts = conflict_frequency(q, s);
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
                  return communication_on_satisfaction(q, s, "diary_warmth", false);
              }),
        check("T26", "partner",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_warmth", true);
              }),
        check("T27", "own",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_attack", false);
              }),
        check("T27", "partner",
              [](P q, Sample s) {
                  return communication_on_satisfaction(q, s, "diary_attack", true);
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
        check("T36", "r",
              [](P q, Sample s) {
                  return r(Survey(q, s).anxiety, persons(s, [&](auto c, auto i) {
                               return q.score(c, i, Instrument::cpq_constructive, 1);
                           }));
              }),
    };
}

} // namespace couplet::validation
