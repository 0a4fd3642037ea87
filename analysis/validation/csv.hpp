// Lines of comma-separated values.
#pragma once

#include <string>
#include <vector>

namespace couplet::validation {

// Fields of one line; quotes may hold commas, and doubled quotes.
std::vector<std::string> csv_fields(const std::string& line);

} // namespace couplet::validation
