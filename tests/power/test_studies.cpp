// Draws without reuse, diary studies, and curves that do not rise. Seeds are fixed: each statistical bound
// would be broken by chance in less than 1 of 1,000 of them.
#include "power/diary_power.hpp"
#include "statistics/bootstrap.hpp"
#include "support/catch.hpp"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::power;

namespace {

class Normals {
  public:
    explicit Normals(std::uint32_t stream) : engine_(Seed{11}, 0, stream) {}
    double operator()() {
        const double u = (static_cast<double>(engine_()) + 0.5) / 4294967296.0;
        return boost::math::quantile(boost::math::normal(), u);
    }

  private:
    KeyedEngine engine_;
};

} // namespace

TEST_CASE("choose: different couples, each as often as any other", "[unit]") {
    std::vector<int> often(10, 0);
    for (std::uint32_t k = 0; k < 2000; ++k) {
        const auto drawn = statistics::choose(10, 4, Seed{1}, k, 7);
        CHECK(std::set<std::uint32_t>(drawn.begin(), drawn.end()).size() == 4);
        for (const std::uint32_t c : drawn)
            ++often[c];
    }
    double chi_square = 0; // 9 degrees of freedom, smaller by the draw without replacement
    for (const int n : often)
        chi_square += std::pow(n - 800.0, 2) / 800;
    CHECK(chi_square < 27.9); // 1 of 1,000
    CHECK(statistics::choose(10, 4, Seed{1}, 3, 7) == statistics::choose(10, 4, Seed{1}, 3, 7));
    CHECK_THROWS_AS(statistics::choose(3, 4, Seed{1}, 0, 7), std::invalid_argument);
}

TEST_CASE("power: without an effect no number of couples is named", "[unit]") {
    std::vector<Point> flat;
    for (const std::uint32_t n : {20u, 40u, 80u})
        flat.push_back({n, rate(50, 1000), 0, 0});
    CHECK(std::isnan(needed(flat, 0.8).couples));
    CHECK(rate(0, 100).interval.high == Approx(1 - std::pow(0.025, 0.01)));
    CHECK(std::isnan(rate(0, 0).value));
}

TEST_CASE("power: a diary study finds the slope that is there and no other", "[statistical]") {
    Normals z(4);
    Diaries d;
    d.couples = 400;
    d.days = 14;
    d.outcome.resize(d.couples * 2 * d.days);
    d.predictor.resize(d.outcome.size());
    for (std::size_t c = 0; c < d.couples; ++c) {
        const double person = z(); // is in both, and within persons in neither
        for (std::size_t t = 0; t < d.days; ++t) {
            const double x[2] = {person + z(), person + z()};
            for (std::size_t i = 0; i < 2; ++i) {
                d.predictor[d.at(c, i, t)] = static_cast<float>(x[i]);
                d.outcome[d.at(c, i, t)] = static_cast<float>(person + 0.15 * x[i] + z());
            }
        }
    }
    d.outcome[5] = std::nanf("");
    const auto share = [&](Slope slope, Link link, std::size_t days) {
        return simulate({40}, 500, 0.05, [&](std::uint32_t n, std::uint32_t k) {
                   return diary_study(d, slope, link, n, days, Seed{9}, k);
               })[0];
    };
    const Point found = share(Slope::actor, Link::own_days, 14);
    CHECK(found.power.value > 0.95);
    CHECK(found.effect == Approx(0.15).margin(0.02));
    CHECK(share(Slope::actor, Link::own_days, 4).power.value < found.power.value);
    // The partner's slope is none, and neither is that of strangers: 5 % within 3.3 x .0097 and a bias
    // of 2 % for 40 clusters.
    CHECK(share(Slope::partner, Link::own_days, 14).power.value < 0.11);
    CHECK(std::abs(share(Slope::actor, Link::another_couples_days, 14).power.value - 0.05) < 0.05);
}
