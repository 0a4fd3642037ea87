// Relationship evaluation: what the days add up to (submodel 13).
//
// A day's experience is summed over its turns and judged by its contrast with the usual, so that a day
// is at most so good or so bad, and many small experiences count for more than few large ones:
//
//   gain     R = c(w / w0)     w: warmth read [min], asked-for reassurance at a discount
//   loss     N = c(h / h0)     h: hurt (activation.hpp), less what repair took away
//   pressure P = c(q / q0)     q: pressure received (deactivation.hpp) [min]
//            c(x) = (x^2 - 1) / (x^2 + 1) = tanh(log x)
//   balance  B = R - k_v N               losses weigh more than gains
//
//   trust -> B    relatedness -> R    autonomy -> -P    resentment -> N - forgiveness      t
//   outcome   O = o0 + fit + w (trust + relatedness + autonomy - resentment) + w_y comfort
//   comparison level  L -> k_l O   t_l
//   satisfaction -> O - L          t_s
//   commitment   -> c_s satisfaction + c_b (investment - alternatives - self-worth)        t
//   investment = what was put in at first + log(1 + years together)
//
// x -> y  t : x relaxes to y with time constant t, by exact exponentials. The comparison level
// that follows outcomes makes satisfaction fall fastest at the beginning. Low self-worth (symptoms.hpp)
// makes alternatives look worse.
//
// Sources: investment model, and investments that grow with time, Rusbult 1980, 1983; self-esteem and
// leaving, Rusbult, Morrow & Johnson 1987, Davila & Bradbury 2001; comparison level, Thibaut &
// Kelley 1959; need satisfaction, La Guardia et al. 2000; closeness most,
// Patrick et al. 2007, here through comfort with it (attachment_change.hpp); loss aversion, Brown
// et al. 2024; early decline, Buehler, Krauss & Orth 2021. Departures: contrasts, because raw sums let
// rare days rule satisfaction; all states that average the days share one time constant.
//
// Tests: tests/mechanisms/test_evaluation.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"
#include "numerics/math.hpp"

namespace couplet::evaluation {

struct Params {
    float usual_gain = 7.53f;
    float usual_hurt = 0.095f;
    float usual_pressure = 16.3f;
    float loss_aversion = 1.96f;
    float time = 12.7f;
    float satisfaction_time = 14.0f;
    float honeymoon = 0.03f;
    float experience = 0.254f;
    float comfort = 0.455f;
    float comparison = 0.0379f;
    float comparison_time = 615.0f;
    float satisfaction = 0.382f;
    float bonds = 0.375f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::usual_gain, "usual_gain", "min", 0.01f, 1000, Status::fitted,
     "mean of the simulated community", "warmth of a usual day"},
    {&Params::usual_hurt, "usual_hurt", "", 0.001f, 100, Status::fitted,
     "mean of the simulated community", "hurt of a usual day"},
    {&Params::usual_pressure, "usual_pressure", "min", 0.01f, 1000, Status::fitted,
     "mean of the simulated community", "pressure received on a usual day"},
    {&Params::loss_aversion, "loss_aversion", "", 1, 5, Status::measured,
     "1.96, meta-analysis of 607 estimates, Brown et al. 2024", "weight of losses against gains"},
    {&Params::time, "time", "day", 1, 2000, Status::assumed, "order of weeks; size explored",
     "time constant of trust, needs, resentment and commitment"},
    {&Params::satisfaction_time, "satisfaction_time", "day", 1, 2000, Status::assumed,
     "a fortnight, the time frame of questionnaires", "time constant of satisfaction"},
    {&Params::honeymoon, "honeymoon", "", -3, 5, Status::fitted, "scenarios/validation",
     "outcome of an average couple"},
    {&Params::experience, "experience", "", 0, 3, Status::fitted, "scenarios/validation",
     "weight of trust, met needs and (lack of) resentment in the outcome"},
    {&Params::comfort, "comfort", "", 0, 3, Status::fitted, "scenarios/validation",
     "weight of felt comfort with closeness in the outcome"},
    {&Params::comparison, "comparison", "", 0, 1, Status::assumed,
     "sign: Thibaut & Kelley 1959; size explored",
     "share of the outcome that one gets used to"},
    {&Params::comparison_time, "comparison_time", "day", 10, 10000, Status::assumed,
     "order of years; size explored", "time constant of the comparison level"},
    {&Params::satisfaction, "satisfaction", "", 0, 3, Status::assumed,
     "order: r .68, Le & Agnew 2003; size explored", "weight of satisfaction in commitment"},
    {&Params::bonds, "bonds", "", 0, 3, Status::fitted, "order: Le & Agnew 2003",
     "weight of investments, and of alternatives, in commitment"},
};

