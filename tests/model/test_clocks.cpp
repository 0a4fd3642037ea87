// Hours between encounters, the opening of an encounter, and the day.
#include "couples.hpp"
#include "support/catch.hpp"

#include <array>
#include <cmath>

using namespace couplet;
using namespace couplet::test;
using F = Lanes<1>;

namespace {
std::array<F, 2> resting(const model::Parameters& p, const model::Couple<F>& c) {
    return {model::resting_affect(p, c.partner[0]),
            model::resting_affect(p, c.partner[1])};
}
} // namespace

TEST_CASE("hours: who dwells on what hurts does so in alarm and feelings alike, and enjoys as much shorter",
          "[property]") {
    // Logs of what three hours leave of a little alarm, of upset and of contentment, as a share.
    const auto left = [](const model::Parameters& p, float rumination, float regulation, float anxiety) {
        auto c = newcomer(p, 3);
        auto& s = c.partner[0];
        s.traits.rumination = F(rumination);
        s.traits.regulation = F(regulation);
        s.anxiety = F(anxiety);
        s.strain = F(0.0f);
        const auto rest = resting(p, c);
        s.activation = F(1.0f);
        s.negative_affect = rest[0] + F(1.0f);
        s.positive_affect = F(2.0f);
        model::relax(p, F(180.0f), {}, rest, c);
        return std::array<double, 3>{std::log(double(s.activation.v)),
                                     std::log(double((s.negative_affect - rest[0]).v)),
                                     std::log(double(s.positive_affect.v) - 1)};
    };
    const model::Parameters p;
    const auto usual = left(p, 0, 0, 0);
    for (const auto& [rumination, regulation, anxiety] :
         {std::array{1.0f, 0.0f, 0.0f}, std::array{0.0f, -1.0f, 0.0f}, std::array{0.0f, 0.0f, 1.0f},
          std::array{0.5f, 0.5f, 0.5f}}) {
        const auto dwells = left(p, rumination, regulation, anxiety);
        const double longer = usual[1] / dwells[1];
        CHECK(longer > 1.1);
        CHECK(usual[0] / dwells[0] == Approx(longer).epsilon(1e-3));
        CHECK(dwells[2] / usual[2] == Approx(longer).epsilon(1e-3));
    }
    // What makes one dwell on it is in two mechanisms: with both off nothing does.
    model::Parameters off = p;
    off.affect.temperament = 0;
    off.activation = activation::neutral(off.activation);
    CHECK(left(off, 1, -1, 1)[0] == left(off, 0, 0, 0)[0]);
}

TEST_CASE("hours: waiting twice is waiting once", "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 10; ++id) {
        auto once = newcomer(p, id);
        live_morning(p, once, 2, 6);
        // The cortisol axis takes activation as constant through a span, so it is left
        // out here.
        auto twice = once;
        const auto rest = resting(p, once);
        model::relax(p, F(180.0f), {}, rest, once);
        model::relax(p, F(70.0f), {}, rest, twice);
        model::relax(p, F(110.0f), {}, rest, twice);
        CHECK(twice.tension.v == Approx(once.tension.v).margin(1e-5));
        for (std::size_t i = 0; i < 2; ++i) {
            const auto &a = once.partner[i], &b = twice.partner[i];
            CHECK(b.activation.v == Approx(a.activation.v).margin(1e-5));
            CHECK(b.soothing.v == Approx(a.soothing.v).margin(1e-5));
            CHECK(b.overwhelm.v == Approx(a.overwhelm.v).margin(1e-5));
            CHECK(b.negative_affect.v == Approx(a.negative_affect.v).margin(1e-5));
            CHECK(b.positive_affect.v == Approx(a.positive_affect.v).margin(1e-5));
            CHECK(b.need.v == Approx(a.need.v).margin(1e-5));
            CHECK(b.unmet.v == Approx(a.unmet.v).margin(1e-5));
            CHECK(b.fatigue.v == Approx(a.fatigue.v).margin(1e-5));
        }
    }
}

