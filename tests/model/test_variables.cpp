#include "couples.hpp"
#include "model/events.hpp"
#include "model/observe.hpp"
#include "support/catch.hpp"

#include <set>
#include <string>

using namespace couplet;
using namespace couplet::test;
using F = Lanes<1>;

TEST_CASE("variables: names are distinct and ranges not empty", "[unit]") {
    std::set<std::string> names;
    for (const auto& row : model::variable_table) {
        names.insert(row.name);
        CHECK(row.low < row.high);
    }
    CHECK(names.size() == model::variable_count);
    std::set<std::string> events(model::event_kind_names,
                                 model::event_kind_names + model::event_kind_count);
    CHECK(events.size() == model::event_kind_count);
    CHECK(static_cast<int>(model::EventKind::separation) + 1 == model::event_kind_count);
    // Kinds of triggers and protests are reported as offsets from the first of them.
    CHECK(static_cast<int>(model::EventKind::trigger_uncertainty) == 3);
    CHECK(static_cast<int>(model::EventKind::protest_affection_withdrawal) -
              static_cast<int>(model::EventKind::protest_testing) ==
          static_cast<int>(Protest::affection_withdrawal));
}

TEST_CASE("variables: packing rounds to the nearest step and holds the ends",
          "[property]") {
    for (const auto& row : model::variable_table) {
        CAPTURE(row.name);
        const float step = model::packed_step(row);
        const auto q = [&](float x) {
            return static_cast<std::int32_t>(model::packed(row, F(x)).v);
        };
        CHECK(q(row.low) == -32767);
        CHECK(q(row.high) == 32767);
        CHECK(q(row.low - 100) == -32767);
        CHECK(q(row.high + 100) == 32767);
        for (int k = 1; k < 50; ++k) {
            const float x = row.low + (row.high - row.low) * static_cast<float>(k) / 50;
            const float unpacked = row.low + static_cast<float>(q(x) + 32767) * step;
            CHECK_FALSE(std::fabs(unpacked - x) > 0.51f * step + 1e-6f);
        }
    }
}

TEST_CASE("variables: each is read from its place in the state", "[unit]") {
    const model::Parameters p;
    auto c = newcomer(p, 2);
    live_morning(p, c, 1, 5);
    auto& s = c.partner[0];
    s.felt = {F(0.25f), F(-0.5f)};
    s.overwhelm = F(1.5f);
    s.stress = F(2.25f);
    s.bids[3].habit = F(0.75f);
    s.withdrawal_habit = F(0.5f);
    s.skills[9] = F(1.25f);
    const auto x = model::observe(p, s);
    const auto value = [&](const std::string& name) {
        for (std::size_t v = 0; v < model::variable_count; ++v)
            if (name == model::variable_table[v].name)
                return x[v].v;
        FAIL("no variable " + name);
        return 0.0f;
    };
    CHECK(value("felt_security") == 0.25f);
    CHECK(value("felt_comfort") == -0.5f);
    CHECK(value("overwhelm") == 1.5f);
    CHECK(value("stress") == 2.25f);
    CHECK(value("habit_criticism") == 0.75f);
    CHECK(value("habit_withdrawal") == 0.5f);
    CHECK(value("skill_outside_security") == 1.25f);
    CHECK(value("cortisol") == s.axis.cortisol.v);
    CHECK(value("negative_affect") == s.negative_affect.v);
    CHECK(value("attachment_anxiety") ==
          Approx(s.traits.anxiety_prototype.v + s.revisable.anxiety.v));
}
