#include "check.hpp"
#include "mechanisms/stress.hpp"

using namespace couplet;
using namespace couplet::test;

TEST_CASE("stress: table", "[unit]") {
    check_table(stress::table);
    check_neutral(stress::table, stress::neutral);
}

TEST_CASE("stress: the daily part reverts to its mean and keeps its sd", "[property]") {
    auto p = lively(stress::table);
    p.time_constant = 2;
    // Without noise: e^(-1/2) a day, and of who dwells twice as long on it e^(-1/4).
    CHECK(stress::next_daily_part(p, F(1.0f), F(0.0f), F(1.0f)).v ==
          Approx(std::exp(-0.5)).epsilon(1e-6));
    CHECK(stress::next_daily_part(p, F(1.0f), F(0.0f), F(2.0f)).v ==
          Approx(std::exp(-0.25)).epsilon(1e-6));
    // x' = k x + sqrt(1 - k^2) z has the variance 1 if x has.
    const double kick = stress::next_daily_part(p, F(0.0f), F(1.0f), F(1.0f)).v;
    CHECK(std::exp(-1.0) + kick * kick == Approx(1).epsilon(1e-5));
}

TEST_CASE("stress: life events come at their rate with exponential sizes", "[property]") {
    auto p = lively(stress::table);
    p.event_rate = 0.2f;
    p.event_size = 1.5f;
    constexpr int n = 200'000;
    int events = 0;
    double sum = 0, squares = 0;
    for (int k = 0; k < n; ++k) {
        const float size = stress::life_event(p, F((static_cast<float>(k) + 0.5f) / n)).v;
        CHECK_FALSE(size < 0);
        if (size > 0) {
            ++events;
            sum += size;
            squares += double(size) * size;
        }
    }
    // 1 - e^-0.2 = 0.181269; mean 1.5; mean square 2 * 1.5^2 = 4.5.
    CHECK(events / double(n) == Approx(0.181269).margin(2.0 / n));
    CHECK(sum / events == Approx(1.5).epsilon(1e-3));
    CHECK(squares / events == Approx(4.5).epsilon(5e-3));
}

TEST_CASE("stress: events wear off by the exact exponential", "[property]") {
    auto p = lively(stress::table);
    p.event_recovery = 10;
    F load(2.0f);
    // Who dwells twice as long on it has as much left after twice the time.
    CHECK(stress::next_event_load(p, F(2.0f), F(0.0f), F(2.0f)).v ==
          Approx(2 * std::exp(-0.05)).epsilon(1e-5));
    for (int day = 0; day < 20; ++day)
        load = stress::next_event_load(p, load, F(0.0f), F(1.0f));
    CHECK(load.v == Approx(2 * std::exp(-2.0)).epsilon(1e-5));
    CHECK(stress::next_event_load(p, F(0.0f), F(1.3f), F(1.0f)).v == 1.3f);
}

TEST_CASE("stress: crossover brings partners together and is symmetric", "[property]") {
    const auto p = lively(stress::table);
    check_slope(Slope::rising, -2, 2,
                [&](F other) { return stress::level(p, F(0.5f), other); });
    const float a = stress::level(p, F(1.0f), F(-0.5f)).v;
    const float b = stress::level(p, F(-0.5f), F(1.0f)).v;
    CHECK(a + b == Approx(0.5).epsilon(1e-6));
    CHECK(a < 1);
    CHECK(b > -0.5f);
    CHECK(a > b);
}

TEST_CASE("stress: switched off, everybody stays at the chronic level", "[property]") {
    const auto p = stress::neutral(lively(stress::table));
    CHECK(stress::next_daily_part(p, F(0.0f), F(2.5f), F(2.0f)).v == 0);
    for (float u : {6e-8f, 0.001f, 0.5f})
        CHECK(stress::life_event(p, F(u)).v == 0);
    CHECK(stress::level(p, F(0.4f), F(3.0f)).v == 0.4f);
}
