#include "support.hpp"

#include "model/variables.hpp"
#include "scenario/keys.hpp"

using namespace couplet;
using namespace couplet::scenario;

namespace {

std::string line_of_default(const Key& key) {
    const bool is_text = key.kind == Kind::choice || !key.unit.empty();
    const char* quote = is_text ? "\"" : "";
    return key.name + " = " + quote + key.fallback + quote + "\n";
}

} // namespace

TEST_CASE("What a scenario leaves out has its default", "[unit]") {
    const Scenario s = good(parse(least));
    CHECK(s.plan.days == 30);
    CHECK(s.plan.turn_minutes == 2);
    CHECK(s.plan.population.couples == 10);
    CHECK(s.plan.population.kind == population::RelationshipKind::married);
    CHECK(s.plan.population.pairings.empty());
    REQUIRE(s.plan.arms.size() == 1);
    CHECK(s.plan.arms[0].name == "control");
    CHECK(s.plan.arms[0].programmes.empty());
    CHECK(s.plan.recording.variables.size() == model::standard_variable_count);
    CHECK(s.plan.recording.couples == 10);
    CHECK(s.plan.recording.every_days == 1);
    CHECK(s.plan.recording.summary_every_days == 7);
    CHECK(s.plan.parameters.stress.event_size == stress::Params{}.event_size);
}

TEST_CASE("Defaults named in the key tables are those of the plan", "[unit]") {
    std::string text = least + "seed = 1\n";
    for (const Table& table : tables()) {
        if (table.shape != Shape::single || table.path.find('*') != std::string::npos ||
            table.path == "trial") // which is not as without it
            continue;
        for (const Key& key : table.keys) {
            if (!key.fallback.empty())
                text += table.path + "." + line_of_default(key);
        }
    }
    CHECK(resolved_toml(good(parse(text))) ==
          resolved_toml(good(parse(least + "seed = 1\n"))));
}

TEST_CASE("Defaults of interventions are those of a programme", "[unit]") {
    const std::string short_text = "arm = [{name = \"a\", intervention = \"x\"}]\n"
                                   "[intervention.x]\nsessions = 3\n";
    std::string long_text = short_text;
    for (const Key& key : table("intervention").keys) {
        if (!key.fallback.empty())
            long_text += line_of_default(key);
    }
    const std::string head = least + "seed = 1\n";
    CHECK(resolved_toml(good(parse(head + long_text))) ==
          resolved_toml(good(parse(head + short_text))));
}

TEST_CASE("A missing seed is drawn and said to be", "[unit]") {
    const Scenario a = good(parse(least)), b = good(parse(least));
    CHECK(a.seed_drawn);
    CHECK(a.plan.seed.value != b.plan.seed.value);
    const Scenario hex = good(parse(least + "seed = \"0xfedcba9876543210\""));
    CHECK_FALSE(hex.seed_drawn);
    CHECK(hex.plan.seed.value == 0xfedcba9876543210u);
    CHECK(good(parse(least + "seed = 7", "s", {{}, 9})).plan.seed.value == 9);
    CHECK_FALSE(good(parse(least, "s", {{}, 9})).seed_drawn);
}

TEST_CASE("Values of the command line replace those of the file", "[unit]") {
    const std::string text =
        least + "model.stress.event_size = 0.5\n[[arm]]\nname = \"a\"\n";
    const Scenario s = good(parse(text, "s.toml",
                                  {{"time.duration=2 weeks", "model.stress.event_size=0.25",
                                    "population.relationship=\"dating\"",
                                    "arm[0].name=b c", "mechanisms.deactivation = false",
                                    "title=a=b", "recording.variables=[\"trust\"]"},
                                   {}}));
    CHECK(s.plan.days == 14);
    CHECK(s.plan.parameters.stress.event_size == 0.25f);
    CHECK(s.plan.population.kind == population::RelationshipKind::dating);
    CHECK(s.plan.arms[0].name == "b c");
    CHECK_FALSE(s.plan.parameters.is_enabled(model::Mechanism::deactivation));
    CHECK(s.title == "a=b");
    CHECK(s.plan.recording.variables.size() == 1);
}

