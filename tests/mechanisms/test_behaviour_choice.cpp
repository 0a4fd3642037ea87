#include "check.hpp"
#include "mechanisms/behaviour_choice.hpp"

using namespace couplet;
using namespace couplet::test;
namespace bc = couplet::behaviour_choice;
using Situation = bc::Situation<F>;

namespace {
Situation calm() {
    Situation s;
    std::memset(static_cast<void*>(&s), 0, sizeof s);
    s.need = s.control = F(1.0f);
    return s;
}
template <class Set> F propensity(const bc::Params& p, Act act, Set set) {
    Situation s = calm();
    set(s);
    return bc::propensities(p, s)[index(act)];
}
bc::Params lively_params() { return lively(bc::table); }
bc::Propensities<F> some_propensities() {
    bc::Propensities<F> u;
    for (std::size_t k = 0; k < act_count; ++k)
        u[k] = F(k == 0 ? 0.0f : -2.0f + 0.4f * static_cast<float>((k * 5) % 8));
    return u;
}
} // namespace

TEST_CASE("behaviour choice: table", "[unit]") {
    check_table(bc::table);
    check_neutral(bc::table, bc::neutral);
}

TEST_CASE("behaviour choice: directions of the drives", "[property]") {
    const auto p = lively_params();
    const auto rises = [&](Act act, float low, float high, F Situation::*field) {
        CAPTURE(row(act).name);
        check_slope(Slope::rising, low, high, [&](F x) {
            return propensity(p, act, [&](auto& s) { s.*field = x; });
        });
    };
    const auto falls = [&](Act act, float low, float high, F Situation::*field) {
        CAPTURE(row(act).name);
        check_slope(Slope::falling, low, high, [&](F x) {
            return propensity(p, act, [&](auto& s) { s.*field = x; });
        });
    };
    for (Act act : {Act::reassurance_seeking, Act::protest, Act::criticism})
        rises(act, 0, 4, &Situation::alarm);
    rises(Act::reassurance_seeking, -1, 3, &Situation::distress);
    rises(Act::shared_positive, -1, 2, &Situation::contentment);
    rises(Act::direct_request, 0, 2, &Situation::need);
    rises(Act::protest, 0, 1, &Situation::unmet);
    rises(Act::criticism, 0, 1, &Situation::issue);
    rises(Act::withdrawal, 0, 1, &Situation::issue);
    rises(Act::withdrawal, 0, 6, &Situation::overwhelm);
    rises(Act::stonewalling, 0, 6, &Situation::overwhelm);
    falls(Act::shared_positive, 0, 6, &Situation::overwhelm);
    falls(Act::repair, 0, 4, &Situation::overwhelm);
    falls(Act::reassurance_seeking, -2, 3, &Situation::avoidance);
    rises(Act::withdrawal, -2, 3, &Situation::avoidance);
    rises(Act::criticism, 0, 2, &Situation::tension);
    rises(Act::criticism, 0, 1.5f, &Situation::coldness);
    rises(Act::shared_positive, 0, 1.5f, &Situation::warmth);
    rises(Act::reassurance, 0, 3, &Situation::inferred_distress);
    falls(Act::criticism, -2, 2, &Situation::regard);
    rises(Act::repair, -2, 2, &Situation::regard);
    rises(Act::reassurance, -2, 2, &Situation::commitment);
    rises(Act::repair, -2, 2, &Situation::communication);
    falls(Act::protest, -2, 2, &Situation::communication);
    rises(Act::withdrawal, 0, 2, &Situation::withdrawal_habit);
    rises(Act::self_soothing, -2, 2, &Situation::regulation);
    // Habits weigh more when control is lost.
    check_slope(Slope::falling, 0, 1, [&](F control) {
        return propensity(p, Act::protest, [&](auto& s) {
            s.bid_habit[2] = F(1.0f);
            s.control = control;
        });
    });
}

TEST_CASE("behaviour choice: a distressed partner presses the avoidant and draws others, a warm one "
          "calms the avoidant",
          "[property]") {
    const auto p = lively_params();
    const auto slope = [&](Slope direction, Act act, float avoidance, F Situation::*field) {
        CAPTURE(row(act).name, avoidance);
        check_slope(direction, 0, 2, [&](F x) {
            return propensity(p, act, [&](auto& s) {
                s.avoidance = F(avoidance);
                s.*field = x;
            });
        });
    };
    for (Act act : {Act::withdrawal, Act::criticism, Act::stonewalling}) {
        slope(Slope::rising, act, 1, &Situation::seen_distress);
        slope(Slope::falling, act, 1, &Situation::warmth);
        slope(Slope::flat, act, 0, &Situation::seen_distress);
        slope(Slope::flat, act, -1, &Situation::warmth);
    }
    slope(Slope::falling, Act::reassurance, 1, &Situation::seen_distress);
    slope(Slope::rising, Act::reassurance, -1, &Situation::seen_distress);
    slope(Slope::rising, Act::reassurance, 1, &Situation::warmth);
}

