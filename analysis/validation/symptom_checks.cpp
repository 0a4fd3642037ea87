// Symptoms and well-being (T90 to T93).
#include "analysis/validation/vectors.hpp"
#include "measurement/interview.hpp"
#include "mechanisms/attachment_change.hpp"

namespace couplet::validation {
namespace {

using measurement::StateOfMind;

Column report(const Panel& p, Sample s, Score which) {
    return persons(s, [&, which](auto c, auto i) { return p.score(c, i, which, 0); });
}
double reports_r(const Panel& p, Sample s, Score a, Score b) {
    return r(report(p, s, a), report(p, s, b));
}

// Positive mental health: positive affect of the first week, and satisfaction with life, of one
// weight. Life is judged by how one feels and by what matters most in it (Schimmack, Diener &
// Oishi 2002), here the relationship; the weights are assumed, the error is that of a retest of .8
// over a month (Pavot & Diener 1993) at a spread of 0.8.
Column well_being(const Panel& p, Sample s) {
    const auto week = [&](std::uint32_t c, std::size_t i, measurement::Item item) {
        double sum = 0;
        for (std::size_t day = 1; day <= 7; ++day)
            sum += p.diary(c, i, item, day);
        return sum / 7;
    };
    const Column affect = standardised(persons(s, [&](auto c, auto i) {
        return week(c, i, measurement::Item::positive_affect);
    }));
    const Column life = standardised(persons(s, [&](auto c, auto i) {
        const double share = p.value(c, i, variable("satisfaction"), 7);
        const double balance = week(c, i, measurement::Item::positive_affect) -
                               week(c, i, measurement::Item::negative_affect);
        return p.told(c, i, life_satisfaction, 7,
                      0.5 * std::log(share / (1 - share)) + balance, feeling_error);
    }));
    Column both(affect.size());
    for (std::size_t k = 0; k < both.size(); ++k)
        both[k] = affect[k] + life[k];
    return both;
}

// Anxious symptoms of those of a class of the interview against the secure.
double class_difference(const Panel& p, Sample s, StateOfMind which) {
    const std::size_t anxiety = variable("attachment_anxiety");
    const std::size_t avoidance = variable("attachment_avoidance");
    using F = Lanes<1>;
    Column of_class, secure;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i) {
            const auto best =
                measurement::interview(
                    p.occasion(c, i, 0),
                    attachment_change::standardised_anxiety(
                        F(static_cast<float>(p.value(c, i, anxiety, 0)))).v,
                    attachment_change::standardised_avoidance(
                        F(static_cast<float>(p.value(c, i, avoidance, 0)))).v)
                    .best;
            if (best == which)
                of_class.push_back(p.score(c, i, Score::gad7, 0));
            else if (best == StateOfMind::secure)
                secure.push_back(p.score(c, i, Score::gad7, 0));
        }
    return difference(of_class, secure);
}

} // namespace

std::vector<Check> symptom_checks(const Studies& studies) {
    const Panel& p = studies.diary;
    const auto check = [&p](const char* id, const char* part, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) -> double { return f(p, s); }};
    };
    using P = const Panel&;
    using S = Score;
    return {
        check("T90", "avoidance and depression",
              [](P q, Sample s) { return reports_r(q, s, S::ecr_avoidance, S::phq9); }),
        check("T90", "avoidance and anxious symptoms",
              [](P q, Sample s) { return reports_r(q, s, S::ecr_avoidance, S::gad7); }),
        check("T90", "avoidance and well-being",
              [](P q, Sample s) { return r(report(q, s, S::ecr_avoidance), well_being(q, s)); }),
        check("T91", "anxiety and depression",
              [](P q, Sample s) { return reports_r(q, s, S::ecr_anxiety, S::phq9); }),
        check("T91", "anxiety and anxious symptoms",
              [](P q, Sample s) { return reports_r(q, s, S::ecr_anxiety, S::gad7); }),
        check("T91", "anxiety and well-being",
              [](P q, Sample s) { return r(report(q, s, S::ecr_anxiety), well_being(q, s)); }),
        check("T92", "preoccupied",
              [](P q, Sample s) { return class_difference(q, s, StateOfMind::preoccupied); }),
        check("T92", "dismissing",
              [](P q, Sample s) { return class_difference(q, s, StateOfMind::dismissing); }),
        check("T93", "satisfaction and well-being",
              [](P q, Sample s) { return -reports_r(q, s, S::csi16, S::phq9); }),
    };
}

} // namespace couplet::validation
