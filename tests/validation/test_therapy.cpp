// The trials: who is recruited, when they answer, and the statistics of change.
#include "analysis/validation/checks.hpp"
#include "analysis/validation/report.hpp"
#include "analysis/validation/vectors.hpp"
#include "support/catch.hpp"
#include "trial_arms.hpp"

#include <algorithm>
#include <cmath>

using namespace couplet;
using namespace couplet::validation;

namespace {
const double nan_ = std::nan("");

Studies studies(std::uint32_t seed) {
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    options.threads = 2;
    return run_studies({}, Seed{seed}, {160, 2, 24}, options,
                       test::trial_arms());
}
} // namespace

TEST_CASE("trials: gain is in sd before, of pairs, without small-sample bias", "[unit]") {
    // Changes 2, 3, 4, of mean 3; sd before 1; Hedges' factor with 2 degrees of freedom:
    // gamma(1) / (sqrt(1) gamma(1/2)) = 1 / sqrt(pi) = 0.5642.
    CHECK(gain(Column{1, 2, 3, 9}, Column{3, 5, 7, nan_}) == Approx(3 / std::sqrt(3.14159265)));
    CHECK(std::isnan(gain(Column{1, 2}, Column{2, 3})));
}

TEST_CASE("trials: what is left of a line is nothing", "[unit]") {
    for (double x : detrended({1, 3, 5, 7}))
        CHECK(x == Approx(0).margin(1e-12));
    const Column bent = detrended({0, 1, 0});
    CHECK(bent[0] == Approx(-1.0 / 3));
    CHECK(bent[1] == Approx(2.0 / 3));
    const Column gap = detrended({1, nan_, 3, 4});
    CHECK(std::isnan(gap[1]));
    CHECK(gap[0] == Approx(0).margin(1e-12));
}

TEST_CASE("trials: samples are recruited by what couples answer at intake", "[unit]") {
    const Studies s = studies(5);
    REQUIRE(s.trials);
    const Trials& t = *s.trials;
    REQUIRE(t.eft.panel.couples() > 3);
    REQUIRE(t.mbre.couples() > 3);
    CHECK(t.behavioural.panel.couples() == t.eft.panel.couples());
    const auto csi = [](const Panel& p, std::uint32_t c, std::size_t i, std::size_t wave = 0) {
        return p.score(c, i, Score::csi16, wave);
    };
    for (std::uint32_t c = 0; c < t.eft.panel.couples(); ++c)
        CHECK(csi(t.eft.panel, c, 0) + csi(t.eft.panel, c, 1) < 2 * csi16_cutoff);
    for (std::uint32_t c = 0; c < t.mbre.couples(); ++c)
        CHECK(std::min(csi(t.mbre, c, 0), csi(t.mbre, c, 1)) >= csi16_cutoff);
    for (std::uint32_t c = 0; c < t.cbt.panel.couples(); ++c)
        CHECK((t.cbt.panel.score(c, 0, Score::phq9, 0) >= phq9_cutoff ||
               t.cbt.panel.score(c, 0, Score::gad7, 0) >= gad7_cutoff));
    // The same couple lives in the trial as in the community, until it is treated.
    for (std::uint32_t c = 0; c < t.eft.panel.couples(); ++c) {
        const std::uint32_t number = t.eft.panel.row(c).couple;
        for (std::size_t i = 0; i < 2; ++i)
            CHECK(csi(t.eft.panel, c, i) == csi(s.community, number, i));
    }
    bool changed = false;
    for (std::uint32_t c = 0; c < t.mbre.couples(); ++c)
        changed |= csi(t.mbre, c, 0, 1) != csi(s.community, t.mbre.row(c).couple, 0, 1);
    CHECK(changed);
}

TEST_CASE("trials: only the recipient learns, in no more sessions than planned", "[unit]") {
    const Studies s = studies(6);
    const Trials& t = *s.trials;
    CHECK(t.routine.sessions < t.cbt.sessions);
    CHECK(t.long_.sessions > t.cbt.sessions);
    for (const Course* of : {&t.eft, &t.behavioural, &t.cbt, &t.ipt, &t.long_, &t.routine, &t.abct})
        for (std::uint32_t c = 0; c < of->panel.couples(); ++c) {
            CHECK((of->panel.row(c).sessions >= 1 || of->panel.row(c).end_day < 40));
            CHECK(of->panel.row(c).sessions <= static_cast<int>(of->sessions));
        }
    // Somebody practises at home, but nobody before the course or after it.
    const std::size_t practice = variable("diary_practice");
    double days = 0;
    for (std::uint32_t c = 0; c < t.mbre.couples(); ++c)
        for (std::size_t day = 0; day < t.mbre.instants(); ++day) {
            const double done = t.mbre.value(c, 0, practice, day);
            if (std::isnan(done))
                continue;
            days += done;
            const int lived = static_cast<int>(day) - 1; // recorded at the midnight after
            if (lived < t.practice_start || lived > t.practice_end - 7)
                CHECK(done < 0.5);
        }
    CHECK(days > 0);
}

TEST_CASE("trials: programmes are read from the program, and can be changed by name", "[unit]") {
    const auto arm = [](const Programmes& all, const std::string& name) {
        return std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.name == name; })
            ->programmes.at(0);
    };
    const Programmes own = test::trial_arms();
    CHECK(own.size() == 9);
    CHECK(arm(own, "eft").recipient == interventions::Recipient::both);
    CHECK(arm(own, "cbt").recipient == interventions::Recipient::first);
    CHECK(arm(own, "long").targets == arm(own, "cbt").targets);
    CHECK(arm(own, "mbre").practice);
    CHECK(arm(own, "check_up").repeat == 365);
    const Programmes changed = test::trial_arms({"intervention.eft.skills.communication=0.25"});
    CHECK(arm(changed, "eft").targets[0] == 0.25f);
    CHECK(arm(changed, "eft").targets[1] == arm(own, "eft").targets[1]);
    CHECK(arm(changed, "behavioural").targets == arm(own, "behavioural").targets);
    CHECK_THROWS(test::trial_arms({"intervention.eft.skills.kindness=1"}));
}

TEST_CASE("trials: without programmes there are none", "[unit]") {
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    const Studies s = run_studies({}, Seed{1}, {8, 2}, options);
    CHECK_FALSE(s.trials);
    CHECK(couple_therapy_checks(s).empty());
    CHECK(person_therapy_checks(s).empty());
}
