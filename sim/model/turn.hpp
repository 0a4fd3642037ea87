// One turn: both partners read the state at its start and write at its end; no one moves first.
//
// The schedule: who decides -> bids are settled -> learn -> choose acts -> read the partner's act ->
// activation, overwhelm, affect, soothing, cortisol -> tension -> sums of the day.
//
// Partners take turns: in each exchange one of them decides at most, so that each meets what the other
// does. Who decides settles the bid that stands, by an answer or by choosing something else. Both
// choose when they meet. An exchange is a turn, or as many turns as there must be for acts to last as long
// as they should: what partners decide does not depend on the length of a turn.
#pragma once

#include "model/bids.hpp"
#include "model/draws.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::model {

// Numbers of a turn that are the same for everybody.
struct TurnClock {
    float minutes = 2;                    // length of a turn
    float exchange;                       // and of an exchange [min]
    float decide;                         // chance of a partner in an exchange
    float follow, followed;               // share of the way that reading follows the act: at the
                                          // end of a turn, and on average over it
    float contagion;                      // share of the way between them that partners' affect goes
    float keep_overwhelm;
    physiology::Pace axis;
    float apart = 0;                      // 1 at midday
    std::uint32_t day = 0, slot = 0;      // address of the draws; the exchange's is added
};

inline constexpr float reading_time = 1.5f; // [min]: an impression forms
inline constexpr float tense_talk = 0.5f * cycle::conflict; // tension: problem talk, not left nor over yet

inline TurnClock turn_clock(const Parameters& p, float minutes) {
    const auto share = [&](float tau) {
        return approach(Lanes<1>(minutes), Lanes<1>(tau)).v;
    };
    const float persistence = p.behaviour_choice.persistence;
    TurnClock k{};
    k.minutes = minutes;
    // No longer than half of what acts last, if a turn is not: then partners never decide at once.
    k.exchange = minutes * std::max(std::floor(persistence / (2.0f * minutes) + 0.01f), 1.0f);
    k.decide = std::min(k.exchange / persistence, 1.0f);
    k.follow = share(reading_time);
    k.followed = 1.0f - k.follow * reading_time / minutes;
    k.contagion = affect::contagion(p.affect, minutes);
    k.keep_overwhelm = 1.0f - share(p.deactivation.recovery * 60.0f);
    k.axis = physiology::pace(p.physiology, minutes);
    return k;
}

// Numbers of a person that stay through an encounter.
template <class F> struct Tempo {
    F keep_activation, keep_soothing, keep_affect, keep_joy;
    F gain;              // of activation
    F sensitivity;       // of overwhelm
    F calmed;            // overwhelm left after a turn of repair
    F resting_affect;
    F discount;          // of warmth
    F enjoyed;           // what undoes it: warmth is enjoyed undiscounted
    F relief;            // by reassurance
};
template <class F>
Tempo<F> tempo(const Parameters& p, const Person<F>& s, const Person<F>& other, float minutes) {
    const F dt(minutes);
    const F prolonged = activation::prolonged(p.activation, s.anxiety);
    const F dwells = dwelling(p, s);
    const F sensitivity = deactivation::sensitivity(p.deactivation, s.avoidance);
    const F discount = appraisal::discount(p.appraisal, s.avoidance);
    return {exp(-(dt / activation::recovery_time(p.activation, dwells))),
            exp(-(dt / reassurance::fading_time(p.reassurance, prolonged))),
            exp(-(dt / affect::recovery_time(p.affect, dwells))),
            exp(-(dt / affect::contentment_time(p.affect, dwells))),
            gain(p, s, other),
            sensitivity, repair::hurt_left(p.repair, sensitivity * dt), resting_affect(p, s),
            discount, F(1.0f) / discount,
            reassurance::relief(p.reassurance, prolonged)};
}
template <class F>
std::array<Tempo<F>, 2> tempos(const Parameters& p, const Couple<F>& c, float minutes) {
    return {tempo(p, c.partner[0], c.partner[1], minutes),
            tempo(p, c.partner[1], c.partner[0], minutes)};
}

// What happened in a turn, for the event table.
template <class F> struct Happened {
    using Mask = typename F::MaskType;
    Mask protest, withdrawal, repair; // begun
};
template <class F> using TurnEvents = std::array<Happened<F>, 2>;

