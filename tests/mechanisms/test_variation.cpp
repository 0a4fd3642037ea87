#include "check.hpp"
#include "mechanisms/attachment_change.hpp"
#include "mechanisms/variation.hpp"

using namespace couplet;
using namespace couplet::test;

TEST_CASE("variation: table", "[unit]") {
    check_table(variation::table);
    check_neutral(variation::table, variation::neutral);
}

TEST_CASE("variation: the correlation within a person is one", "[unit]") {
    for (const auto& row : variation::table)
        if (std::string(row.name) == "anxiety_avoidance") {
            CHECK(row.low > -1);
            CHECK(row.high < 1);
        }
}

TEST_CASE("variation: named styles lie on either side of the norm", "[property]") {
    const variation::Params p;
    const float low = p.style_boundary - 1, high = p.style_boundary + 1;
    CHECK(low < 0);
    CHECK(high > 0);
    // The corners are on the scale of the questionnaire.
    for (float z : {low, high}) {
        const float anxiety =
            attachment_change::norm_anxiety + z * attachment_change::norm_anxiety_sd;
        const float avoidance =
            attachment_change::norm_avoidance + z * attachment_change::norm_avoidance_sd;
        for (float x : {anxiety, avoidance}) {
            CHECK(x > 1);
            CHECK(x < 7);
        }
    }
}

TEST_CASE("variation: switched off, every spread is zero", "[property]") {
    const auto p = variation::neutral(lively(variation::table));
    for (const auto& row : variation::table) {
        const std::string name = row.name;
        CAPTURE(name);
        if (name.size() > 3 && name.substr(name.size() - 3) == "_sd")
            CHECK(p.*row.field == 0);
    }
}
