#include "mechanisms/acts.hpp"
#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {
namespace {

using engine::TurnTrace;
using Side = TurnTrace::Side;

constexpr std::size_t turn_chunk = 4096;

template <std::size_t size, class Row>
std::vector<std::string> names_of(const std::array<Row, size>& table) {
    std::vector<std::string> names;
    for (const Row& row : table)
        names.emplace_back(row.name);
    return names;
}

std::vector<std::string> protests() {
    std::vector<std::string> names = names_of(protest_table);
    names.insert(names.begin(), "none");
    return names;
}

} // namespace

std::vector<std::uint32_t> zoom_couples(const engine::Plan& plan) {
    std::vector<std::uint32_t> couples;
    for (const engine::Zoom& zoom : plan.recording.zooms)
        couples.insert(couples.end(), zoom.couples.begin(), zoom.couples.end());
    std::sort(couples.begin(), couples.end());
    couples.erase(std::unique(couples.begin(), couples.end()), couples.end());
    return couples;
}

std::vector<std::pair<int, int>> zoom_windows(const engine::Plan& plan,
                                              std::uint32_t couple) {
    std::vector<std::pair<int, int>> windows;
    for (const engine::Zoom& zoom : plan.recording.zooms)
        if (std::find(zoom.couples.begin(), zoom.couples.end(), couple) !=
            zoom.couples.end())
            windows.emplace_back(zoom.first_day, zoom.last_day);
    std::sort(windows.begin(), windows.end());
    std::vector<std::pair<int, int>> merged;
    for (const auto& window : windows) {
        if (!merged.empty() && window.first <= merged.back().second + 1)
            merged.back().second = std::max(merged.back().second, window.second);
        else
            merged.push_back(window);
    }
    return merged;
}

// Arrays over (point, arm, zoom_couple[, partner], turn); each is 2 for those with
// partners.
template <class T, class Get>
void ZoomGroup::add(Group& group, const Meta& meta, std::size_t each, Range<T> range,
                    Get get) {
    std::vector<std::string> axes{"point", "arm", "zoom_couple", "turn"};
    std::vector<hsize_t> chunk{1, 1, 1, turn_chunk};
    if (each == 2) {
        axes.insert(axes.begin() + 3, "partner");
        chunk.insert(chunk.begin() + 3, 2);
    }
    const std::size_t turn_axis = chunk.size() - 1;
    auto pack_turns = [=](Traces turns) {
        std::vector<T> values(each * turn_chunk, missing<T>());
        for (std::size_t p = 0; p < each; ++p)
            for (std::size_t i = 0; i < turns.size(); ++i)
                values[p * turn_chunk + i] = static_cast<T>(get(turns[i], p));
        return pack<T>(values, values.size(), missing<T>());
    };
    fields_.push_back({std::make_unique<Column>(group.column<T>(
                           meta, axes, range, Fill::declared, chunk, int(turn_axis))),
                       std::move(pack_turns), turn_axis});
}

ZoomGroup::ZoomGroup(hid_t file, const engine::Plan& plan, const DesignPoint& design)
    : couples_(zoom_couples(plan)) {
    Group group(file, "zoom");
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    group.axis<std::int32_t>({"zoom_couple", "1", "couple"},
                             {couples_.begin(), couples_.end()});
    add_partner_axis(group);
    turn_ = std::make_unique<Column>(group.growing_axis(
        {"turn", "1", "turn within the recorded windows"}, turn_chunk));
    add_turns(group, plan);
    add_sides(group);
}

