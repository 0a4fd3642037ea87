// Small handles over the HDF5 C library: closed by their destructor, failures as
// exceptions.
//
// The library is used by one thread at a time, and by nobody outside this folder.
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace couplet::output::h5 {

// What was being done and why it failed, without the file: Writer and Reader add that.
struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Handle {
  public:
    using Close = herr_t (*)(hid_t);
    Handle() = default;
    // Throws Failure if `id` says that the call which made it failed.
    Handle(hid_t id, Close closer, const std::string& doing);
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Handle() { reset(); }
    void reset() noexcept;                // closes, whether that works or not
    void close(const std::string& doing); // closes, and says if that failed
    operator hid_t() const { return id_; }

  private:
    hid_t id_ = -1;
    Close close_ = nullptr;
};

void check(herr_t result, const std::string& doing);

// The stored type of T; also the type in memory, so that packed chunks need no
// conversion.
template <class T> hid_t type_of() {
    if constexpr (std::is_same_v<T, std::int8_t>)
        return H5T_NATIVE_INT8;
    else if constexpr (std::is_same_v<T, std::int16_t>)
        return H5T_NATIVE_INT16;
    else if constexpr (std::is_same_v<T, std::int32_t>)
        return H5T_NATIVE_INT32;
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return H5T_NATIVE_INT64;
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return H5T_NATIVE_UINT64;
    else if constexpr (std::is_same_v<T, float>)
        return H5T_NATIVE_FLOAT;
    else {
        static_assert(std::is_same_v<T, double>,
                      "a type that the file format does not use");
        return H5T_NATIVE_DOUBLE;
    }
}

Handle create_file(const std::filesystem::path&); // truncates
Handle open_file(const std::filesystem::path&);   // to read
bool is_hdf5(const std::filesystem::path&);
Handle create_group(hid_t parent, const std::string& name);
Handle open_group(hid_t parent, const std::string& name);
Handle open_dataset(hid_t parent, const std::string& path);
bool has_link(hid_t parent, const std::string& name);
bool has_attribute(hid_t object, const std::string& name);

// Attributes: text is scalar, of fixed length, UTF-8; numbers are scalar or
// one-dimensional.
void put_text(hid_t object, const std::string& name, std::string_view text);
void put_values(hid_t object, const std::string& name, hid_t type, const void* values,
                std::size_t count); // count 0: scalar
template <class T> void put(hid_t object, const std::string& name, T value) {
    put_values(object, name, type_of<T>(), &value, 0);
}
template <class T>
void put(hid_t object, const std::string& name, std::span<const T> values) {
    put_values(object, name, type_of<T>(), values.data(), values.size());
}
std::string get_text(hid_t object, const std::string& name);
void get_value(hid_t object, const std::string& name, hid_t type, void* value);
template <class T> T get(hid_t object, const std::string& name) {
    T value{};
    get_value(object, name, type_of<T>(), &value);
    return value;
}

struct Shape {
    std::vector<hsize_t> size;
    std::vector<hsize_t> chunk; // empty: contiguous, not compressed
    int growing = -1;           // axis that can be extended
};

Handle create_dataset(hid_t parent, const std::string& name, hid_t type, const Shape&,
                      const void* fill);
// Texts of variable length, UTF-8; rank 0 (one text) or 1.
Handle create_texts(hid_t parent, const std::string& name,
                    std::span<const std::string> texts, int rank);
void write_all(hid_t dataset, hid_t type, const void* values, const std::string& name);
void write_chunk(hid_t dataset, const hsize_t* offset, std::span<const std::byte> packed,
                 const std::string& name);
void extend(hid_t dataset, std::size_t axis, hsize_t size, const std::string& name);

std::vector<hsize_t> sizes(hid_t dataset);
// The block of `count` values an axis from `start`, in the order of the axes.
void read_block(hid_t dataset, hid_t type, const std::vector<hsize_t>& start,
                const std::vector<hsize_t>& count, void* values);
std::vector<std::string> read_texts(hid_t dataset);

// Dimension scales: what netCDF calls dimensions and coordinate variables.
void make_scale(hid_t dataset, const std::string& name);
void attach_scale(hid_t dataset, hid_t scale, std::size_t axis);

std::string library_version();

} // namespace couplet::output::h5
