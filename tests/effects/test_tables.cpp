// What the tables count, on trials of a few couples whose numbers can be counted by hand.
#include "support.hpp"

using namespace couplet;
using namespace couplet::effects;
using couplet::test::blank;
using couplet::test::csi16;
using couplet::test::none;
using couplet::test::score;

TEST_CASE("effects: reliable change, recovery and deterioration by hand", "[unit]") {
    TrialData d = blank(Design::twins, 4, {0, 90, 180});
    const float start[4] = {40, 50, 60, 60}, end[4] = {60, 58, 72, 45}, later[4] = {45, 62, 70, none};
    for (std::uint32_t c = 0; c < 4; ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t arm = 0; arm < 2; ++arm) {
                score(d, arm, csi16, c, i, 0) = start[c];
                score(d, arm, csi16, c, i, 1) = arm == 1 ? end[c] : start[c];
                score(d, arm, csi16, c, i, 2) = arm == 1 ? later[c] : start[c];
            }
    const Responders r = responders(d, {}, 1, csi16, 1);
    CHECK(r.points == 11); // published
    CHECK(r.persons == 8);
    CHECK(r.clinical == 4); // 40 and 50 are below 51.5
    CHECK(r.improved.value == Approx(0.5));      // +20 and +12; +8 is less than 11
    CHECK(r.recovered.value == Approx(0.5));     // of those at 40 and 50, the first
    CHECK(r.deteriorated.value == Approx(0.25)); // -15
    CHECK(r.difference.value == Approx(0.5));    // nobody in the control arm
    CHECK(r.nnt == Approx(2));
    // Of the four persons improved at 90, the first couple falls back from 60 to 45: 5 above its start.
    const Relapse after = relapse(d, {}, 1, csi16, 1, 2);
    CHECK(after.persons == 4);
    CHECK(after.kept.value == 0); // 45 is 5 above 40, and 70 is 10 above 60
    CHECK(after.relapsed.value == Approx(0.5));
}

TEST_CASE("effects: symptoms improve downwards", "[unit]") {
    TrialData d = blank(Design::twins, 2, {0, 90});
    const auto phq9 = static_cast<std::size_t>(instrument_index("phq9"));
    for (std::uint32_t c = 0; c < 2; ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t arm = 0; arm < 2; ++arm) {
                score(d, arm, phq9, c, i, 0) = 10; // the cut-off itself is clinical
                score(d, arm, phq9, c, i, 1) = c == 0 ? 5.0f : 15.0f;
            }
    const Responders r = responders(d, {}, 1, phq9, 1);
    CHECK(r.clinical == 4);
    CHECK(r.improved.value == Approx(0.5));
    CHECK(r.recovered.value == Approx(0.5));
    CHECK(r.deteriorated.value == Approx(0.5));
}

TEST_CASE("effects: twins without an effect differ by exactly nothing", "[unit]") {
    TrialData d = blank(Design::twins, 30, {0, 90});
    for (std::uint32_t c = 0; c < 30; ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t arm = 0; arm < 2; ++arm)
                for (std::size_t w = 0; w < 2; ++w)
                    score(d, arm, csi16, c, i, w) = static_cast<float>(30 + (7 * c + 3 * i + w) % 40);
    const Change c = change(d, {}, 1, csi16, 1);
    CHECK(c.difference.value == 0);
    CHECK(c.difference.standard_error == 0);
    CHECK(c.difference.p == 1);
    const Individual i = individual_effects(d, {}, 1, csi16, 1);
    CHECK(i.persons == 60);
    CHECK(i.sd == 0);
    CHECK(i.better == 0);
}

TEST_CASE("effects: per protocol keeps who stayed, and their twins", "[unit]") {
    TrialData d = blank(Design::twins, 10, {0, 90});
    d.members[10 + 3].dropped_out = 1;
    d.members[10 + 4].sessions = 0;
    const Question q{0, Who::both, Population::per_protocol};
    CHECK(sample(d, q, 1, 1).size() == 8);
    CHECK(sample(d, q, 1, 0) == sample(d, q, 1, 1));
    CHECK(sample(d, {}, 1, 1).size() == 10);
    d.design = Design::parallel; // strangers: the control arm stays whole
    CHECK(sample(d, q, 1, 0).size() == 10);
}