// Takes on the chosen act, if `decides`; writes only what the person does.
template <class F>
Happened<F> act(const Parameters& p, const TurnClock& k, const Couple<F>& c, const Mind<F>& m,
                const typename F::MaskType& decides, const behaviour_choice::Choice<F>& choice,
                Person<F>& s) {
    const auto was_away = cycle::withdraws(s.act);
    const auto was_repairing = cycle::repairs(s.act);
    s.act = select(decides, choice.act, s.act);
    const auto appear = [&](const auto& who, const Codes& codes, F which) {
        const auto n = to_word(which);
        s.valence = select(who, look_up(codes.valence, n), s.valence);
        s.ambiguity = select(who, look_up(codes.ambiguity, n), s.ambiguity);
        s.pressure = select(who, look_up(codes.pressure, n), s.pressure);
    };
    appear(decides, act_codes, choice.act);
    s.answering = select(decides, F(0.0f), s.answering);

    const auto protests = decides & cycle::is(s.act, Act::protest);
    if (any(protests)) {
        const auto sees = situation(p, c, s, m, k.apart);
        const F kind = behaviour_choice::choose_protest(behaviour_choice::protest_weights(sees),
                                                        choice.in_protest);
        s.protest = select(protests, kind, s.protest);
        appear(protests, protest_codes, kind);
    }
    const auto tense = c.tension > F(tense_talk);
    return {protests, decides & cycle::withdraws(s.act) & !was_away,
            decides & cycle::repairs(s.act) & !was_repairing & tense};
}

// The partner at the start of a turn, as far as the other responds to it.
template <class F> struct Before { F pressure, negative_affect, shown_affect; };

// Fast states of `s` at the end of the turn; `now` is the partner, for what it does in it.
template <class F>
void respond(const Parameters& p, const TurnClock& k, const Tempo<F>& t, F active,
             const Before<F>& before, const Person<F>& now, const Mind<F>& m, F read, Person<F>& s) {
    const auto on = active > F(0.0f);
    const F step = active * F(k.minutes);
    const F felt = read - empathic_accuracy::hurt(p.empathic_accuracy, m.accuracy,
                                                    m.inferred_affect);
    const F coldness = positive_part(-felt), warmth = positive_part(felt);
    const F unasked = indicator(cycle::is(now.act, Act::reassurance)) *
                      (F(1.0f) - now.answering);
    const float open = p.behaviour_choice.persistence; // [min]: that bids stay open, and acts last
    const F reassured = step * unasked * F(1.0f / open);
    const F hurt = activation::hurt(p.activation, step, coldness, m.unmet, open);
    const F pressed_by = deactivation::received(
        p.deactivation, step,
        deactivation::Received<F>{now.pressure, coldness, before.shown_affect - F(affect::at_rest)},
        t.sensitivity);

    const F relieved = indicator((before.pressure > F(0.0f)) & (now.pressure == F(0.0f)) & on);
    const F pressed = step * indicator(now.pressure > F(0.0f));
    s.withdrawal_habit = select(cycle::withdraws(s.act),
                                reinforcement::learn_withdrawal(
                                    p.reinforcement, s.withdrawal_habit, relieved, pressed),
                                s.withdrawal_habit);

    s.activation = activation::charged(s.activation * select(on, t.keep_activation, F(1.0f)), hurt,
                                       t.gain);
    const F soothed = reassurance::soothed(t.relief, m.answer_quality, reassured);
    s.soothing = reassurance::after_turn(s.soothing, select(on, t.keep_soothing, F(1.0f)), m.alarm,
                                         soothed);
    s.overwhelm = deactivation::after_turn(
        p.deactivation, s.overwhelm,
        select(on, F(k.keep_overwhelm) * select(cycle::repairs(now.act), t.calmed, F(1.0f)),
               F(1.0f)),
        pressed_by);
    const F negative_before = s.negative_affect;
    const F in_sight = k.apart > 0 ? s.negative_affect : before.negative_affect;
    // rest + (na - rest) rounds: without a turn, feelings are kept as they are.
    const F negative = affect::after_turn(s.negative_affect, t.resting_affect, t.keep_affect,
                                          active * F(k.contagion), in_sight);
    const F upset = (negative - t.resting_affect) *
                    (F(1.0f) - soothed);
    s.negative_affect = affect::hurt(p.affect, select(on, t.resting_affect + upset, s.negative_affect),
                                     hurt * t.gain, s.traits.reactivity);
    s.positive_affect = select(
        on,
        affect::positive_after_turn(p.affect, s.positive_affect, t.keep_joy, step,
                                    t.enjoyed * warmth),
        s.positive_affect);
    s.axis = physiology::after_turn(p.physiology, s.axis, s.activation, k.axis, active);

    s.need = s.need * (F(1.0f) - F(0.5f) * m.answer_quality);
    s.unmet = s.unmet * (F(1.0f) - m.answer_quality) + F(0.5f) * m.unmet * (F(1.0f) - s.unmet);

    auto& d = s.day;
    d.experience.warmth += step * reassurance::worth(p.reassurance, warmth, now.answering);
    d.experience.hurt += hurt;
    d.experience.pressure += pressed_by;
    d.coldness += step * coldness;
    d.support += step * unasked + m.answered;
    d.unmet_bids += m.unmet;
    d.negative_affect += step * negative_before;
    d.alarm += step * m.alarm;
    d.minutes += step;
    d.repair_received += step * indicator(cycle::repairs(now.act));
    d.positive_affect += step * s.positive_affect;
    d.inferred_affect += step * m.inferred_affect;
    d.warmth += step * warmth;
    d.protested += step * indicator(cycle::is(s.act, Act::protest));
    d.repaired += step * indicator(cycle::is(s.act, Act::repair) |
                                   cycle::is(s.act, Act::reassurance));
    d.softened += step * indicator(cycle::is(s.act, Act::softening));
    d.sought += step * indicator(cycle::is(s.act, Act::reassurance_seeking));
    d.attacked += step * indicator(cycle::is(s.act, Act::protest) | cycle::is(s.act, Act::criticism));
    d.withdrew += step * indicator(cycle::withdraws(s.act));
    d.was_warm += step * indicator(cycle::repairs(s.act) | cycle::is(s.act, Act::shared_positive));
}

