#include "analysis/validation/stability.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace couplet;
using namespace couplet::validation;

namespace {
// A part with a standard error of `error`; NaN: none.
Result part(const char* name, double value, double error) {
    const double half = 1.959963984540054 * error;
    return {{}, {"A1", name, 0, 1, 0}, value, value - half, value + half, Verdict::inside};
}
} // namespace

TEST_CASE("validation: a part has moved beyond the error of the difference", "[unit]") {
    const double none = std::nan("");
    const Stability s{{part("near", 0.5, 0.1), part("far", 0.5, 0.1), part("exact", 0.5, 0),
                       part("missing", none, 0.1)},
                      {{"again", 1, {part("near", 0.77, none), part("far", 0.79, none),
                                     part("exact", 0.6, none), part("missing", 0.5, none)}}}};
    const auto all = moved(s);
    REQUIRE(all.size() == 1); // 0.29 is more than 1.96 x 0.1 x sqrt 2 = 0.277
    CHECK(all[0].range.part == "far");
    CHECK(all[0].errors == Approx(0.29 / (0.1 * std::sqrt(2))).epsilon(1e-6));
    CHECK(compared(s, s.again[0]) == 2);
}

TEST_CASE("validation: more couples leave less error in the difference", "[unit]") {
    const Stability s{{part("between", 0.5, 0.1)},
                      {{"twice", 0.5, {part("between", 0.76, 0.07)}}}};
    CHECK(moved(s).size() == 1); // 1.96 x 0.1 x sqrt 1.5 = 0.24
}

TEST_CASE("validation: the same findings are computed again in four ways", "[unit]") {
    const Size size{40, 20, 6, 20};
    const Studies studies = run_studies({}, Seed{1}, size, {}, {});
    const auto first = evaluate(parse_targets(own_targets(), "targets.csv"),
                                parse_ranges(own_ranges(), "checks.csv"), checks(studies, {}),
                                Seed{1}, 0);
    const auto all = findings_again({}, Seed{1}, size, {}, {});
    REQUIRE(all.size() == 4);
    CHECK(all[0].name == "seed 11");
    std::size_t differ = 0;
    for (const Again& again : all) {
        REQUIRE(again.results.size() == first.size());
        bool same = true;
        for (std::size_t k = 0; k < first.size(); ++k)
            same = same && (again.results[k].value == first[k].value ||
                            std::isnan(again.results[k].value));
        differ += !same;
    }
    CHECK(differ == 4);
}
