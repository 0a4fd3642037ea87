#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {

Reports questionnaires(const engine::Plan& plan) {
    const auto& waves = plan.questionnaire.waves;
    return {"questionnaire",
            {"wave", "day", "wave of questionnaires, time since the start"},
            {waves.begin(), waves.end()},
            measurement::instrument_table,
            &engine::ArmSlab::questionnaire};
}

Reports diaries(const engine::Plan& plan) {
    Reports r{"diary",
              {"day", "day", "day that the diary tells of, counted from 0"},
              {},
              measurement::diary_table,
              &engine::ArmSlab::diary};
    for (int day = 0; day < plan.diary.days; ++day)
        r.times.push_back(plan.diary.first_day + day);
    return r;
}

ReportsGroup::ReportsGroup(hid_t file, const engine::Plan& plan, const DesignPoint& design,
                           std::uint32_t slab, const Reports& reports)
    : chunk_couples_(std::min(slab, plan.population.couples)), times_(reports.times.size()),
      values_(reports.values) {
    Group group(file, reports.group);
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    add_couple_axis(group, plan, plan.population.couples);
    add_partner_axis(group);
    group.axis<double>(reports.axis, reports.times);
    for (const auto& row : reports.table)
        columns_.push_back(std::make_unique<Column>(group.column<float>(
            {row.name, row.unit, row.long_name},
            {"point", "arm", "couple", "partner", reports.axis.name}, {row.low, row.high},
            Fill::declared, {1, 1, chunk_couples_, 2, times_})));
}

void ReportsGroup::pack_slab(const engine::Slab& slab, const Sink& sink) const {
    EXPECTS(slab.first % chunk_couples_ == 0 && slab.count <= chunk_couples_);
    const std::size_t values = slab.count * 2 * times_;
    const std::size_t chunk = chunk_couples_ * 2 * times_;
    for (std::size_t a = 0; a < slab.arms.size(); ++a) {
        const std::vector<float>& answers = slab.arms[a].*values_;
        EXPECTS(answers.size() == columns_.size() * values);
        for (std::size_t n = 0; n < columns_.size(); ++n)
            sink({columns_[n].get(),
                  {0, a, slab.first, 0, 0},
                  0,
                  pack<float>({answers.data() + n * values, values}, chunk,
                              missing<float>())});
    }
}

std::vector<Column*> ReportsGroup::columns() const {
    std::vector<Column*> all;
    for (const auto& column : columns_)
        all.push_back(column.get());
    return all;
}

} // namespace couplet::output
