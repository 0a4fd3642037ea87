// A TOML text as a tree of values that know where they were written. The only place that
// knows of the TOML library; values given on the command line are put into the same tree.
#pragma once

#include "scenario/problem.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace couplet::scenario {

struct Location {
    std::string file;
    int line = 0, column = 0;
};

struct Node {
    enum class Type { flag, integer, real, text, date, list, table };
    Type type = Type::table;
    std::string name; // of a member of a table
    Location where;   // of the name, or of the value in a list
    bool flag = false;
    std::int64_t integer = 0;
    double real = 0; // of an integer as well
    std::string text;
    std::vector<Node> items; // members of a table, elements of a list

    const Node* find(std::string_view member) const;
    bool is_number() const { return type == Type::integer || type == Type::real; }
};

// "text", "a whole number", ...; and the value as one would write it, shortened.
const char* type_name(const Node& node);
std::string shown(const Node& node);

// The root table. A syntax error is one problem with its line, and leaves an empty table.
Node parse_document(std::string_view text, const std::string& file,
                    std::vector<Problem>& problems);

// Puts PATH=VALUE into the tree, replacing what is there. VALUE is read as a TOML value,
// and as text where it is none.
void apply_override(Node& root, const std::string& assignment,
                    std::vector<Problem>& problems);

// Members of `over` replace those of `base`; tables are merged member by member.
void merge(Node& base, const Node& over);

} // namespace couplet::scenario
