// One value of a scenario, checked against its key. A fault is reported, and gives
// nothing.
#pragma once

#include "scenario/document.hpp"
#include "scenario/keys.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace couplet::scenario {

// Where a value stands and what is expected there.
struct Entry {
    const Key& key;
    const Node& node;
    std::string path;
    std::vector<Problem>& problems;

    // A problem with this value, or with one element of it.
    void fault(const std::string& message, const std::string& suggestion = {}) const;
    void element_fault(const Node& element, const std::string& message,
                       const std::string& suggestion) const;
};

// What to say of the allowed values: nothing where the message has said it, or where the
// list is long and the suggestion is better.
std::string allowed_hint(const Key& key, const std::string& suggestion);

// count, number, quantity, whole_days: in the key's unit, within its range.
std::optional<double> read_number(const Entry& entry);
std::optional<bool> read_flag(const Entry& entry);
std::optional<std::string> read_text(const Entry& entry); // text and choice
std::optional<std::vector<std::string>> read_names(const Entry& entry);
std::optional<std::vector<std::uint32_t>> read_indices(const Entry& entry);
std::optional<std::vector<int>> read_day_list(const Entry& entry);
std::optional<std::uint64_t> read_seed(const Entry& entry);

} // namespace couplet::scenario