// Share of a turn in which what goes from one value to another is above a threshold.
template <class F> F share_above(F threshold, F from, F to) {
    const F high = max(from, to), range = max(high - min(from, to), 1e-6f);
    return clamp((high - threshold) / range, 0.0f, 1.0f);
}

// Sums over the couple, and tension.
template <class F>
void couple_after_turn(const Parameters& p, const TurnClock& k, const std::array<Mind<F>, 2>& mind,
                       Couple<F>& c) {
    const Person<F>&a = c.partner[0], &b = c.partner[1];
    const F step = c.active * F(k.minutes);
    const auto attack = [](const Person<F>& s) {
        return indicator(cycle::is(s.act, Act::criticism) | cycle::is(s.act, Act::protest));
    };
    const auto count = [](auto x, auto y) { return indicator(x) + indicator(y); };
    const F away = count(cycle::withdraws(a.act), cycle::withdraws(b.act));
    const F repairs = count(cycle::repairs(a.act), cycle::repairs(b.act));
    const F pursuit = count(cycle::pursues(a.act), cycle::pursues(b.act));
    const auto hostile = [](const Person<F>& s) {
        return indicator((s.valence < F(-0.5f)) & !cycle::withdraws(s.act));
    };
    const F hostility = hostile(a) + hostile(b);
    const F tension_before = c.tension;
    c.tension = repair::after_turn(p.repair, c.tension, step, hostility, repairs);
    const F tense = share_above(F(tense_talk), tension_before, c.tension);

    const F one_each = indicator((pursuit == F(1.0f)) & (away == F(1.0f)));
    c.pursuit_withdrawal += step * one_each;
    c.pursuit_withdrawal_total += step * one_each;
    c.escalation_total += step * indicator(pursuit == F(2.0f));
    c.avoidance_total += step * indicator(away == F(2.0f));
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const auto met = cycle::pursues(s.act) & cycle::withdraws(c.partner[1 - i].act);
        s.day.talk.demanded += step * indicator(met);
    }
    const auto open = c.issue_severity > F(0.0f);
    // Of the turn in which an encounter becomes a conflict, half.
    const F becomes = max(c.conflict, indicator(c.tension > F(cycle::conflict)));
    const F in_conflict = step * max(F(0.5f) * (c.conflict + becomes), indicator(open));
    const F arguing = step * max(tense, indicator(open));
    c.issue_severity = repair::issue_left(p.repair, c.issue_severity, step * repairs);
    const auto positive = [](const Person<F>& s) {
        return cycle::repairs(s.act) | cycle::is(s.act, Act::shared_positive) |
               cycle::is(s.act, Act::direct_request);
    };
    c.positive_minutes += in_conflict * count(positive(a), positive(b));
    c.negative_minutes += in_conflict * (attack(a) + attack(b) + away);
    for (Person<F>& s : c.partner) {
        s.day.talk.constructive += arguing * indicator(positive(s));
        s.day.talk.talked += arguing;
    }
    const F phase = cycle::phase(cycle::Side<F>{a.act, mind[0].alarm, a.overwhelm},
                                 cycle::Side<F>{b.act, mind[1].alarm, b.overwhelm}, c.tension);
    c.worst_phase = select(c.active > F(0.0f), max(c.worst_phase, phase), c.worst_phase);
    c.duration += step;
}

// Partners do as they choose.
struct NoDirection {
    template <class C> void operator()(C&) const {}
};

