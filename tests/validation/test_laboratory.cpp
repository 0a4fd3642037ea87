// Statistics of discussions, on data made by hand.
#include "analysis/validation/checks.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <numeric>

using namespace couplet;
using namespace couplet::validation;

namespace {

constexpr std::size_t at(Score which) { return static_cast<std::size_t>(which); }

// Four couples who came, with middling scores and silent discussions of four minutes.
Studies four_couples() {
    engine::Options options;
    options.threads = 1;
    Studies studies = run_studies({}, Seed{1}, {2, 2, 1}, options);
    Laboratory::Couple couple;
    couple.came = true;
    for (auto& partner : couple.scores) {
        partner.fill(4);
        partner[at(Score::csi16)] = 65;
    }
    for (auto& talk : couple.talks)
        talk.minutes = 4;
    studies.laboratory.data().assign(4, couple);
    return studies;
}

double value(const Studies& studies, const std::string& id, const std::string& part) {
    const auto all = laboratory_checks(studies);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Check& c) {
        return c.id == id && c.part == part;
    });
    REQUIRE(found != all.end());
    std::vector<std::uint32_t> everybody(found->couples);
    std::iota(everybody.begin(), everybody.end(), 0u);
    return found->value(everybody);
}

} // namespace

TEST_CASE("laboratory: negative reciprocity is a ratio of chances", "[unit]") {
    Studies studies = four_couples();
    auto& couple = studies.laboratory.data()[2];
    couple.scores[0][at(Score::csi16)] = couple.scores[1][at(Score::csi16)] = 30;
    auto& talk = couple.talks[static_cast<std::size_t>(Talk::conflict)];
    talk.partner[0][0].act = talk.partner[0][2].act = Act::criticism;
    talk.partner[1][1].act = Act::withdrawal;
    // Three negative acts are followed by a minute of the partner, two of these by a negative one;
    // of all six following minutes two are negative: (2 / 3) / (2 / 6).
    CHECK(value(studies, "T58b", "distressed") == Approx(2));
    CHECK(std::isnan(value(studies, "T58b", "not distressed"))); // no negative act to follow
}

TEST_CASE("laboratory: distress and its rise go with anxiety", "[unit]") {
    Studies studies = four_couples();
    for (std::size_t c = 0; c < 4; ++c)
        for (std::size_t i = 0; i < 2; ++i) {
            auto& couple = studies.laboratory.data()[c];
            const auto anxiety = static_cast<float>(1 + 2 * c + i);
            couple.scores[i][at(Score::ecr_anxiety)] = anxiety;
            couple.scores[i][at(Score::ecr_avoidance)] = static_cast<float>(c % 2 + 3);
            for (std::size_t m = 0; m < 4; ++m)
                couple.talks[0].partner[i][m].distress = 10 - anxiety + anxiety * m;
        }
    // Means are 10 + anxiety / 2, slopes anxiety.
    CHECK(value(studies, "T40", "distress") == Approx(1));
    CHECK(value(studies, "T40", "slope of severity") == Approx(1));
}

TEST_CASE("laboratory: cortisol of anxious with avoidant partners", "[unit]") {
    Studies studies = four_couples();
    for (auto& couple : studies.laboratory.data())
        couple.cortisol = {{{5, 5, 5}, {5, 6, 5}}};
    auto& pair = studies.laboratory.data()[1];
    pair.scores[0][at(Score::ecr_anxiety)] = 7;
    pair.scores[1][at(Score::ecr_avoidance)] = 7;
    pair.cortisol = {{{5, 8, 6}, {5, 7, 7}}};
    CHECK(value(studies, "T38", "change from start to end in these [nmol/l]") == Approx(-1));
    // Rises 3 and 2 against 0 and 1 three times: means 2.5 and 0.5, pooled variance
    // (0.5 + 6 * 0.25) / 6 = 1 / 3.
    CHECK(value(studies, "T38", "rise before: anxious with avoidant over others") ==
          Approx(2 * std::sqrt(3.0)));
}

TEST_CASE("laboratory: momentary inertia is of deviations within persons", "[unit]") {
    Studies studies = four_couples();
    float level = 0;
    for (auto& couple : studies.laboratory.data())
        for (auto& partner : couple.moments) {
            level += 5;
            for (auto& day : partner)
                for (std::size_t k = 0; k < Laboratory::esm_samples; ++k)
                    day[k] = level + static_cast<float>(k % 2);
        }
    const auto all = affect_checks(studies, {});
    const auto found = std::find_if(all.begin(), all.end(), [](const Check& c) {
        return c.part == "90 minutes apart";
    });
    REQUIRE(found != all.end());
    const std::vector<std::uint32_t> everybody{0, 1, 2, 3};
    CHECK(found->value(everybody) == Approx(-1)); // up and down; levels do not count
}
