// The programmes and trials that are supplied: read without a complaint, and waiting is nothing.
#include "engine/engine.hpp"
#include "support.hpp"

#include <cmath>
#include <cstring>
#include <mutex>
#include <string_view>
#include <tuple>

using namespace couplet;
using namespace couplet::scenario;

namespace {

const std::filesystem::path scenarios = std::filesystem::path(COUPLET_SOURCE_DIR) / "scenarios";

const std::string all_recorded = "[questionnaire]\nevery = \"8 weeks\"\nmissing = 0.1\n"
                                 "[recording]\nvariables = [\"all\"]\n";

// The same without the variables whose names begin so.
std::string all_but(std::string_view prefix) {
    std::string list;
    for (const auto& row : model::variable_table)
        if (std::string_view(row.name).substr(0, prefix.size()) != prefix)
            list += std::string(list.empty() ? "[\"" : ", \"") + row.name + "\"";
    return "[questionnaire]\nevery = \"8 weeks\"\nmissing = 0.1\n[recording]\nvariables = " + list + "]\n";
}

// A study of this programme and a control arm.
std::string study_of(const std::filesystem::path& programme, const std::string& more = {},
                     int couples = 50) {
    return "time.duration = \"52 weeks\"\ntime.warm_up = \"10 days\"\npopulation.couples = " +
           std::to_string(couples) +
           "\n[[arm]]\nname = \"control\"\n[[arm]]\nname = \"programme\"\nintervention = \"p\"\n"
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
void check_same(const std::string& text, int couples = 50) {
    const Twins found = twins(text);
    CHECK(found.couples == couples);
    CHECK(found.same_totals == couples);
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
        const auto& programme = study.plan.arms.at(1).programmes.at(0);
        CHECK(programme.sessions >= 1);
        const bool teaches = std::any_of(programme.targets.begin(), programme.targets.end(),
                                         [](float gain) { return gain != 0; });
        CHECK(teaches == (file.stem() != "waitlist"));
    }
}

// Where no skill is learnt, as no gain is left, nothing else of the programme is felt.
TEST_CASE("library: without its gains, a programme is the control arm", "[determinism]") {
    std::string none = "[intervention.p.skills]\n";
    for (const auto& row : interventions::skill_table)
        none += std::string(row.name) + " = 0\n";
    for (const auto& file : toml_files(scenarios / "interventions")) {
        INFO(file.string());
        check_same(study_of(file, none + all_but("diary_practice"), 16), 16);
    }
}

TEST_CASE("library: a programme teaches its recipients what it names, and nothing else", "[unit]") {
    for (const auto& file : toml_files(scenarios / "interventions")) {
        INFO(file.string());
        auto plan = good(parse(study_of(file, "[recording]\nvariables = [\"skills\"]\n"
                                              "every = \"7 days\"\n")))
                        .plan;
        plan.population.couples = plan.recording.couples = 20;
        plan.days = 7 * 30;
        const auto& programme = plan.arms.at(1).programmes.at(0);
        const std::size_t instants = engine::recorded_days(plan).size();
        std::array<bool, interventions::skill_count> taught{};
        engine::Options options;
        options.threads = 1; // one thread fills `taught`
        options.kernel = engine::available_kernels().back();
        engine::run(plan, options, [&](engine::Slab&& slab) {
            const std::size_t persons = 2 * slab.recorded;
            REQUIRE(slab.arms[1].trajectory.size() ==
                    interventions::skill_count * persons * instants);
            for (std::size_t arm = 0; arm < 2; ++arm)
                for (std::size_t at = 0; at < slab.arms[arm].trajectory.size(); ++at) {
                    const auto q = slab.arms[arm].trajectory[at];
                    if (q == 0 || q == model::packed_fill) // 0 is the middle of -4 to 4
                        continue;
                    const std::size_t skill = at / (persons * instants);
                    const bool is_second = at / instants % 2 == 1;
                    taught[skill] = true;
                    if (arm == 0 || programme.targets[skill] == 0 ||
                        (is_second ? programme.recipient == interventions::Recipient::first
                                   : programme.recipient == interventions::Recipient::second))
                        FAIL_CHECK(interventions::skill_table[skill].name);
                }
        });
        for (std::size_t n = 0; n < taught.size(); ++n)
            CHECK(taught[n] == (programme.targets[n] != 0));
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

// The fit to a culture multiplies what is taught, as fidelity does.
TEST_CASE("library: the programme that fits less teaches 0.6 of what fits", "[unit]") {
    const Scenario trial = good(load(scenarios / "trials" / "culture_fit.toml"));
    const auto& fitting = trial.plan.arms.at(1).programmes.at(0);
    const auto& foreign = trial.plan.arms.at(2).programmes.at(0);
    CHECK(foreign.targets == fitting.targets);
    CHECK(fitting.fidelity == 1);
    CHECK(foreign.fidelity == 0.6f);
}

TEST_CASE("library: who waits lives as in the control arm", "[determinism]") {
    const auto waiting = scenarios / "interventions" / "waitlist.toml";
    check_same(study_of(waiting, all_recorded));
    // Longer, with people leaving: nothing taught is nothing still.
    check_same(study_of(waiting, "sessions = 20\ndropout = 0.1\n" + all_recorded));
    // And the check can fail: the least lesson changes lives.
    const Twins taught =
        twins(study_of(waiting, "sessions = 20\nskills.regulation = 0.01\n" + all_recorded));
    CHECK(taught.same_totals < 25);
    CHECK_FALSE(taught.same_days);
    CHECK_FALSE(taught.same_scores);
}
