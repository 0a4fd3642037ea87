#include "check.hpp"
#include "mechanisms/acts.hpp"

using namespace couplet;
using namespace couplet::test;

TEST_CASE("acts: the table is in the order of the enumeration", "[unit]") {
    CHECK(std::string(row(Act::neutral_talk).name) == "neutral_talk");
    CHECK(std::string(row(Act::criticism).name) == "criticism");
    CHECK(std::string(row(Act::time_out).name) == "time_out");
    CHECK(index(Act::time_out) + 1 == act_count);
    CHECK(std::string(protest_table[static_cast<std::size_t>(Protest::testing)].name) ==
          "testing");
    CHECK(std::string(protest_table.back().name) == "affection_withdrawal");
}

TEST_CASE("acts: names are distinct words and attributes within their scales", "[unit]") {
    std::set<std::string> names;
    for (const auto& act : act_table) {
        CAPTURE(act.name);
        names.insert(act.name);
        CHECK(is_word(act.name));
        CHECK(std::strlen(act.phrase) > 0);
        CHECK(std::fabs(act.valence) <= 1);
        CHECK(act.ambiguity >= 0);
        CHECK(act.ambiguity <= 1);
        CHECK(act.pressure >= 0);
        CHECK(act.pressure <= 1);
    }
    CHECK(names.size() == act_count);
    std::set<std::string> protests;
    for (const auto& protest : protest_table) {
        protests.insert(protest.name);
        CHECK(is_word(protest.name));
        CHECK(std::fabs(protest.valence) <= 1);
        CHECK(protest.pressure >= 0);
        CHECK(protest.pressure <= 1);
    }
    CHECK(protests.size() == protest_count);
}

TEST_CASE("acts: bids press the partner and flight does not", "[property]") {
    for (Act bid : bids)
        CHECK(row(bid).pressure > 0);
    for (Act away : {Act::withdrawal, Act::stonewalling, Act::time_out}) {
        CHECK(row(away).pressure == 0);
        CHECK(row(away).valence <= 0);
    }
    // A direct request presses less than a harsh one, and is warmer.
    CHECK(row(Act::direct_request).pressure < row(Act::protest).pressure);
    CHECK(row(Act::direct_request).valence > row(Act::protest).valence);
}

TEST_CASE("acts: every kind of protest meets the partner in its own way", "[unit]") {
    std::set<std::vector<float>> codes;
    for (const auto& kind : protest_table) {
        CAPTURE(kind.name);
        CHECK(kind.valence <= 0);
        CHECK((kind.valence < 0 || kind.pressure > 0));
        codes.insert({kind.valence, kind.ambiguity, kind.pressure});
    }
    CHECK(codes.size() == protest_count);
}
