// Groups, coordinates and columns of a result file: what every array of every group has.
#pragma once

#include "numerics/contract.hpp"
#include "output/h5.hpp"
#include "output/pack.hpp"

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace couplet::output {

struct Meta {
    std::string name;
    std::string unit =
        "1"; // singular: xarray turns "days" and "minutes" into time deltas
    std::string long_name;
    // Of a category: the meaning of the values from first_flag on.
    std::vector<std::string> flags = {};
    std::int8_t first_flag = 0;
};

template <class T> struct Range { T low = 0, high = std::numeric_limits<T>::max(); };

template <class T>
constexpr T missing() { // where CF wants a missing value outside the range
    if constexpr (std::numeric_limits<T>::has_quiet_NaN)
        return std::numeric_limits<T>::quiet_NaN();
    else
        return std::numeric_limits<T>::min();
}

// An array that is written chunk by chunk.
struct Column {
    h5::Handle dataset;
    std::string path; // for messages
    std::size_t rank = 0;
    int growing = -1;         // axis that is extended as chunks arrive
    std::uint64_t extent = 0; // along that axis; touched by the writing thread only
};

// The chunks of one array on their way to the file.
struct Chunk {
    Column* column = nullptr;
    std::array<hsize_t, 5> offset{};
    std::uint64_t extent = 0; // at least this long along the growing axis
    Bytes bytes;
};

enum class Fill {
    declared,
    absent
}; // absent: nothing is ever missing, so integers stay integers

// One group. Every axis carries its own coordinate, for a group is read without its
// parents.
class Group {
  public:
    Group(hid_t file, const std::string& name);

    template <class T> void axis(const Meta& meta, const std::vector<T>& values) {
        axis_values(meta, h5::type_of<T>(), values.data(), values.size());
    }
    void axis_texts(const Meta& meta, const std::vector<std::string>& values);
    void axis_numbers(const Meta& meta, std::size_t count); // 0, 1, 2, ...
    // A coordinate 0, 1, 2, ... whose length is known only later.
    Column growing_axis(const Meta& meta, hsize_t chunk);

    // An array over `axes`, in chunks of the given shape (empty: one block, written at
    // once). `growing`: the axis that is extended as chunks arrive, -1 if none is.
    template <class T>
    Column column(const Meta& meta, const std::vector<std::string>& axes, Range<T> range,
                  Fill fill, std::vector<hsize_t> chunk = {}, int growing = -1) {
        const T none = missing<T>();
        const T fill_value = fill == Fill::declared ? none : T(0);
        Column made =
            create(meta, h5::type_of<T>(), axes, &fill_value, std::move(chunk), growing);
        const std::array<T, 2> bounds{range.low, range.high};
        if (fill == Fill::declared)
            h5::put<T>(made.dataset, "_FillValue", none);
        h5::put<T>(made.dataset, "valid_range", std::span<const T>(bounds));
        return made;
    }
    // An array with all its values.
    template <class T>
    void array(const Meta& meta, const std::vector<std::string>& axes, Range<T> range,
               const std::vector<T>& values, Fill fill = Fill::declared) {
        const Column made = column<T>(meta, axes, range, fill);
        EXPECTS(count(axes) == values.size());
        h5::write_all(made.dataset, h5::type_of<T>(), values.data(), made.path);
    }
    void array_texts(const Meta& meta, const std::string& along,
                     const std::vector<std::string>& values);

    hid_t id() const { return group_; }
    std::size_t count(const std::vector<std::string>& axes) const;

  private:
    struct Axis {
        h5::Handle scale;
        hsize_t size = 0;
    };
    void axis_values(const Meta&, hid_t type, const void* values, std::size_t count);
    Column create(const Meta&, hid_t type, const std::vector<std::string>& axes,
                  const void* fill, std::vector<hsize_t> chunk, int growing);
    void describe(hid_t dataset, const Meta&);

    std::string name_;
    h5::Handle group_;
    std::map<std::string, Axis> axes_;
};

// Letters, digits and underscores only, so that every reader takes it as a name.
std::string plain_name(const std::string&);

} // namespace couplet::output
