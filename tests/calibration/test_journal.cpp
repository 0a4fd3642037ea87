#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace couplet::calibration;

namespace {

class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / "couplet_test_journal") {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

const nlohmann::json header{{"settings", {{"seed", 1}}}};

// A fit through a journal; counts what had to be simulated.
Fit run(Journal& journal, int& simulated) {
    const Simulator simulator = remembered(
        journal,
        [&](const std::vector<double>& p, std::uint64_t) -> std::optional<Evaluation> {
            ++simulated;
            Evaluation e = statistics(p);
            e.without = {e.values, e.values};
            e.without[0][1] += 0.001 / 3; // some digits
            return e;
        });
    return fit(five(), four(), [&](const auto& p) { return simulator(p, 1); }, {});
}

void check_same(const Fit& a, const Fit& b) {
    CHECK(a.best.parameters == b.best.parameters);
    CHECK(a.best.evaluation.values == b.best.evaluation.values);
    CHECK(a.evaluations == b.evaluations);
    CHECK(a.iterations == b.iterations);
    CHECK(a.end == b.end);
    CHECK(a.slopes.at == b.slopes.at);
    CHECK(a.slopes.statistics == b.slopes.statistics);
    CHECK(a.slopes.noise == b.slopes.noise);
}

} // namespace

TEST_CASE("calibration: a fit goes on after any part of its journal to the same end",
          "[unit][determinism]") {
    const Folder folder;
    int all = 0;
    Journal journal = Journal::create(folder / "whole", header);
    const Fit whole = run(journal, all);
    const std::string text = content(folder / "whole");
    std::vector<std::size_t> ends; // of lines
    for (std::size_t k = 0; k < text.size(); ++k)
        if (text[k] == '\n')
            ends.push_back(k + 1);
    REQUIRE(ends.size() == static_cast<std::size_t>(all) + 1);
    for (std::size_t lines = 1; lines <= ends.size(); ++lines) {
        // Whole lines, and as many with a torn one after them.
        for (const std::size_t torn : {std::size_t{0}, std::size_t{7}}) {
            CAPTURE(lines, torn);
            write(folder / "part", text.substr(0, ends[lines - 1] + torn));
            Journal part = Journal::resume(folder / "part");
            CHECK(part.size() == lines - 1);
            int simulated = 0;
            check_same(run(part, simulated), whole);
            CHECK(simulated == all - static_cast<int>(lines) + 1);
        }
    }
}

TEST_CASE("calibration: a journal reads back the same numbers, NaN among them",
          "[unit]") {
    const Folder folder;
    const std::vector<double> at{0.1, -1e-300, 123456789.123456789};
    {
        Journal journal = Journal::create(folder / "j", header);
        journal.add(7, at, {{1.0 / 3, std::nan("")}, {{2.0 / 3, 5}, {std::nan(""), 0}}},
                    1.5);
    }
    Journal journal = Journal::resume(folder / "j");
    CHECK(journal.header() == header);
    const Evaluation* e = journal.find(7, at);
    REQUIRE(e);
    CHECK(e->values[0] == 1.0 / 3);
    CHECK(std::isnan(e->values[1]));
    CHECK(e->without[0][0] == 2.0 / 3);
    CHECK(std::isnan(e->without[1][0]));
    CHECK_FALSE(journal.find(8, at));
    CHECK_FALSE(journal.find(7, {0.1, 0, 0}));
}

TEST_CASE("calibration: what is no journal is refused by its line", "[unit]") {
    const Folder folder;
    CHECK_THROWS(Journal::resume(folder / "missing"));
    write(folder / "other", "free = []\n");
    CHECK_THROWS_WITH(Journal::resume(folder / "other"),
                      (folder / "other").string() +
                          ":1: not a line of a calibration's journal");
    write(folder / "damaged", header.dump() + "\n{\"seed\": 1}\n");
    CHECK_THROWS_WITH(Journal::resume(folder / "damaged"),
                      (folder / "damaged").string() +
                          ":2: not a line of a calibration's journal");
    CHECK_THROWS(Journal::create(folder / "no" / "such" / "folder", header));
}

TEST_CASE("calibration: a changed study is told by what differs", "[unit]") {
    nlohmann::json now{{"settings", {{"seed", 1}, {"size", {{"community", 600}}}}}};
    nlohmann::json before = now;
    CHECK(differences(before, now).empty());
    before["settings"]["size"]["community"] = 800;
    before["settings"].erase("seed");
    const auto found = differences(before, now);
    REQUIRE(found.size() == 2);
    CHECK(found[0] == "seed was absent, is 1");
    CHECK(found[1] == "size/community was 800, is 600");
}
