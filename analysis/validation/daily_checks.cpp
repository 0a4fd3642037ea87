// Daily life: perceived conflict and support, reassurance seeking, protest (T28, T29, T48 to T50).
#include "analysis/validation/vectors.hpp"

namespace couplet::validation {
namespace {

using measurement::Item;
constexpr std::size_t two_weeks = 14, three_weeks = 21, four_weeks = 28;

// Mean answer of a person over the first so many days.
Column diary_mean(const Panel& p, Sample s, Item item, std::size_t days) {
    return persons(s, [&](auto c, auto i) {
        double sum = 0;
        for (std::size_t day = 1; day <= days; ++day)
            sum += p.diary(c, i, item, day);
        return sum / static_cast<double>(days);
    });
}
Column report(const Panel& p, Sample s, Score which, std::size_t wave = 0) {
    return persons(s, [&, which, wave](auto c, auto i) { return p.score(c, i, which, wave); });
}

// Satisfaction of the day on conflict and support of the day, and on their products with anxiety
// (population sd), within persons.
struct Reactions {
    double conflict, conflict_by_anxiety, support, support_by_anxiety;
};
Reactions reactions(const Panel& p, Sample s) {
    const Column anxiety = standardised(report(p, s, Score::ecr_anxiety));
    Column satisfaction, conflict, support, conflict_x, support_x;
    std::vector<int> person;
    for (std::size_t k = 0; k < anxiety.size(); ++k)
        for (std::size_t day = 1; day <= two_weeks; ++day) {
            const std::uint32_t c = s[k / 2];
            satisfaction.push_back(p.diary(c, k % 2, Item::satisfaction, day));
            conflict.push_back(p.diary(c, k % 2, Item::perceived_conflict, day));
            support.push_back(p.diary(c, k % 2, Item::perceived_support, day));
            conflict_x.push_back(conflict.back() * anxiety[k]);
            support_x.push_back(support.back() * anxiety[k]);
            person.push_back(static_cast<int>(k));
        }
    const Column b =
        within_slopes(satisfaction, {conflict, conflict_x, support, support_x}, person);
    return {b[0], b[1], b[2], b[3]};
}
// Of the slope at +1 sd of anxiety to that at -1 sd.
double ratio(double slope, double by_anxiety) {
    return (slope + by_anxiety) / (slope - by_anxiety);
}

// After a day with protest: what the person thinks of the relationship the day after, given that
// day's, by anxiety. `evaluation(couple, partner, day)`.
template <class Evaluation>
double after_protest(const Panel& p, Sample s, Evaluation evaluation) {
    const std::size_t protest = variable("diary_protest");
    const Column anxiety = standardised(report(p, s, Score::ecr_anxiety));
    Column tomorrow, today, minutes, product;
    std::vector<int> person;
    for (std::size_t k = 0; k < anxiety.size(); ++k)
        for (std::size_t day = 1; day < three_weeks; ++day) {
            const std::uint32_t c = s[k / 2];
            tomorrow.push_back(evaluation(c, k % 2, day + 1));
            today.push_back(evaluation(c, k % 2, day));
            minutes.push_back(std::log(1 + p.value(c, k % 2, protest, day)));
            product.push_back(minutes.back() * anxiety[k]);
            person.push_back(static_cast<int>(k));
        }
    return within_slopes(tomorrow, {today, minutes, product}, person)[2];
}

// Partner's satisfaction nine months later on a person's protest over the diary, given the
// partner's own satisfaction then.
double protest_on_partner(const Panel& diary, const Panel& later, Sample s) {
    const std::size_t protest = variable("diary_protest");
    const Column minutes = persons(s, [&](auto c, auto i) {
        return std::log(1 + average(diary, c, i, protest, 1, three_weeks));
    });
    constexpr std::size_t nine_months = 3;
    return beta(partners(report(later, s, Score::csi16, nine_months)),
                {minutes, partners(report(later, s, Score::csi16, 0))}, 0);
}

// Reassurance seeking with what the partner thinks less of the relationship a quarter later.
double seeking_and_rejection(const Panel& diary, const Panel& later, Sample s) {
    const Column seeking = diary_mean(diary, s, Item::reassurance_sought, four_weeks);
    const Column before = partners(report(later, s, Score::csi16, 0));
    return -partial_r(seeking, partners(report(later, s, Score::csi16, 1)), {before});
}

} // namespace

std::vector<Check> daily_checks(const Studies& studies) {
    const Panel &p = studies.diary, &later = studies.community; // the same couples
    const auto check = [&p](const char* id, const char* part, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) -> double { return f(p, s); }};
    };
    using P = const Panel&;
    const auto seeking = [](P q, Sample s) {
        return diary_mean(q, s, Item::reassurance_sought, four_weeks);
    };
    return {
        check("T28", "partial r",
              [](P q, Sample s) {
                  const Column conflict = diary_mean(q, s, Item::perceived_conflict, two_weeks);
                  return partial_r(report(q, s, Score::ecr_anxiety), conflict,
                                   {partners(conflict)});
              }),
        check("T29", "conflict x anxiety",
              [](P q, Sample s) { return reactions(q, s).conflict_by_anxiety; }),
        check("T29", "support x anxiety",
              [](P q, Sample s) { return reactions(q, s).support_by_anxiety; }),
        check("T29", "conflict: slope at +1 sd over -1 sd",
              [](P q, Sample s) {
                  const auto b = reactions(q, s);
                  return ratio(b.conflict, b.conflict_by_anxiety);
              }),
        check("T29", "support: slope at +1 sd over -1 sd",
              [](P q, Sample s) {
                  const auto b = reactions(q, s);
                  return ratio(b.support, b.support_by_anxiety);
              }),
        check("T48", "anxiety",
              [seeking](P q, Sample s) {
                  return r(report(q, s, Score::ecr_anxiety), seeking(q, s));
              }),
        check("T48", "avoidance",
              [seeking](P q, Sample s) {
                  return r(report(q, s, Score::ecr_avoidance), seeking(q, s));
              }),
        check("T49b", "depression",
              [seeking](P q, Sample s) { return r(report(q, s, Score::phq9), seeking(q, s)); }),
        check("T49b", "rejection",
              [&later](P q, Sample s) { return seeking_and_rejection(q, later, s); }),
        check("T50", "own satisfaction next day, by anxiety",
              [](P q, Sample s) {
                  return after_protest(q, s, [&](auto c, auto i, auto day) {
                      return q.diary(c, i, Item::satisfaction, day);
                  });
              }),
        check("T50", "own felt security next day, by anxiety",
              [](P q, Sample s) {
                  const std::size_t security = variable("felt_security");
                  return after_protest(q, s, [&](auto c, auto i, auto day) {
                      return q.told(c, i, felt_security, static_cast<int>(day),
                                    q.value(c, i, security, day), feeling_error);
                  });
              }),
        check("T50", "partner's satisfaction after 9 months",
              [&later](P q, Sample s) { return protest_on_partner(q, later, s); }),
    };
}

} // namespace couplet::validation
