// The programmes and trials that are supplied: read without a complaint, and waiting is nothing.
#include "engine/engine.hpp"
#include "support.hpp"

#include <array>
#include <cmath>
#include <mutex>

using namespace couplet;
using namespace couplet::scenario;

namespace {

const std::filesystem::path scenarios = std::filesystem::path(COUPLET_SOURCE_DIR) / "scenarios";

std::vector<std::filesystem::path> supplied(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(scenarios / folder))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// A study of this programme and a control arm.
std::string study_of(const std::filesystem::path& programme, const std::string& more = {}) {
    return "time.duration = \"52 weeks\"\ntime.warm_up = \"10 days\"\npopulation.couples = 50\n"
           "[[arm]]\nname = \"control\"\n[[arm]]\nname = \"programme\"\nintervention = \"p\"\n"
           "[intervention.p]\nfile = '" +
           programme.string() + "'\n" + more;
}

// Lives of all couples, by arm.
std::array<std::vector<engine::CoupleRow>, 2> lives(const engine::Plan& plan) {
    std::array<std::vector<engine::CoupleRow>, 2> rows;
    for (auto& arm : rows)
        arm.resize(plan.population.couples);
    std::mutex mutex;
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    engine::run(plan, options, [&](engine::Slab&& slab) {
        const std::lock_guard lock(mutex);
        for (std::size_t arm = 0; arm < 2; ++arm)
            for (const auto& row : slab.arms[arm].couples)
                rows[arm].at(row.couple) = row;
    });
    return rows;
}
int same_lives(const std::string& text) {
    const auto rows = lives(good(parse(text)).plan);
    int same = 0;
    for (std::size_t i = 0; i < rows[0].size(); ++i)
        same += rows[0][i].digest == rows[1][i].digest;
    return same;
}

} // namespace

TEST_CASE("library: every programme is read, and says what it is and from where", "[unit]") {
    const auto files = supplied("interventions");
    CHECK(files.size() >= 22);
    for (const auto& file : files) {
        INFO(file.string());
        const Scenario study = good(parse(study_of(file) + "\n", "study"));
        REQUIRE(study.interventions.size() == 1);
        CHECK_FALSE(study.interventions[0].title.empty());
        CHECK_FALSE(study.interventions[0].source.empty());
        const auto& programme = study.plan.arms.at(1).programme;
        CHECK(programme.sessions >= 1);
        const bool teaches = std::any_of(programme.targets.begin(), programme.targets.end(),
                                         [](float gain) { return gain != 0; });
        CHECK(teaches == (file.stem() != "waitlist"));
    }
}

TEST_CASE("library: every trial is read, asks something and has waves", "[unit]") {
    const auto files = supplied("trials");
    CHECK(files.size() >= 8);
    for (const auto& file : files) {
        INFO(file.string());
        const Scenario trial = good(load(file));
        CHECK_FALSE(trial.title.empty());
        CHECK_FALSE(trial.question.empty());
        CHECK_FALSE(trial.seed_drawn);
        CHECK(trial.plan.arms.size() >= 2);
        CHECK(trial.plan.questionnaire.waves.size() >= 2);
        CHECK(trial.plan.population.couples >= 500);
        CHECK(trial.plan.population.couples <= 1000);
    }
}

// The fit to a culture multiplies what is taught, so the trial's smaller gains stand for it.
TEST_CASE("library: the programme that fits less teaches 0.6 of what fits", "[unit]") {
    const Scenario trial = good(load(scenarios / "trials" / "culture_fit.toml"));
    const auto& fitting = trial.plan.arms.at(1).programme.targets;
    const auto& foreign = trial.plan.arms.at(2).programme.targets;
    for (std::size_t n = 0; n < fitting.size(); ++n)
        CHECK(std::abs(foreign[n] - 0.6f * fitting[n]) < 1e-6f);
}

// The digest takes in every state along a couple's life, so equal ones leave no room for a difference.
TEST_CASE("library: who waits lives as in the control arm, to the last bit", "[determinism]") {
    const auto waiting = scenarios / "interventions" / "waitlist.toml";
    CHECK(same_lives(study_of(waiting)) == 50);
    // Longer, with people leaving, as a course or as practice: nothing taught is nothing still.
    CHECK(same_lives(study_of(waiting, "sessions = 20\ndropout = 0.1\n")) == 50);
    CHECK(same_lives(study_of(waiting, "sessions = 20\npractice = true\n")) == 50);
    // And the check can fail: the least lesson changes every life.
    CHECK(same_lives(study_of(waiting, "sessions = 20\nskills.regulation = 0.01\n")) < 5);
}
