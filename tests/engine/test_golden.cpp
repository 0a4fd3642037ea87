// One committed digest for each of a few small plans: the model as it stands, bit for
// bit, on every machine, compiler and kernel.
//
// A change of the science changes the digests. Then, and only then:
//   COUPLET_UPDATE_GOLDEN=1 test_engine_golden
// writes tests/golden/digests.txt anew; commit it with the change that it belongs to.
#include "plans.hpp"
#include "support/catch.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <utility>

using namespace couplet;
using namespace couplet::test;

namespace {

const std::string path = std::string(COUPLET_SOURCE_DIR) + "/tests/golden/digests.txt";

std::vector<std::pair<std::string, engine::Plan>> plans() {
    using population::Style;
    std::vector<std::pair<std::string, engine::Plan>> all;
    all.emplace_back("community", small_plan(100, 60));
    auto styles = small_plan(60, 60);
    styles.population.kind = population::RelationshipKind::married;
    styles.population.pairings = {
        {"anxious-avoidant", Style::anxious, Style::avoidant, 1},
        {"secure-disorganised", Style::secure, Style::disorganised, 2}};
    all.emplace_back("styles", styles);
    auto fine = small_plan(40, 20);
    fine.turn_minutes = 0.7f;
    fine.laboratories = {{3, 20, 0.4f}, {9, 45, 1.5f}};
    all.emplace_back("fine_turns", fine);
    return all;
}

std::string hexadecimal(std::uint64_t x) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(x));
    return text;
}

} // namespace

TEST_CASE("golden: digests are the committed ones, on every kernel",
          "[golden][determinism]") {
    std::map<std::string, std::string> now;
    for (const auto& [name, plan] : plans()) {
        for (engine::Kernel kernel : engine::available_kernels()) {
            CAPTURE(name, engine::kernel_name(kernel));
            engine::Options options = widest();
            options.kernel = kernel;
            const auto digest = hexadecimal(test::run(plan, options).outcome.digest);
            const auto [at, first] = now.emplace(name, digest);
            CHECK(at->second == digest);
        }
    }
    if (std::getenv("COUPLET_UPDATE_GOLDEN")) {
        std::ofstream file(path);
        for (const auto& [name, digest] : now)
            file << name << ' ' << digest << '\n';
        REQUIRE(file.good());
        return;
    }
    std::map<std::string, std::string> committed;
    std::ifstream file(path);
    for (std::string name, digest; file >> name >> digest;)
        committed[name] = digest;
    INFO("a wanted change of the model: run this test with COUPLET_UPDATE_GOLDEN=1");
    CHECK(now == committed);
}
