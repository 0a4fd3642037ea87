#include "check.hpp"
#include "mechanisms/dissolution.hpp"

using namespace couplet;
using namespace couplet::test;

namespace {
dissolution::Params params() {
    auto p = lively(dissolution::table);
    p.dating = 0.3f;
    p.cohabiting = 0.2f;
    p.married = 0.1f;
    return p;
}
dissolution::Bonds<F> bonds(float kind) {
    return {F(kind), F(0.0f), F(0.0f)};
}
template <class Set> F chance(const dissolution::Params& p, Set set) {
    auto b = bonds(1);
    set(b);
    return dissolution::probability_today(p, b);
}
} // namespace

TEST_CASE("dissolution: table", "[unit]") {
    check_table(dissolution::table);
    check_neutral(dissolution::table, dissolution::neutral);
}

TEST_CASE("dissolution: each kind of relationship has its own hazard", "[unit]") {
    const auto p = params();
    // A year's risk at hazard h: 1 - e^-h.
    for (auto [kind, hazard] :
         {std::pair{0.0f, p.dating}, {1.0f, p.cohabiting}, {2.0f, p.married}}) {
        const double stays = 1.0 - dissolution::probability_today(p, bonds(kind)).v;
        CHECK(std::pow(stays, 365.25) == Approx(std::exp(-double(hazard))).epsilon(1e-4));
    }
}

TEST_CASE("dissolution: directions", "[property]") {
    const auto p = params();
    check_slope(Slope::falling, -1, 1,
                [&](F x) { return chance(p, [&](auto& b) { b.least_commitment = x; }); });
    check_slope(Slope::rising, 0, 4,
                [&](F x) { return chance(p, [&](auto& b) { b.event_load = x; }); });
}

TEST_CASE("dissolution: a probability, even in the worst case", "[property]") {
    auto p = params();
    p.dating = 10;
    p.commitment = 10;
    auto b = bonds(0);
    for (float x : spread(-5, 5)) {
        b.least_commitment = F(x);
        const float q = dissolution::probability_today(p, b).v;
        CHECK(q >= 0);
        CHECK(q <= 1);
    }
}

TEST_CASE("dissolution: switched off, nobody separates", "[property]") {
    const auto p = dissolution::neutral(params());
    for (float kind : {0.0f, 1.0f, 2.0f}) {
        auto b = bonds(kind);
        b.least_commitment = F(-5.0f);
        CHECK(dissolution::probability_today(p, b).v == 0);
    }
}
