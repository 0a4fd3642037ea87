#include "check.hpp"
#include "mechanisms/empathic_accuracy.hpp"

using namespace couplet;
using namespace couplet::test;
namespace ea = couplet::empathic_accuracy;

TEST_CASE("empathic accuracy: table", "[unit]") {
    check_table(ea::table);
    check_neutral(ea::table, ea::neutral);
}

TEST_CASE("empathic accuracy: directions", "[property]") {
    const auto p = lively(ea::table);
    const F zero(0.0f);
    // Anxiety sharpens in alarm, and only then.
    check_slope(Slope::rising, -2.5f, 3,
                [&](F a) { return ea::accuracy(p, a, zero, F(1.0f), zero); });
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return ea::accuracy(p, a, zero, zero, zero); });
    check_slope(Slope::rising, 0, 1,
                [&](F x) { return ea::accuracy(p, F(1.0f), zero, x, zero); });
    check_slope(Slope::flat, 1, 4,
                [&](F x) { return ea::accuracy(p, F(1.0f), zero, x, zero); });
    check_slope(Slope::falling, -2.5f, 3,
                [&](F v) { return ea::accuracy(p, zero, v, F(1.0f), zero); });
    check_slope(Slope::rising, 0, 2,
                [&](F skill) { return ea::accuracy(p, zero, zero, zero, skill); });
    check_slope(Slope::rising, 0, 1, [&](F q) { return ea::hurt(p, q, F(2.0f)); });
    CHECK(ea::hurt(p, F(1.0f), F(ea::at_rest)).v ==
          0); // nothing threatening, nothing chills
}

TEST_CASE("empathic accuracy: what is inferred lies between one's own feelings and what is shown",
          "[property]") {
    for (float shown : spread(0, 5)) {
        constexpr float own = 1.7f;
        CHECK(ea::inferred_affect(F(1.0f), F(shown), F(own)).v == Approx(shown).margin(1e-6));
        CHECK(ea::inferred_affect(F(0.0f), F(shown), F(own)).v == own);
        const float half = ea::inferred_affect(F(0.5f), F(shown), F(own)).v;
        CHECK(half == Approx(0.5f * (shown + own)).margin(1e-6));
    }
    const auto p = lively(ea::table);
    for (float a : spread(-2.5f, 3))
        for (float v : spread(-2.5f, 3)) {
            const float q = ea::accuracy(p, F(a), F(v), F(4.0f), F(1.0f)).v;
            CHECK(q > 0);
            CHECK(q < 1);
        }
}

TEST_CASE("empathic accuracy: switched off, it does not depend on attachment",
          "[property]") {
    const auto p = ea::neutral(lively(ea::table));
    check_slope(Slope::flat, -2.5f, 3,
                [&](F a) { return ea::accuracy(p, a, -a, F(1.5f), F(0.0f)); });
    CHECK(ea::hurt(p, F(1.0f), F(4.0f)).v == 0);
}
