#include "analysis/validation/report.hpp"
#include "analysis/validation/vectors.hpp"
#include "support/catch.hpp"
#include "trial_arms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace couplet;
using namespace couplet::validation;

TEST_CASE("validation: partners change places", "[unit]") {
    CHECK(partners({1, 2, 3, 4}) == Column{2, 1, 4, 3});
}

TEST_CASE("validation: a standardised coefficient, by hand", "[unit]") {
    // y = 2 x1 - x2 exactly; x1 and x2 have sums of squares 4 and 4 and no covariance, y 20:
    // beta1 = 2 sqrt(4 / 20), beta2 = -sqrt(4 / 20).
    const Column x1{1, 1, -1, -1}, x2{1, -1, 1, -1}, y{1, 3, -3, -1};
    CHECK(beta(y, {x1, x2}, 0) == Approx(2 * std::sqrt(0.2)));
    CHECK(beta(y, {x1, x2}, 1) == Approx(-std::sqrt(0.2)));
    CHECK(interaction(x1, x2)[0] == Approx(0.75)); // sd of each is sqrt(4 / 3)
}

TEST_CASE("validation: slopes within persons ignore differences between them", "[unit]") {
    // Within persons y = 2 x exactly; between them y falls with x.
    const Column x{0, 1, 2, 10, 11, 12}, y{10, 12, 14, 0, 2, 4}, z{0, 1, 0, 0, 1, 0};
    const std::vector<int> person{0, 0, 0, 1, 1, 1};
    const Column b = within_slopes(y, {x, z}, person);
    REQUIRE(b.size() == 2);
    CHECK(b[0] == Approx(2));
    CHECK(b[1] == Approx(0).margin(1e-9));
}

TEST_CASE("validation: a slope has the unit of its predictor, a partial r none", "[unit]") {
    const Column x{1, 1, -1, -1}, z{1, -1, 1, -1}, y{1, 3, -3, -1}; // y = 2 x - z
    CHECK(slope(y, {x, z}, 0) == Approx(2));
    CHECK(partial_r(x, y, {z}) == Approx(1));
    CHECK(standardised(x)[0] == Approx(std::sqrt(0.75)));
    CHECK(less(y, x) == Column{0, 2, -2, 0});
    CHECK(median({3, 1, 2, 10}) == Approx(2.5));
}

TEST_CASE("validation: who is high on both dimensions chooses the avoidant paragraph", "[unit]") {
    using population::Style;
    CHECK(forced_choice(6.5, 6.5) == Style::avoidant);
    CHECK(forced_choice(1.5, 6.5) == Style::avoidant);
    CHECK(forced_choice(6.5, 1.5) == Style::anxious);
    CHECK(forced_choice(1.5, 1.5) == Style::secure);
}

TEST_CASE("validation: every check has a range, and gives a number that a seed repeats",
          "[unit][determinism]") {
    const model::Parameters parameters;
    engine::Options scalar, wide;
    wide.kernel = engine::available_kernels().back();
    wide.threads = 2;
    scalar.kernel = engine::available_kernels().front();
    const Size size{64, 48, 24, 16};
    const Programmes programmes = test::trial_arms();
    const Studies a = run_studies(parameters, Seed{3}, size, wide, programmes);
    const Studies b = run_studies(parameters, Seed{3}, size, scalar, programmes);
    const auto of_a = checks(a, parameters), of_b = checks(b, parameters);
    const auto ranges = parse_ranges(own_ranges(), "checks.csv");
    REQUIRE(of_a.size() == of_b.size());
    std::set<std::string> names;
    for (std::size_t k = 0; k < of_a.size(); ++k) {
        CAPTURE(of_a[k].id, of_a[k].part);
        CHECK(names.insert(of_a[k].id + "/" + of_a[k].part).second);
        CHECK(std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
            return range.id == of_a[k].id && range.part == of_a[k].part;
        }));
        std::vector<std::uint32_t> everybody(of_a[k].panel ? of_a[k].panel->couples()
                                                           : of_a[k].couples);
        std::iota(everybody.begin(), everybody.end(), 0u);
        const double x = of_a[k].value(everybody), y = of_b[k].value(everybody);
        CHECK((x == y || (std::isnan(x) && std::isnan(y))));
    }
}
