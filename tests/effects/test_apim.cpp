// The actor-partner model of change, on couples whose coefficients are known.
#include "support.hpp"

#include "effects/apim.hpp"

#include <algorithm>

using namespace couplet;
using namespace couplet::effects;
using namespace couplet::test;

namespace {

constexpr std::uint32_t couples = 400;

// Scores at the start that are not each other's: two digits of the couple's number.
float start(std::uint32_t c, std::size_t i) {
    return 30.0f + static_cast<float>(i == 0 ? c % 10 : (7 * (c / 10)) % 13);
}
// Errors that no coefficient takes up: of a couple and of a person, each up or down, so that those of
// partners correlate by .5.
float up_or_down(std::size_t number) {
    auto x = static_cast<std::uint32_t>(number);
    for (int round = 0; round < 2; ++round)
        x = (x ^ (x >> 16)) * 0x45d9f3bu;
    return (x >> 16 & 1u) != 0 ? 0.3f : -0.3f;
}
float error(std::uint32_t c, std::size_t i, std::size_t arm) {
    return up_or_down(2 * c + arm) + up_or_down(100000 + 4 * c + 2 * arm + i);
}

// Change -1 - .5 own - .2 partner's, and in the arm 5 + .3 own + .1 partner's more; scores from their
// mean.
TrialData made(Design design) {
    TrialData d = blank(design, couples, {0, 90});
    double mean = 0;
    for (std::uint32_t c = 0; c < couples; ++c)
        for (std::size_t i = 0; i < 2; ++i)
            mean += start(c, i) / (2.0 * couples);
    for (std::size_t arm = 0; arm < 2; ++arm)
        for (std::uint32_t c = 0; c < couples; ++c) {
            d.members[arm * couples + c].enrolled = design == Design::twins || (c / 2) % 2 == arm;
            for (std::size_t i = 0; i < 2; ++i) {
                const auto own = static_cast<float>(start(c, i) - mean),
                           partner = static_cast<float>(start(c, 1 - i) - mean);
                const auto treated = static_cast<float>(arm);
                score(d, arm, csi16, c, i, 0) = start(c, i);
                score(d, arm, csi16, c, i, 1) = start(c, i) - 1 - 0.5f * own - 0.2f * partner +
                                                treated * (5 + 0.3f * own + 0.1f * partner) +
                                                error(c, i, arm);
            }
        }
    return d;
}

} // namespace

TEST_CASE("effects: actor and partner effects that were put there are found", "[unit]") {
    for (const Design design : {Design::twins, Design::parallel}) {
        const ActorPartner a = actor_partner(made(design), {}, 1, csi16, 1);
        const auto found = [](const Estimate& e, double truth) {
            INFO(e.value << " +- " << e.standard_error);
            CHECK(std::abs(e.value - truth) < 4 * e.standard_error);
            CHECK(e.standard_error < 0.1);
        };
        found(a.effect, 5);
        found(a.actor, -0.5);
        found(a.partner, -0.2);
        found(a.arm_actor, 0.3);
        found(a.arm_partner, 0.1);
        CHECK(a.error_correlation == Approx(0.5).margin(0.15));
    }
}

TEST_CASE("effects: the actor-partner table is made when it is asked for", "[unit]") {
    const TrialData d = made(Design::parallel);
    Settings s = default_settings(d);
    CHECK(report(d, s).actor_partners.empty());
    s.actor_partner = true;
    const Report r = report(d, s);
    REQUIRE(r.actor_partners.size() == 1);
    const auto all = rows(d, r);
    CHECK(std::count_if(all.begin(), all.end(), [](const Row& row) {
              return row.table == "actor_partner";
          }) == 6);
}
