#include "output/table_reader.hpp"

#include "measurement/instruments.hpp"
#include "model/variables.hpp"
#include "output/checked_file.hpp"

#include <algorithm>
#include <limits>

namespace couplet::output {
namespace {

namespace fs = std::filesystem;
using Block = std::vector<hsize_t>;

// Of all arms: [arm][couple], or the same with what follows.
template <class T> std::vector<T> whole(hid_t group, const std::string& name) {
    const h5::Handle dataset = h5::open_dataset(group, name);
    const Block size = h5::sizes(dataset);
    std::size_t count = 1;
    for (const hsize_t n : size)
        count *= n;
    std::vector<T> values(count);
    h5::read_block(dataset, h5::type_of<T>(), Block(size.size(), 0), size, values.data());
    return values;
}

std::vector<double> axis(hid_t group, const std::string& name) {
    return whole<double>(group, name);
}

} // namespace

CoupleColumns read_couples(const fs::path& path) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        const h5::Handle group = h5::open_group(file, "couples");
        CoupleColumns c;
        c.couples = h5::sizes(h5::open_dataset(group, "couple")).at(0);
        if (h5::has_link(group, "enrolled"))
            c.enrolled = whole<std::int8_t>(group, "enrolled");
        c.dropped_out = whole<std::int8_t>(group, "dropped_out");
        c.separated = whole<std::int8_t>(group, "end_reason"); // 0 intact, 1 separated
        c.sessions = whole<std::int16_t>(group, "sessions_attended");
        c.end_day = whole<float>(group, "end_day");
        c.relationship_age = whole<float>(group, "relationship_age");
        c.number = whole<std::int32_t>(group, "couple");
        return c;
    });
}

TrialColumns read_trial(const fs::path& path) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        TrialColumns t;
        if (!h5::has_link(file, "trial"))
            return t;
        const h5::Handle group = h5::open_group(file, "trial");
        t.screened = h5::get<std::int32_t>(group, "screened");
        t.entry_day = whole<std::int32_t>(group, "entry_day");
        t.begin_day = whole<std::int32_t>(group, "begin_day");
        return t;
    });
}

Questionnaires read_questionnaires(const fs::path& path) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        Questionnaires q;
        if (!h5::has_link(file, "questionnaire"))
            return q;
        const h5::Handle group = h5::open_group(file, "questionnaire");
        for (const double day : axis(group, "wave"))
            q.waves.push_back(static_cast<int>(day));
        const std::size_t arms = h5::sizes(h5::open_dataset(group, "arm")).at(0);
        std::vector<std::vector<float>> by_instrument;
        for (const auto& instrument : measurement::instrument_table)
            by_instrument.push_back(whole<float>(group, instrument.name));
        const std::size_t stretch = by_instrument[0].size() / arms;
        for (std::size_t arm = 0; arm < arms; ++arm)
            for (const auto& values : by_instrument)
                q.scores.insert(q.scores.end(), values.begin() + std::ptrdiff_t(arm * stretch),
                                values.begin() + std::ptrdiff_t((arm + 1) * stretch));
        return q;
    });
}

RecordedVariables read_recorded(const fs::path& path) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        RecordedVariables r;
        if (!h5::has_link(file, "trajectory"))
            return r;
        const h5::Handle group = h5::open_group(file, "trajectory");
        r.days = axis(group, "time");
        r.couples = h5::sizes(h5::open_dataset(group, "couple")).at(0);
        for (const model::VariableRow& row : model::variable_table)
            if (h5::has_link(group, row.name))
                r.names.emplace_back(row.name);
        return r;
    });
}

std::vector<float> read_variable(const fs::path& path, const std::string& name, std::size_t arm,
                                 std::size_t first, std::size_t count) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        const h5::Handle dataset = h5::open_dataset(file, "trajectory/" + name);
        const std::size_t couples = h5::sizes(dataset).at(2);
        std::vector<std::int16_t> packed(couples * 2 * count);
        h5::read_block(dataset, h5::type_of<std::int16_t>(), {0, arm, 0, 0, first},
                       {1, 1, couples, 2, count}, packed.data());
        const auto step = h5::get<double>(dataset, "scale_factor");
        const auto offset = h5::get<double>(dataset, "add_offset");
        std::vector<float> values(packed.size());
        std::transform(packed.begin(), packed.end(), values.begin(), [&](std::int16_t q) {
            return q == model::packed_fill ? std::numeric_limits<float>::quiet_NaN()
                                           : static_cast<float>(q * step + offset);
        });
        return values;
    });
}

bool has_events(const fs::path& path) {
    return about(path, [&] { return h5::has_link(open_checked(path), "events"); });
}

std::vector<EventTime> read_events(const fs::path& path, model::EventKind kind) {
    return about(path, [&] {
        const h5::Handle file = open_checked(path);
        std::vector<EventTime> found;
        if (!h5::has_link(file, "events"))
            return found;
        const h5::Handle group = h5::open_group(file, "events");
        const h5::Handle kinds = h5::open_dataset(group, "kind"),
                         arms = h5::open_dataset(group, "arm"),
                         couples = h5::open_dataset(group, "couple"),
                         days = h5::open_dataset(group, "day");
        // A long run has many millions: a stretch at a time.
        constexpr hsize_t stretch = 1 << 20;
        const hsize_t all = h5::sizes(kinds).at(0);
        for (hsize_t from = 0; from < all; from += stretch) {
            const Block start{from}, count{std::min(stretch, all - from)};
            std::vector<std::int8_t> kind_of(count[0]), arm(count[0]);
            std::vector<std::int32_t> couple(count[0]);
            std::vector<float> day(count[0]);
            h5::read_block(kinds, h5::type_of<std::int8_t>(), start, count, kind_of.data());
            h5::read_block(arms, h5::type_of<std::int8_t>(), start, count, arm.data());
            h5::read_block(couples, h5::type_of<std::int32_t>(), start, count, couple.data());
            h5::read_block(days, h5::type_of<float>(), start, count, day.data());
            for (std::size_t k = 0; k < count[0]; ++k)
                if (kind_of[k] == static_cast<std::int8_t>(kind))
                    found.push_back({static_cast<std::uint32_t>(couple[k]), arm[k], day[k]});
        }
        return found;
    });
}

} // namespace couplet::output
