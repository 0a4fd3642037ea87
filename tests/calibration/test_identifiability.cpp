#include "calibration/synthetic.hpp"
#include "numerics/philox.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace couplet;
using namespace couplet::calibration;

TEST_CASE("calibration: parameters that no target tells apart are named", "[unit]") {
    const Simulate simulate =
        [](const std::vector<double>& p) -> std::optional<Evaluation> {
        return statistics(p);
    };
    const Fit f = fit(five(), four(), simulate, {});
    const Identifiability all = identify(four(), f.slopes);
    REQUIRE(all.pairs.size() == 1);
    CHECK(all.pairs[0].first == 1);
    CHECK(all.pairs[0].second == 2);
    CHECK(all.pairs[0].correlation < -0.99); // what one gains the other loses
    REQUIRE(all.groups.size() == 1);
    CHECK(all.groups[0] == std::vector<std::size_t>{1, 2});
    // a, d and the sum are known; the difference of b and c, and e, not at all.
    CHECK(all.determined == 3);
    CHECK(all.parameters[0].posterior < 0.05);
    CHECK(all.parameters[1].posterior == Approx(std::sqrt(0.5)).margin(0.01));
    CHECK(all.parameters[3].posterior ==
          Approx(1 / std::sqrt(5.0))); // information 1 / 0.5^2
    CHECK(all.parameters[4].posterior == Approx(1));
    for (std::size_t j = 0; j < 5; ++j)
        CHECK(all.parameters[j].moves_nothing == (j == 4));
    const auto& open = all.directions[3].weights; // b - c, then e, or the other way round
    CHECK(all.directions[3].information < 1e-6);
    CHECK(std::abs(open[0]) < 1e-6);
}

TEST_CASE("calibration: one slope by hand", "[unit]") {
    // x moves by 2 for one sd of the prior, se 0.5: 4 se. Posterior sd 1 / sqrt(1 + 16).
    Slopes slopes;
    slopes.statistics = Eigen::MatrixXd::Constant(1, 1, 2);
    slopes.noise = Eigen::MatrixXd::Zero(1, 1);
    slopes.values = {0};
    const std::vector<Goal> goals{value_goal("x", "", 0, 0.5, Aim::centre)};
    const Standing s = identify(goals, slopes).parameters[0];
    CHECK(s.sensitivity == Approx(4));
    CHECK(s.posterior == Approx(1 / std::sqrt(17.0)));
    REQUIRE(s.most.size() == 1);
    CHECK(s.most[0].second == Approx(4));
}

TEST_CASE("calibration: a limit says nothing while it is well kept", "[unit]") {
    Slopes slopes;
    slopes.statistics = Eigen::MatrixXd::Constant(1, 1, 2);
    slopes.noise = Eigen::MatrixXd::Zero(1, 1);
    const double infinite = std::numeric_limits<double>::infinity();
    const std::vector<Goal> goals{limit_goal("x", "", 0, infinite, 0.5)};
    slopes.values = {3};
    CHECK(identify(goals, slopes).parameters[0].moves_nothing);
    CHECK(identify(goals, slopes).parameters[0].posterior == 1);
    slopes.values = {-1};
    CHECK(identify(goals, slopes).parameters[0].sensitivity == Approx(4));
}

TEST_CASE("calibration: noise of simulation alone determines nothing",
          "[unit][statistical]") {
    // 40 statistics of noise that changes with every parameter, as of couples who lived
    // other days; only the first is moved by the first parameter. Six groups tell how
    // large the noise is.
    constexpr std::size_t count = 40, groups = 6;
    std::uint32_t serial = 0;
    const Simulate noisy =
        [&](const std::vector<double>& p) -> std::optional<Evaluation> {
        Evaluation e{std::vector<double>(count, 0.0), {}};
        ++serial;
        std::vector<std::vector<double>> of_group(groups);
        for (std::uint32_t g = 0; g < groups; ++g) {
            for (std::uint32_t k = 0; k < count; ++k) {
                // Twelve uniform numbers less their mean: about normal, sd 1.
                KeyedEngine engine(Seed{serial}, g, k);
                double z = -6;
                for (int i = 0; i < 12; ++i)
                    z += engine() / 4294967296.0;
                of_group[g].push_back(z + (k == 0 ? 10 * p[0] : 0));
                e.values[k] += of_group[g][k] / groups;
            }
        }
        for (const auto& own : of_group) {
            e.without.emplace_back();
            for (std::uint32_t k = 0; k < count; ++k)
                e.without.back().push_back((groups * e.values[k] - own[k]) / (groups - 1));
        }
        return e;
    };
    std::vector<Goal> goals(count, value_goal("x", "", 0, 0.2, Aim::centre));
    const auto free = five();
    const Fit f = slopes_only(free, goals, noisy, {});
    const Identifiability all = identify(goals, f.slopes);
    CHECK(all.parameters[0].sensitivity == Approx(50).margin(15));
    CHECK_FALSE(all.parameters[0].moves_nothing);
    int nothing = 0;
    for (std::size_t j = 1; j < 5; ++j) {
        CHECK(all.parameters[j].noise > 10); // what would be taken for effects
        nothing += all.parameters[j].moves_nothing;
    }
    CHECK(nothing >= 3);
}