TEST_CASE("effects: security counts once it stays", "[unit]") {
    TrialData d = blank(Design::twins, 1, {0, 30, 60, 90, 120});
    const auto say = [&](std::vector<float> anxiety) {
        for (std::size_t w = 0; w < anxiety.size(); ++w) {
            score(d, 1, 0, 0, 0, w) = anxiety[w];
            score(d, 1, 1, 0, 0, w) = 2;
        }
    };
    say({5, 5, 3, 3, 3});
    CHECK(security_course(d, 1, 0, 0).day == 60);
    CHECK(security_course(d, 1, 0, 0).answers == 4);
    say({5, 3, 5, 3, 3});
    CHECK(security_course(d, 1, 0, 0).day == 90);
    say({5, 3, 3, 3, 5});
    CHECK(std::isnan(security_course(d, 1, 0, 0).day));
    say({5, 5, 5, 5, 3}); // once only, at the end
    CHECK(std::isnan(security_course(d, 1, 0, 0).day));
    say({5, 3, none, 3, none});
    CHECK(security_course(d, 1, 0, 0).day == 30);
    CHECK(security_course(d, 1, 0, 0).answers == 2);
}

TEST_CASE("effects: pairs of whom one twin separated", "[unit]") {
    TrialData d = blank(Design::twins, 20, {0, 90});
    for (std::uint32_t c = 0; c < 6; ++c) { // six couples separate only without the programme
        d.members[c].separated = 1;
        d.members[c].end_day = 10.0f + static_cast<float>(c);
    }
    d.members[7].separated = d.members[27].separated = 1; // and one in both
    const Separations s = separations(d, {}, 1);
    CHECK(s.separated == 1);
    CHECK(s.only_here == 0);
    CHECK(s.only_reference == 6);
    CHECK(s.twins_p == Approx(2 * std::pow(0.5, 6))); // both tails of (1/2)^6
    CHECK(s.hazard_ratio < 1);
    CHECK(separations(d, {}, 0).together == Approx(13.0 / 20));
}

TEST_CASE("effects: a moderator that was put there is found", "[unit]") {
    for (const Design design : {Design::twins, Design::parallel}) {
        TrialData d = blank(design, 200, {0, 90});
        for (std::uint32_t c = 0; c < 200; ++c)
            for (std::size_t arm = 0; arm < 2; ++arm) {
                d.members[arm * 200 + c].enrolled = design == Design::twins || c % 2 == arm;
                for (std::size_t i = 0; i < 2; ++i) {
                    const float anxiety = 2.0f + static_cast<float>((c / 2) % 5);
                    const float before = 40.0f + static_cast<float>((7 * c) % 11);
                    score(d, arm, 0, c, i, 0) = anxiety;
                    score(d, arm, csi16, c, i, 0) = before;
                    // Two points of effect for each of anxiety.
                    score(d, arm, csi16, c, i, 1) = before + (arm == 1 ? 2 * anxiety : 0.0f);
                }
            }
        const auto all = moderators(d, {}, 1, csi16, 1);
        REQUIRE(!all.empty());
        CHECK(all[0].name == "ecr_anxiety");
        // sd of 2, 3, 4, 5, 6 in equal parts is sqrt(2) but for n - 1.
        CHECK(all[0].slope.value == Approx(2 * std::sqrt(2.0)).epsilon(0.01));
        CHECK(all[0].at_high - all[0].at_low == Approx(2 * all[0].slope.value));
    }
}

TEST_CASE("effects: without questionnaires the report says what it needs", "[unit]") {
    TrialData d = blank(Design::twins, 5, {0});
    d.waves.clear();
    d.scores.clear();
    const Report r = report(d, default_settings(d));
    CHECK(r.changes.empty());
    CHECK(r.separations.size() == 2);
    REQUIRE(!r.lacking.empty());
    CHECK(r.lacking[0].find("[questionnaire]") != std::string::npos);
    CHECK(!rows(d, r).empty());
}