void ZoomGroup::add_turns(Group& group, const engine::Plan& plan) {
    add<double>(
        group, {"clock_minutes", "minute", "time since the start of the run"}, 1, {},
        [](const TurnTrace& t, std::size_t) { return 1440.0 * t.day + t.minute; });
    add<std::int32_t>(group, {"day", "day", "day since the start"}, 1, {0, plan.days},
                      [](const TurnTrace& t, std::size_t) { return t.day; });
    add<std::int8_t>(group,
                     {"encounter",
                      "1",
                      "encounter of the day",
                      {"morning", "midday_or_laboratory", "evening"}},
                     1, {0, 2},
                     [](const TurnTrace& t, std::size_t) { return t.encounter; });
    add<std::int32_t>(group, {"encounter_turn", "1", "turn within the encounter"}, 1, {},
                      [](const TurnTrace& t, std::size_t) { return t.turn; });
    add<std::int8_t>(group,
                     {"phase",
                      "1",
                      "phase of the interaction cycle",
                      {model::phase_names, model::phase_names + model::phase_count}},
                     1, {0, model::phase_count - 1},
                     [](const TurnTrace& t, std::size_t) { return t.phase; });
}

void ZoomGroup::add_sides(Group& group) {
    add<std::int8_t>(group, {"act", "1", "act of the turn", names_of(act_table)}, 2,
                     {0, static_cast<std::int8_t>(act_count - 1)},
                     [](const TurnTrace& t, std::size_t p) { return t.partner[p].act; });
    add<std::int8_t>(
        group, {"protest", "1", "kind of protest", protests(), -1}, 2,
        {-1, static_cast<std::int8_t>(protest_count - 1)},
        [](const TurnTrace& t, std::size_t p) { return t.partner[p].protest; });
    const auto value = [&](const char* name, const char* unit, const char* long_name,
                           float Side::*field) {
        add<float>(
            group, {name, unit, long_name}, 2,
            {std::numeric_limits<float>::lowest(), std::numeric_limits<float>::max()},
            [=](const TurnTrace& t, std::size_t p) { return t.partner[p].*field; });
    };
    value("perceived_threat", "1", "threat perceived in the partner's act",
          &Side::perceived_threat);
    value("inferred_affect", "1", "the partner's affect as read", &Side::inferred_affect);
    value("response_quality", "1", "quality of the response received",
          &Side::response_quality);
    value("activation", "1", "activation of the attachment system, as felt (alarm)", &Side::activation);
    value("overwhelm", "1", "overwhelm from received pressure", &Side::overwhelm);
    value("negative_affect", "1", "negative affect", &Side::negative_affect);
    value("positive_affect", "1", "positive affect", &Side::positive_affect);
    value("cortisol", "nmol/l", "salivary cortisol", &Side::cortisol);
}

void ZoomGroup::pack_turns(std::size_t arm, std::uint32_t couple, Traces turns,
                           const Sink& sink) const {
    const auto it = std::lower_bound(couples_.begin(), couples_.end(), couple);
    EXPECTS(it != couples_.end() && *it == couple);
    const auto row = static_cast<hsize_t>(it - couples_.begin());
    for (std::size_t first = 0; first < turns.size(); first += turn_chunk) {
        const Traces part =
            turns.subspan(first, std::min(turn_chunk, turns.size() - first));
        for (const Field& field : fields_) {
            Chunk chunk{field.column.get(),
                        {0, arm, row, 0, 0},
                        first + part.size(),
                        field.pack_turns(part)};
            chunk.offset[field.turn_axis] = first;
            sink(std::move(chunk));
        }
    }
}

void ZoomGroup::finish() {
    std::uint64_t longest = 0;
    for (const Field& field : fields_)
        longest = std::max(longest, field.column->extent);
    for (const Field& field : fields_)
        h5::extend(field.column->dataset, field.turn_axis, longest, field.column->path);
    h5::extend(turn_->dataset, 0, longest, turn_->path);
    std::vector<std::int64_t> turns(longest);
    for (std::size_t i = 0; i < turns.size(); ++i)
        turns[i] = static_cast<std::int64_t>(i);
    h5::write_all(turn_->dataset, h5::type_of<std::int64_t>(), turns.data(), turn_->path);
}

} // namespace couplet::output
