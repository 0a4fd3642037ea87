#include "check.hpp"
#include "mechanisms/cycle.hpp"

using namespace couplet;
using namespace couplet::test;
using cycle::Phase;

namespace {
cycle::Side<F> side(Act act, float alarm = 0, float overwhelm = 0) {
    return {F(static_cast<float>(index(act))), F(alarm), F(overwhelm)};
}
// The phase, the same whichever partner is named first.
Phase phase(const cycle::Side<F>& a, const cycle::Side<F>& b, float tension = 0) {
    const F one = cycle::phase(a, b, F(tension));
    const F other = cycle::phase(b, a, F(tension));
    CHECK(one.v == other.v);
    return static_cast<Phase>(static_cast<int>(one.v));
}
const Act talk = Act::neutral_talk;
} // namespace

TEST_CASE("cycle: each phase is named from its state", "[unit]") {
    CHECK(phase(side(talk), side(talk)) == Phase::calm);
    CHECK(phase(side(talk, 0.6f), side(talk)) == Phase::trigger);
    CHECK(phase(side(talk, 1.1f), side(talk)) == Phase::activation);
    CHECK(phase(side(Act::reassurance_seeking), side(talk)) == Phase::pursuit);
    CHECK(phase(side(Act::protest), side(talk, 0, 2)) == Phase::overwhelm);
    CHECK(phase(side(Act::criticism), side(talk), 1.1f) == Phase::escalated_pursuit);
    CHECK(phase(side(Act::criticism), side(Act::withdrawal)) == Phase::withdrawal);
    CHECK(phase(side(Act::stonewalling), side(talk)) == Phase::withdrawal);
    CHECK(phase(side(Act::criticism), side(talk), 2.1f) == Phase::explosion);
    CHECK(phase(side(Act::withdrawal), side(Act::stonewalling)) ==
          Phase::mutual_avoidance);
    CHECK(phase(side(Act::criticism), side(Act::protest), 1.1f) == Phase::mutual_escalation);
    CHECK(phase(side(Act::softening), side(Act::criticism), 1.1f) == Phase::repair);
}

TEST_CASE("cycle: the more specific name wins", "[unit]") {
    // Two withdrawers in an explosion avoid; two pursuers escalate; a repair is a repair.
    CHECK(phase(side(Act::withdrawal), side(Act::withdrawal), 2.1f) ==
          Phase::mutual_avoidance);
    CHECK(phase(side(Act::criticism), side(Act::criticism), 2.1f) ==
          Phase::mutual_escalation);
    CHECK(phase(side(Act::repair), side(Act::stonewalling), 2.1f) == Phase::repair);
    // Without tension or alarm, kindness is not repair, and mutual pursuit no escalation.
    CHECK(phase(side(Act::reassurance), side(talk)) == Phase::calm);
    CHECK(phase(side(Act::criticism), side(Act::criticism)) == Phase::pursuit);
}

TEST_CASE("cycle: acts are pursuit, flight, repair or none of them", "[unit]") {
    for (std::size_t k = 0; k < act_count; ++k) {
        const F act(static_cast<float>(k));
        const int classes = int(any(cycle::pursues(act))) +
                            int(any(cycle::withdraws(act))) +
                            int(any(cycle::repairs(act)));
        CAPTURE(act_table[k].name);
        CHECK(classes <= 1);
    }
}
