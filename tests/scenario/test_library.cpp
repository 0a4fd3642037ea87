// The programmes and trials that are supplied: read without a complaint, and waiting is nothing.
#include "engine/engine.hpp"
#include "support.hpp"

#include <cmath>
#include <cstring>
#include <mutex>
#include <tuple>

using namespace couplet;
using namespace couplet::scenario;

namespace {

const std::filesystem::path scenarios = std::filesystem::path(COUPLET_SOURCE_DIR) / "scenarios";

// A study of this programme and a control arm.
std::string study_of(const std::filesystem::path& programme, const std::string& more = {}) {
    return "time.duration = \"52 weeks\"\ntime.warm_up = \"10 days\"\npopulation.couples = 50\n"
           "[[arm]]\nname = \"control\"\n[[arm]]\nname = \"programme\"\nintervention = \"p\"\n"
           "[intervention.p]\nfile = '" +
           programme.string() + "'\n" + more;
}

// All that is known of a couple's life but sessions, which a control arm has none of. The digest
// counts sessions, so it cannot be used here.
bool same_totals(const engine::CoupleRow& a, const engine::CoupleRow& b) {
    const auto all = [](const engine::CoupleRow& r) {
        return std::tuple(r.couple, r.anxiety, r.avoidance, r.satisfaction_start,
                          r.satisfaction_end, r.end_reason, r.end_day, r.conflicts,
                          r.demand_withdraw, r.pursuit_withdrawal_minutes,
                          r.mutual_escalation_minutes, r.mutual_avoidance_minutes,
                          r.positive_minutes, r.negative_minutes);
    };
    return all(a) == all(b);
}
// Equal bits, so that answers left out (NaN) are equal too.
bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

struct Twins {
    int couples = 0, same_totals = 0;
    bool same_days = true, same_scores = true; // all recorded variables; all questionnaires
};
Twins twins(const std::string& text) {
    const auto plan = good(parse(text)).plan;
    Twins result;
    std::mutex mutex;
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    engine::run(plan, options, [&](engine::Slab&& slab) {
        const std::lock_guard lock(mutex);
        const auto &a = slab.arms.at(0), &b = slab.arms.at(1);
        for (std::size_t i = 0; i < a.couples.size(); ++i, ++result.couples)
            result.same_totals += same_totals(a.couples[i], b.couples[i]);
        CHECK_FALSE(a.trajectory.empty());
        CHECK_FALSE(a.questionnaire.empty());
        result.same_days = result.same_days && a.trajectory == b.trajectory && a.phase == b.phase &&
                           a.intact == b.intact;
        result.same_scores = result.same_scores && same_bits(a.questionnaire, b.questionnaire);
    });
    return result;
}
void check_same(const std::string& text) {
    const Twins found = twins(text);
    CHECK(found.couples == 50);
    CHECK(found.same_totals == 50);
    CHECK(found.same_days);
    CHECK(found.same_scores);
}

} // namespace

TEST_CASE("library: every programme is read, and says what it is and from where", "[unit]") {
    const auto files = toml_files(scenarios / "interventions");
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
    const auto files = toml_files(scenarios / "trials");
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

TEST_CASE("library: who waits lives as in the control arm", "[determinism]") {
    const auto waiting = scenarios / "interventions" / "waitlist.toml";
    const std::string recorded = "[questionnaire]\nevery = \"8 weeks\"\nmissing = 0.1\n"
                                 "[recording]\nvariables = [\"all\"]\n";
    check_same(study_of(waiting, recorded));
    // Longer, with people leaving: nothing taught is nothing still.
    check_same(study_of(waiting, "sessions = 20\ndropout = 0.1\n" + recorded));
    // And the check can fail: the least lesson changes lives.
    const Twins taught =
        twins(study_of(waiting, "sessions = 20\nskills.regulation = 0.01\n" + recorded));
    CHECK(taught.same_totals < 25);
    CHECK_FALSE(taught.same_days);
    CHECK_FALSE(taught.same_scores);
}
