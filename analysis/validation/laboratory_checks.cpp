// Discussions in the laboratory (T37, T38, T40, T42, T45, T46, T58b).
#include "analysis/validation/vectors.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

using Side = std::array<Laboratory::Minute, Laboratory::minutes>;

Column report(const Laboratory& lab, Sample s, Score which) {
    return persons(s, [&, which](auto c, auto i) { return lab.score(c, i, which); });
}

// Correlation of a dimension with y, the other dimension held constant, as these studies enter both;
// and whatever else is given.
double dimension_r(const Laboratory& lab, Sample s, Score which, const Column& y,
                   std::vector<Column> given = {}) {
    const Score other = which == Score::ecr_anxiety ? Score::ecr_avoidance : Score::ecr_anxiety;
    given.push_back(report(lab, s, other));
    return partial_r(report(lab, s, which), y, given);
}

// f(side, partner's side, minutes) of each person in a discussion; NaN for who did not come.
template <class F> Column of_talk(const Laboratory& lab, Sample s, Talk which, F f) {
    return persons(s, [&](auto c, auto i) {
        const auto& talk = lab.talk(c, which);
        if (!lab.couple(c).came || talk.minutes < 3)
            return std::nan("");
        return static_cast<double>(f(talk.partner[i], talk.partner[1 - i], talk.minutes));
    });
}
Column distress(const Laboratory& lab, Sample s, Talk which) {
    return of_talk(lab, s, which, [](const Side& own, const Side&, std::size_t minutes) {
        double sum = 0;
        for (std::size_t m = 0; m < minutes; ++m)
            sum += own[m].distress;
        return sum / static_cast<double>(minutes);
    });
}
Column hostility(const Laboratory& lab, Sample s, Talk which) {
    return of_talk(lab, s, which, [](const Side& own, const Side&, std::size_t minutes) {
        double n = 0;
        for (std::size_t m = 0; m < minutes; ++m)
            n += is_hostile(own[m].act);
        return n / static_cast<double>(minutes);
    });
}
// Rise of severity over the discussion: slope over the minutes of distress, and of hostile acts
// weighing as a unit of it.
Column escalation(const Laboratory& lab, Sample s) {
    return of_talk(lab, s, Talk::conflict, [](const Side& own, const Side&, std::size_t minutes) {
        Column time, severity;
        for (std::size_t m = 0; m < minutes; ++m) {
            time.push_back(static_cast<double>(m));
            severity.push_back(own[m].distress + is_hostile(own[m].act));
        }
        return slope(severity, {time}, 0);
    });
}
// Agreement of what is inferred with what the partner felt, minute by minute (Fisher's z).
Column accuracy(const Laboratory& lab, Sample s) {
    return of_talk(lab, s, Talk::conflict,
                   [](const Side& own, const Side& other, std::size_t minutes) {
                       Column inferred, felt;
                       for (std::size_t m = 0; m < minutes; ++m) {
                           inferred.push_back(own[m].inferred);
                           felt.push_back(other[m].felt);
                       }
                       return std::atanh(std::clamp(r(inferred, felt), -0.99, 0.99));
                   });
}

// How much there was to read: sd of what the partner felt. Accuracy is compared at equal difficulty,
// as in Simpson, Orina & Ickes (2003).
Column readability(const Laboratory& lab, Sample s) {
    return of_talk(lab, s, Talk::conflict,
                   [](const Side&, const Side& other, std::size_t minutes) {
                       Column felt;
                       for (std::size_t m = 0; m < minutes; ++m)
                           felt.push_back(other[m].felt);
                       return std::log(sd(felt));
                   });
}

// Next minute's outcome(act) on the partner's cue(minute) of this one and on its product with own
// avoidance, within discussions: the product's slope.
template <class Cue, class Outcome>
double by_avoidance(const Laboratory& lab, Sample s, Talk which, Cue cue, Outcome outcome) {
    const Column avoidance = standardised(report(lab, s, Score::ecr_avoidance));
    Column next, now, product;
    std::vector<int> person;
    for (std::size_t k = 0; k < avoidance.size(); ++k) {
        const auto& talk = lab.talk(s[k / 2], which);
        if (!std::isnan(avoidance[k]))
            for (std::size_t m = 0; m + 1 < talk.minutes; ++m) {
                next.push_back(outcome(talk.partner[k % 2][m + 1]));
                now.push_back(cue(talk.partner[1 - k % 2][m]));
                product.push_back(now.back() * avoidance[k]);
                person.push_back(static_cast<int>(k));
            }
    }
    return within_slopes(next, {now, product}, person)[1];
}

// Distress and hostile acts on anxiety, own and partner's commitment, and their products with anxiety.
struct Buffer { double anxiety, own, partner; };
Buffer buffer(const Laboratory& lab, Sample s) {
    const Column anxiety = report(lab, s, Score::ecr_anxiety);
    const Column commitment = report(lab, s, Score::commitment);
    const Column theirs = partners(commitment);
    const std::vector<Column> predictors{standardised(anxiety), standardised(commitment),
                                         standardised(theirs), interaction(anxiety, commitment),
                                         interaction(anxiety, theirs)};
    Column y = standardised(distress(lab, s, Talk::conflict));
    const Column acts = standardised(hostility(lab, s, Talk::conflict));
    for (std::size_t k = 0; k < y.size(); ++k)
        y[k] += acts[k];
    return {slope(y, predictors, 0), slope(y, predictors, 3), slope(y, predictors, 4)};
}

