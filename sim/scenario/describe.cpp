#include "scenario/describe.hpp"

#include "model/parameters.hpp"
#include "scenario/keys.hpp"

namespace couplet::scenario {
namespace {

const char* kind_name(Kind kind) {
    switch (kind) {
    case Kind::text: return "text";
    case Kind::texts: return "text, or list of texts";
    case Kind::flag: return "true or false";
    case Kind::count: return "whole number";
    case Kind::number: return "number";
    case Kind::quantity: return "quantity";
    case Kind::whole_days: return "quantity, whole days";
    case Kind::day_list: return "list of quantities, whole days";
    case Kind::choice: return "word";
    case Kind::names: return "list of words";
    case Kind::indices: return "list of whole numbers";
    case Kind::seed: return "whole number or text";
    case Kind::severity: return "number or word";
    }
    return "";
}

// "recording.zoom[].couples"
std::string marked_path(const Table& table, const std::string& key) {
    const char* mark = table.shape == Shape::list    ? "[]"
                       : table.shape == Shape::named ? ".*"
                                                     : "";
    return table.path.empty() ? key : table.path + mark + "." + key;
}

} // namespace

const char* status_name(Status status) {
    switch (status) {
    case Status::measured: return "measured";
    case Status::fitted: return "fitted";
    case Status::assumed: return "assumed";
    }
    return "";
}

std::vector<ParameterInfo> describe_parameters() {
    std::vector<ParameterInfo> result;
    const model::Parameters defaults;
    model::for_each_mechanism(defaults, [&](model::Mechanism, const char* name,
                                            const auto& params, const auto& rows) {
        for (const auto& row : rows)
            result.push_back({std::string("model.") + name + "." + row.name, row.unit,
                              params.*row.field, row.low, row.high, row.status,
                              row.source, row.meaning});
    });
    return result;
}

std::vector<KeyInfo> describe_keys() {
    std::vector<KeyInfo> result;
    for (const Table& table : tables()) {
        if (table.path.compare(0, 6, "model.") == 0)
            continue;
        for (const Key& key : table.keys)
            result.push_back({marked_path(table, key.name), kind_name(key.kind), key.unit,
                              key.fallback, allowed_values(key), key.required,
                              key.meaning});
    }
    return result;
}

} // namespace couplet::scenario
