#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {

std::vector<std::string> arm_names(const engine::Plan& plan) {
    std::vector<std::string> names;
    for (const engine::Arm& arm : plan.arms)
        names.push_back(arm.name);
    return names;
}

void add_point_axis(Group& group, const DesignPoint& design) {
    group.axis<std::int32_t>({"point", "1", "design point"}, {design.point});
}

void add_arm_axis(Group& group, const engine::Plan& plan) {
    group.axis_texts({"arm", "", "arm of the experiment"}, arm_names(plan));
}

void add_partner_axis(Group& group) {
    group.axis_numbers({"partner", "1", "partner"}, 2);
}

void add_couple_axis(Group& group, const engine::Plan& plan, std::uint32_t count) {
    std::vector<std::int32_t> numbers(count);
    for (std::uint32_t c = 0; c < count; ++c)
        numbers[c] = static_cast<std::int32_t>(plan.number(c));
    group.axis<std::int32_t>({"couple", "1", "couple"}, numbers);
}

namespace {

// value = q * scale_factor + add_offset; see model/variables.hpp.
Column add_variable(Group& group, const model::VariableRow& row,
                    const std::vector<hsize_t>& chunk) {
    static_assert(missing<std::int16_t>() == model::packed_fill);
    Column column =
        group.column<std::int16_t>({row.name, row.unit, row.long_name},
                                   {"point", "arm", "couple", "partner", "time"},
                                   {-32767, 32767}, Fill::declared, chunk);
    const double step = model::packed_step(row);
    h5::put<double>(column.dataset, "scale_factor", step);
    h5::put<double>(column.dataset, "add_offset", double(row.low) + 32767 * step);
    return column;
}

std::vector<std::string> phases() {
    return {model::phase_names, model::phase_names + model::phase_count};
}

} // namespace

TrajectoryGroup::TrajectoryGroup(hid_t file, const engine::Plan& plan,
                                 const DesignPoint& design, std::uint32_t slab)
    : chunk_couples_(std::min(slab, plan.recording.couples)) {
    const std::vector<float> days = engine::recorded_days(plan);
    Group group(file, "trajectory");
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    add_couple_axis(group, plan, plan.recording.couples);
    add_partner_axis(group);
    group.axis<double>({"time", "day", "time since the start"},
                       {days.begin(), days.end()});
    const std::vector<hsize_t> persons{1, 1, chunk_couples_, 2, days.size()};
    for (const std::uint16_t v : plan.recording.variables)
        variables_.push_back(std::make_unique<Column>(
            add_variable(group, model::variable_table[v], persons)));

    static_assert(missing<std::int8_t>() == engine::packed_fill8);
    const std::vector<hsize_t> couples{1, 1, chunk_couples_, days.size()};
    const std::vector<std::string> axes{"point", "arm", "couple", "time"};
    phase_ = std::make_unique<Column>(group.column<std::int8_t>(
        {"phase", "1", "phase of the interaction cycle", phases()}, axes,
        {0, model::phase_count - 1}, Fill::declared, couples));
    intact_ = std::make_unique<Column>(group.column<std::int8_t>(
        {"intact", "1", "whether the couple is together", {"separated", "intact"}}, axes,
        {0, 1}, Fill::declared, couples));
}

void TrajectoryGroup::pack_slab(const engine::Slab& slab, const Sink& sink) const {
    if (slab.recorded == 0)
        return;
    EXPECTS(slab.first % chunk_couples_ == 0 && slab.recorded <= chunk_couples_);
    const std::size_t per_couple = slab.instants, chunk = chunk_couples_ * per_couple;
    const std::size_t values = slab.recorded * per_couple;
    for (std::size_t a = 0; a < slab.arms.size(); ++a) {
        const engine::ArmSlab& arm = slab.arms[a];
        EXPECTS(arm.trajectory.size() == variables_.size() * 2 * values);
        const std::array<hsize_t, 5> offset{0, a, slab.first, 0, 0};
        for (std::size_t v = 0; v < variables_.size(); ++v)
            sink({variables_[v].get(), offset, 0,
                  pack<std::int16_t>({arm.trajectory.data() + v * 2 * values, 2 * values},
                                     2 * chunk, model::packed_fill)});
        sink({phase_.get(), offset, 0,
              pack<std::int8_t>(arm.phase, chunk, engine::packed_fill8)});
        sink({intact_.get(), offset, 0,
              pack<std::int8_t>(arm.intact, chunk, engine::packed_fill8)});
    }
}

std::vector<Column*> TrajectoryGroup::columns() const {
    std::vector<Column*> all{phase_.get(), intact_.get()};
    for (const auto& column : variables_)
        all.push_back(column.get());
    return all;
}

} // namespace couplet::output
