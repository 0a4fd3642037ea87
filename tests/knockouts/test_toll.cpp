#include "settings.hpp"
#include "support/catch.hpp"

#include "analysis/knockouts/toll.hpp"

#include <limits>

using namespace couplet;
using namespace couplet::knockouts;
using validation::Result;

namespace {

Result result(const char* id, double value, double half) {
    Result r;
    r.target.id = id;
    r.range = {id, "r", 0.2, 0.4, 0};
    r.value = value;
    r.low = value - half;
    r.high = value + half;
    r.verdict = validation::judge(value, r.range);
    return r;
}
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("knock-outs: what a mechanism takes from the findings, by hand", "[unit]") {
    const std::vector<Result> whole{result("A", 0.3, 0.05), result("B", 0.3, 0.05),
                                    result("C", 0.5, 0.05), result("D", missing, 0),
                                    result("E", 0.25, 0.01)};
    const std::vector<Result> without{result("A", 0.0, 0), result("B", 0.35, 0),
                                      result("C", 0.3, 0), result("D", 0.3, 0),
                                      result("E", 0.25, 0)};
    const Toll t = toll(whole, without, 2);
    CHECK(t.inside == 3); // B, C, E; D is not compared
    CHECK(t.lost == std::vector<std::string>{"A r"});
    CHECK(t.gained == std::vector<std::string>{"C r"});
    REQUIRE(t.largest.size() == 2);
    CHECK(t.largest[0].id == "A");
    CHECK(t.largest[0].size == Approx(0.3 / 0.05 * 1.959964));
    CHECK(t.largest[1].id == "C");
    CHECK(toll(whole, whole, 5).largest.empty());
}

TEST_CASE("knock-outs: what cannot be computed without the mechanism is lost", "[unit]") {
    const Toll t = toll({result("A", 0.3, 0.05)}, {result("A", missing, 0)}, 5);
    CHECK(t.lost.size() == 1);
    CHECK(t.largest.empty());
}

TEST_CASE("knock-outs: names take nothing from the findings, symptoms do", "[statistical]") {
    auto setting = test::small_world();
    const validation::Size size{80, 40, 20};
    const auto found = [&](const model::Parameters& p, int replicates) {
        return findings(p, setting.seed, size, setting.options, replicates);
    };
    const auto whole = found(setting.parameters, 10);
    const Toll names = toll(whole, found(without(setting, model::Mechanism::cycle).parameters, 0), 5);
    CHECK(names.lost.empty());
    CHECK(names.gained.empty());
    CHECK(names.largest.empty());
    const Toll symptoms =
        toll(whole, found(without(setting, model::Mechanism::symptoms).parameters, 0), 5);
    CHECK(symptoms.largest.size() == 5);
}
