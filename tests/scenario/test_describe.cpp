#include "scenario/describe.hpp"

#include "model/parameters.hpp"
#include "scenario/keys.hpp"
#include "scenario/quantity.hpp"
#include "support/catch.hpp"

#include <set>

using namespace couplet;
using namespace couplet::scenario;

namespace {

const nlohmann::json* property(const nlohmann::json& schema, const std::string& name) {
    const nlohmann::json* at = &schema;
    if (at->contains("items"))
        at = &at->at("items");
    if (!at->contains("properties") && at->contains("additionalProperties"))
        at = &at->at("additionalProperties");
    if (!at->contains("properties") || !at->at("properties").contains(name))
        return nullptr;
    return &at->at("properties").at(name);
}

// The schema of "a.b.c"; "*" steps into the tables with free names.
const nlohmann::json* schema_of(const nlohmann::json& schema, const std::string& path) {
    const nlohmann::json* at = &schema;
    std::size_t begin = 0;
    while (at != nullptr && begin <= path.size()) {
        const auto end = std::min(path.find('.', begin), path.size());
        const std::string name = path.substr(begin, end - begin);
        if (name != "*")
            at = property(*at, name);
        begin = end + 1;
    }
    return at;
}

} // namespace

TEST_CASE("Every parameter is described, once, with its range and standing", "[unit]") {
    const auto parameters = describe_parameters();
    std::size_t rows = 0;
    model::Parameters defaults;
    model::for_each_mechanism(defaults,
                              [&](model::Mechanism, const char*, auto&,
                                  const auto& table) { rows += std::size(table); });
    CHECK(parameters.size() == rows);
    std::set<std::string> paths;
    for (const auto& parameter : parameters) {
        INFO(parameter.path);
        CHECK(paths.insert(parameter.path).second);
        CHECK(parameter.low < parameter.high);
        CHECK(parameter.value >= parameter.low);
        CHECK(parameter.value <= parameter.high);
        CHECK_FALSE(parameter.meaning.empty());
        CHECK_FALSE(parameter.source.empty());
        CHECK(is_known_unit(parameter.unit));
        CHECK_FALSE(std::string(status_name(parameter.status)).empty());
    }
}

TEST_CASE("The schema holds every parameter and every other key", "[unit]") {
    const auto schema = json_schema();
    for (const auto& parameter : describe_parameters()) {
        INFO(parameter.path);
        const auto* found = schema_of(schema, parameter.path);
        REQUIRE(found != nullptr);
        CHECK(found->at("type") == (parameter.unit.empty() ? "number" : "string"));
        CHECK(found->contains("default"));
    }
    for (const Table& table : tables())
        for (const Key& key : table.keys) {
            const auto path = table.path.empty() ? key.name : table.path + "." + key.name;
            INFO(path);
            REQUIRE(schema_of(schema, path) != nullptr);
            CHECK(schema_of(schema, path)->contains("description"));
        }
}

TEST_CASE("The schema is strict and names what is required", "[unit]") {
    const auto schema = json_schema();
    CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema.at("additionalProperties") == false);
    CHECK(schema.at("required") == nlohmann::json({"time", "population"}));
    CHECK(schema_of(schema, "arm")->at("items").at("required") ==
          nlohmann::json({"name"}));
    CHECK(schema_of(schema, "population.relationship")->at("enum").size() == 3);
    CHECK(schema_of(schema, "population.pairing.styles")->at("maxItems") == 2);
    CHECK(schema_of(schema, "model.stress.event_size")->at("maximum") == 5);
    CHECK(schema_of(schema, "mechanisms.stress")->at("default") == true);
    CHECK(schema_of(schema, "recording.variables")->at("default") ==
          nlohmann::json({"standard"}));
}

TEST_CASE("The other keys are described with what they allow", "[unit]") {
    std::set<std::string> paths;
    for (const auto& key : describe_keys()) {
        INFO(key.path);
        CHECK(paths.insert(key.path).second);
        CHECK_FALSE(key.meaning.empty());
        CHECK_FALSE(key.allowed.empty());
        CHECK_FALSE(key.type.empty());
    }
    CHECK(paths.count("time.duration") == 1);
    CHECK(paths.count("population.pairing[].share") == 1);
    CHECK(paths.count("intervention.*.sessions") == 1);
    CHECK(paths.count("intervention.*.skills.forgiveness") == 1);
}
