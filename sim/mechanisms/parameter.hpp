// How a mechanism declares its numbers.
//
// Each mechanism has a struct Params of floats and, beside it, one table row per field. The rows
// are all that the scenario reader, `couplet describe`, the schema and the documents know of it.
#pragma once

namespace couplet {

inline constexpr float month = 30.0f; // [day]: what people remember, and habits last
inline constexpr float standstill = 1e12f; // [day]: a time constant in which nothing moves

enum class Status {
    measured, // taken from published data
    fitted,   // chosen so that the model meets published findings
    assumed,  // no data found; a plausible value, stated as such
};

// One row: which field, its name in a scenario, unit ("" when none), allowed range, standing.
template <class Params> struct Parameter {
    float Params::*field;
    const char* name;
    const char* unit;
    float low, high;
    Status status;
    const char* source;
    const char* meaning;
};

} // namespace couplet
