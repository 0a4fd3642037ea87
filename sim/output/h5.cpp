#include "output/h5.hpp"

#include "output/pack.hpp"

#include <hdf5_hl.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace couplet::output::h5 {
namespace {

// The system's reason ("No space left on device") if the error stack holds one, else the
// innermost entry of the stack.
std::string reason() {
    struct Found {
        std::string system, innermost;
    } found;
    const auto visit = [](unsigned, const H5E_error2_t* entry, void* data) -> herr_t {
        auto& f = *static_cast<Found*>(data);
        const std::string_view text = entry->desc ? entry->desc : "";
        constexpr std::string_view key = "error message = '";
        const auto at = text.find(key);
        if (at != text.npos && f.system.empty()) {
            const auto end = text.find('\'', at + key.size());
            f.system = text.substr(at + key.size(), end - at - key.size());
        }
        if (f.innermost.empty())
            f.innermost = text;
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visit, &found);
    H5Eclear2(H5E_DEFAULT);
    if (!found.system.empty())
        return found.system;
    return found.innermost.empty() ? "no reason given by HDF5" : found.innermost;
}

[[noreturn]] void fail(const std::string& doing) {
    throw Failure(fmt::format("cannot {}: {}", doing, reason()));
}

// Before any other call of a thread. Printing is a setting of the thread where the
// library is built thread-safe. A file that could not be closed, for want of space, makes
// the library's own cleaning up at exit crash; we close what we open and do without it.
void silence() {
    static const herr_t before_all = H5dont_atexit();
    static_cast<void>(before_all);
    thread_local const herr_t once = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    static_cast<void>(once);
}

hid_t id_of(hid_t id, const std::string& doing) {
    if (id < 0)
        fail(doing);
    return id;
}

Handle space_of(const std::vector<hsize_t>& size, const std::vector<hsize_t>& limit) {
    const int rank = static_cast<int>(size.size());
    const hid_t id = rank == 0 ? H5Screate(H5S_SCALAR)
                               : H5Screate_simple(rank, size.data(), limit.data());
    return Handle(id, H5Sclose, "describe a shape");
}

Handle text_type(std::size_t size) { // of a fixed length or H5T_VARIABLE
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
    check(H5Tset_size(type, size), "make a text type");
    check(H5Tset_cset(type, H5T_CSET_UTF8), "make a text type");
    return type;
}

// netCDF needs the order in which links and attributes were made.
constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Handle properties(hid_t of) {
    return Handle(H5Pcreate(of), H5Pclose, "make a property list");
}

} // namespace

void check(herr_t result, const std::string& doing) {
    if (result < 0)
        fail(doing);
}

Handle::Handle(hid_t id, Close closer, const std::string& doing)
    : id_(id_of(id, doing)), close_(closer) {}

void Handle::reset() noexcept {
    if (id_ >= 0 && close_ != nullptr) {
        silence();
        close_(id_);
    }
    id_ = -1;
}

void Handle::close(const std::string& doing) {
    const hid_t id = std::exchange(id_, -1);
    if (id >= 0)
        check(close_(id), doing);
}

Handle create_file(const std::filesystem::path& path) {
    silence();
    const Handle access = properties(H5P_FILE_ACCESS);
    // The format of HDF5 1.8: the oldest that netCDF-4 can use, so read by every MATLAB
    // and R.
    check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "set the format");
    // An array that is still open when the file is closed is a mistake of ours: say so.
    check(H5Pset_fclose_degree(access, H5F_CLOSE_SEMI), "set the way to close");
    const Handle creation = properties(H5P_FILE_CREATE);
    check(H5Pset_link_creation_order(creation, in_order), "track the order of links");
    check(H5Pset_attr_creation_order(creation, in_order),
          "track the order of attributes");
    return Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose,
                  "create the file");
}

Handle open_file(const std::filesystem::path& path) {
    silence();
    return Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                  "open the file");
}

bool is_hdf5(const std::filesystem::path& path) {
    silence();
    return H5Fis_hdf5(path.c_str()) > 0;
}

Handle create_group(hid_t parent, const std::string& name) {
    silence();
    const Handle creation = properties(H5P_GROUP_CREATE);
    check(H5Pset_link_creation_order(creation, in_order), "track the order of links");
    check(H5Pset_attr_creation_order(creation, in_order),
          "track the order of attributes");
    return Handle(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT),
                  H5Gclose, "create the group " + name);
}

Handle open_group(hid_t parent, const std::string& name) {
    silence();
    return Handle(H5Gopen2(parent, name.c_str(), H5P_DEFAULT), H5Gclose,
                  "open the group " + name);
}

Handle open_dataset(hid_t parent, const std::string& path) {
    silence();
    return Handle(H5Dopen2(parent, path.c_str(), H5P_DEFAULT), H5Dclose, "open " + path);
}

bool has_link(hid_t parent, const std::string& name) {
    silence();
    return H5Lexists(parent, name.c_str(), H5P_DEFAULT) > 0;
}

bool has_attribute(hid_t object, const std::string& name) {
    silence();
    return H5Aexists(object, name.c_str()) > 0;
}

void put_text(hid_t object, const std::string& name, std::string_view text) {
    const std::string padded = text.empty() ? std::string(1, '\0') : std::string(text);
    const Handle type = text_type(padded.size());
    check(H5Tset_strpad(type, H5T_STR_NULLPAD), "make a text type");
    put_values(object, name, type, padded.data(), 0);
}

