#include "scenario/document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace couplet::scenario {
namespace {

Location location(const toml::source_region& source, const std::string& file) {
    return {file, static_cast<int>(source.begin.line),
            static_cast<int>(source.begin.column)};
}

Node converted(const toml::node& value, const std::string& file) {
    Node node;
    node.where = location(value.source(), file);
    if (const auto* table = value.as_table()) {
        for (const auto& [key, member] : *table) {
            node.items.push_back(converted(member, file));
            node.items.back().name = std::string(key.str());
            node.items.back().where = location(key.source(), file);
        }
    } else if (const auto* array = value.as_array()) {
        node.type = Node::Type::list;
        for (const auto& element : *array)
            node.items.push_back(converted(element, file));
    } else if (value.is_boolean()) {
        node.type = Node::Type::flag;
        node.flag = value.as_boolean()->get();
    } else if (value.is_integer()) {
        node.type = Node::Type::integer;
        node.integer = value.as_integer()->get();
        node.real = static_cast<double>(node.integer);
    } else if (value.is_floating_point()) {
        node.type = Node::Type::real;
        node.real = value.as_floating_point()->get();
    } else if (value.is_string()) {
        node.type = Node::Type::text;
        node.text = value.as_string()->get();
    } else {
        node.type = Node::Type::date;
    }
    return node;
}

std::string line_of(std::string_view text, int number) {
    for (int i = 1; i < number && !text.empty(); ++i) {
        const auto end = text.find('\n');
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return std::string(text.substr(0, text.find('\n')));
}

std::string without_blanks(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(),
                              [](char c) { return c == ' ' || c == '\t' || c == '\r'; }),
               text.end());
    return text;
}

// What a beginner most likely wanted to write in a line that is no TOML.
std::string syntax_hint(const std::string& line) {
    const auto equals = line.find('=');
    if (equals == line.npos) {
        const bool header = without_blanks(line).substr(0, 1) == "[";
        return header ? "a table is opened by [name], one of several by [[name]]"
                      : "a line is: name = value";
    }
    const std::string value = without_blanks(line.substr(equals + 1));
    const std::string first = value.substr(0, 1);
    const std::string name = line.substr(0, equals);
    const auto begin = name.find_first_not_of(" \t"), end = name.find_last_not_of(" \t");
    if (begin != name.npos && name.substr(begin, end - begin + 1).find(' ') != name.npos)
        return "a name has no blanks: join its words by _";
    if (value.empty())
        return "a value must follow the equals sign";
    if (first.find_first_of("0123456789+-.") == 0 &&
        value.find_first_of("abcdfghijklmnopqrstuvwxyzN%/") != value.npos)
        return "a quantity with a unit is text: write it in quotes, as in \"2 min\"";
    if (first.find_first_of("0123456789+-.") == 0)
        return "a number is written as 2000 or 0.5, without commas or leading zeroes";
    if (value == "True" || value == "False" || value == "yes" || value == "no")
        return "write true or false";
    if (value.find("\u201c") != value.npos || value.find("\u201d") != value.npos)
        return "use straight quotes: \"";
    if (first == "\"" || first == "'" || first == "[" || first == "{")
        return "look for a quote, bracket or comma that is missing";
    return "text must be in quotes, as in name = \"control\"";
}

Problem syntax_problem(const toml::parse_error& error, std::string_view text,
                       const std::string& file) {
    const Location where = location(error.source(), file);
    const std::string line = line_of(text, where.line);
    Problem problem{file, where.line, where.column, {}, {}, {}, {}, syntax_hint(line)};
    const auto equals = line.find('=');
    if (equals != line.npos)
        problem.key = without_blanks(line.substr(0, equals));
    std::string what(error.description());
    // A repeated name is good grammar with a bad meaning; no hint on grammar helps there.
    if (what.find("redefine") != what.npos)
        problem.suggestion =
            "each name may be given once; remove or rename one of the two";
    if (what.find("expected a comment or whitespace") != what.npos &&
        equals != line.npos && line.find('=', equals + 1) != line.npos)
        problem.suggestion = "one name = value on each line";
    const std::string prefix = "Error while parsing ";
    if (what.rfind(prefix, 0) == 0)
        what = "in this " + what.substr(prefix.size());
    problem.message = fmt::format("not valid TOML at column {}: {}", where.column, what);
    return problem;
}

// Tables nested by the thousand in one dotted name would exhaust the stack, so dots
// outside quotes and comments are counted line by line.
std::optional<int> too_deep_line(std::string_view text) {
    int number = 1, dots = 0;
    char quote = 0; // or '#', which closes at the end of the line
    for (const char c : text) {
        if (c == '\n') {
            ++number;
            dots = 0;
            quote = 0;
        } else if (quote != 0) {
            quote = c == quote && c != '#' ? char(0) : quote;
        } else if (c == '"' || c == '\'' || c == '#') {
            quote = c;
        } else if (c == '.' && ++dots > 64) {
            return number;
        }
    }
    return std::nullopt;
}

// One step of a path: a name, then any number of [index].
struct Step {
    std::string name;
    std::vector<std::size_t> indices;
};

