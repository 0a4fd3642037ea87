// [trial]: what it makes of a plan, its way through the resolved scenario, and its mistakes.
#include "support.hpp"

using namespace couplet;
using namespace couplet::scenario;
using engine::Design;
using engine::Recruitment;

namespace {

const std::string two_arms = "time.duration = \"400 days\"\npopulation.couples = 500\n"
                             "[[arm]]\nname = \"waiting\"\nintervention = \"p\"\n"
                             "[[arm]]\nname = \"treated\"\nintervention = \"p\"\n"
                             "[intervention.p]\nsessions = 4\n"
                             "[questionnaire]\nwaves = [\"0 days\", \"100 days\"]\n";

Loaded trial(const std::string& keys) { return parse(two_arms + "[trial]\n" + keys + "\n"); }

const std::string waitlist = "design = \"waitlist\"\nwaiting = \"waiting\"\ndelay = \"120 days\"\n";

void check_message(const std::string& keys, const std::string& key, const std::string& message) {
    const Problem problem = only_problem(trial(keys));
    INFO(describe(problem));
    CHECK(problem.key == "trial." + key);
    CHECK(problem.message.find(message) != std::string::npos);
}

} // namespace

TEST_CASE("trial: without the table there is none", "[unit]") {
    const Scenario scenario = good(parse(two_arms));
    CHECK_FALSE(scenario.plan.trial.given);
    CHECK(resolved_toml(scenario).find("[trial]") == std::string::npos);
}

TEST_CASE("trial: defaults", "[unit]") {
    const engine::Trial plain = good(trial("")).plan.trial;
    CHECK(plain.given);
    CHECK(plain.design == Design::twins);
    CHECK(plain.recruitment == Recruitment::community);
    CHECK(plain.allocation.empty());
    CHECK(plain.last_entry() == 0);
    CHECK(resolved_toml(good(parse("seed = 1\n" + two_arms + "[trial]\n"))) ==
          resolved_toml(good(parse("seed = 1\n" + two_arms + "[trial]\ndesign = \"twins\"\n"
                                              "recruitment = \"community\"\n"))));
    const engine::Trial parallel = good(trial("design = \"parallel\"")).plan.trial;
    CHECK(parallel.allocation == std::vector<std::uint32_t>{1, 1});
    CHECK(parallel.block == 4);
    const engine::Trial distressed = good(trial("recruitment = \"distressed\"")).plan.trial;
    CHECK(distressed.csi16_below == 51.5f);
    CHECK(distressed.judged == engine::Judged::mean);
    CHECK(distressed.lead == 14);
    const engine::Trial symptoms = good(trial("recruitment = \"symptoms\"")).plan.trial;
    CHECK(symptoms.judged == engine::Judged::either);
    const engine::Trial seeking = good(trial("recruitment = \"help_seeking\"")).plan.trial;
    CHECK(seeking.window == 182);
    CHECK(seeking.last_entry() == 196);
}

TEST_CASE("trial: a resolved one makes the same plan", "[property]") {
    const std::string all[] = {
        "",
        waitlist + "couples = 50\nminimum_sessions = 3\nprimary = \"phq9\"\nprimary_wave = \"100 days\"",
        "design = \"parallel\"\nallocation = \"2:1\"\nblock = 9\nrecruitment = \"distressed\"\n"
        "judged_by = \"either\"\ncsi16_below = 45.5\nlead = \"0 days\"",
        "design = \"parallel\"\nrandomisation = \"simple\"\nrecruitment = \"symptoms\"\n"
        "judged_by = \"first\"\nphq9_from = 12\ngad7_from = 9",
        "recruitment = \"help_seeking\"\nwindow = \"10 weeks\"\nlead = \"3 days\"",
        "design = \"crossover\"\nperiod = \"120 days\"\nwashout = \"4 weeks\"",
        "recruitment = \"dating\"",
        "recruitment = \"newlywed\""};
    for (const std::string& keys : all) {
        INFO(keys);
        const Scenario scenario = good(trial(keys));
        const std::string text = resolved_toml(scenario);
        const Scenario again = good(parse(text));
        CHECK(resolved_toml(again) == text);
        const engine::Trial &a = scenario.plan.trial, &b = again.plan.trial;
        CHECK(a.given == b.given);
        CHECK(a.design == b.design);
        CHECK(a.recruitment == b.recruitment);
        CHECK(a.couples == b.couples);
        CHECK(a.judged == b.judged);
        CHECK(a.csi16_below == b.csi16_below);
        CHECK(a.phq9_from == b.phq9_from);
        CHECK(a.gad7_from == b.gad7_from);
        CHECK(a.window == b.window);
        CHECK(a.lead == b.lead);
        CHECK(a.randomisation == b.randomisation);
        CHECK(a.allocation == b.allocation);
        CHECK(a.block == b.block);
        CHECK(a.waiting == b.waiting);
        CHECK(a.delay == b.delay);
        CHECK(a.period == b.period);
        CHECK(a.washout == b.washout);
        CHECK(a.baselines == b.baselines);
        CHECK(a.minimum_sessions == b.minimum_sessions);
        CHECK(a.primary_instrument == b.primary_instrument);
        CHECK(a.primary_wave == b.primary_wave);
        CHECK(again.plan.population.kind == scenario.plan.population.kind);
    }
}