TEST_CASE("Faults of the command line name it", "[unit][fault]") {
    const auto fault = [](const std::string& assignment) {
        const Problem problem = only_problem(parse(least, "s.toml", {{assignment}, {}}));
        CHECK(problem.file == "--set " + assignment);
        CHECK(problem.line == 0);
        return problem;
    };
    CHECK(fault("time.duration=2 wekes").key == "time.duration");
    CHECK(fault("model.stress.event_szie=1").suggestion == "did you mean \"event_size\"?");
    CHECK(fault("model.stress.event_size=inf").message == "not a finite number");
    CHECK(fault("event_size=1").suggestion == "did you mean \"model.stress.event_size\"?");
    CHECK(fault("nothing").message == "not of the form KEY=VALUE");
    CHECK(fault("=1").message == "not of the form KEY=VALUE");
    CHECK(fault("arm[0].name=x").message == "no such place in the scenario");
    CHECK(fault("time.duration.x=1").message == "no such place in the scenario");
    CHECK(fault("population.couples=").key == "population.couples");
    CHECK(fault("population.couples=1\nseed=1").key == "population.couples");
    CHECK(fault("a..b=1").message == "no such place in the scenario");
    CHECK(fault("mechanisms.deactivation=off").suggestion == "without quotes");
}

TEST_CASE("A problem reads as one clear line", "[unit]") {
    const auto text = least + "[model]\nstress.event_size = 9\n";
    CHECK(describe(only_problem(parse(text, "quickstart.toml"))) ==
          "quickstart.toml:4: model.stress.event_size = 9: above the allowed range. "
          "Allowed: 0 to 5.");
    CHECK(
        describe(only_problem(parse(least + "[time]\n", "x.toml"))).find("x.toml:3: ") ==
        0);
}

TEST_CASE("All problems of a file are reported in one go, in the order of its lines",
          "[unit][fault]") {
    const Loaded loaded = load(test_folder / "many_faults.toml");
    INFO(all_text(loaded.problems));
    REQUIRE_FALSE(loaded);
    const std::vector<std::pair<int, std::string>> expected{
        {2, "titel"},
        {3, "seed"},
        {5, "time.duration"},
        {6, "time.turn"},
        {8, "population.couples"},
        {9, "population.relationship"},
        {11, "population.pairing[0].styles"},
        {14, "mechanisms.deactivaton"},
        {17, "model.stress.event_size"},
        {18, "model.stress.time_constant"},
        {20, "arm[0].name"},
        {24, "arm[2].name"},
        {25, "arm[2].intervention"},
        {27, "intervention.eft.sessions"},
        {28, "intervention.eft.skills.comunication"},
        {30, "recording.variables"},
        {30, "recording.variables"},
        {32, "laboratory[0].severity"},
    };
    REQUIRE(loaded.problems.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(loaded.problems[i].line == expected[i].first);
        CHECK(loaded.problems[i].key == expected[i].second);
    }
}

TEST_CASE("Valid scenarios load", "[unit]") {
    const auto files = toml_files("valid");
    CHECK(files.size() >= 8);
    for (const auto& file : files) {
        INFO(file);
        good(load(file));
    }
}

TEST_CASE(
    "Intervention files are read beside the scenario, and its keys go before theirs",
    "[unit]") {
    const Scenario s = good(load(test_folder / "valid" / "intervention_file.toml"));
    const auto& programme = s.plan.arms.at(1).programmes.at(0);
    CHECK(programme.name == "course");
    CHECK(programme.sessions == 4);      // the scenario's
    CHECK(programme.interval == 14);     // the file's
    CHECK(programme.targets[0] == 0.9f); // the scenario's
    CHECK(programme.targets[1] == 0.5f); // the file's
    CHECK(s.interventions.at(0).title == "A course");
    const Overrides fewer{{"intervention.course.sessions=2"}, {}};
    CHECK(good(load(test_folder / "valid" / "intervention_file.toml", fewer))
              .plan.arms.at(1)
              .programmes.at(0).sessions == 2);
}

