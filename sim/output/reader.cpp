#include "output/reader.hpp"

#include "engine/result.hpp"
#include "output/checked_file.hpp"

#include <fmt/format.h>

#include <limits>

namespace couplet::output {
namespace {

namespace fs = std::filesystem;

constexpr int known_format = 1;

void check_is_hdf5(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        fail(path, "there is no such file");
    if (!fs::is_regular_file(status))
        fail(path, "is not a file");
    if (path.extension() == ".partial")
        fail(path,
             "is the unfinished file of a run that was interrupted or still goes on");
    if (!h5::is_hdf5(path))
        fail(path, "is not a result file of couplet (not HDF5)");
}

std::size_t length(hid_t file, const std::string& name) {
    return h5::sizes(h5::open_dataset(file, name)).at(0);
}

FileInfo info_of(hid_t file) {
    FileInfo info;
    info.format_version = h5::get<std::int32_t>(file, "format_version");
    info.title = h5::get_text(file, "title");
    info.program_version = h5::get_text(file, "program_version");
    info.commit = h5::get_text(file, "commit");
    info.command_line = h5::get_text(file, "command_line");
    info.kernel = h5::get_text(file, "kernel");
    info.scenario_toml = h5::read_texts(h5::open_dataset(file, "scenario")).at(0);
    info.scenario_sha256 = h5::get_text(file, "scenario_sha256");
    info.seed = h5::get<std::uint64_t>(file, "seed");
    info.digest = h5::get_text(file, "digest");
    info.stopped = h5::get_text(file, "status") == "stopped";
    info.days = h5::get<std::int32_t>(file, "days");
    info.couples = static_cast<std::uint32_t>(length(file, "couples/couple"));
    if (h5::has_link(file, "trajectory"))
        info.recorded_couples =
            static_cast<std::uint32_t>(length(file, "trajectory/couple"));
    info.arms = h5::read_texts(h5::open_dataset(file, "couples/arm"));
    return info;
}

// Values of one variable, [partner][time].
std::vector<float> unpacked(hid_t dataset, std::size_t arm, std::uint32_t couple,
                            std::size_t instants) {
    std::vector<std::int16_t> packed(2 * instants);
    h5::read_block(dataset, h5::type_of<std::int16_t>(), {0, arm, couple, 0, 0},
                   {1, 1, 1, 2, instants}, packed.data());
    const auto step = h5::get<double>(dataset, "scale_factor");
    const auto offset = h5::get<double>(dataset, "add_offset");
    std::vector<float> values;
    for (const std::int16_t q : packed)
        values.push_back(q == model::packed_fill ? std::numeric_limits<float>::quiet_NaN()
                                                 : static_cast<float>(q * step + offset));
    return values;
}

Trajectory trajectory_of(hid_t file, std::size_t arm, std::uint32_t couple) {
    const h5::Handle group = h5::open_group(file, "trajectory");
    Trajectory result;
    const h5::Handle time = h5::open_dataset(group, "time");
    const std::size_t instants = h5::sizes(time).at(0);
    result.days.resize(instants);
    h5::read_block(time, h5::type_of<double>(), {0}, {instants}, result.days.data());

    std::vector<std::vector<float>> columns; // [variable][partner * time]
    for (const model::VariableRow& row : model::variable_table) {
        if (!h5::has_link(group, row.name))
            continue;
        result.variables.emplace_back(row.name);
        columns.push_back(
            unpacked(h5::open_dataset(group, row.name), arm, couple, instants));
    }
    for (std::size_t partner = 0; partner < 2; ++partner)
        for (const std::vector<float>& column : columns) {
            const auto from = column.begin() + std::ptrdiff_t(partner * instants);
            result.values.insert(result.values.end(), from,
                                 from + std::ptrdiff_t(instants));
        }
    result.phase.resize(instants);
    h5::read_block(h5::open_dataset(group, "phase"), h5::type_of<std::int8_t>(),
                   {0, arm, couple, 0}, {1, 1, 1, instants}, result.phase.data());
    return result;
}

} // namespace

void fail(const fs::path& path, const std::string& problem) {
    throw Error(fmt::format("{}: {}", path.string(), problem));
}

h5::Handle open_checked(const fs::path& path) {
    check_is_hdf5(path);
    h5::Handle file = h5::open_file(path);
    if (!h5::has_attribute(file, "format") || h5::get_text(file, "format") != "couplet")
        fail(path, "is an HDF5 file, but not a result file of couplet");
    const auto version = h5::get<std::int32_t>(file, "format_version");
    if (version > known_format)
        fail(path,
             fmt::format("has format version {}, but this program knows only up to {}; "
                         "use the couplet that wrote it ({}) or a later one",
                         version, known_format, h5::get_text(file, "program_version")));
    if (!h5::has_attribute(file, "digest"))
        fail(path, "is the file of a run that did not finish");
    return file;
}

FileInfo read_info(const fs::path& path) {
    return about(path, [&] { return info_of(open_checked(path)); });
}

Trajectory read_trajectory(const fs::path& path, std::size_t arm, std::uint32_t couple) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        const FileInfo info = info_of(file);
        if (arm >= info.arms.size())
            fail(path, fmt::format("has no arm {}: it has {}", arm, info.arms.size()));
        if (couple >= info.recorded_couples)
            fail(path,
                 fmt::format("has no trajectory of couple {}: recorded are the first {} "
                             "of {} couples",
                             couple, info.recorded_couples, info.couples));
        return trajectory_of(file, arm, couple);
    });
}

} // namespace couplet::output
