#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {

QuestionnaireGroup::QuestionnaireGroup(hid_t file, const engine::Plan& plan,
                                       const DesignPoint& design, std::uint32_t slab)
    : chunk_couples_(std::min(slab, plan.population.couples)),
      waves_(plan.questionnaire.waves.size()) {
    Group group(file, "questionnaire");
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    group.axis_numbers({"couple", "1", "couple"}, plan.population.couples);
    add_partner_axis(group);
    const auto& days = plan.questionnaire.waves;
    group.axis<double>({"wave", "day", "wave of questionnaires, time since the start"},
                       {days.begin(), days.end()});
    for (const auto& row : measurement::instrument_table)
        instruments_.push_back(std::make_unique<Column>(group.column<float>(
            {row.name, row.unit, row.long_name},
            {"point", "arm", "couple", "partner", "wave"}, {row.low, row.high},
            Fill::declared, {1, 1, chunk_couples_, 2, waves_})));
}

void QuestionnaireGroup::pack_slab(const engine::Slab& slab, const Sink& sink) const {
    EXPECTS(slab.first % chunk_couples_ == 0 && slab.count <= chunk_couples_);
    const std::size_t values = slab.count * 2 * waves_;
    const std::size_t chunk = chunk_couples_ * 2 * waves_;
    for (std::size_t a = 0; a < slab.arms.size(); ++a) {
        const std::vector<float>& scores = slab.arms[a].questionnaire;
        EXPECTS(scores.size() == instruments_.size() * values);
        for (std::size_t n = 0; n < instruments_.size(); ++n)
            sink({instruments_[n].get(),
                  {0, a, slab.first, 0, 0},
                  0,
                  pack<float>({scores.data() + n * values, values}, chunk,
                              missing<float>())});
    }
}

} // namespace couplet::output