TEST_CASE("behaviour choice: switched off, acts are unrelated to state", "[property]") {
    const auto p = bc::neutral(lively_params());
    Situation s = calm();
    s.avoidance = s.alarm = s.overwhelm = s.need = s.unmet = F(1.7f);
    s.distress = s.coldness = s.warmth = s.regard = s.contentment = s.seen_distress = F(1.3f);
    s.issue = s.communication = s.regulation = s.withdrawal_habit = F(0.8f);
    for (auto& habit : s.bid_habit)
        habit = F(1.1f);
    const auto moved = bc::propensities(p, s), base = bc::propensities(p, calm());
    for (std::size_t k = 0; k < act_count; ++k) {
        CAPTURE(act_table[k].name);
        CHECK(moved[k].v == base[k].v);
    }
}

TEST_CASE("behaviour choice: softmax frequencies are the probabilities", "[property]") {
    const auto u = some_propensities();
    double total = 0;
    for (const F& x : u)
        total += std::exp(double(x.v));
    constexpr int n = 100'000;
    std::array<int, act_count> count{};
    for (int k = 0; k < n; ++k) {
        const auto c = bc::choose(u, F((static_cast<float>(k) + 0.5f) / n));
        ++count[static_cast<std::size_t>(c.act.v)];
    }
    // An interval of the grid holds its length times n points, give or take one at each
    // end.
    for (std::size_t k = 0; k < act_count; ++k) {
        CAPTURE(act_table[k].name);
        CHECK(std::fabs(count[k] / double(n) - std::exp(double(u[k].v)) / total) <
              2.0 / n);
    }
}

TEST_CASE("behaviour choice: what is left of the number that chose protest is again uniform", "[property]") {
    const auto u = some_propensities();
    constexpr int n = 100'000;
    std::vector<float> left;
    for (int k = 0; k < n; ++k) {
        const auto c = bc::choose(u, F((static_cast<float>(k) + 0.5f) / n));
        CHECK_FALSE((c.in_protest.v < 0 || c.in_protest.v >= 1));
        if (c.act.v == static_cast<float>(index(Act::protest)))
            left.push_back(c.in_protest.v);
    }
    // The points come in order, evenly spaced.
    const auto m = static_cast<float>(left.size());
    REQUIRE(m > 100);
    float off = 0;
    for (std::size_t k = 0; k < left.size(); ++k)
        off = std::max(off, std::fabs(left[k] - (static_cast<float>(k) + 0.5f) / m));
    CHECK(off < 2 / m);
}

TEST_CASE("behaviour choice: the ends of the softmax", "[unit]") {
    const auto u = some_propensities();
    // The very ends of the unit interval.
    CHECK(bc::choose(u, F(6e-8f)).act.v == 0);
    CHECK(bc::choose(u, F(0.99999994f)).act.v == static_cast<float>(act_count - 1));
    // Propensities so low that they vanish leave neutral talk.
    auto none = u;
    for (std::size_t k = 1; k < act_count; ++k)
        none[k] = F(-200.0f);
    CHECK(bc::choose(none, F(0.9999f)).act.v == 0);
}

TEST_CASE("behaviour choice: kinds of protest", "[property]") {
    Situation s = calm();
    const auto weights = bc::protest_weights(s);
    double total = 0;
    for (const F& w : weights)
        total += w.v;
    constexpr int n = 10'000;
    std::array<int, protest_count> count{};
    for (int k = 0; k < n; ++k)
        ++count[static_cast<std::size_t>(
            bc::choose_protest(weights, F((static_cast<float>(k) + 0.5f) / n)).v)];
    for (std::size_t k = 0; k < protest_count; ++k)
        CHECK(std::fabs(count[k] / double(n) - double(weights[k].v) / total) < 2.0 / n);
    // Contact while apart, threats in tension, exaggeration in alarm, jealousy from distrust,
    // holding back affection from resentment.
    const auto weight = [&](Protest kind, F Situation::*field, float x) {
        Situation t = calm();
        t.*field = F(x);
        return bc::protest_weights(t)[static_cast<std::size_t>(kind)].v;
    };
    for (auto [kind, field] : {std::pair{Protest::contact, &Situation::apart},
                               {Protest::threat, &Situation::tension},
                               {Protest::exaggeration, &Situation::alarm},
                               {Protest::jealousy, &Situation::distrust},
                               {Protest::affection_withdrawal, &Situation::resentment}}) {
        CHECK(weight(kind, field, 1) > weight(kind, field, 0));
        CHECK(weight(Protest::testing, field, 1) == weight(Protest::testing, field, 0));
    }
}
