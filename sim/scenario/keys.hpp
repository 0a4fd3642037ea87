// Every key of a scenario file, once: the reader, the JSON schema and the documents use
// these tables. Model parameters, mechanisms and skills are taken over from their own
// tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace couplet::scenario {

enum class Kind {
    text,       // "..."
    texts,      // "...", or a list of such
    flag,       // true or false
    count,      // whole number
    number,     // bare number, no unit
    quantity,   // number and unit in quotes
    whole_days, // quantity; a whole number of days, months and years rounded to it
    day_list,   // list of whole_days
    choice,     // one of several words
    names,      // list of words
    indices,    // list of whole numbers from 0
    seed,       // whole number or "0x..."
    severity,   // number or one of several words
};

struct Key {
    std::string name;
    Kind kind = Kind::text;
    std::string meaning;
    std::string fallback{}; // what an absent key means, as one would write it
    std::string unit{};
    float low = 0, high = 0;
    std::vector<std::string> choices{}; // of choice, names, severity
    bool required = false;
};

enum class Shape {
    single, // [path]
    list,   // [[path]], any number of times
    named,  // [path.NAME], NAME free
};

struct Table {
    std::string path; // "population.pairing"; "" is the file itself; "*" a free name
    Shape shape = Shape::single;
    std::string meaning;
    std::vector<Key> keys;
};

// All tables, parents before children.
const std::vector<Table>& tables();
const Table& table(std::string_view path);
const Key& key_of(const Table& table, std::string_view name);

// Tables directly inside `parent`, and the last part of such a table's path.
std::vector<const Table*> child_tables(const Table& parent);
std::string last_name(const Table& table);

// Names that may stand in a table: keys and inner tables.
std::vector<std::string> allowed_names(const Table& table);

// "0.1 to 60 days", "true or false", "secure, anxious, ..."; for messages and documents.
std::string allowed_values(const Key& key);

// Where else a name is known, as a full path; empty when nowhere.
std::string known_elsewhere(std::string_view name);

} // namespace couplet::scenario
