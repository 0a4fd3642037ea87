// The shared data of the tests: a CSV file with a head line; NA is a missing value.
#pragma once

#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace couplet::test {

using Table = std::map<std::string, std::vector<double>>;

inline std::vector<std::vector<std::string>> read_csv(const std::string& name) {
    const std::string path = std::string(COUPLET_SOURCE_DIR "/tests/analysis/") + name;
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot open " + path);
    std::vector<std::vector<std::string>> lines;
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        lines.emplace_back();
        for (std::string field; std::getline(in, field, ',');)
            lines.back().push_back(field);
    }
    return lines;
}

inline Table read_table(const std::string& name) {
    const auto lines = read_csv("data/" + name);
    Table table;
    for (std::size_t i = 1; i < lines.size(); ++i)
        for (std::size_t j = 0; j < lines[0].size(); ++j)
            table[lines[0][j]].push_back(lines[i].at(j) == "NA"
                                             ? std::numeric_limits<double>::quiet_NaN()
                                             : std::strtod(lines[i][j].c_str(), nullptr));
    return table;
}

inline std::vector<int> whole(const std::vector<double>& column) {
    return {column.begin(), column.end()};
}

} // namespace couplet::test