// Chance of a negative act a minute after a negative one of the partner, over that at any time;
// tables of all couples of the group are pooled (Gottman, Markman & Notarius 1977).
double reciprocity(const Laboratory& lab, Sample s, bool distressed) {
    constexpr double cut_off = 51.5; // of the CSI-16, mean of both
    const auto negative = [](Act act) { return is_hostile(act) || turns_away(act); };
    double after = 0, met = 0, all = 0, base = 0;
    for (std::uint32_t c : s) {
        const double satisfaction =
            (lab.score(c, 0, Score::csi16) + lab.score(c, 1, Score::csi16)) / 2;
        if (std::isnan(satisfaction) || (satisfaction < cut_off) != distressed)
            continue;
        const auto& talk = lab.talk(c, Talk::conflict);
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t m = 0; m + 1 < talk.minutes; ++m) {
                const bool given = negative(talk.partner[1 - i][m].act);
                const bool answer = negative(talk.partner[i][m + 1].act);
                after += given;
                met += given && answer;
                ++all;
                base += answer;
            }
    }
    return (met / after) / (base / all);
}

// Couples in which one is anxious and the other avoidant, half a sd above the mean at least.
std::vector<bool> anxious_with_avoidant(const Laboratory& lab, Sample s) {
    constexpr double high = 0.5;
    const Column x = standardised(report(lab, s, Score::ecr_anxiety));
    const Column y = standardised(report(lab, s, Score::ecr_avoidance));
    std::vector<bool> pairs;
    for (std::size_t k = 0; k < x.size(); k += 2)
        pairs.push_back((x[k] > high && y[k + 1] > high) || (x[k + 1] > high && y[k] > high));
    return pairs;
}
// Change of cortisol [nmol/l] of both partners, in these pairs or in the others.
Column change_of_cortisol(const Laboratory& lab, Sample s, bool pairs,
                          double Laboratory::Cortisol::*from, double Laboratory::Cortisol::*to) {
    const auto chosen = anxious_with_avoidant(lab, s);
    Column change;
    for (std::size_t k = 0; k < s.size(); ++k)
        if (lab.couple(s[k]).came && chosen[k] == pairs)
            for (const auto& sample : lab.couple(s[k]).cortisol)
                change.push_back(sample.*to - sample.*from);
    return change;
}

} // namespace

std::vector<Check> laboratory_checks(const Studies& studies) {
    const Laboratory& lab = studies.laboratory;
    const auto check = [&lab](const char* id, const char* part, auto f) {
        return Check{id, part, nullptr, [&lab, f](Sample s) -> double { return f(lab, s); },
                     lab.couples()};
    };
    using L = const Laboratory&;
    using Minute = Laboratory::Minute;
    using Cortisol = Laboratory::Cortisol;
    const auto disengages = [](Talk which) {
        return [which](L q, Sample s) {
            return by_avoidance(
                q, s, which, [](const Minute& m) { return double(m.distress); },
                [](const Minute& m) { return double(turns_away(m.act)); });
        };
    };
    const auto softened = [](auto outcome) {
        return [outcome](L q, Sample s) {
            return by_avoidance(
                q, s, Talk::conflict, [](const Minute& m) { return double(is_soft(m.act)); },
                [outcome](const Minute& m) { return double(outcome(m.act)); });
        };
    };
    return {
        check("T37", "conflict talk", disengages(Talk::conflict)),
        check("T37", "support talk", disengages(Talk::support)),
        check("T38", "rise before: anxious with avoidant over others",
              [](L q, Sample s) {
                  const auto rise = [&](bool pairs) {
                      return change_of_cortisol(q, s, pairs, &Cortisol::before, &Cortisol::start);
                  };
                  return difference(rise(true), rise(false));
              }),
        check("T38", "change from start to end in these [nmol/l]",
              [](L q, Sample s) {
                  return mean(change_of_cortisol(q, s, true, &Cortisol::start, &Cortisol::end));
              }),
        check("T40", "distress",
              [](L q, Sample s) {
                  return dimension_r(q, s, Score::ecr_anxiety, distress(q, s, Talk::conflict));
              }),
        check("T40", "slope of severity",
              [](L q, Sample s) {
                  return dimension_r(q, s, Score::ecr_anxiety, escalation(q, s));
              }),
        check("T42", "accuracy",
              [](L q, Sample s) {
                  return dimension_r(q, s, Score::ecr_avoidance, accuracy(q, s),
                                     {readability(q, s)});
              }),
        check("T45", "own commitment", [](L q, Sample s) { return buffer(q, s).own; }),
        check("T45", "partner's commitment", [](L q, Sample s) { return buffer(q, s).partner; }),
        check("T45", "anxiety's slope reduced by +1 sd of partner's [%]",
              [](L q, Sample s) {
                  const Buffer b = buffer(q, s);
                  return -100 * b.partner / b.anxiety;
              }),
        check("T46", "anger", softened(is_hostile)),
        check("T46", "withdrawal", softened(turns_away)),
        check("T58b", "distressed", [](L q, Sample s) { return reciprocity(q, s, true); }),
        check("T58b", "not distressed", [](L q, Sample s) { return reciprocity(q, s, false); }),
    };
}

} // namespace couplet::validation
