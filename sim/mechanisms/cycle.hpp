// Cycle: the phase of the interaction, named from the state (submodel 14). It changes nothing.
//
// One phase a turn, the first of this list that holds:
//   repair            a partner softens, repairs or reassures while there is tension or alarm
//   mutual escalation both pursue (seek reassurance, protest, criticise) in tension
//   mutual avoidance  both withdraw
//   explosion         tension of twice that of a conflict or more
//   withdrawal        pursuit met by withdrawal, or stonewalling (complete withdrawal)
//   escalated pursuit pursuit in tension
//   overwhelm         a partner past the level of flooding
//   pursuit           a partner pursues
//   activation        alarm past 1
//   trigger           alarm past half of it
//   calm              none of these
//
// Sources: the sequence of the pursuit-withdrawal cycle, Johnson 2004; Christensen & Heavey 1990.
//
// Tests: tests/mechanisms/test_cycle.cpp.
#pragma once

#include "mechanisms/acts.hpp"
#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

#include <array>

namespace couplet::cycle {

struct Params {};                                            // labels only
inline constexpr std::array<Parameter<Params>, 0> table{};   // no numbers of its own
inline Params neutral(Params p) { return p; }                // and nothing to switch off

inline constexpr float conflict = 1.0f; // tension above which an encounter is a conflict

// In the order of model::phase_names.
enum class Phase {
    calm,
    trigger,
    activation,
    pursuit,
    overwhelm,
    escalated_pursuit,
    withdrawal,
    explosion,
    repair,
    mutual_escalation,
    mutual_avoidance,
};

template <class F> typename F::MaskType is(F act, Act which) {
    return act == F(static_cast<float>(index(which)));
}
template <class F> typename F::MaskType pursues(F act) {
    return is(act, Act::reassurance_seeking) | is(act, Act::protest) | is(act, Act::criticism);
}
template <class F> typename F::MaskType withdraws(F act) {
    return is(act, Act::withdrawal) | is(act, Act::stonewalling);
}
template <class F> typename F::MaskType repairs(F act) {
    return is(act, Act::softening) | is(act, Act::repair) | is(act, Act::reassurance);
}

template <class F> struct Side { F act, alarm, overwhelm; };

template <class F>
F phase(const Side<F>& a, const Side<F>& b, F tension) {
    const auto name = [](Phase which) { return F(static_cast<float>(which)); };
    const F alarm = max(a.alarm, b.alarm);
    const auto pursuit = pursues(a.act) | pursues(b.act);
    const auto flight = withdraws(a.act) | withdraws(b.act);
    const auto tense = tension > F(conflict);
    F f = name(Phase::calm);
    f = select(alarm > F(0.5f), name(Phase::trigger), f);
    f = select(alarm > F(1.0f), name(Phase::activation), f);
    f = select(pursuit, name(Phase::pursuit), f);
    f = select(max(a.overwhelm, b.overwhelm) > F(1.0f), name(Phase::overwhelm), f);
    f = select(pursuit & tense, name(Phase::escalated_pursuit), f);
    f = select((pursuit & flight) | is(a.act, Act::stonewalling) | is(b.act, Act::stonewalling),
               name(Phase::withdrawal), f);
    f = select(tension > F(2.0f * conflict), name(Phase::explosion), f);
    f = select(withdraws(a.act) & withdraws(b.act), name(Phase::mutual_avoidance), f);
    f = select(pursues(a.act) & pursues(b.act) & tense, name(Phase::mutual_escalation), f);
    f = select((repairs(a.act) | repairs(b.act)) & (tense | (alarm > F(1.0f))),
               name(Phase::repair), f);
    return f;
}

// What a person would say of how the two talk when there is a problem: daily minutes, averaged over
// about a month. Read by the questionnaires only.
template <class F> struct TalkMemory {
    F demanded;     // own pursuit while the partner withdrew [min/day]
    F constructive; // own warm acts, requests and repair in problem talk [min/day]
    F talked;       // problem talk [min/day]
};
template <class F> TalkMemory<F> remember(const TalkMemory<F>& m, const TalkMemory<F>& today) {
    const F share(approach(Lanes<1>(1.0f), Lanes<1>(month)).v);
    return {m.demanded + share * (today.demanded - m.demanded),
            m.constructive + share * (today.constructive - m.constructive),
            m.talked + share * (today.talked - m.talked)};
}

} // namespace couplet::cycle
