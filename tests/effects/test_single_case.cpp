// Single cases made by hand: two couples, asked every ten days.
#include "support.hpp"

#include "effects/single_case.hpp"
#include "statistics/bootstrap.hpp"

#include <numeric>

using namespace couplet;
using namespace couplet::effects;
using namespace couplet::test;

namespace {

// Waves every ten days; scores(couple, wave) of both partners.
template <class Scores> TrialData series(std::uint32_t couples, std::size_t waves, Scores scores) {
    std::vector<int> days(waves);
    for (std::size_t w = 0; w < waves; ++w)
        days[w] = 10 * static_cast<int>(w);
    TrialData d = blank(Design::single_case, couples, days);
    d.arms.erase(d.arms.begin());
    d.members.resize(couples);
    d.scores.resize(measurement::instrument_count * couples * 2 * waves);
    d.baseline.assign(couples, 20);
    for (std::uint32_t c = 0; c < couples; ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t w = 0; w < waves; ++w)
                score(d, 0, csi16, c, i, w) = static_cast<float>(scores(c, w));
    return d;
}
std::vector<std::uint32_t> all(const TrialData& d) {
    std::vector<std::uint32_t> couples(d.couples);
    std::iota(couples.begin(), couples.end(), 0u);
    return couples;
}

} // namespace

TEST_CASE("single case: phases and nonoverlap by hand", "[unit]") {
    constexpr int scores[] = {10, 12, 11, 12, 15, 9};
    TrialData d = series(1, 6, [&](auto, std::size_t w) { return scores[w]; });
    const Case c = single_case(d, Who::both, 0, csi16); // begins on day 20, which is before it
    CHECK(c.before == 3);
    CHECK(c.after == 3);
    CHECK(c.difference == Approx(12 - 11));
    // 12: better than 10 and 11, ties 12; 15: than all; 9: than none.
    CHECK(c.nonoverlap == Approx((2.5 + 3 + 0) / 9));
    score(d, 0, csi16, 0, 0, 1) = score(d, 0, csi16, 0, 1, 1) = none; // 12 before
    const Case missed = single_case(d, Who::both, 0, csi16);
    CHECK(missed.before == 2);
    CHECK(missed.difference == Approx(12 - 10.5));
}

TEST_CASE("single case: a jump at each couple's own time is found, a shared trend is not", "[unit]") {
    const auto staggered = [](auto scores) {
        TrialData d = series(8, 12, scores);
        for (std::uint32_t c = 0; c < 8; ++c)
            d.baseline[c] = 20 + 10 * static_cast<int>(c);
        return d;
    };
    const auto jump = staggered([](std::uint32_t c, std::size_t w) {
        return 40 + (10 * static_cast<int>(w) > 20 + 10 * static_cast<int>(c) ? 8 : 0) +
               static_cast<int>((5 * w + 3 * c) % 3);
    });
    const CaseSeries found = case_series(jump, Who::both, csi16, all(jump), Seed{1}, 999);
    CHECK(found.difference.value == Approx(8).margin(0.7));
    CHECK(found.nonoverlap.value > 0.95);
    CHECK(found.p < 0.005);
    CHECK(std::isnan(found.difference.p));
    const auto trend = staggered([](std::uint32_t c, std::size_t w) {
        return 40 + 2 * static_cast<int>(w) + static_cast<int>((5 * w + 3 * c) % 3);
    });
    const CaseSeries none_there = case_series(trend, Who::both, csi16, all(trend), Seed{1}, 999);
    CHECK(none_there.difference.value > 8); // the trend, not the programme
    CHECK(none_there.expected == Approx(none_there.difference.value).margin(1));
    CHECK(none_there.p > 0.05);
}

TEST_CASE("single case: dealing baselines finds nothing in 95 of 100 series", "[statistical]") {
    constexpr int many = 1000;
    int found = 0;
    for (int n = 0; n < many; ++n) {
        // Noise and a couple's own trend; baselines dealt without regard to them.
        TrialData d = series(6, 10, [&](std::uint32_t c, std::size_t w) {
            const auto x = static_cast<std::uint32_t>(n) * 2654435761u + c * 40503u +
                           static_cast<std::uint32_t>(w) * 69069u;
            return 30 + static_cast<int>(((x ^ (x >> 13)) * 1103515245u >> 16) % 20) +
                   static_cast<int>(c * w);
        });
        const auto dealt = statistics::choose(6, 6, Seed{77}, static_cast<std::uint32_t>(n), 5);
        for (std::uint32_t c = 0; c < 6; ++c)
            d.baseline[c] = 20 + 10 * static_cast<int>(dealt[c]);
        found += case_series(d, Who::both, csi16, all(d), Seed{n + 1u}, 199).p <= 0.05;
    }
    // Four standard errors of a share of .05 in 1,000 series, .0069.
    CHECK(std::abs(found / double(many) - 0.05) < 0.028);
}
