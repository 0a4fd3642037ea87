// A result comes from its mechanism: with the mechanism switched off it goes away.
//
// All runs share their random numbers, so that an arm with a mechanism off is the twin of
// the one with it on. Seeds are fixed: nothing here can fail by chance unless the model
// changes. Bounds lie far from what was measured with three seeds (in brackets), so that
// tuning may move the values.
#include "plans.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <string_view>

using namespace couplet;
using namespace couplet::test;
using model::Mechanism;
using population::Style;

namespace {

enum Pair { anxious_avoidant, anxious_anxious, secure_secure, pair_count };

// Equal numbers of couples of the three pairings, 200 days.
engine::Plan pairs_plan(std::uint32_t each = 60) {
    engine::Plan plan;
    plan.seed.value = 1;
    plan.days = 200;
    plan.warm_up_days = 30;
    plan.population.couples = each * pair_count;
    plan.population.pairings = {{"anxious-avoidant", Style::anxious, Style::avoidant, 1},
                                {"anxious-anxious", Style::anxious, Style::anxious, 1},
                                {"secure-secure", Style::secure, Style::secure, 1}};
    plan.arms = {{"control", {}}};
    plan.recording.events = false;
    return plan;
}
engine::Plan without(Mechanism off, engine::Plan plan = pairs_plan()) {
    plan.parameters.set_enabled(off, false);
    return plan;
}

// Means a couple.
struct Totals {
    double couples = 0, pursuit_withdrawal = 0, escalation = 0, conflicts = 0,
           separations = 0;
    double squares = 0; // of pursuit-withdrawal minutes
};
std::vector<Totals> totals(const Run& run, std::size_t pairings = pair_count) {
    std::vector<Totals> t(pairings);
    for (const auto& row : run.rows(0)) {
        Totals& x = t[static_cast<std::size_t>(row.pairing)];
        ++x.couples;
        x.pursuit_withdrawal += row.pursuit_withdrawal_minutes;
        x.squares +=
            double(row.pursuit_withdrawal_minutes) * row.pursuit_withdrawal_minutes;
        x.escalation += row.mutual_escalation_minutes;
        x.conflicts += row.conflicts;
        x.separations += row.end_reason == engine::EndReason::separated;
    }
    return t;
}
const Run& whole_model() {
    static const Run run = test::run(pairs_plan());
    return run;
}
double conflicts(const std::vector<Totals>& t) {
    double sum = 0;
    for (const Totals& x : t)
        sum += x.conflicts;
    return sum;
}
double pursuit(Mechanism off) {
    return totals(test::run(without(off)))[anxious_avoidant].pursuit_withdrawal;
}

constexpr std::size_t variable(const char* name) {
    for (std::size_t v = 0; v < model::variable_count; ++v)
        if (std::string_view(name) == model::variable_table[v].name)
            return v;
    return model::variable_count;
}

} // namespace

TEST_CASE("knock-outs: each pairing has its own cycle", "[statistical]") {
    const auto t = totals(test::run(pairs_plan(200)));
    // Minutes a month: pursuit and withdrawal [400 : 20 : 0.1], mutual escalation [11 : 150 : 2].
    CHECK(t[anxious_avoidant].pursuit_withdrawal >
          1.25 * t[anxious_anxious].pursuit_withdrawal);
    CHECK(t[anxious_anxious].pursuit_withdrawal >
          2 * t[secure_secure].pursuit_withdrawal);
    CHECK(t[anxious_anxious].escalation > 2 * t[secure_secure].escalation);
    CHECK(t[anxious_anxious].escalation > t[anxious_avoidant].escalation);
    CHECK(t[anxious_avoidant].conflicts > t[secure_secure].conflicts);
}

TEST_CASE("knock-outs: the pursuit-withdrawal cycle needs its mechanisms",
          "[statistical]") {
    const double whole = totals(whole_model())[anxious_avoidant].pursuit_withdrawal;
    CHECK(pursuit(Mechanism::deactivation) < 0.25 * whole);     // [0.05 to 0.08]
    CHECK(pursuit(Mechanism::appraisal) < 0.75 * whole);        // [0.42 to 0.53]
    CHECK(pursuit(Mechanism::activation) < 0.25 * whole);       // [0.04 to 0.05]
    CHECK(pursuit(Mechanism::behaviour_choice) < 0.05 * whole); // [0.00004 to 0.00006]
    CHECK(pursuit(Mechanism::stress) < whole);                  // [0.77 to 0.80]
}

TEST_CASE(
    "knock-outs: without appraisal the anxious have fewer conflicts, the secure have not",
    "[statistical]") {
    const auto whole = totals(whole_model());
    const auto off = totals(test::run(without(Mechanism::appraisal)));
    const double anxious =
        off[anxious_anxious].conflicts / whole[anxious_anxious].conflicts;
    const double secure = off[secure_secure].conflicts / whole[secure_secure].conflicts;
    CHECK(anxious < 0.9);          // [0.75 to 0.81]
    CHECK(secure > anxious + 0.1); // [1.03 to 1.12]
}

TEST_CASE("knock-outs: without triggers there are far fewer conflicts", "[statistical]") {
    const auto off = totals(test::run(without(Mechanism::triggers)));
    // What is left are quarrels out of criticism at its base rate.
    CHECK(conflicts(off) < 0.15 * conflicts(totals(whole_model())));
}

TEST_CASE("knock-outs: without repair there are more conflicts", "[statistical]") {
    const auto off = totals(test::run(without(Mechanism::repair)));
    CHECK(conflicts(off) > 1.05 * conflicts(totals(whole_model()))); // [1.73 to 1.95]
}

