#include "couples.hpp"
#include "support/catch.hpp"

using namespace couplet;
using namespace couplet::test;

TEST_CASE("state: the same words at every width", "[unit]") {
    CHECK(model::state_words<Lanes<1>> == model::state_words<Lanes<4>>);
    CHECK(sizeof(model::Couple<Lanes<1>>) == 4 * model::state_words<Lanes<1>>);
    CHECK(sizeof(model::Couple<Lanes<4>>) == 16 * model::state_words<Lanes<1>>);
}

TEST_CASE("state: a lane moves to another group and back unchanged", "[property]") {
    const model::Parameters p;
    auto from = group<4>(p, 10);
    live_morning(p, from, 3, 4);
    auto to = group<4>(p, 100);
    const auto other = to;
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) {
            to = other;
            model::move_lane(from, i, to, j);
            CHECK(words(to, j) == words(from, i));
            for (int k = 0; k < 4; ++k)
                if (k != j)
                    CHECK(words(to, k) == words(other, k));
            auto back = from;
            model::move_lane(to, j, back, i);
            CHECK(std::memcmp(&back, &from, sizeof back) == 0);
        }
}

TEST_CASE("state: a couple in a group lives as it does alone", "[determinism]") {
    const model::Parameters p;
    auto four = group<4>(p, 20);
    live_morning(p, four, 5, 6);
    for (int lane = 0; lane < 4; ++lane) {
        auto alone = newcomer(p, 20u + static_cast<std::uint32_t>(lane));
        live_morning(p, alone, 5, 6);
        CHECK(words(alone) == words(four, lane));
    }
}

TEST_CASE("state: newcomers are in the balance of their traits", "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 50; ++id) {
        const auto c = newcomer(p, id);
        CHECK(c.alive.v == 1);
        CHECK(c.id.v == id);
        for (const auto& s : c.partner) {
            CHECK(s.activation.v == 0);
            CHECK(s.axis.cortisol.v == p.physiology.baseline);
            const evaluation::Standing<Lanes<1>> standing{
                s.traits.fit, Lanes<1>(0.0f),
                evaluation::invested(s.traits.investment, c.age), s.traits.alternatives,
                Lanes<1>(0.0f), Lanes<1>(0.0f)};
            const auto outcome =
                evaluation::outcome(p.evaluation, s.evaluation, standing);
            CHECK(s.evaluation.satisfaction.v ==
                  Approx(outcome.v - s.evaluation.comparison.v).margin(1e-6));
        }
    }
}

TEST_CASE("state: moving back what turns write leaves nothing behind", "[property]") {
    const model::Parameters p;
    for (std::uint32_t id = 0; id < 60; ++id) {
        auto c = newcomer(p, id);
        const auto clock = live_morning(p, c, 3, 2, 2, 1.5f);
        auto back = c;
        const auto tempo = tempos(p, c, 2);
        for (int n = 0; n < 20; ++n) {
            model::turn(p, clock, seed, tempo, c);
            model::conflict_begins(c);
            model::going_on(c, true);
        }
        CHECK(words(back) != words(c));
        model::move_turns(c, 0, back, 0);
        CHECK(words(back) == words(c));
    }
}
