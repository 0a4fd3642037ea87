#include "check.hpp"
#include "mechanisms/reinforcement.hpp"
#include "numerics/philox.hpp"

using namespace couplet;
using namespace couplet::test;
namespace rf = couplet::reinforcement;
using Memory = rf::Memory<F>;

namespace {

// Trains with a share of the bids answered, then answers none; the mean number of bids
// until the habit has fallen to half, over learners who differ in their luck.
double bids_to_extinction(const rf::Params& p, double share) {
    constexpr int learners = 200, training = 400, patience = 5000;
    KeyedEngine engine(Seed{99}, 0, static_cast<std::uint32_t>(share * 1000));
    double sum = 0;
    for (int n = 0; n < learners; ++n) {
        Memory m{F(0.0f), F(0.5f), F(0.0f)};
        for (int k = 0; k < training; ++k) {
            const float answered = uniform(Words<1>(engine())).v < share ? 1.0f : 0.0f;
            m = rf::learn(p, m, F(answered), F(1 - answered));
        }
        const float trained = m.habit.v;
        int unmet = 0;
        while (m.habit.v > 0.5f * trained && unmet < patience) {
            m = rf::learn(p, m, F(0.0f), F(1.0f));
            ++unmet;
        }
        sum += unmet;
    }
    return sum / learners;
}

} // namespace

TEST_CASE("reinforcement: table", "[unit]") {
    check_table(rf::table);
    check_neutral(rf::table, rf::neutral);
}

TEST_CASE(
    "reinforcement: an answer strengthens, and what is not settled leaves all as it is",
    "[unit]") {
    auto p = lively(rf::table);
    p.learning = 0.1f;
    const Memory m{F(0.5f), F(0.4f), F(2.0f)};
    const Memory yes = rf::learn(p, m, F(1.0f), F(0.0f));
    CHECK(yes.habit.v == Approx(0.5 + 0.1 * 0.5));
    CHECK(yes.answer_rate.v == Approx(0.4 + 0.1 * 0.6));
    CHECK(yes.missed.v == 0);
    const Memory open = rf::learn(p, m, F(0.0f), F(0.0f));
    CHECK(open.habit.v == m.habit.v);
    CHECK(open.answer_rate.v == m.answer_rate.v);
    CHECK(open.missed.v == m.missed.v);
    const Memory no = rf::learn(p, m, F(0.0f), F(1.0f));
    CHECK(no.habit.v < m.habit.v);
    CHECK(no.answer_rate.v < m.answer_rate.v);
    CHECK(no.missed.v == Approx(2.4));
}

TEST_CASE("reinforcement: bounds under any history", "[property]") {
    auto p = lively(rf::table);
    KeyedEngine engine(Seed{3}, 0, 0);
    for (float size : {0.05f, 0.5f, 1.0f}) {
        p.learning = p.relief = size;
        Memory m{F(0.0f), F(0.5f), F(0.0f)};
        F habit(0.0f);
        for (int k = 0; k < 500; ++k) {
            const float u = uniform(Words<1>(engine())).v;
            m = rf::learn(p, m, F(u < 0.4f ? 1.0f : 0.0f),
                          F(u >= 0.4f && u < 0.9f ? 1.0f : 0.0f));
            habit = rf::learn_withdrawal(p, habit, F(u < 0.5f ? 1.0f : 0.0f),
                                         F(u >= 0.5f ? 1.0f : 0.0f));
            CHECK_FALSE((m.habit.v < 0 || m.habit.v > 1));
            CHECK_FALSE((m.answer_rate.v < 0 || m.answer_rate.v > 1));
            CHECK_FALSE(m.missed.v < 0);
            CHECK_FALSE((habit.v < 0 || habit.v > 1));
        }
    }
}

TEST_CASE("reinforcement: a habit learnt under partial success outlasts one of constant "
          "success",
          "[statistical]") {
    // The partial-reinforcement extinction effect; time to extinction goes as 1 / share.
    // The mean of 200 learners has a relative standard error of some 3 %, so a bound at
    // half of what is expected is more than ten of them away.
    const rf::Params p;
    const double always = bids_to_extinction(p, 1.0),
                 third = bids_to_extinction(p, 1.0 / 3),
                 fifth = bids_to_extinction(p, 0.2);
    CAPTURE(always, third, fifth);
    CHECK(third / always > 1.5);
    CHECK(fifth / third > 1.15);
    CHECK(fifth < 5000);
}

TEST_CASE(
    "reinforcement: relief strengthens withdrawal, pressure that goes on weakens it",
    "[unit]") {
    auto p = lively(rf::table);
    p.relief = 0.03f;
    CHECK(rf::learn_withdrawal(p, F(0.6f), F(1.0f), F(0.0f)).v ==
          Approx(0.6 + 0.03 * 0.4));
    CHECK(rf::learn_withdrawal(p, F(0.6f), F(0.0f), F(1.0f)).v ==
          Approx(0.6 - 0.03 * 0.6));
    CHECK(rf::learn_withdrawal(p, F(0.6f), F(0.0f), F(0.0f)).v == 0.6f);
}

TEST_CASE("reinforcement: switched off, habits stay as they are", "[property]") {
    const auto p = rf::neutral(lively(rf::table));
    Memory m{F(0.7f), F(0.4f), F(0.0f)};
    for (int k = 0; k < 50; ++k)
        m = rf::learn(p, m, F(k % 3 == 0 ? 1.0f : 0.0f), F(k % 3 == 0 ? 0.0f : 1.0f));
    CHECK(m.habit.v == 0.7f);
    CHECK(m.answer_rate.v == 0.4f);
    CHECK(rf::learn_withdrawal(p, F(0.6f), F(1.0f), F(0.0f)).v == 0.6f);
}