TEST_CASE("Files that cannot be read are one problem", "[unit][fault]") {
    const auto missing =
        only_problem(load(test_folder / "valid" / "intervention_fil.toml"));
    CHECK(missing.message.find("there is no file") == 0);
    CHECK(missing.suggestion.find("intervention_file.toml") != std::string::npos);
    CHECK(only_problem(load(test_folder)).message.find("is a folder") !=
          std::string::npos);
    CHECK(only_problem(load("")).message.find("there is no file") == 0);
}

TEST_CASE("Months and years are rounded to whole days, other times are not", "[unit]") {
    const auto days = [](const std::string& duration) {
        return parse("time.duration = \"" + duration + "\"\npopulation.couples = 1\n");
    };
    CHECK(good(days("1 month")).plan.days == 30);
    CHECK(good(days("50 years")).plan.days == 18263);
    CHECK(good(days("48 h")).plan.days == 2);
    CHECK(only_problem(days("36 h")).suggestion == "write \"2 days\"");
    CHECK_FALSE(days("51 years"));
}

TEST_CASE("A mistake makes no further complaints of what depends on it",
          "[unit][fault]") {
    only_problem(parse("time.duration = \"9 dys\"\npopulation.couples = 2\n"
                       "laboratory = [{day = \"400 days\"}]\n"));
    only_problem(parse("time = 3\npopulation.couples = 2\n"));
    only_problem(parse(least + "model = 3\n"));
    only_problem(parse(least + "arm = [{name = \"a\", intervention = \"x\"}]\n"
                               "[intervention.x]\nfile = \"no such file\"\n"));
}

TEST_CASE("Sessions in the laboratory are sorted by day", "[unit]") {
    const Scenario s =
        good(parse(least + "laboratory = [{day = \"9 days\", severity = "
                           "\"minor\"}, {day = \"2 days\", severity = 2}]\n"));
    REQUIRE(s.plan.laboratories.size() == 2);
    CHECK(s.plan.laboratories[0].day == 2);
    CHECK(s.plan.laboratories[1].severity == 0.4f);
}

TEST_CASE("Waves of questionnaires are listed, or come at regular times", "[unit]") {
    const auto waves = [](const std::string& keys) {
        return good(parse(least + "[questionnaire]\n" + keys)).plan.questionnaire.waves;
    };
    CHECK(good(parse(least)).plan.questionnaire.waves.empty());
    CHECK(waves("waves = []\nmissing = 0.5").empty());
    CHECK(waves("waves = [\"0 days\", \"2 weeks\", \"1 month\"]") ==
          std::vector<int>{0, 14, 30});
    CHECK(waves("every = \"12 days\"") == std::vector<int>{0, 12, 24});
    CHECK(waves("every = \"15 days\"") ==
          std::vector<int>{0, 15, 30}); // the end has a wave
    // A wrong duration makes no complaints of the waves.
    only_problem(parse("time.duration = \"9 dys\"\npopulation.couples = 2\n"
                       "questionnaire.every = \"9 years\"\n"));
}

TEST_CASE("A diary is kept for so many days, within the run", "[unit]") {
    const auto diary = [](const std::string& keys) {
        return good(parse(least + "[diary]\n" + keys)).plan.diary;
    };
    CHECK(good(parse(least)).plan.diary.days == 0);
    const auto fortnight = diary("duration = \"2 weeks\"\nmissing = 0.25");
    CHECK(fortnight.first_day == 0);
    CHECK(fortnight.days == 14);
    CHECK(fortnight.missing == 0.25f);
    CHECK(diary("from = \"9 days\"\nduration = \"3 weeks\"").days == 21); // to the last day
    only_problem(parse(least + "[diary]\nfrom = \"10 days\"\nduration = \"3 weeks\"\n"));
    only_problem(parse(least + "[diary]\nfrom = \"30 days\"\nduration = \"1 day\"\n"));
    only_problem(parse(least + "[diary]\nfrom = \"3 days\"\n")); // for how long?
    // A wrong duration of the run makes no complaints of the diary.
    only_problem(parse("time.duration = \"9 dys\"\npopulation.couples = 2\n"
                       "diary.duration = \"9 years\"\n"));
}