std::optional<Step> step_of(std::string_view part) {
    Step step{std::string(part.substr(0, part.find('['))), {}};
    part.remove_prefix(step.name.size());
    while (!part.empty()) {
        const auto close = part.find(']');
        std::size_t index = 0;
        if (part.front() != '[' || close == part.npos)
            return std::nullopt;
        const auto result = std::from_chars(part.data() + 1, part.data() + close, index);
        if (result.ec != std::errc{} || result.ptr != part.data() + close)
            return std::nullopt;
        step.indices.push_back(index);
        part.remove_prefix(close + 1);
    }
    if (step.name.empty())
        return std::nullopt;
    return step;
}

Node* member(Node& table, const std::string& name, const Location& where) {
    for (Node& item : table.items)
        if (item.name == name)
            return &item;
    table.items.push_back({});
    table.items.back().name = name;
    table.items.back().where = where;
    return &table.items.back();
}

// The node at `path`, made where it is missing; none when an element of a list is missing
// or the way leads through a value that is no table.
Node* node_at(Node& root, std::string_view path, const Location& where) {
    Node* node = &root;
    while (true) {
        const auto dot = path.find('.');
        const auto step = step_of(path.substr(0, dot));
        if (!step || node->type != Node::Type::table)
            return nullptr;
        node = member(*node, step->name, where);
        for (const std::size_t index : step->indices) {
            if (node->type != Node::Type::list || index >= node->items.size())
                return nullptr;
            node = &node->items[index];
        }
        if (dot == path.npos)
            return node;
        path.remove_prefix(dot + 1);
    }
}

std::string shortened(const std::string& text) {
    if (text.size() <= 60)
        return text;
    std::size_t end = 57;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end; // not in the middle of a UTF-8 character
    return text.substr(0, end) + "...";
}

Node override_value(const std::string& text, const std::string& file) {
    try {
        const auto table = toml::parse("value = " + text, std::string_view(file));
        const auto* value = table.get("value");
        if (value != nullptr && table.size() == 1)
            return converted(*value, file);
    } catch (const toml::parse_error&) {
        // Not TOML: plain text, so that quotes need not get past the shell.
    }
    Node node;
    node.type = Node::Type::text;
    node.text = text;
    return node;
}

void relocate(Node& node, const Location& where) {
    node.where = where;
    for (Node& item : node.items)
        relocate(item, where);
}

} // namespace

const Node* Node::find(std::string_view wanted) const {
    for (const Node& item : items)
        if (item.name == wanted)
            return &item;
    return nullptr;
}

const char* type_name(const Node& node) {
    switch (node.type) {
    case Node::Type::flag: return "true or false";
    case Node::Type::integer: return "a whole number";
    case Node::Type::real: return "a number";
    case Node::Type::text: return "text";
    case Node::Type::date: return "a date or time of day";
    case Node::Type::list: return "a list";
    case Node::Type::table: return "a table";
    }
    return "";
}

std::string shown(const Node& node) {
    switch (node.type) {
    case Node::Type::flag: return node.flag ? "true" : "false";
    case Node::Type::integer: return fmt::format("{}", node.integer);
    case Node::Type::real: return fmt::format("{}", node.real);
    case Node::Type::text: return fmt::format("\"{}\"", shortened(node.text));
    default: return {};
    }
}

Node parse_document(std::string_view text, const std::string& file,
                    std::vector<Problem>& problems) {
    Node root;
    root.where = {file, 1, 1};
    if (const auto line = too_deep_line(text)) {
        problems.push_back(
            {file, *line, 1, {}, {}, "more than 64 dots in one line", {}, {}});
        return root;
    }
    try {
        root = converted(toml::parse(text, std::string_view(file)), file);
        root.where = {file, 1, 1};
    } catch (const toml::parse_error& error) {
        problems.push_back(syntax_problem(error, text, file));
    }
    return root;
}

void apply_override(Node& root, const std::string& assignment,
                    std::vector<Problem>& problems) {
    const Location where{"--set " + assignment, 0, 0};
    const auto equals = assignment.find('=');
    const std::string path = without_blanks(assignment.substr(0, equals));
    if (equals == assignment.npos || path.empty()) {
        problems.push_back({where.file,
                            0,
                            0,
                            path,
                            {},
                            "not of the form KEY=VALUE",
                            {},
                            "for example --set time.duration=\"2 weeks\""});
        return;
    }
    Node changed = root; // so that a path that leads nowhere leaves nothing behind
    const bool too_deep = std::count(path.begin(), path.end(), '.') > 64;
    Node* node = too_deep ? nullptr : node_at(changed, path, where);
    if (node == nullptr) {
        problems.push_back({where.file,
                            0,
                            0,
                            path,
                            {},
                            "no such place in the scenario",
                            {},
                            "list elements are counted from 0, as in arm[0].name"});
        return;
    }
    std::string name = node->name;
    *node = override_value(assignment.substr(equals + 1), where.file);
    relocate(*node, where);
    node->name = std::move(name);
    root = std::move(changed);
}

void merge(Node& base, const Node& over) {
    for (const Node& item : over.items) {
        Node* target = member(base, item.name, item.where);
        if (target->type == Node::Type::table && item.type == Node::Type::table)
            merge(*target, item);
        else
            *target = item;
    }
}

} // namespace couplet::scenario
