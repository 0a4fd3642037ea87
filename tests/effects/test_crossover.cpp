// A crossover made by hand: four couples, two of each sequence.
#include "support.hpp"

#include "effects/crossover.hpp"

using namespace couplet;
using namespace couplet::effects;
using namespace couplet::test;

namespace {

// Sequences: arm 0 "control", arm 1 "treated"; waves 0 and 20 of either period.
// The programme adds 6 points to the change of a period, the second period takes 2 from it, and who was
// treated first begins the second period 4 points higher.
TrialData sequences() {
    TrialData d = blank(Design::crossover, 4, {0, 20, 30, 50});
    for (std::uint32_t c = 0; c < 4; ++c) {
        const std::size_t own = c % 2;
        d.members[(1 - own) * 4 + c].enrolled = 0;
        const float level = 40 + static_cast<float>(c); // differs between couples
        const float own_noise = c < 2 ? 0.5f : -0.5f;
        const float first = own == 1 ? 6.0f : 0.0f, second = own == 1 ? 0.0f : 6.0f;
        const float begin = level + (own == 1 ? 4.0f : 0.0f);
        for (std::size_t i = 0; i < 2; ++i) {
            score(d, own, csi16, c, i, 0) = level;
            score(d, own, csi16, c, i, 1) = level + first + own_noise;
            score(d, own, csi16, c, i, 2) = begin;
            score(d, own, csi16, c, i, 3) = begin + second - 2;
        }
    }
    return d;
}

} // namespace

TEST_CASE("crossover: by programme, whichever came first", "[unit]") {
    const TrialData d = by_programme(sequences());
    CHECK(d.waves == std::vector<int>{0, 20});
    CHECK(d.sequence == std::vector<int>{0, 1, 0, 1});
    for (std::uint32_t c = 0; c < 4; ++c)
        for (std::size_t arm = 0; arm < 2; ++arm)
            CHECK(d.member(arm, c).enrolled == 1);
    const float level = 40;
    CHECK(d.score(0, csi16, 0, 0, 1) == level + 0.5f);         // control first
    CHECK(d.score(1, csi16, 0, 0, 1) == level + 6 - 2);        // then treated
    CHECK(d.score(1, csi16, 1, 0, 1) == level + 1 + 6 + 0.5f); // treated first
    CHECK(d.score(0, csi16, 1, 0, 0) == level + 1 + 4);        // then control, from higher
}

TEST_CASE("crossover: effect, period and what is carried over", "[unit]") {
    const TrialData d = by_programme(sequences());
    const Change pairs = change(d, {}, 1, csi16, 1);
    CHECK(pairs.difference.value == Approx(6)); // in balance the period cancels
    const Crossover found = crossover(d, {}, 1, csi16, 1);
    CHECK(found.effect.value == Approx(6));
    CHECK(found.period.value == Approx(-2));
    // Means of couples 1 and 3, 42 and 4 more, less those of 0 and 2, 41.
    CHECK(found.carried.value == Approx(5));
}