void put_values(hid_t object, const std::string& name, hid_t type, const void* values,
                std::size_t count) {
    silence();
    const std::vector<hsize_t> size(count == 0 ? 0 : 1, count);
    const Handle space = space_of(size, size);
    const Handle attribute(
        H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
        "create the attribute " + name);
    check(H5Awrite(attribute, type, values), "write the attribute " + name);
}

std::string get_text(hid_t object, const std::string& name) {
    silence();
    const std::string doing = "read the attribute " + name;
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, doing);
    const Handle stored(H5Aget_type(attribute), H5Tclose, doing);
    if (H5Tget_class(stored) != H5T_STRING || H5Tis_variable_str(stored) > 0)
        throw Failure(fmt::format("cannot {}: it is not a text of fixed length", doing));
    std::string text(H5Tget_size(stored), '\0');
    check(H5Aread(attribute, stored, text.data()), doing);
    text.resize(std::min(text.size(), text.find('\0')));
    return text;
}

void get_value(hid_t object, const std::string& name, hid_t type, void* value) {
    silence();
    const std::string doing = "read the attribute " + name;
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, doing);
    const Handle space(H5Aget_space(attribute), H5Sclose, doing);
    if (H5Sget_simple_extent_npoints(space) != 1)
        throw Failure(fmt::format("cannot {}: it is not one number", doing));
    check(H5Aread(attribute, type, value), doing);
}

Handle create_dataset(hid_t parent, const std::string& name, hid_t type,
                      const Shape& shape, const void* fill) {
    silence();
    const std::string doing = "create " + name;
    const Handle creation = properties(H5P_DATASET_CREATE);
    check(H5Pset_attr_creation_order(creation, in_order), doing);
    check(H5Pset_fill_value(creation, type, fill), doing);
    if (!shape.chunk.empty()) {
        check(H5Pset_chunk(creation, int(shape.chunk.size()), shape.chunk.data()), doing);
        if (H5Tget_size(type) > 1) // pack() does not shuffle single bytes
            check(H5Pset_shuffle(creation), doing);
        check(H5Pset_deflate(creation, deflate_level), doing);
    }
    std::vector<hsize_t> limit = shape.size;
    if (shape.growing >= 0)
        limit[static_cast<std::size_t>(shape.growing)] = H5S_UNLIMITED;
    const Handle space = space_of(shape.size, limit);
    return Handle(
        H5Dcreate2(parent, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
        H5Dclose, doing);
}

Handle create_texts(hid_t parent, const std::string& name,
                    std::span<const std::string> texts, int rank) {
    silence();
    std::vector<const char*> pointers;
    for (const std::string& text : texts)
        pointers.push_back(text.c_str());
    const Handle type = text_type(H5T_VARIABLE);
    const std::vector<hsize_t> size(static_cast<std::size_t>(rank), texts.size());
    const Handle space = space_of(size, size);
    const Handle creation = properties(H5P_DATASET_CREATE);
    check(H5Pset_attr_creation_order(creation, in_order), "create " + name);
    Handle dataset(
        H5Dcreate2(parent, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
        H5Dclose, "create " + name);
    write_all(dataset, type, pointers.data(), name);
    return dataset;
}

void write_all(hid_t dataset, hid_t type, const void* values, const std::string& name) {
    silence();
    check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
          "write " + name);
}

void write_chunk(hid_t dataset, const hsize_t* offset, std::span<const std::byte> packed,
                 const std::string& name) {
    silence();
    check(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, offset, packed.size(), packed.data()),
          "write a chunk of " + name);
}

void extend(hid_t dataset, std::size_t axis, hsize_t size, const std::string& name) {
    silence();
    std::vector<hsize_t> now = sizes(dataset);
    now[axis] = size;
    check(H5Dset_extent(dataset, now.data()), "extend " + name);
}

std::vector<hsize_t> sizes(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "read a shape");
    std::vector<hsize_t> size(
        static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    check(H5Sget_simple_extent_dims(space, size.data(), nullptr), "read a shape");
    return size;
}

void read_block(hid_t dataset, hid_t type, const std::vector<hsize_t>& start,
                const std::vector<hsize_t>& count, void* values) {
    silence();
    const Handle file_space(H5Dget_space(dataset), H5Sclose, "read a shape");
    if (!count.empty())
        check(H5Sselect_hyperslab(file_space, H5S_SELECT_SET, start.data(), nullptr,
                                  count.data(), nullptr),
              "select values");
    const Handle memory_space = space_of(count, count);
    check(H5Dread(dataset, type, memory_space, file_space, H5P_DEFAULT, values),
          "read values");
}

std::vector<std::string> read_texts(hid_t dataset) {
    silence();
    const Handle type = text_type(H5T_VARIABLE);
    const Handle space(H5Dget_space(dataset), H5Sclose, "read a shape");
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    std::vector<char*> pointers(static_cast<std::size_t>(std::max<hssize_t>(count, 0)));
    check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
          "read texts");
    std::vector<std::string> texts;
    for (const char* text : pointers)
        texts.emplace_back(text ? text : "");
    check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()), "read texts");
    return texts;
}

void make_scale(hid_t dataset, const std::string& name) {
    silence();
    check(H5DSset_scale(dataset, name.c_str()), "make the coordinate " + name);
}

void attach_scale(hid_t dataset, hid_t scale, std::size_t axis) {
    silence();
    check(H5DSattach_scale(dataset, scale, static_cast<unsigned>(axis)),
          "attach a coordinate");
}

std::string library_version() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format("{}.{}.{}", major, minor, release);
}

} // namespace couplet::output::h5