// Days leave no trace in trust, needs and resentment.
inline Params neutral(Params p) {
    p.time = standstill;
    return p;
}

template <class F> struct Experience {
    F warmth, hurt, pressure; // sums over the day
};
template <class F> struct Day { F gain, loss, pressure, balance; };

template <class F> F against_usual(F x, float usual) {
    const F square = x * x;
    return (square - F(usual * usual)) / (square + F(usual * usual));
}
template <class F> Day<F> weigh(const Params& p, const Experience<F>& e) {
    const F gain = against_usual(e.warmth, p.usual_gain);
    const F loss = against_usual(e.hurt, p.usual_hurt);
    return {gain, loss, against_usual(e.pressure, p.usual_pressure),
            gain - F(p.loss_aversion) * loss};
}

template <class F> struct Evaluation {
    F trust, relatedness, autonomy, resentment;
    F comparison, satisfaction, commitment;
};
template <class F> struct Standing {
    F fit, comfort;             // of the relationship to the person; felt (attachment_change.hpp)
    F investment, alternatives; // population sd; the former with what the years add
    F self_worth;               // symptoms.hpp
    F forgiveness;              // learnt
};

// Share of the way to its target that each state goes in a day.
struct Pace {
    float experience, comparison, satisfaction;
};
inline Pace pace(const Params& p) {
    const auto day = [](float tau) { return approach(Lanes<1>(1.0f), Lanes<1>(tau)).v; };
    return {day(p.time), day(p.comparison_time), day(p.satisfaction_time)};
}

template <class F> F regard(const Evaluation<F>& e) {
    return e.trust + e.satisfaction - e.resentment;
}
template <class F> F outcome(const Params& p, const Evaluation<F>& e, const Standing<F>& s) {
    return F(p.honeymoon) + s.fit +
           F(p.experience) * (e.trust + e.relatedness + e.autonomy - e.resentment) +
           F(p.comfort) * s.comfort;
}
// What has been put into a relationship, `years` after its beginning.
template <class F> F invested(F at_first, F years) { return at_first + log(F(1.0f) + years); }
template <class F> F intended_commitment(const Params& p, F satisfaction, const Standing<F>& s) {
    return F(p.satisfaction) * satisfaction +
           F(p.bonds) * (s.investment - s.alternatives - s.self_worth);
}

// One day.
template <class F>
Evaluation<F> after_day(const Params& p, const Pace& k, const Evaluation<F>& e,
                        const Standing<F>& s, const Day<F>& d) {
    const F share(k.experience);
    const F o = outcome(p, e, s);
    return {e.trust + share * (d.balance - e.trust),
            e.relatedness + share * (d.gain - e.relatedness),
            e.autonomy + share * (-d.pressure - e.autonomy),
            e.resentment + share * (d.loss - s.forgiveness - e.resentment),
            e.comparison + F(k.comparison) * (F(p.comparison) * o - e.comparison),
            e.satisfaction + F(k.satisfaction) * (o - e.comparison - e.satisfaction),
            e.commitment + share * (intended_commitment(p, e.satisfaction, s) - e.commitment)};
}

} // namespace couplet::evaluation
