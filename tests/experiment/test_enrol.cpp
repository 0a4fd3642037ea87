// Who is enrolled, when, and in which arm.
#include "experiment/trials.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace couplet;
using namespace couplet::test;
using engine::Design;
using engine::Judged;
using engine::Recruitment;
using experiment::Allocate;

namespace {

std::vector<int> arms_of(const engine::Plan& plan) {
    std::vector<int> arms;
    for (const engine::Place& place : plan.enrolment.places)
        arms.push_back(place.arm);
    return arms;
}

// Numbers of those for whom it holds.
template <class Wanted> std::vector<std::uint32_t> those(std::uint32_t couples, Wanted wanted) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t c = 0; c < couples; ++c)
        if (wanted(c))
            numbers.push_back(c);
    return numbers;
}

} // namespace

TEST_CASE("enrol: without a trial a plan stays as it is", "[unit]") {
    const engine::Plan plan = small_plan();
    const engine::Plan same = enrolled(plan);
    CHECK(same.numbers.empty());
    CHECK(same.enrolment.places.empty());
    CHECK(same.population.couples == plan.population.couples);
}

TEST_CASE("enrol: blocks hold the allocation, in changing order", "[property]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::community, 302);
    plan.arms.push_back({"third", {}});
    plan.trial.allocation = {3, 2, 1};
    plan.trial.block = 6;
    const std::vector<int> arms = arms_of(enrolled(plan));
    REQUIRE(arms.size() == 302);
    std::set<std::vector<int>> orders;
    for (std::size_t b = 0; b + 6 <= arms.size(); b += 6) {
        std::vector<int> block(arms.begin() + std::ptrdiff_t(b), arms.begin() + std::ptrdiff_t(b) + 6);
        orders.insert(block);
        std::sort(block.begin(), block.end());
        CHECK(block == std::vector<int>{0, 0, 0, 1, 1, 2});
    }
    CHECK(orders.size() > 25); // 50 blocks, 60 orders
}

TEST_CASE("enrol: simple randomisation keeps the ratio on average only", "[statistical]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::community, 6000);
    plan.trial.randomisation = engine::Randomisation::simple;
    plan.trial.allocation = {2, 1};
    const std::vector<int> arms = arms_of(enrolled(plan));
    const auto second = static_cast<double>(std::count(arms.begin(), arms.end(), 1));
    // Four standard errors of a share of 1/3: a false alarm in 16,000.
    CHECK(std::abs(second / 6000 - 1.0 / 3) < 4 * std::sqrt(2.0 / 9 / 6000));
    int longest = 0, now = 0;
    for (const int arm : arms)
        longest = std::max(longest, now = arm == 1 ? now + 1 : 0);
    CHECK(longest > 4); // two blocks of 3 cannot have more than 2 in a row
}

TEST_CASE("enrol: another seed allocates otherwise, the same alike", "[unit][determinism]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::community);
    const auto arms = arms_of(enrolled(plan));
    CHECK(arms == arms_of(enrolled(plan)));
    CHECK(std::all_of(arms.begin(), arms.end(), [](int arm) { return arm == 0 || arm == 1; }));
    plan.seed.value += 1;
    CHECK(arms != arms_of(enrolled(plan)));
    const auto pool = arms_of(enrolled(plan, Allocate::everywhere));
    CHECK(std::all_of(pool.begin(), pool.end(), [](int arm) { return arm == -1; }));
}

TEST_CASE("enrol: distressed couples are those below the cut-off at screening", "[property]") {
    engine::Plan plan = trial_plan(Design::twins, Recruitment::distressed);
    const Population all = population_of(plan, {0});
    for (const Judged judged : {Judged::mean, Judged::either, Judged::first, Judged::second}) {
        plan.trial.judged = judged;
        const engine::Plan found = enrolled(plan);
        const auto low = [&](std::uint32_t c, std::size_t i) {
            return all.score(csi16_row, c, i) < 51.5f;
        };
        const auto expected = those(300, [&](std::uint32_t c) {
            const bool eligible = judged == Judged::mean     ? all.mean(c) < 51.5f
                                  : judged == Judged::either ? low(c, 0) || low(c, 1)
                                                             : low(c, judged == Judged::second);
            return eligible && all.run.rows(0)[c].end_day >= 5;
        });
        CHECK(found.numbers == expected);
        CHECK(expected.size() > 20);
        CHECK(found.enrolment.screened == 300);
        for (std::size_t k = 0; k < found.numbers.size(); ++k) {
            const engine::Place& place = found.enrolment.places[k];
            CHECK(place.screened == 0);
            CHECK(place.entry == 5);
            for (std::size_t i = 0; i < 2; ++i)
                CHECK(place.screening[0][i] == all.score(csi16_row, found.numbers[k], i));
        }
    }
}

TEST_CASE("enrol: symptoms of the person who is to have them", "[property]") {
    engine::Plan plan = trial_plan(Design::twins, Recruitment::symptoms);
    plan.trial.phq9_from = 5; // mild symptoms, so that there are enough of them
    plan.trial.gad7_from = 4;
    const Population all = population_of(plan, {0});
    for (const Judged judged : {Judged::either, Judged::first, Judged::second}) {
        plan.trial.judged = judged;
        const auto ill = [&](std::uint32_t c, std::size_t i) {
            return all.score(phq9_row, c, i) >= 5 || all.score(gad7_row, c, i) >= 4;
        };
        const auto expected = those(300, [&](std::uint32_t c) {
            const bool eligible = judged == Judged::either ? ill(c, 0) || ill(c, 1)
                                                           : ill(c, judged == Judged::second);
            return eligible && all.run.rows(0)[c].end_day >= 5;
        });
        CHECK(expected.size() > 5);
        CHECK(enrolled(plan).numbers == expected);
    }
}