TEST_CASE("trial: every mistake is said", "[unit][fault]") {
    check_message("desing = \"parallel\"", "desing", "unknown key");
    check_message("design = \"single_case\"\nbaselines = [\"7 days\", \"9 days\"]", "design",
                  "has one arm");
    check_message("baselines = [\"7 days\", \"9 days\"]", "baselines", "belongs to design");
    check_message("design = \"stepped\"", "design", "not one of the known words");
    check_message("allocation = \"2:1\"", "allocation", "belongs to designs");
    check_message("design = \"parallel\"\nallocation = \"2\"", "allocation", "has 1 parts");
    check_message("design = \"parallel\"\nallocation = \"2:x\"", "allocation", "not a ratio");
    check_message("design = \"parallel\"\nallocation = \"0:1\"", "allocation", "not a ratio");
    check_message("design = \"parallel\"\nallocation = \"2:1\"\nblock = 4", "block", "does not hold");
    check_message("design = \"parallel\"\nrandomisation = \"simple\"\nblock = 4", "block", "belongs to");
    check_message("design = \"waitlist\"\ndelay = \"9 days\"", "waiting", "required");
    check_message("design = \"waitlist\"\nwaiting = \"waiting\"", "delay", "required");
    check_message("design = \"waitlist\"\nwaiting = \"wating\"\ndelay = \"9 days\"", "waiting",
                  "no arm of this name");
    check_message("delay = \"9 days\"", "delay", "belongs to design");
    check_message("design = \"crossover\"", "period", "required");
    check_message("period = \"9 weeks\"", "period", "belongs to design");
    check_message("design = \"crossover\"\nperiod = \"201 days\"", "period",
                  "two of them end on day 402");
    CHECK(trial("design = \"crossover\"\nperiod = \"101 days\"\nwashout = \"1 day\"")
              .problems.empty());
    check_message("csi16_below = 40", "csi16_below", "belongs to recruitment");
    check_message("recruitment = \"distressed\"\nphq9_from = 9", "phq9_from", "belongs to");
    check_message("recruitment = \"symptoms\"\njudged_by = \"mean\"", "judged_by", "a person's");
    check_message("window = \"9 weeks\"", "window", "belongs to");
    check_message("lead = \"9 days\"", "lead", "belongs to");
    check_message("couples = 501", "couples", "more than there are to be screened");
    check_message("primary = \"csi16\"", "primary_wave", "required");
    check_message("primary_wave = \"100 days\"", "primary", "required");
    check_message("primary = \"csi16\"\nprimary_wave = \"90 days\"", "primary_wave", "not a wave");
    check_message("design = \"waitlist\"\nwaiting = \"waiting\"\ndelay = \"80 days\"\n"
                  "primary = \"csi16\"\nprimary_wave = \"100 days\"",
                  "primary_wave", "has begun");
}

