// couplet describe: every parameter of the model; couplet schema: the scenario file's JSON Schema.
#include "cli/terminal.hpp"
#include "scenario/describe.hpp"

#include <fmt/format.h>

#include <array>

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

// A cell of a table in Markdown; "" is a dash.
std::string cell(const std::string& text) {
    std::string escaped;
    for (const char c : text)
        escaped += c == '|' ? std::string("\\|") : std::string(1, c);
    return escaped.empty() ? "-" : escaped;
}

// docs/parameters.md: how many parameters there are of each standing, then one table a mechanism.
std::string parameters_as_page(const std::string& filter) {
    std::array<int, 3> count{};
    std::string tables, mechanism;
    for (const auto& p : scenario::describe_parameters()) {
        if (!matches(p.path, filter))
            continue;
        ++count.at(static_cast<std::size_t>(p.status));
        const std::string path = p.path.substr(p.path.find('.') + 1); // without "model."
        const std::string owner = path.substr(0, path.find('.'));
        if (owner != mechanism)
            tables += fmt::format("\n## {0}\n\n[{0}.hpp](../sim/mechanisms/{0}.hpp), "
                                  "[test_{0}.cpp](../tests/mechanisms/test_{0}.cpp)\n\n"
                                  "| name | default | unit | range | standing | meaning | source |\n"
                                  "|---|--:|---|---|---|---|---|\n",
                                  owner);
        mechanism = owner;
        tables += fmt::format("| `{}` | {:g} | {} | {:g} to {:g} | {} | {} | {} |\n",
                              path.substr(owner.size() + 1), p.value, cell(p.unit), p.low, p.high,
                              scenario::status_name(p.status), cell(p.meaning), cell(p.source));
    }
    return fmt::format(
        "# Parameters\n\n{} parameters: {} measured, {} fitted, {} assumed.\n\n"
        "Printed by `couplet describe --markdown`. The equations are in [model.md](model.md), and so "
        "are all other\nnumbers of the model. A parameter is set as `model.MECHANISM.NAME` in a "
        "scenario.\n\n"
        "*Measured*: taken from published data. *Fitted*: chosen so that the model meets published "
        "findings\n([calibration.md](calibration.md)). *Assumed*: no data found; a plausible value. "
        "Where the source is a sign or\nan order, only that is from the literature. A dash under "
        "unit: a pure number.\n{}",
        count[0] + count[1] + count[2], count[0], count[1], count[2], tables);
}

} // namespace

int describe(const DescribeArguments& arguments) {
    if (arguments.json) {
        const auto rows =
            arguments.keys ? keys_as_json(arguments.filter) : parameters_as_json(arguments.filter);
        fmt::print("{}\n", rows.dump(2));
        return done;
    }
    if (arguments.markdown) {
        fmt::print("{}", parameters_as_page(arguments.filter));
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
