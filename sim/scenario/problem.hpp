// What is wrong in a scenario, for the person who wrote it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace couplet::scenario {

struct Problem {
    std::string file;         // or "--set KEY=VALUE" for a value from the command line
    int line = 0, column = 0; // from 1; 0: the file as a whole, or the command line
    std::string key;          // "model.stress.daily_sd", "arm[0].name" (counted from 0)
    std::string value;        // as written; empty when there is none
    std::string message;      // what is wrong and why, without a full stop
    std::string allowed;      // "0 to 5"; may be empty
    std::string suggestion;   // "did you mean ...?", "write ..."; may be empty
};

// One readable paragraph:
// quickstart.toml:12: model.stress.daily_sd = 9: above the allowed range. Allowed: 0
// to 5.
std::string describe(const Problem& problem);

// The name most like `wrong`; empty when none is alike.
std::string nearest(std::string_view wrong, const std::vector<std::string>& names);

// "did you mean ...?" for the nearest name; empty when none is alike.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names);

// "a, b, c"
std::string listed(const std::vector<std::string>& names);

// In the order of the text; those of the file `first` go before those of others.
void sort_by_place(std::vector<Problem>& problems, const std::string& first);

} // namespace couplet::scenario
