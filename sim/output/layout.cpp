#include "output/layout.hpp"

#include <cctype>
#include <numeric>

namespace couplet::output {
namespace {

// Longer coordinates are compressed; short ones are not worth a chunk.
constexpr std::size_t long_axis = 16384;

// Words are separated by blanks; CF allows these characters in one, and we those of other
// alphabets.
std::string flag_meaning(const std::string& name) {
    constexpr std::string_view allowed = "_-.+@";
    std::string word;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool keep =
            std::isalnum(byte) != 0 || byte >= 0x80 || allowed.find(c) != allowed.npos;
        word += keep ? c : '_';
    }
    return word.empty() ? "_" : word;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? 0 : 1, ' ').append(flag_meaning(word));
    return text;
}

} // namespace

std::string plain_name(const std::string& name) {
    std::string plain;
    for (const char c : name)
        plain += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return plain.empty() ? "_" : plain;
}

Group::Group(hid_t file, const std::string& name)
    : name_("/" + name), group_(h5::create_group(file, name)) {}

void Group::describe(hid_t dataset, const Meta& meta) {
    if (!meta.long_name.empty())
        h5::put_text(dataset, "long_name", meta.long_name);
    if (!meta.unit.empty())
        h5::put_text(dataset, "units", meta.unit);
    if (meta.flags.empty())
        return;
    std::vector<std::int8_t> values(meta.flags.size());
    std::iota(values.begin(), values.end(), meta.first_flag);
    h5::put<std::int8_t>(dataset, "flag_values", values);
    h5::put_text(dataset, "flag_meanings", joined(meta.flags));
}

void Group::axis_values(const Meta& meta, hid_t type, const void* values,
                        std::size_t count) {
    const std::int64_t zero = 0;
    h5::Shape shape{{count}, {}, -1};
    if (count > long_axis)
        shape.chunk = {long_axis};
    h5::Handle scale = h5::create_dataset(group_, meta.name, type, shape, &zero);
    h5::write_all(scale, type, values, name_ + "/" + meta.name);
    h5::make_scale(scale, meta.name);
    describe(scale, meta);
    axes_[meta.name] = {std::move(scale), count};
}

void Group::axis_numbers(const Meta& meta, std::size_t count) {
    std::vector<std::int32_t> values(count);
    std::iota(values.begin(), values.end(), 0);
    axis(meta, values);
}

void Group::axis_texts(const Meta& meta, const std::vector<std::string>& values) {
    h5::Handle scale = h5::create_texts(group_, meta.name, values, 1);
    h5::make_scale(scale, meta.name);
    h5::put_text(scale, "long_name", meta.long_name);
    axes_[meta.name] = {std::move(scale), values.size()};
}

Column Group::growing_axis(const Meta& meta, hsize_t chunk) {
    const std::int64_t zero = 0;
    Column column;
    column.dataset = h5::create_dataset(group_, meta.name, h5::type_of<std::int64_t>(),
                                        {{0}, {chunk}, 0}, &zero);
    column.path = name_ + "/" + meta.name;
    column.rank = 1;
    column.growing = 0;
    h5::make_scale(column.dataset, meta.name);
    describe(column.dataset, meta);
    axes_[meta.name] = {h5::open_dataset(group_, meta.name), 0};
    return column;
}

Column Group::create(const Meta& meta, hid_t type, const std::vector<std::string>& axes,
                     const void* fill, std::vector<hsize_t> chunk, int growing) {
    h5::Shape shape{{}, std::move(chunk), growing};
    for (const std::string& axis : axes)
        shape.size.push_back(axes_.at(axis).size);
    Column column;
    column.path = name_ + "/" + meta.name;
    column.rank = axes.size();
    column.growing = growing;
    column.dataset = h5::create_dataset(group_, meta.name, type, shape, fill);
    for (std::size_t i = 0; i < axes.size(); ++i)
        h5::attach_scale(column.dataset, axes_.at(axes[i]).scale, i);
    describe(column.dataset, meta);
    return column;
}

void Group::array_texts(const Meta& meta, const std::string& along,
                        const std::vector<std::string>& values) {
    const h5::Handle made = h5::create_texts(group_, meta.name, values, 1);
    h5::attach_scale(made, axes_.at(along).scale, 0);
    h5::put_text(made, "long_name", meta.long_name);
}

std::size_t Group::count(const std::vector<std::string>& axes) const {
    std::size_t product = 1;
    for (const std::string& axis : axes)
        product *= axes_.at(axis).size;
    return product;
}

} // namespace couplet::output
