// Daily life and affect: perceived conflict, reassurance seeking, inertia and variability (T28, T48,
// T49b, T54, T55).
#include "analysis/validation/vectors.hpp"
#include "statistics/basics.hpp"

namespace couplet::validation {
namespace {

using Instrument = Score;

// Of the four weeks of diaries.
double diary_mean(const Panel& p, std::uint32_t c, std::size_t i, const char* name) {
    return average(p, c, i, variable(name), 1, p.instants() - 1);
}

Column perceived_conflict(const Panel& p, Sample s) {
    return persons(s, [&](auto c, auto i) {
        return std::log(0.1 + diary_mean(p, c, i, "diary_coldness") +
                        diary_mean(p, c, i, "diary_threat"));
    });
}
Column reassurance_seeking(const Panel& p, Sample s) {
    return persons(s, [&](auto c, auto i) {
        return std::log(0.1 + diary_mean(p, c, i, "diary_reassurance_seeking"));
    });
}
Column report(const Panel& p, Sample s, Instrument which) {
    return persons(s, [&, which](auto c, auto i) { return p.score(c, i, which, 0); });
}

// How a person's daily negative affect moves: persistence and spread.
struct Course { double inertia, sd, successive; };
Course course(const Panel& p, std::uint32_t c, std::size_t i) {
    const std::size_t affect = variable("diary_negative_affect");
    Column today, tomorrow, steps;
    for (std::size_t day = 1; day + 1 < p.instants(); ++day) {
        today.push_back(p.value(c, i, affect, day));
        tomorrow.push_back(p.value(c, i, affect, day + 1));
        steps.push_back(std::pow(tomorrow.back() - today.back(), 2));
    }
    const double spread = sd(today);
    return {r(today, tomorrow), spread, std::sqrt(mean(steps))};
}

} // namespace

std::vector<Check> daily_checks(const Studies& studies) {
    const Panel& p = studies.diary;
    const auto check = [&p](const char* id, const char* part, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) { return f(p, s); }};
    };
    using P = const Panel&;
    const auto well_being = [](P q, Sample s) {
        Column x = report(q, s, Instrument::phq9);
        for (double& value : x)
            value = -value;
        return x;
    };
    return {
        check("T28", "partial r",
              [](P q, Sample s) {
                  const Column conflict = perceived_conflict(q, s);
                  const Column theirs = partners(conflict);
                  const Column anxiety = report(q, s, Instrument::ecr_anxiety);
                  const Eigen::MatrixXd given = Eigen::Map<const Eigen::VectorXd>(
                      theirs.data(), static_cast<Eigen::Index>(theirs.size()));
                  return statistics::partial_correlation(anxiety, conflict, given).r;
              }),
        check("T48", "anxiety",
              [](P q, Sample s) {
                  return r(report(q, s, Instrument::ecr_anxiety), reassurance_seeking(q, s));
              }),
        check("T48", "avoidance",
              [](P q, Sample s) {
                  return r(report(q, s, Instrument::ecr_avoidance), reassurance_seeking(q, s));
              }),
        check("T49b", "depression",
              [](P q, Sample s) {
                  return r(report(q, s, Instrument::phq9), reassurance_seeking(q, s));
              }),
        check("T54", "day to day",
              [](P q, Sample s) {
                  return mean(
                      persons(s, [&](auto c, auto i) { return course(q, c, i).inertia; }));
              }),
        check("T54b", "r",
              [well_being](P q, Sample s) {
                  return r(persons(s, [&](auto c, auto i) { return course(q, c, i).inertia; }),
                           well_being(q, s));
              }),
        check("T55", "sd",
              [well_being](P q, Sample s) {
                  return r(persons(s, [&](auto c, auto i) { return course(q, c, i).sd; }),
                           well_being(q, s));
              }),
        check("T55", "successive differences",
              [well_being](P q, Sample s) {
                  return r(persons(s, [&](auto c, auto i) { return course(q, c, i).successive; }),
                           well_being(q, s));
              }),
    };
}

} // namespace couplet::validation
