#include "analysis/validation/report.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::validation;

namespace {
const std::string header =
    "id,section,statement,statistic,value,plausible_range,source,evidence,how_to_compute\n";
const std::string targets =
    header + "A1,One,\"words, with \"\"quotes\"\"\",r,.3,.1-.5,Somebody 1999,V,as said\n"
             "A2,Two,nobody computes this,r,.3,.1-.5,Somebody 1999,R,as said\n";

Check constant(const char* part, double x) {
    return {"A1", part, nullptr, [x](Sample) { return x; }};
}
} // namespace

TEST_CASE("validation: targets and ranges are read from CSV", "[unit]") {
    const auto read = parse_targets(targets, "t.csv");
    REQUIRE(read.size() == 2);
    CHECK(read[0].statement == "words, with \"quotes\"");
    CHECK(read[0].grade == "V");
    const auto ranges = parse_ranges("id,part,low,high\nA1,r,0.1,0.5\n", "c.csv");
    REQUIRE(ranges.size() == 1);
    CHECK(ranges[0].high == 0.5);
}

TEST_CASE("validation: mistakes in a table name the line", "[unit]") {
    CHECK_THROWS_WITH(parse_ranges("id,part,low,high\nA1,r,0.1,0.5\nA1,q,x,1\n", "c.csv"),
                      "c.csv:3: \"x\" is not a number");
    CHECK_THROWS_WITH(parse_ranges("id,part,low,high\nA1,r\n", "c.csv"),
                      "c.csv:2: too few columns");
    CHECK_THROWS(parse_targets("who,what,when,where,why,how,but,yet\n", "t.csv"));
}

TEST_CASE("validation: a verdict is inside, of the right sign, or a miss", "[unit]") {
    const auto ranges = parse_ranges("id,part,low,high\nA1,in,0.1,0.5\nA1,edge,0.1,0.5\n"
                                     "A1,over,0.1,0.5\nA1,under,0.1,0.5\nA1,none,0.1,0.5\n",
                                     "c.csv");
    const auto results = evaluate(parse_targets(targets, "t.csv"), ranges,
                                  {constant("in", 0.2), constant("edge", 0.5),
                                   constant("over", 0.7), constant("under", -0.2)},
                                  Seed{1}, 10);
    REQUIRE(results.size() == 6);
    CHECK(results[0].verdict == Verdict::inside);
    CHECK(results[1].verdict == Verdict::inside);
    CHECK(results[2].verdict == Verdict::sign_right);
    CHECK(results[3].verdict == Verdict::miss);
    CHECK(results[4].verdict == Verdict::not_computed); // no check of that part
    CHECK(results[5].verdict == Verdict::not_computed); // no range of that finding
    CHECK(results[5].target.id == "A2");
}

TEST_CASE("validation: the side of a ratio is told from 1", "[unit]") {
    const auto ranges = parse_ranges("id,part,low,high,none\nA1,more,1.3,2.5,1\nA1,less,,0.8,1\n"
                                     "A1,r,0.1,0.5,\n",
                                     "c.csv");
    CHECK(judge(1.1, ranges[0]) == Verdict::sign_right);
    CHECK(judge(0.9, ranges[0]) == Verdict::miss);
    CHECK(judge(0.9, ranges[1]) == Verdict::sign_right);
    CHECK(judge(1.1, ranges[1]) == Verdict::miss);
    CHECK(judge(0.05, ranges[2]) == Verdict::sign_right);
    CHECK(judge(0, ranges[2]) == Verdict::miss);
}

TEST_CASE("validation: a finding is what its worst part is, and counts by its grade", "[unit]") {
    const auto read = parse_targets(targets, "t.csv");
    const auto result = [&](std::size_t target, Verdict verdict) {
        return Result{read[target], {}, 0, 0, 0, verdict};
    };
    const auto whole = findings({result(0, Verdict::inside), result(0, Verdict::sign_right),
                                 result(1, Verdict::not_computed), result(1, Verdict::inside)});
    REQUIRE(whole.size() == 2);
    CHECK(whole[0].verdict == Verdict::sign_right);
    CHECK(whole[1].verdict == Verdict::not_computed);
    CHECK(findings({result(0, Verdict::miss), result(0, Verdict::not_computed)})[0].verdict ==
          Verdict::miss);
    const auto counted = tallies(whole);
    REQUIRE(counted.size() == 3);
    CHECK(counted[0].all() == 2);
    CHECK(counted[1].grade == "V");
    CHECK(counted[1].count == std::array<int, 4>{0, 1, 0, 0});
    CHECK(counted[2].grade == "R");
    CHECK(counted[2].count == std::array<int, 4>{0, 0, 0, 1});
}

TEST_CASE("validation: the project's own tables fit each other", "[unit]") {
    const auto own = parse_targets(own_targets(), "targets.csv");
    const auto ranges = parse_ranges(own_ranges(), "checks.csv");
    CHECK(own.size() == 78);
    std::set<std::string> ids;
    for (const Target& target : own)
        CHECK(ids.insert(target.id).second);
    std::set<std::string> parts;
    for (const Range& range : ranges) {
        CAPTURE(range.id, range.part);
        CHECK(ids.count(range.id) == 1);
        CHECK(range.low < range.high);
        CHECK(parts.insert(range.id + "/" + range.part).second);
    }
}
