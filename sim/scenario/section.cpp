#include "scenario/section.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::scenario {
namespace {

// Names of the model's parameters are long to type: help with those given without their
// place.
std::string place_hint(const std::string& name, const std::vector<std::string>& allowed) {
    const std::string here = did_you_mean(name, allowed);
    const std::string elsewhere = here.empty() ? known_elsewhere(name) : "";
    return elsewhere.empty() ? here : fmt::format("did you mean \"{}\"?", elsewhere);
}

// Stands for a table whose place holds something else: no keys, and no complaints about
// them.
const Table& no_table() {
    static const Table none{};
    return none;
}

} // namespace

Section::Section(const Node& root, std::vector<Problem>& problems)
    : Section(&root, root.where, scenario::table(""), "", problems) {}

Section::Section(const Node* node, Location where, const Table& table, std::string path,
                 std::vector<Problem>& problems)
    : node_(node), where_(std::move(where)), table_(&table), path_(std::move(path)),
      problems_(&problems) {
    check_names();
    check_required();
}

void Section::check_names() const {
    if (node_ == nullptr)
        return;
    const auto allowed = allowed_names(*table_);
    for (const Node& item : node_->items) {
        if (std::find(allowed.begin(), allowed.end(), item.name) != allowed.end())
            continue;
        problems_->push_back({item.where.file, item.where.line, item.where.column,
                              path_of(item.name), shown(item), "unknown key",
                              listed(allowed), place_hint(item.name, allowed)});
    }
}

void Section::check_required() const {
    for (const Key& key : table_->keys) {
        if (!key.required || has(key.name))
            continue;
        problems_->push_back({where_.file,
                              where_.line,
                              where_.column,
                              path_of(key.name),
                              {},
                              "required, but missing: " + key.meaning,
                              allowed_hint(key, ""),
                              {}});
    }
}

std::string Section::path_of(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
}

bool Section::has(const std::string& key) const {
    return node_ != nullptr && node_->find(key) != nullptr;
}

std::optional<Entry> Section::entry(const std::string& key) const {
    const Node* node = node_ == nullptr ? nullptr : node_->find(key);
    if (node == nullptr)
        return std::nullopt;
    return Entry{key_of(*table_, key), *node, path_of(key), *problems_};
}

const Table& Section::child_table(const std::string& name) const {
    if (table_ == &no_table())
        return no_table();
    std::string path = table_->path.empty() ? name : table_->path + "." + name;
    if (table_->shape == Shape::named)
        path = table_->path + ".*." + name;
    return scenario::table(path);
}

Section Section::child(const std::string& name) const {
    const Node* node = node_ == nullptr ? nullptr : node_->find(name);
    const Location where = node == nullptr ? where_ : node->where;
    if (node != nullptr && node->type != Node::Type::table) {
        const bool repeated = node->type == Node::Type::list;
        fault(name, fmt::format("a table is expected here, not {}", type_name(*node)), {},
              fmt::format("write [{}]{}", path_of(name),
                          repeated ? ", with single brackets" : " and its keys below"));
        return Section(nullptr, where, no_table(), path_of(name), *problems_);
    }
    return Section(node, where, child_table(name), path_of(name), *problems_);
}

std::vector<Section> Section::list(const std::string& name) const {
    std::vector<Section> sections;
    const Node* node = node_ == nullptr ? nullptr : node_->find(name);
    if (node == nullptr)
        return sections;
    const std::string hint =
        fmt::format("write [[{}]], with double brackets", path_of(name));
    if (node->type != Node::Type::list) {
        fault(name,
              fmt::format("a list of tables is expected here, not {}", type_name(*node)),
              {}, hint);
        return sections;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        const Node& item = node->items[i];
        const std::string path = fmt::format("{}[{}]", path_of(name), i);
        if (item.type == Node::Type::table)
            sections.push_back(
                Section(&item, item.where, child_table(name), path, *problems_));
        else
            problems_->push_back({item.where.file,
                                  item.where.line,
                                  item.where.column,
                                  path,
                                  shown(item),
                                  "a table is expected here",
                                  {},
                                  hint});
    }
    return sections;
}

std::vector<Section> Section::named(const std::string& name) const {
    std::vector<Section> sections;
    const Node* node = node_ == nullptr ? nullptr : node_->find(name);
    if (node == nullptr)
        return sections;
    const std::string hint = fmt::format("write [{}.NAME]", path_of(name));
    if (node->type != Node::Type::table) {
        fault(name, fmt::format("tables are expected here, not {}", type_name(*node)), {},
              hint);
        return sections;
    }
    for (const Node& item : node->items) {
        const std::string path = fmt::format("{}.{}", path_of(name), item.name);
        if (item.type == Node::Type::table)
            sections.push_back(
                Section(&item, item.where, child_table(name), path, *problems_));
        else
            problems_->push_back({item.where.file,
                                  item.where.line,
                                  item.where.column,
                                  path,
                                  shown(item),
                                  "a table is expected here",
                                  {},
                                  hint});
    }
    return sections;
}

std::optional<double> Section::number(const std::string& key) const {
    const auto at = entry(key);
    return at ? read_number(*at) : std::nullopt;
}

bool Section::read(const std::string& key, std::string& out) const {
    const auto at = entry(key);
    auto value = at ? read_text(*at) : std::nullopt;
    if (value)
        out = std::move(*value);
    return value.has_value();
}

bool Section::read(const std::string& key, bool& out) const {
    const auto at = entry(key);
    const auto value = at ? read_flag(*at) : std::nullopt;
    if (value)
        out = *value;
    return value.has_value();
}

bool Section::read(const std::string& key, std::vector<std::string>& out) const {
    const auto at = entry(key);
    auto value = at ? read_names(*at) : std::nullopt;
    if (value)
        out = std::move(*value);
    return value.has_value();
}

bool Section::read(const std::string& key, std::vector<std::uint32_t>& out) const {
    const auto at = entry(key);
    auto value = at ? read_indices(*at) : std::nullopt;
    if (value)
        out = std::move(*value);
    return value.has_value();
}

bool Section::read(const std::string& key, std::vector<int>& out) const {
    const auto at = entry(key);
    auto value = at ? read_day_list(*at) : std::nullopt;
    if (value)
        out = std::move(*value);
    return value.has_value();
}

bool Section::read_seed(const std::string& key, std::uint64_t& out) const {
    const auto at = entry(key);
    const auto value = at ? scenario::read_seed(*at) : std::nullopt;
    if (value)
        out = *value;
    return value.has_value();
}

bool Section::read_severity(const std::string& key, float& out) const {
    const auto at = entry(key);
    if (!at)
        return false;
    if (at->node.type != Node::Type::text)
        return read(key, out);
    if (at->node.text != "minor" && at->node.text != "major") {
        at->fault("not one of the known words",
                  did_you_mean(at->node.text, at->key.choices));
        return false;
    }
    out = at->node.text == "minor" ? 0.4f : 1.5f;
    return true;
}

void Section::fault(const std::string& key, const std::string& message,
                    const std::string& allowed, const std::string& suggestion) const {
    const Node* node = node_ == nullptr ? nullptr : node_->find(key);
    const Location& where = node == nullptr ? where_ : node->where;
    problems_->push_back({where.file, where.line, where.column, path_of(key),
                          node == nullptr ? "" : shown(*node), message, allowed,
                          suggestion});
}

} // namespace couplet::scenario
