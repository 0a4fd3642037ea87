#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {

// Columns without a fill value: no event lacks an entry, and integers stay integers in
// xarray.
template <class T, class Get>
void EventsGroup::add(Group& group, const Meta& meta, Range<T> range, Get get) {
    constexpr Fill fill =
        std::numeric_limits<T>::is_integer ? Fill::absent : Fill::declared;
    events_.add<T>(
        group.column<T>(meta, {"event"}, range, fill, {event_chunk}, 0), 0, 1,
        event_chunk, T(0),
        [=](const EventRow& row, std::uint64_t, std::size_t) { return get(row); });
}

EventsGroup::EventsGroup(hid_t file, const engine::Plan& plan,
                         const DesignPoint& design) {
    Group group(file, "events");
    events_.add<std::int64_t>(
        group.growing_axis({"event", "1", "event"}, event_chunk), 0, 1, event_chunk, 0,
        [](const EventRow&, std::uint64_t row, std::size_t) { return row; });
    std::uint32_t last = plan.population.couples - 1;
    for (const std::uint32_t number : plan.numbers)
        last = std::max(last, number);
    add<std::int32_t>(group, {"couple", "1", "couple"}, {0, static_cast<std::int32_t>(last)},
                      [](const EventRow& row) { return row.event.couple; });
    const auto arms = static_cast<std::int8_t>(plan.arms.size() - 1);
    add<std::int8_t>(group, {"arm", "1", "arm of the experiment", arm_names(plan)},
                     {0, arms}, [](const EventRow& row) { return row.arm; });
    const std::int32_t point = design.point;
    add<std::int32_t>(group, {"point", "1", "design point"}, {0},
                      [=](const EventRow&) { return point; });
    add<float>(group, {"day", "day", "time since the start"}, {},
               [](const EventRow& row) { return row.event.day; });
    add<std::int8_t>(
        group,
        {"kind",
         "1",
         "kind of event",
         {model::event_kind_names, model::event_kind_names + model::event_kind_count}},
        {0, model::event_kind_count - 1},
        [](const EventRow& row) { return row.event.kind; });
    add<std::int8_t>(
        group, {"actor", "1", "partner who acted", {"couple", "first", "second"}, -1},
        {-1, 1}, [](const EventRow& row) { return row.event.actor; });
    add<float>(group, {"severity", "1", "severity of a trigger, issue or life event"},
               {std::numeric_limits<float>::lowest()},
               [](const EventRow& row) { return row.event.severity; });
    add<std::int8_t>(group,
                     {"phase",
                      "1",
                      "phase of the interaction cycle",
                      {model::phase_names, model::phase_names + model::phase_count}},
                     {0, model::phase_count - 1},
                     [](const EventRow& row) { return row.event.phase; });
    add<float>(group,
               {"duration_minutes", "minute", "duration of the episode that ended"}, {},
               [](const EventRow& row) { return row.event.duration_minutes; });

    const std::size_t edges = std::size_t{plan.population.couples} + 1;
    const std::size_t chunk = std::min(couple_chunk, edges);
    group.axis_numbers({"couple_edge", "1", "couple, and one past the last"}, edges);
    offsets_.add<std::int64_t>(
        group.column<std::int64_t>({"offset", "1", "first event of the couple"},
                                   {"couple_edge"}, {}, Fill::absent, {chunk}),
        0, 1, chunk, 0,
        [](std::int64_t value, std::uint64_t, std::size_t) { return value; });
}

void EventsGroup::pack_cut(const Cut& cut, const Sink& sink) const {
    if (!cut.events.empty())
        events_.pack_chunks(cut.events, cut.first, {}, sink);
    if (!cut.offsets.empty())
        offsets_.pack_chunks(cut.offsets, cut.first, {}, sink);
}

} // namespace couplet::output
