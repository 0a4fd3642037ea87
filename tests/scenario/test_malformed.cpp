#include "support.hpp"

#include <fstream>
#include <sstream>

using namespace couplet::scenario;

namespace {

// What the comment lines at the head of a malformed file promise.
struct Expectation {
    int line = 0;
    std::string key, text;
};

std::string after(const std::string& line, const std::string& mark) {
    return line.rfind(mark, 0) == 0 ? line.substr(mark.size()) : std::string();
}

// An expect-line begins an expectation; expect-key and expect-text belong to the last
// one.
std::vector<Expectation> expectations(const std::filesystem::path& path) {
    std::vector<Expectation> all;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line) && line.rfind("# expect", 0) == 0;) {
        if (const auto number = after(line, "# expect-line: "); !number.empty())
            all.push_back({std::stoi(number), {}, {}});
        if (const auto key = after(line, "# expect-key: "); !key.empty())
            all.at(all.size() - 1).key = key;
        if (const auto text = after(line, "# expect-text: "); !text.empty())
            all.at(all.size() - 1).text = text;
    }
    return all;
}

bool meets(const Problem& problem, const Expectation& expected) {
    return problem.line == expected.line && problem.key == expected.key &&
           describe(problem).find(expected.text) != std::string::npos;
}

} // namespace

TEST_CASE("There are many malformed scenarios to test with", "[fault]") {
    CHECK(toml_files("malformed").size() >= 115);
}

TEST_CASE("Each malformed scenario is refused, naming line and key", "[fault]") {
    for (const auto& file : toml_files("malformed")) {
        INFO(file.filename().string());
        const Loaded loaded = load(file);
        CHECK_FALSE(loaded);
        REQUIRE_FALSE(loaded.problems.empty());
        const auto expected = expectations(file);
        REQUIRE_FALSE(expected.empty());
        INFO(all_text(loaded.problems));
        for (const auto& one : expected) {
            INFO(one.line << " " << one.key << " " << one.text);
            CHECK(
                std::any_of(loaded.problems.begin(), loaded.problems.end(),
                            [&](const Problem& problem) { return meets(problem, one); }));
        }
        // One mistake is one problem: nothing is reported that the file does not promise.
        CHECK(loaded.problems.size() == expected.size());
        for (const auto& problem : loaded.problems)
            CHECK(problem.file.find(".toml") != std::string::npos);
    }
}
