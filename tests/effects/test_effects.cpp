// A trial by hand, of few couples and round numbers, so that every figure can be checked on paper.
#include "effects/report.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::effects;

namespace {

// Two arms, two waves, csi16 alone; scores[arm][couple] before and after, alike in both partners.
using Scores = std::vector<std::array<float, 2>>;
TrialData made(Design design, const Scores& waiting, const Scores& treated) {
    TrialData d;
    d.design = design;
    d.days = 100;
    d.waves = {0, 100};
    d.arms = {{"waiting", false, 0, 0}, {"treated", true, 7, 70}};
    const bool twins = design == Design::twins;
    d.couples = static_cast<std::uint32_t>(twins ? waiting.size() : waiting.size() + treated.size());
    d.members.resize(2 * d.couples);
    d.scores.assign(2 * measurement::instrument_count * d.couples * 4, std::nanf(""));
    d.relationship_age.assign(d.couples, 3);
    const auto csi = static_cast<std::size_t>(instrument_index("csi16"));
    const auto put = [&](std::size_t arm, std::size_t couple, const std::array<float, 2>& x) {
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t w = 0; w < 2; ++w)
                d.scores[(((arm * measurement::instrument_count + csi) * d.couples + couple) * 2 + i) *
                             2 +
                         w] = x[w];
    };
    for (std::size_t c = 0; c < d.couples; ++c)
        for (std::size_t arm = 0; arm < 2; ++arm) {
            Member& m = d.members[arm * d.couples + c];
            const auto& from = arm == 0 ? waiting : treated;
            const std::size_t first = twins || arm == 0 ? 0 : waiting.size();
            m.enrolled = c >= first && c - first < from.size();
            m.end_day = 100;
            m.sessions = static_cast<std::int16_t>(arm == 1 ? 10 : 0);
            if (m.enrolled)
                put(arm, c, from[c - first]);
        }
    return d;
}

const Scores waiting{{40, 41}, {50, 50}, {60, 59}, {70, 72}};
const Scores treated{{40, 46}, {50, 56}, {60, 61}, {70, 77}};

Change of(const TrialData& d, Population population = Population::intention_to_treat) {
    return change(d, Question{0, Who::both, population}, 1,
                  static_cast<std::size_t>(instrument_index("csi16")), 1);
}

} // namespace

TEST_CASE("effects: twins are compared with themselves") {
    const Change row = of(made(Design::twins, waiting, treated));
    CHECK(row.enrolled == 4);
    CHECK(row.change.value == Approx((6 + 6 + 1 + 7) / 4.0));
    // Differences 5, 6, 2, 5: mean 4.5, sd sqrt(9 / 3).
    CHECK(row.difference.value == Approx(4.5));
    CHECK(row.difference.standard_error == Approx(std::sqrt(3.0) / 2));
    CHECK(row.difference.interval.low == Approx(4.5 - 3.182446 * std::sqrt(3.0) / 2).epsilon(1e-6));
    CHECK(row.g.value > 0);
}

TEST_CASE("effects: other couples are compared at an equal start") {
    // After = before + 2 in waiting and + 5 in the treated, exactly, from unequal starts.
    const Change row = of(made(Design::parallel, {{40, 42}, {50, 52}, {60, 62}},
                               {{55, 60}, {65, 70}, {75, 80}}));
    CHECK(row.difference.value == Approx(3).margin(1e-9));
    CHECK(row.raw.value == Approx(3).margin(1e-6));
    CHECK(row.enrolled == 3);
}

TEST_CASE("effects: a programme that does nothing has an effect of nothing in every twin") {
    const Change row = of(made(Design::twins, waiting, waiting));
    CHECK(row.difference.value == 0);
    CHECK(row.difference.standard_error == 0);
    CHECK(row.difference.p == 1);
}

TEST_CASE("effects: per protocol leaves out who left, and their twins") {
    TrialData d = made(Design::twins, waiting, treated);
    d.members[d.couples + 2].dropped_out = 1; // the one with a difference of 2
    CHECK(of(d).difference.value == Approx(4.5));
    const Change row = of(d, Population::per_protocol);
    CHECK(row.enrolled == 3);
    CHECK(row.difference.value == Approx(16 / 3.0));
}

TEST_CASE("effects: an unanswered questionnaire is left out, not counted as no change") {
    TrialData d = made(Design::twins, waiting, treated);
    const auto csi = static_cast<std::size_t>(instrument_index("csi16"));
    for (std::size_t i = 0; i < 2; ++i)
        d.scores[(((measurement::instrument_count + csi) * d.couples + 0) * 2 + i) * 2 + 1] =
            std::nanf("");
    const Change row = of(d);
    CHECK(row.difference.n == 3);
    CHECK(row.difference.value == Approx(13 / 3.0));
}

TEST_CASE("effects: a report says what it lacks") {
    const TrialData d = made(Design::twins, waiting, treated);
    Settings s = default_settings(d);
    CHECK(s.reference == 0);
    CHECK(s.instrument == static_cast<std::size_t>(instrument_index("csi16")));
    CHECK(s.wave == 1);
    const Report r = report(d, s);
    CHECK_FALSE(r.lacking.empty()); // no mediators recorded
    CHECK_FALSE(rows(d, r).empty());
    CHECK(instrument_index("no such scale") == -1);
}