TEST_CASE("trial: contradictions with the population and the time", "[unit][fault]") {
    const auto of = [](const std::string& text) { return only_problem(parse(text)); };
    const std::string time = "time.duration = \"100 days\"\npopulation.couples = 50\n";
    const auto married =
        of(time + "population.relationship = \"married\"\n[trial]\nrecruitment = \"dating\"");
    CHECK(married.key == "trial.recruitment");
    CHECK(married.message.find("contradicts population.relationship") == 0);
    const auto old = of(time + "population.age = \"12 years\"\n[trial]\nrecruitment = \"newlywed\"");
    CHECK(old.message.find("newlyweds have been together for 5 years") == 0);
    CHECK(good(parse(time + "[trial]\nrecruitment = \"dating\"")).plan.population.kind ==
          population::RelationshipKind::dating);
    const auto late = of(time + "[trial]\nrecruitment = \"help_seeking\"");
    CHECK(late.key == "trial.window");
    const auto wave = of(time + "questionnaire.waves = [\"0 days\", \"90 days\"]\n"
                                "[trial]\nrecruitment = \"distressed\"");
    CHECK(wave.message == "day 90 is after the end of the run for couples who enter as late as day 14");
    CHECK(wave.allowed == "0 to 86 days");
    const auto one = of(time + "[trial]\ndesign = \"parallel\"");
    CHECK(one.message.find("there is one arm") != std::string::npos);
    const auto nothing = of(time + "[[arm]]\nname = \"a\"\n[[arm]]\nname = \"b\"\n[trial]\n"
                                   "design = \"waitlist\"\nwaiting = \"a\"\ndelay = \"9 days\"");
    CHECK(nothing.message.find("no programme to wait for") != std::string::npos);
}

TEST_CASE("trial: single cases", "[unit][fault]") {
    const std::string one = "seed = 1\ntime.duration = \"200 days\"\npopulation.couples = 50\n"
                            "[[arm]]\nname = \"treated\"\nintervention = \"p\"\n"
                            "[intervention.p]\nsessions = 4\n[questionnaire]\nevery = \"7 days\"\n"
                            "[trial]\ndesign = \"single_case\"\n";
    const Scenario scenario = good(parse(one + "baselines = [\"8 weeks\", \"4 weeks\"]"));
    CHECK(scenario.plan.trial.baselines == std::vector<int>{28, 56});
    CHECK(good(parse(resolved_toml(scenario))).plan.trial.baselines == std::vector<int>{28, 56});
    const auto of = [&](const std::string& keys) { return only_problem(parse(one + keys)).message; };
    CHECK(of("").find("required") == 0);
    CHECK(of("baselines = [\"8 weeks\"]").find("all have the same length") == 0);
    CHECK(of("baselines = [\"8 weeks\", \"200 days\"]").find("the longest ends on day 200") == 0);
    CHECK(of("baselines = [\"8 weeks\", \"9 weeks\"]\nallocation = \"1:1\"").find("belongs to") == 0);
}

TEST_CASE("trial: waves and courses of a crossover fit into a period", "[unit][fault]") {
    const auto wave = only_problem(trial("design = \"crossover\"\nperiod = \"100 days\""));
    CHECK(wave.key == "questionnaire.waves");
    CHECK(wave.allowed == "0 to 99 days"); // on day 100 the second period begins
    const Loaded course = parse("time.duration = \"99 days\"\npopulation.couples = 9\n"
                                "[[arm]]\nname = \"a\"\n"
                                "[[arm]]\nname = \"b\"\nintervention = \"p\"\n"
                                "[intervention.p]\nsessions = 4\n[trial]\n"
                                "design = \"crossover\"\nperiod = \"20 days\"\n");
    const Problem problem = only_problem(course);
    CHECK(problem.key == "trial.period");
    CHECK(problem.message.find("the last session of p in the arm b is on day 21") == 0);
}

TEST_CASE("trial: regular waves end with those who enter last", "[unit]") {
    const auto plan = good(parse("time.duration = \"100 days\"\npopulation.couples = 50\n"
                                 "questionnaire.every = \"30 days\"\n"
                                 "[trial]\nrecruitment = \"distressed\"\n"))
                          .plan;
    CHECK(plan.questionnaire.waves == std::vector<int>{0, 30, 60});
}
