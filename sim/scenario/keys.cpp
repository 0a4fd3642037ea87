#include "scenario/keys.hpp"

#include "scenario/problem.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace couplet::scenario {

const Table& table(std::string_view path) {
    for (const Table& candidate : tables())
        if (candidate.path == path)
            return candidate;
    throw std::logic_error(fmt::format("no table {} in the scenario's keys", path));
}

const Key& key_of(const Table& table, std::string_view name) {
    for (const Key& key : table.keys)
        if (key.name == name)
            return key;
    throw std::logic_error(fmt::format("no key {} in [{}]", name, table.path));
}

std::vector<const Table*> child_tables(const Table& parent) {
    std::string prefix = parent.path.empty() ? "" : parent.path + ".";
    if (parent.shape == Shape::named)
        prefix += "*.";
    std::vector<const Table*> result;
    for (const Table& child : tables())
        if (!child.path.empty() && child.path.compare(0, prefix.size(), prefix) == 0 &&
            child.path.find('.', prefix.size()) == std::string::npos)
            result.push_back(&child);
    return result;
}

std::string last_name(const Table& table) {
    return table.path.substr(table.path.rfind('.') + 1);
}

std::vector<std::string> allowed_names(const Table& table) {
    std::vector<std::string> names;
    for (const Key& key : table.keys)
        names.push_back(key.name);
    for (const Table* child : child_tables(table))
        names.push_back(last_name(*child));
    return names;
}

std::string allowed_values(const Key& key) {
    switch (key.kind) {
    case Kind::text: return "text";
    case Kind::texts: return "text, or a list of texts";
    case Kind::flag: return "true or false";
    case Kind::count:
        return fmt::format("whole numbers from {:.0f} to {:.0f}", key.low, key.high);
    case Kind::number:
    case Kind::quantity:
    case Kind::whole_days:
    case Kind::day_list: return format_range(key.low, key.high, key.unit);
    case Kind::choice:
    case Kind::names: return listed(key.choices);
    case Kind::indices: return "whole numbers from 0";
    case Kind::seed:
        return "0 to 9223372036854775807, or text \"0x...\" of up to 16 digits";
    case Kind::severity:
        return fmt::format("{}, or {}", listed(key.choices),
                           format_range(key.low, key.high, ""));
    }
    return {};
}

std::string known_elsewhere(std::string_view name) {
    for (const Table& table : tables()) {
        if (!table.path.empty() && last_name(table) == name && table.path != "mechanisms")
            return table.path;
        for (const Key& key : table.keys)
            if (key.name == name && table.path != "mechanisms")
                return table.path.empty() ? key.name : table.path + "." + key.name;
    }
    return {};
}

} // namespace couplet::scenario
