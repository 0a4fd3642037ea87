// Small trials made by hand.
#pragma once

#include "effects/report.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace couplet::test {

using effects::TrialData;

inline constexpr float none = std::numeric_limits<float>::quiet_NaN();
inline const std::size_t csi16 = static_cast<std::size_t>(effects::instrument_index("csi16"));

// A control and a treated arm; nobody has answered yet.
inline TrialData blank(effects::Design design, std::uint32_t couples, std::vector<int> waves) {
    TrialData d;
    d.design = design;
    d.days = waves.back();
    d.arms = {{"control", false, 0, 0}, {"treated", true, 7, 28}};
    d.waves = std::move(waves);
    d.couples = couples;
    d.members.assign(2 * couples, {});
    for (auto& m : d.members)
        m = {1, 0, 0, 4, static_cast<float>(d.days)};
    d.scores.assign(2 * measurement::instrument_count * couples * 2 * d.waves.size(), none);
    d.relationship_age.assign(couples, 5.0f);
    d.insecure_anxiety = 4;
    d.insecure_avoidance = 4;
    return d;
}
inline float& score(TrialData& d, std::size_t arm, std::size_t instrument, std::size_t couple,
                    std::size_t partner, std::size_t wave) {
    return d.scores[(((arm * measurement::instrument_count + instrument) * d.couples + couple) * 2 +
                     partner) *
                        d.waves.size() +
                    wave];
}

// A CSV file of tests/effects, by column; "NA" is a missing value. Of two columns name,value with text
// in the first: by that.
inline std::map<std::string, std::vector<double>> columns_of(const std::string& name) {
    std::ifstream file(std::string(COUPLET_SOURCE_DIR "/tests/effects/") + name);
    REQUIRE(file);
    std::vector<std::string> head;
    std::map<std::string, std::vector<double>> columns;
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        std::vector<std::string> cells;
        for (std::string cell; std::getline(in, cell, ',');)
            cells.push_back(cell);
        if (head.empty()) {
            head = cells;
            continue;
        }
        if (head[0] == "name") {
            columns[cells[0]] = {std::strtod(cells[1].c_str(), nullptr)};
            continue;
        }
        for (std::size_t k = 0; k < head.size(); ++k)
            columns[head[k]].push_back(cells.at(k) == "NA"
                                           ? std::nan("")
                                           : std::strtod(cells[k].c_str(), nullptr));
    }
    return columns;
}

} // namespace couplet::test
