// The community as the waiting list of the trials: what teaches nothing changes nothing.
#include "analysis/validation/report.hpp"
#include "analysis/validation/vectors.hpp"
#include "support/catch.hpp"
#include "trial_arms.hpp"

#include <cmath>
#include <numeric>
#include <set>

using namespace couplet;
using namespace couplet::validation;

namespace {

constexpr int quarter = 91; // days between waves
constexpr std::uint32_t couples_n = 160, treated_n = 24;

// The same dates and recipients, but nothing is taught.
Programmes empty_programmes() {
    Programmes arms = test::trial_arms();
    for (engine::Arm& arm : arms)
        arm.programmes.front().targets = {};
    return arms;
}

engine::Plan as_usual() {
    engine::Plan p;
    p.seed = Seed{5};
    p.days = 3 * quarter;
    p.population.couples = couples_n;
    p.population.kind = population::RelationshipKind::married;
    p.population.age_years = 6;
    p.arms = {{"as usual", {}}};
    p.recording.events = false;
    p.recording.every_days = 7;
    for (int wave = 0; wave <= 3; ++wave)
        p.questionnaire.waves.push_back(wave * quarter);
    for (const char* name : {"relatedness", "self_worth"})
        p.recording.variables.push_back(static_cast<std::uint16_t>(variable(name)));
    return p;
}
engine::Options widest() {
    engine::Options options;
    options.kernel = engine::available_kernels().back();
    options.threads = 2;
    return options;
}

// Whether all answers of all treated at their wave are those of the same couples in the
// community.
bool same_answers(const Panel& treated, std::size_t wave, const Panel& community,
                  std::size_t community_wave) {
    for (std::uint32_t c = 0; c < treated.couples(); ++c)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t k = 0; k < measurement::instrument_count; ++k) {
                const auto which = static_cast<Score>(k);
                const double x = treated.score(c, i, which, wave);
                const double y =
                    community.score(treated.row(c).couple, i, which, community_wave);
                if (!(x == y || (std::isnan(x) && std::isnan(y))))
                    return false;
            }
    return true;
}

} // namespace

TEST_CASE("trials: a programme that teaches nothing is a waiting list, answer by answer",
          "[property][determinism]") {
    const engine::Plan plan = as_usual();
    const Panel community(plan, widest());
    const Trials t = run_trials(plan, community, empty_programmes(), treated_n, widest());
    CHECK(same_answers(t.abct.panel, t.abct.after(), community, 1));
    CHECK(same_answers(t.abct.panel, t.abct.half_years_after(1), community, 3));
    for (std::size_t wave = 1; wave <= 3; ++wave)
        CHECK(same_answers(t.check_up, wave, community, wave));
    for (std::size_t wave = 1; wave <= 2; ++wave)
        CHECK(same_answers(t.mbre, wave, community, wave));
    // What is measured in common instants by other means is the same, too.
    std::vector<std::uint32_t> all(t.abct.panel.couples()), twins;
    std::iota(all.begin(), all.end(), 0u);
    for (std::uint32_t c : all)
        twins.push_back(t.abct.panel.row(c).couple);
    const std::size_t worth = variable("self_worth"), at = t.abct.instant(t.abct.after());
    const Column x = told(t.abct, all, worth, 0.9, at);
    const Column y = told(community, t.abct.seed, twins, worth, 0.9, at);
    for (std::size_t k = 0; k < x.size(); ++k)
        CHECK((x[k] == y[k] || (std::isnan(x[k]) && std::isnan(y[k]))));
}

TEST_CASE("trials: waves are intake, before each session, a week after, and half-yearly",
          "[unit]") {
    const engine::Plan plan = as_usual();
    const Panel community(plan, widest());
    const Trials t = run_trials(plan, community, empty_programmes(), 4, widest());
    const Course& eft = t.eft;
    CHECK(eft.waves.front() == 0);
    CHECK(eft.waves.size() == 1 + eft.sessions + 1 + 4);
    for (std::size_t k = 2; k <= eft.after(); ++k)
        CHECK(eft.waves[k] - eft.waves[k - 1] == 7);
    CHECK(eft.waves[eft.half_years_after(4)] - eft.waves[eft.after()] == 4 * 182);
    for (std::size_t k = 0; k < eft.waves.size(); ++k)
        CHECK(eft.panel.days()[eft.instant(k)] == static_cast<float>(eft.waves[k]));
    // Where treated and waiting are compared, both answer on the same day.
    CHECK(t.abct.waves[t.abct.after()] == quarter);
    CHECK(t.practice_end == quarter);
}

TEST_CASE("trials: told values have the reliability that is asked for", "[statistical]") {
    const engine::Plan plan = as_usual();
    const Panel community(plan, widest());
    std::vector<std::uint32_t> all(couples_n);
    std::iota(all.begin(), all.end(), 0u);
    const std::size_t close = variable("relatedness");
    const Column truth =
        persons(all, [&](auto c, auto i) { return community.value(c, i, close, 0); });
    const Column report = told(community, plan.seed, all, close, 0.7, 0);
    // r^2 of truth and report is the reliability: 0.7, with a standard error of
    // 2 r (1 - r^2) / sqrt(320) = 0.028. Four of them: a false alarm in 16,000.
    CHECK(std::pow(r(truth, report), 2) == Approx(0.7).margin(0.112));
    CHECK(told(community, plan.seed, all, close, 0.7, 0) == report); // a seed repeats it
    CHECK(told(community, Seed{6}, all, close, 0.7, 0) != report);
}

TEST_CASE("trials: every finding on interventions is computed in every part", "[unit]") {
    const Studies studies =
        run_studies({}, Seed{3}, {120, 2, 12}, widest(), test::trial_arms());
    std::vector<Check> all = couple_therapy_checks(studies);
    for (Check& check : person_therapy_checks(studies))
        all.push_back(std::move(check));
    std::set<std::string> section;
    for (const Target& target : parse_targets(own_targets(), "targets.csv"))
        if (target.section == "Interventions")
            section.insert(target.id);
    CHECK(section.size() == 15);
    std::set<std::pair<std::string, std::string>> wanted, computed;
    std::set<std::string> ranged;
    for (const Range& range : parse_ranges(own_ranges(), "checks.csv"))
        if (section.count(range.id)) {
            wanted.emplace(range.id, range.part);
            ranged.insert(range.id);
        }
    for (const Check& check : all) {
        CAPTURE(check.id, check.part);
        CHECK(computed.emplace(check.id, check.part).second);
        CHECK(check.panel != nullptr); // so that it has an interval
    }
    CHECK(computed == wanted);
    CHECK(ranged == section);
}