// How many exchanges are over after so many minutes of an encounter, which are sums and may be a little off.
template <class F> typename F::WordsType exchanges(const TurnClock& k, F minutes) {
    return to_word(max(minutes, 0.0f) * F(1.0f / k.exchange) + F(0.01f));
}
// Who decides in an exchange, from one uniform number: hardly ever both.
template <class F>
std::array<typename F::MaskType, 2> who_decides(const TurnClock& k, F u) {
    return {u < F(k.decide), F(1.0f) - u < F(k.decide)};
}

// `direct(c)` is called once the acts are chosen and before they are met: what an experimenter has
// a confederate do.
template <class F, class Direct = NoDirection>
TurnEvents<F> turn(const Parameters& p, const TurnClock& k, Seed seed,
                   const std::array<Tempo<F>, 2>& tempo, Couple<F>& c,
                   std::array<Mind<F>, 2>* minds = nullptr, const Direct& direct = {}) {
    using Words = typename F::WordsType;
    const Words exchange = exchanges(k, c.duration);
    std::array<Uniforms<F>, 2> u;
    std::array<Mind<F>, 2> mind;
    std::array<Before<F>, 2> before;
    for (std::size_t i = 0; i < 2; ++i) {
        u[i] = draw<F>(seed, c.id, k.day, exchange + Words(k.slot), Purpose::turn, actor(i));
        mind[i] = perceive(p, c.partner[i], c.partner[1 - i]);
        const Person<F>& s = c.partner[i];
        before[i] = {s.pressure, s.negative_affect, shown_affect(p, s)};
    }
    const auto on = c.active > F(0.0f);
    const auto meet = on & (c.duration == F(0.0f));
    const auto begins = on & !(exchange == exchanges(k, c.duration - F(k.minutes)));
    const auto turn_of = who_decides(k, u[0][0]);
    const std::array<typename F::MaskType, 2> decides{meet | (begins & turn_of[0]),
                                                      meet | (begins & turn_of[1])};
    const std::array<F, 2> asked{c.partner[0].act, c.partner[1].act};
    for (std::size_t i = 0; i < 2; ++i)
        settle_bid(p, c, c.partner[i], c.partner[1 - i], mind[1 - i].alarm, decides[1 - i],
                   u[i][2], mind[i]);
    for (std::size_t i = 0; i < 2; ++i) {
        learn(p, mind[i], c.partner[i]);
        answered(mind[i], c.partner[i]);
    }
    for (std::size_t i = 0; i < 2; ++i)
        answers(mind[i], asked[i], c.partner[1 - i]);
    TurnEvents<F> events;
    std::array<behaviour_choice::Choice<F>, 2> choice;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto sees = situation(p, c, c.partner[i], mind[i], k.apart);
        choice[i] = behaviour_choice::choose(
            behaviour_choice::propensities(p.behaviour_choice, sees), u[i][1]);
    }
    for (std::size_t i = 0; i < 2; ++i)
        events[i] = act(p, k, c, mind[i], decides[i] & (mind[1 - i].answered == F(0.0f)),
                        choice[i], c.partner[i]);
    direct(c);
    std::array<F, 2> felt; // reading over the turn
    for (std::size_t i = 0; i < 2; ++i) {
        Person<F>& s = c.partner[i];
        const Person<F>& other = c.partner[1 - i];
        const F read = appraisal::read_act(p.appraisal, perceiver(s, other), tempo[i].discount,
                                           other.valence, other.ambiguity);
        const F way = c.active * (read - s.read);
        felt[i] = s.read + F(k.followed) * way;
        s.read += F(k.follow) * way;
    }
    for (std::size_t i = 0; i < 2; ++i)
        respond(p, k, tempo[i], c.active, before[1 - i], c.partner[1 - i], mind[i], felt[i],
                c.partner[i]);
    couple_after_turn(p, k, mind, c);
    const auto over = on & !(exchange == exchanges(k, c.duration));
    c.decided = select(on, indicator(over & (turn_of[0] | turn_of[1])), c.decided);
    // Who stonewalls or calls a time-out is gone at the end of the exchange, if it is tense then.
    const auto leaves = [](const Person<F>& s) {
        return cycle::is(s.act, Act::stonewalling) | cycle::is(s.act, Act::time_out);
    };
    const auto left = over & (c.tension > F(tense_talk)) &
                      (leaves(c.partner[0]) | leaves(c.partner[1]));
    c.active = select(left, F(0.0f), c.active);
    c.turn = c.turn + Words(1u);
    for (const auto& e : events) {
        c.protests += indicator(e.protest);
        c.withdrawals += indicator(e.withdrawal);
        c.repairs += indicator(e.repair);
    }
    if (minds)
        *minds = mind;
    return events;
}

} // namespace couplet::model
