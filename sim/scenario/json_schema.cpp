#include "scenario/describe.hpp"

#include "scenario/keys.hpp"
#include "scenario/quantity.hpp"

#include <algorithm>
#include <cstdlib>

namespace couplet::scenario {
namespace {

using nlohmann::json;

// The decimal number that the float was written as: 0.1, not 0.10000000149.
double decimal(float value) { return std::strtod(format_number(value).c_str(), nullptr); }

json number_schema(const Key& key, const char* type) {
    return {
        {"type", type}, {"minimum", decimal(key.low)}, {"maximum", decimal(key.high)}};
}

json value_schema(const Key& key) {
    switch (key.kind) {
    case Kind::text: return {{"type", "string"}};
    case Kind::texts:
        return {
            {"anyOf",
             {{{"type", "string"}},
              {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "string"}}}}}}};
    case Kind::flag: return {{"type", "boolean"}};
    case Kind::count: return number_schema(key, "integer");
    case Kind::number: return number_schema(key, "number");
    case Kind::quantity:
    case Kind::whole_days:
        return {{"type", "string"}, {"pattern", quantity_pattern(key.unit)}};
    case Kind::day_list:
        return {{"type", "array"},
                {"uniqueItems", true},
                {"items", {{"type", "string"}, {"pattern", quantity_pattern(key.unit)}}}};
    case Kind::choice: return {{"type", "string"}, {"enum", key.choices}};
    case Kind::names:
        return {{"type", "array"},
                {"items", {{"type", "string"}, {"enum", key.choices}}}};
    case Kind::indices:
        return {{"type", "array"},
                {"minItems", 1},
                {"uniqueItems", true},
                {"items", {{"type", "integer"}, {"minimum", 0}}}};
    case Kind::seed:
        return {{"anyOf",
                 {{{"type", "integer"}, {"minimum", 0}},
                  {{"type", "string"},
                   {"pattern", "^(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})$"}}}}};
    case Kind::severity:
        return {{"anyOf",
                 {number_schema(key, "number"),
                  {{"type", "string"}, {"enum", key.choices}}}}};
    }
    return {};
}

// The default as a value of the key's own type.
json fallback_value(const Key& key) {
    const json parsed = json::parse(key.fallback, nullptr, false);
    const bool quoted =
        key.kind == Kind::text || key.kind == Kind::choice || !key.unit.empty();
    return parsed.is_discarded() || quoted ? json(key.fallback) : parsed;
}

json key_schema(const Key& key) {
    json schema = value_schema(key);
    std::string text = key.meaning;
    if (key.kind == Kind::quantity || key.kind == Kind::whole_days ||
        key.kind == Kind::day_list)
        text += ". Allowed: " + allowed_values(key);
    schema["description"] = text;
    if (!key.fallback.empty())
        schema["default"] = fallback_value(key);
    return schema;
}

bool has_required_key(const Table& table) {
    return std::any_of(table.keys.begin(), table.keys.end(),
                       [](const Key& key) { return key.required; });
}

json table_schema(const Table& table) {
    json properties = json::object();
    json required = json::array();
    for (const Key& key : table.keys) {
        properties[key.name] = key_schema(key);
        // Of an intervention, the file may hold what is required.
        if (key.required && table.shape != Shape::named)
            required.push_back(key.name);
    }
    for (const Table* child : child_tables(table)) {
        properties[last_name(*child)] = table_schema(*child);
        if (child->shape == Shape::single && has_required_key(*child))
            required.push_back(last_name(*child));
    }
    json schema{{"type", "object"},
                {"description", table.meaning},
                {"properties", properties},
                {"additionalProperties", false}};
    if (!required.empty())
        schema["required"] = required;
    if (table.shape == Shape::list)
        return {{"type", "array"}, {"description", table.meaning}, {"items", schema}};
    if (table.shape == Shape::named)
        return {{"type", "object"},
                {"description", table.meaning},
                {"additionalProperties", schema}};
    return schema;
}

} // namespace

json json_schema() {
    json schema = table_schema(table(""));
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = "couplet scenario";
    // A list of names has no length of its own in the tables.
    auto& styles = schema["properties"]["population"]["properties"]["pairing"]["items"]
                         ["properties"]["styles"];
    styles["minItems"] = styles["maxItems"] = 2;
    return schema;
}

} // namespace couplet::scenario
