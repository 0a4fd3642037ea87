// What a trial estimates: as much as twins, more uncertainly, and nothing where nothing is.
#include "effects/change.hpp"
#include "effects/crossover.hpp"
#include "effects/from_run.hpp"
#include "experiment/trials.hpp"

using namespace couplet;
using namespace couplet::test;
using engine::Design;
using engine::Recruitment;

namespace {

// The couples of `twins`, each in the arm that the plan's trial allocates it to.
effects::TrialData randomised(const effects::TrialData& twins, const engine::Plan& plan) {
    effects::TrialData data = twins;
    data.design = Design::parallel;
    for (std::uint32_t c = 0; c < data.couples; ++c)
        for (std::size_t arm = 0; arm < data.arms.size(); ++arm)
            data.members[arm * data.couples + c].enrolled = plan.lives_in(arm, c);
    return data;
}

} // namespace

TEST_CASE("trial: parallel arms and twins estimate the same effect", "[statistical]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::community, 1000, 70);
    plan.arms[1].programmes[0].targets.fill(1.5f);
    plan.questionnaire.waves = {0, 63};
    const effects::TrialData parallel = effects::from_run(enrolled(plan), widest());
    plan.trial.design = Design::twins;
    plan.trial.allocation.clear();
    const effects::TrialData twins = effects::from_run(enrolled(plan), widest());
    CHECK(parallel.design == Design::parallel);
    const effects::Change apart = effects::change(parallel, {}, 1, csi16_row, 1),
                          same = effects::change(twins, {}, 1, csi16_row, 1);
    CHECK(apart.enrolled == 500);
    CHECK(same.enrolled == 1000);
    CHECK(same.difference.value > 3 * same.difference.standard_error);
    // Three standard errors of the difference of the two: a false alarm in 370.
    const double error = std::hypot(apart.difference.standard_error, same.difference.standard_error);
    CHECK(std::abs(apart.difference.value - same.difference.value) < 3 * error);
    CHECK(apart.difference.standard_error > 1.2 * same.difference.standard_error);
}

TEST_CASE("trial: allocation alone finds nothing, in 95 of 100 trials", "[statistical]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::distressed, 800, 40);
    plan.arms[1].programmes = {}; // two control arms
    plan.questionnaire.waves = {0, 28};
    const auto pool = effects::from_run(enrolled(plan, experiment::Allocate::everywhere), widest());
    engine::Plan drawn = enrolled(plan);
    REQUIRE(drawn.population.couples > 60);
    // Allocation depends on the seed; who was found is given here, so only it is drawn anew.
    engine::Plan trial = plan;
    trial.trial.recruitment = Recruitment::community;
    trial.population.couples = drawn.population.couples;
    constexpr int trials = 1000;
    int found = 0;
    for (int n = 0; n < trials; ++n) {
        trial.seed.value = 1000u + static_cast<std::uint64_t>(n);
        const auto data = randomised(pool, enrolled(trial));
        found += effects::change(data, {}, 1, csi16_row, 1).difference.p < 0.05;
    }
    // Four standard errors of a share of .05 in 1,000 trials, .0069.
    CHECK(std::abs(found / double(trials) - 0.05) < 0.028);
}

TEST_CASE("trial: a crossover estimates what twins do", "[statistical]") {
    engine::Plan plan = trial_plan(Design::crossover, Recruitment::community, 1000, 150);
    plan.arms[1].programmes[0].targets.fill(1.5f);
    plan.arms[1].programmes[0].fading = 10; // so that little is left for the second period
    plan.questionnaire.waves = {0, 28};
    plan.trial.period = 30;
    plan.trial.washout = 60;
    const effects::TrialData crossed = effects::from_run(enrolled(plan), widest());
    CHECK(crossed.waves == std::vector<int>{0, 28});
    CHECK(crossed.arms[1].last_session == 21);
    CHECK_FALSE(crossed.arms[0].treated);
    plan.trial.design = Design::twins;
    plan.trial.allocation.clear();
    plan.trial.period = 0;
    const effects::TrialData twins = effects::from_run(enrolled(plan), widest());
    const effects::Change both = effects::change(crossed, {}, 1, csi16_row, 1),
                          same = effects::change(twins, {}, 1, csi16_row, 1);
    CHECK(same.difference.value > 5 * same.difference.standard_error);
    CHECK(both.enrolled == 1000);
    const double error = std::hypot(both.difference.standard_error, same.difference.standard_error);
    CHECK(std::abs(both.difference.value - same.difference.value) < 3 * error);
    const effects::Crossover c = effects::crossover(crossed, {}, 1, csi16_row, 1);
    CHECK(std::abs(c.effect.value - both.difference.value) < 0.2 * both.difference.value);
}
