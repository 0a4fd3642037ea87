// A table of the scenario together with what may stand in it.
#pragma once

#include "scenario/values.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace couplet::scenario {

class Section {
  public:
    // The whole file. Reports unknown keys and missing required ones, as every section
    // does.
    Section(const Node& root, std::vector<Problem>& problems);

    // Inner tables of each shape; an absent single one is empty and stands where its
    // parent does.
    Section child(const std::string& name) const;
    std::vector<Section> list(const std::string& name) const;
    std::vector<Section> named(const std::string& name) const;

    bool has(const std::string& key) const;
    const std::string& path() const { return path_; }
    std::string name() const { return node_ == nullptr ? "" : node_->name; }

    // Reads a key into `out`; false, and `out` as it was, when it is absent or wrong.
    bool read(const std::string& key, std::string& out) const;
    bool read(const std::string& key, bool& out) const;
    bool read(const std::string& key, std::vector<std::string>& out) const;
    bool read(const std::string& key, std::vector<std::uint32_t>& out) const;
    bool read(const std::string& key, std::vector<int>& out) const; // days
    bool read_seed(const std::string& key, std::uint64_t& out) const;
    bool read_severity(const std::string& key, float& out) const;
    template <class Number>
    requires std::is_arithmetic_v<Number>
    bool read(const std::string& key, Number& out) const {
        const auto value = number(key);
        if (value)
            out = static_cast<Number>(*value);
        return value.has_value();
    }

    // A fault of a key as a whole, such as a contradiction with another one.
    void fault(const std::string& key, const std::string& message,
               const std::string& allowed = {}, const std::string& suggestion = {}) const;

  private:
    Section(const Node* node, Location where, const Table& table, std::string path,
            std::vector<Problem>& problems);
    void check_names() const;
    void check_required() const;
    std::optional<double> number(const std::string& key) const;
    std::optional<Entry> entry(const std::string& key) const;
    std::string path_of(const std::string& key) const;
    const Table& child_table(const std::string& name) const;

    const Node* node_; // none when the table is absent
    Location where_;
    const Table* table_;
    std::string path_;
    std::vector<Problem>* problems_;
};

} // namespace couplet::scenario
