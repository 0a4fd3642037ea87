#include "settings.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::claims;

namespace {
const std::string header = "id,source,claim,type,kind,reason,note\n";
Check constant(const char* id, double x, Range range, double spread = 0) {
    Column column(50, x);
    for (std::size_t k = 0; k < column.size(); ++k)
        column[k] += spread * (k % 2 ? 1 : -1);
    return mean_of(id, "a number", range, column);
}
} // namespace

TEST_CASE("claims: the table is read, with reasons and notes", "[unit]") {
    const auto claims = parse_claims(
        header + "X1,one,\"that, and \"\"this\"\"\",direction,claim,,a note\n"
                 "X2,one,before birth,direction,context,nobody lives then,\n",
        "c.csv");
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].text == "that, and \"this\"");
    CHECK(claims[0].note == "a note");
    CHECK(claims[1].reason == "nobody lives then");
    CHECK_THROWS_WITH(parse_claims(header + "X1,one\n", "c.csv"), "c.csv:2: 2 columns, not 7");
    CHECK_THROWS(parse_claims("who,what,when,where,why,how,then\n", "c.csv"));
}

TEST_CASE("claims: a claim holds if the whole interval of each part lies in its range", "[unit]") {
    const auto claims = parse_claims(header + "X1,s,a,direction,claim,,\nX2,s,b,direction,claim,,\n"
                                              "X3,s,c,direction,claim,,\nX4,s,d,direction,claim,,\n"
                                              "X5,s,e,direction,claim,,\nX6,s,f,direction,claim,,\n",
                                     "c.csv");
    const auto results =
        evaluate(claims,
                 {constant("X1", 1, positive, 0.1), constant("X2", 0.1, positive, 3),
                  constant("X3", 1, positive, 0.1), constant("X3", 1, negative, 0.1),
                  constant("X4", std::nan(""), positive), constant("X5", 0, positive)},
                 Seed{1}, 50);
    CHECK(results[0].verdict == Verdict::holds);
    CHECK(results[1].verdict == Verdict::does_not_hold); // not beyond its error
    CHECK(results[2].verdict == Verdict::does_not_hold); // one part does, one does not
    CHECK(results[2].parts[0].holds);
    CHECK(results[3].verdict == Verdict::does_not_hold); // could not be computed
    CHECK(results[4].verdict == Verdict::does_not_hold); // nothing at all
    CHECK(results[5].verdict == Verdict::not_simulated); // no check
    CHECK_THROWS(evaluate(claims, {constant("Y", 1, positive)}, Seed{1}, 10));
}

TEST_CASE("claims: forms of a check, by hand", "[unit]") {
    const std::vector<std::uint32_t> all{0, 1, 2, 3}, twice{0, 0, 3};
    CHECK(mean_of("X", "", positive, {1, 2, 3, 6}).value(all) == Approx(3));
    CHECK(mean_of("X", "", positive, {1, 2, 3, 6}).value(twice) == Approx(8.0 / 3));
    CHECK(percent_of("X", "", positive, {1, -2, 0, 6}).value(all) == Approx(50));
    CHECK(ratio_of("X", "", positive, {1, 1, 1, 1}, {2, 2, 4, 0}).value(all) == Approx(0.5));
    CHECK(least_of("X", "", positive, {{1, 1, 1, 1}, {4, -2, 0, 0}}).value(all) == Approx(0.5));
    // Two persons a couple.
    CHECK(correlation_of("X", "", positive, 2, {1, 2, 3, 4}, {4, 3, 2, 1})
              .value(std::vector<std::uint32_t>{0, 1}) == Approx(-1));
    const Column a{1, 2}, b{3, 5};
    CHECK((b - a) == Column{2, 3});
    CHECK((2 * a + b) == Column{5, 9});
}

TEST_CASE("claims: every claim has a check or a reason, and no check is constant", "[statistical]") {
    const Samples samples(test::small_setting(12, 6));
    const Checks all = checks(samples);
    const auto claims = parse_claims(own_claims(), "claims.csv");
    CHECK(claims.size() == 135);
    std::set<std::string> known, checked, words;
    for (const Check& check : all) {
        CAPTURE(check.claim, check.compared);
        CHECK(check.range.low < check.range.high);
        CHECK((std::isfinite(check.range.low) || std::isfinite(check.range.high)));
        CHECK(words.insert(check.claim + check.compared).second);
        checked.insert(check.claim);
    }
    int without = 0;
    for (const Claim& claim : claims) {
        CAPTURE(claim.id);
        CHECK(known.insert(claim.id).second);
        CHECK(claim.reason.empty() == (checked.count(claim.id) > 0));
        without += !claim.reason.empty();
    }
    CHECK(without <= 7);
    for (const std::string& id : checked)
        CHECK(known.count(id) > 0);
}