TEST_CASE("knock-outs: without dissolution nobody separates", "[statistical]") {
    auto plan = pairs_plan();
    plan.population.kind = population::RelationshipKind::dating;
    plan.parameters.dissolution.dating = 1;
    double separated = 0, still = 0;
    for (const Totals& x : totals(test::run(plan)))
        separated += x.separations;
    for (const Totals& x : totals(test::run(without(Mechanism::dissolution, plan))))
        still += x.separations;
    CHECK(separated > 0);
    CHECK(still == 0);
}

TEST_CASE("knock-outs: without variation all couples of a pairing are alike",
          "[property]") {
    auto plan = pairs_plan();
    plan.warm_up_days = 0; // before days make them differ
    const auto rows = test::run(without(Mechanism::variation, plan)).rows(0);
    for (std::size_t k = pair_count; k < rows.size(); ++k) {
        const auto& first = rows[static_cast<std::size_t>(rows[k].pairing)];
        CHECK(rows[k].anxiety == first.anxiety);
        CHECK(rows[k].avoidance == first.avoidance);
    }
}

TEST_CASE("knock-outs: conflicts come on stressful days, and without stress there are "
          "none such",
          "[statistical]") {
    auto plan = pairs_plan();
    plan.recording.events = true;
    plan.recording.variables = {static_cast<std::uint16_t>(variable("stress"))};
    plan.recording.couples = plan.population.couples;
    for (bool on : {true, false}) {
        plan.parameters.set_enabled(Mechanism::stress, on);
        const auto result = test::run(plan);
        const std::size_t instants = engine::recorded_days(plan).size();
        double n = 0, sum = 0, squares = 0;
        for (const auto& slab : result.slabs) {
            const auto& out = slab.arms[0];
            // The couple's mean stress of a day, from that midnight's record, less its
            // own mean.
            const auto stress = [&](std::size_t row, std::size_t t) {
                const auto* q = &out.trajectory[row * 2 * instants + t];
                return double(q[0]) + double(q[instants]);
            };
            for (const auto& e : out.events) {
                const std::size_t row = e.couple - slab.first;
                const auto day = static_cast<std::size_t>(e.day) + 1;
                if (e.kind != model::EventKind::disagreement ||
                    out.couples[row].end_reason != engine::EndReason::intact ||
                    day >= instants)
                    continue;
                double mean = 0;
                for (std::size_t t = 1; t < instants; ++t)
                    mean += stress(row, t);
                const double d = (stress(row, day) - mean / double(instants - 1)) *
                                 double(model::packed_step(model::variable_table[17])) /
                                 2;
                ++n;
                sum += d;
                squares += d * d;
            }
        }
        REQUIRE(n > 500);
        const double mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
        CAPTURE(on, n, mean, error);
        if (on)
            CHECK(mean > 4.9 * error); // a false alarm in 1e6 if there were no relation
        else
            CHECK(std::fabs(mean) < 1e-6);
    }
}

TEST_CASE("knock-outs: what is switched off stands still", "[property]") {
    // Start and end of the run, over all persons of couples that stay together.
    const auto ends = [](Mechanism off, const char* name) {
        auto plan = without(off, pairs_plan(20));
        plan.parameters.set_enabled(Mechanism::dissolution, false);
        plan.recording.summary_every_days = 100;
        const auto summary = test::run(plan).outcome.summary;
        struct {
            double start, end, spread;
        } x{summary.mean(0, 0, variable(name)), summary.mean(0, 2, variable(name)),
            summary.sd(0, 2, variable(name))};
        return x;
    };
    for (const char* name : {"attachment_anxiety", "attachment_avoidance"}) {
        const auto x = ends(Mechanism::attachment_change, name);
        CHECK(x.start == x.end);
    }
    for (const char* name : {"trust", "resentment"}) {
        const auto x = ends(Mechanism::evaluation, name);
        CHECK(x.start == x.end);
        CHECK(x.spread == 0);
    }
    const auto cortisol = ends(Mechanism::physiology, "cortisol");
    CHECK(cortisol.start == cortisol.end);
    CHECK(cortisol.spread == 0);
    const auto depressive = ends(Mechanism::symptoms, "depressive_symptoms");
    CHECK(depressive.start == Approx(depressive.end).margin(1e-4));
    // And with all on, they do move.
    const auto moved = ends(Mechanism::cycle, "attachment_anxiety");
    CHECK(moved.start != moved.end);
    CHECK(ends(Mechanism::cycle, "trust").spread > 0);
    CHECK(ends(Mechanism::cycle, "cortisol").spread > 0);
}

TEST_CASE("knock-outs: the names of phases change nothing", "[determinism]") {
    CHECK(test::run(without(Mechanism::cycle)).outcome.digest ==
          whole_model().outcome.digest);
}

TEST_CASE("knock-outs: who is called first does not matter", "[statistical]") {
    auto plan = pairs_plan();
    plan.population.couples = 600;
    plan.population.pairings = {{"anxious-avoidant", Style::anxious, Style::avoidant, 1},
                                {"avoidant-anxious", Style::avoidant, Style::anxious, 1}};
    const auto t = totals(test::run(plan), 2);
    const auto mean = [&](std::size_t k) {
        return t[k].pursuit_withdrawal / t[k].couples;
    };
    const auto variance = [&](std::size_t k) {
        return (t[k].squares / t[k].couples - mean(k) * mean(k)) / t[k].couples;
    };
    // Independent couples: 4.9 standard errors of the difference, a false alarm in 1e6.
    CHECK(std::fabs(mean(0) - mean(1)) < 4.9 * std::sqrt(variance(0) + variance(1)));
}