TEST_CASE("hours: after very long everything is at rest", "[property]") {
    const model::Parameters p;
    auto c = newcomer(p, 3);
    live_morning(p, c, 2, 10, 2, 3);
    const auto rest = resting(p, c);
    for (int n = 0; n < 60; ++n)
        model::relax(p, F(1440.0f), {}, rest, c);
    CHECK(c.tension.v == Approx(0).margin(1e-6));
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& s = c.partner[i];
        CHECK(s.activation.v == Approx(0).margin(1e-6));
        CHECK(s.overwhelm.v == Approx(0).margin(1e-6));
        CHECK(s.negative_affect.v == Approx(rest[i].v).margin(1e-5));
        CHECK(s.positive_affect.v == Approx(1).margin(1e-5));
        CHECK(s.need.v == Approx(1).margin(1e-5));
        CHECK(s.axis.cortisol.v == Approx(p.physiology.baseline).margin(1e-3));
    }
}

TEST_CASE("encounter: scheduled turns cover the minutes", "[unit]") {
    CHECK(model::scheduled_turns(14, 2) == 7);
    CHECK(model::scheduled_turns(14, 1) == 14);
    CHECK(model::scheduled_turns(14, 3) == 5); // 4.67 up
    CHECK(model::scheduled_turns(4, 5) == 1);
    for (float turn : {0.5f, 0.7f, 1.0f, 2.0f, 3.3f, 7.0f})
        for (float minutes : {4.0f, 14.0f, 30.0f}) {
            const int n = model::scheduled_turns(minutes, turn);
            CHECK(static_cast<float>(n) * turn >= minutes - 1e-4f);
            CHECK(static_cast<float>(n - 1) * turn < minutes);
        }
}

TEST_CASE("encounter: it goes on in tension or alarm, and not beyond the limit",
          "[unit]") {
    const model::Parameters p;
    const auto goes_on = [&](float tension, float activation, float duration,
                             bool beyond = false, float decided = 0) {
        auto c = newcomer(p, 1);
        c.active = F(1.0f);
        c.tension = F(tension);
        c.partner[1].activation = F(activation);
        c.decided = F(decided);
        c.duration = F(duration);
        model::going_on(c, beyond);
        return c.active.v == 1;
    };
    CHECK_FALSE(goes_on(0, 0, 14));
    CHECK(goes_on(model::tense_talk + 0.1f, 0, 14));
    CHECK(goes_on(0, model::going_on_alarm + 0.1f, 14));
    CHECK_FALSE(goes_on(3, 4, model::longest));
    // Beyond the schedule it ends once somebody decides.
    CHECK(goes_on(0, 0, 20, true));
    CHECK_FALSE(goes_on(0, 0, 20, true, 1));
    CHECK(goes_on(3, 0, 20, true, 1));
}

TEST_CASE("encounter: a laboratory session has its issue, and the dead do not meet",
          "[unit]") {
    const model::Parameters p;
    auto c = newcomer(p, 1);
    const auto opening = model::open_encounter(p, seed, 4, 1, {30, 1.5f}, c);
    CHECK(opening.issue_severity.v == 1.5f);
    CHECK(c.issue_severity.v == 1.5f);
    CHECK(c.active.v == 1);
    c.alive = F(0.0f);
    model::open_encounter(p, seed, 4, 1, {30, 1.5f}, c);
    CHECK(c.active.v == 0);
}

TEST_CASE("encounter: what was repaired after a conflict hurts less", "[property]") {
    model::Parameters p;
    p.repair.repairing = 0.25f;
    auto c = newcomer(p, 1);
    live_morning(p, c, 2, 3);
    auto& s = c.partner[0];
    s.day.hurt_before = F(1.0f);
    s.day.experience.hurt = F(3.0f);
    s.day.repair_received = F(4.0f);
    s.activation = F(1.0f);
    c.conflict = F(1.0f);
    const float conflicts = c.conflicts.v;
    model::close_encounter(p, c);
    // Left: e^-1 = 0.36788 of the hurt of this encounter.
    CHECK(s.day.experience.hurt.v == Approx(1 + 2 * 0.36788).epsilon(1e-4));
    CHECK(s.activation.v == Approx(0.36788).epsilon(1e-4));
    CHECK(c.conflicts.v == conflicts + 1);
    CHECK(c.issue_severity.v == 0);
}
