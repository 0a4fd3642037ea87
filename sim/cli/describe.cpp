// couplet describe: every parameter of the model; couplet schema: the scenario file's JSON Schema.
#include "cli/terminal.hpp"
#include "scenario/describe.hpp"

#include <fmt/format.h>

namespace couplet::cli {
namespace {

bool matches(const std::string& path, const std::string& filter) {
    return filter.empty() || path.find(filter) != std::string::npos;
}

nlohmann::json parameters_as_json(const std::string& filter) {
    auto rows = nlohmann::json::array();
    for (const auto& p : scenario::describe_parameters())
        if (matches(p.path, filter))
            rows.push_back({{"path", p.path},
                            {"unit", p.unit},
                            {"default", p.value},
                            {"low", p.low},
                            {"high", p.high},
                            {"status", scenario::status_name(p.status)},
                            {"source", p.source},
                            {"meaning", p.meaning}});
    return rows;
}

nlohmann::json keys_as_json(const std::string& filter) {
    auto rows = nlohmann::json::array();
    for (const auto& k : scenario::describe_keys())
        if (matches(k.path, filter))
            rows.push_back({{"path", k.path},
                            {"type", k.type},
                            {"unit", k.unit},
                            {"default", k.fallback},
                            {"allowed", k.allowed},
                            {"required", k.required},
                            {"meaning", k.meaning}});
    return rows;
}

} // namespace

int describe(const DescribeArguments& arguments) {
    if (arguments.json) {
        const auto rows =
            arguments.keys ? keys_as_json(arguments.filter) : parameters_as_json(arguments.filter);
        fmt::print("{}\n", rows.dump(2));
        return done;
    }
    std::vector<std::vector<std::string>> rows;
    if (arguments.keys) {
        for (const auto& k : scenario::describe_keys())
            if (matches(k.path, arguments.filter))
                rows.push_back({k.path, k.type, k.unit, k.fallback, k.allowed, k.meaning});
        fmt::print("{}", table({"key", "type", "unit", "when absent", "allowed", "meaning"}, rows,
                               6));
    } else {
        for (const auto& p : scenario::describe_parameters())
            if (matches(p.path, arguments.filter))
                rows.push_back({p.path, p.unit, fmt::format("{:g}", p.value),
                                fmt::format("{:g} to {:g}", p.low, p.high),
                                scenario::status_name(p.status), p.meaning, p.source});
        fmt::print("{}",
                   table({"parameter", "unit", "default", "range", "standing", "meaning",
                          "source"},
                         rows, 7));
    }
    if (rows.empty()) {
        complain(fmt::format("nothing matches \"{}\"", arguments.filter));
        return user_error;
    }
    return done;
}

int schema() {
    fmt::print("{}\n", scenario::json_schema().dump(2));
    return done;
}

} // namespace couplet::cli