TEST_CASE("enrol: help is sought in the worst week", "[property]") {
    engine::Plan plan = trial_plan(Design::twins, Recruitment::help_seeking, 200, 60);
    plan.trial.window = 28;
    plan.trial.csi16_below = 60;
    const Population all = population_of(plan, {0, 7, 14, 21, 28});
    const engine::Plan found = enrolled(plan);
    REQUIRE(found.numbers.size() > 20);
    std::set<int> entries;
    for (std::size_t k = 0; k < found.numbers.size(); ++k) {
        std::size_t worst = 0;
        for (std::size_t w = 1; w < 5; ++w)
            if (all.mean(found.numbers[k], w) < all.mean(found.numbers[k], worst))
                worst = w;
        const engine::Place& place = found.enrolment.places[k];
        CHECK(place.screened == static_cast<int>(worst) * 7);
        CHECK(place.entry == place.screened + 5);
        CHECK(all.mean(found.numbers[k], worst) < 60);
        CHECK((place.screening[0][0] + place.screening[0][1]) / 2 ==
              all.mean(found.numbers[k], worst));
        entries.insert(place.entry);
    }
    CHECK(entries.size() == 5);
}

TEST_CASE("enrol: as many as are wanted, the first who are found", "[unit]") {
    engine::Plan plan = trial_plan(Design::parallel, Recruitment::distressed);
    const engine::Plan all = enrolled(plan);
    plan.trial.couples = 12;
    const engine::Plan few = enrolled(plan);
    REQUIRE(few.numbers.size() == 12);
    CHECK(std::equal(few.numbers.begin(), few.numbers.end(), all.numbers.begin()));
    CHECK(few.enrolment.screened == few.numbers.back() + 1);
    CHECK(few.recording.couples == 12);
    CHECK(experiment::shortfall(few).empty());
    plan.trial.couples = 290;
    const engine::Plan short_of = enrolled(plan);
    CHECK(short_of.numbers == all.numbers);
    CHECK(experiment::shortfall(short_of).find("not 290 as wanted: 300 were screened") !=
          std::string::npos);
    plan.trial.csi16_below = 1;
    const engine::Plan nobody = enrolled(plan);
    CHECK(nobody.population.couples == 0);
    CHECK(experiment::shortfall(nobody).find("none of 300") != std::string::npos);
}

TEST_CASE("enrol: places by number", "[unit]") {
    const engine::Plan found = enrolled(trial_plan(Design::parallel, Recruitment::distressed));
    for (std::uint32_t k = 0; k < found.numbers.size(); ++k)
        CHECK(experiment::place_of(found, found.numbers[k]) == k);
    std::uint32_t absent = 0;
    while (absent < found.numbers.size() && found.numbers[absent] == absent)
        ++absent;
    CHECK_FALSE(experiment::place_of(found, absent));
    CHECK(experiment::place_of(small_plan(), 3) == 3u);
    CHECK_FALSE(experiment::place_of(small_plan(), 149));
}

TEST_CASE("enrol: a crossover gives each couple both programmes, in either order", "[property]") {
    engine::Plan plan = trial_plan(Design::crossover, Recruitment::community, 100, 100);
    plan.arms[0].programmes = {programme(2), programme(1)};
    plan.arms[0].programmes[1].after = 0;
    plan.trial.period = 40;
    plan.trial.washout = 5;
    const engine::Plan found = enrolled(plan);
    REQUIRE(found.arms.size() == 2);
    CHECK(found.arms[0].name == "control first");
    CHECK(found.arms[1].name == "treated first");
    const auto& first = found.arms[0].programmes;
    REQUIRE(first.size() == 3);
    CHECK(first[0].start_day == 2);
    CHECK(first[1].after == 0);
    CHECK(first[2].start_day == 45);
    const auto& second = found.arms[1].programmes;
    REQUIRE(second.size() == 3);
    CHECK(second[0].start_day == 0);
    CHECK(second[1].start_day == 47);
    CHECK(second[2].after == 1); // still the one before it
    CHECK(found.questionnaire.waves == std::vector<int>{0, 7, 14, 45, 52, 59});
    const std::vector<int> arms = arms_of(found);
    CHECK(std::count(arms.begin(), arms.end(), 0) == 50);
    CHECK(std::count(arms.begin(), arms.end(), 1) == 50);
}

TEST_CASE("enrol: baselines are dealt evenly, and programmes begin after them", "[property]") {
    engine::Plan plan = trial_plan(Design::twins, Recruitment::community, 90, 60);
    plan.trial.design = Design::single_case;
    plan.trial.baselines = {7, 14, 28};
    plan.arms.erase(plan.arms.begin());
    const engine::Plan found = enrolled(plan);
    std::map<int, int> dealt;
    for (const engine::Place& place : found.enrolment.places) {
        CHECK(place.arm == engine::every_arm);
        ++dealt[place.begin - place.entry];
    }
    CHECK(dealt == std::map<int, int>{{7, 30}, {14, 30}, {28, 30}});
    std::map<std::uint32_t, float> first;
    for (const engine::Slab& slab : run(found).slabs)
        for (const model::Event& event : slab.arms[0].events)
            if (event.kind == model::EventKind::session)
                first.try_emplace(event.couple, event.day);
    CHECK(first.size() > 50);
    for (const auto& [couple, day] : first)
        CHECK(day == static_cast<float>(found.enrolment.places[couple].begin));
}
