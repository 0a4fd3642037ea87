#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {
namespace {

using engine::Place;

// A value of each enrolled couple.
template <class T, class Get>
void add(Group& group, const Meta& meta, Range<T> range, const engine::Plan& plan, Get get) {
    std::vector<T> values;
    for (std::uint32_t c = 0; c < plan.enrolment.places.size(); ++c)
        values.push_back(static_cast<T>(get(c)));
    group.array<T>(meta, {"point", "couple"}, range, values);
}

void add_screening(Group& group, const engine::Plan& plan) {
    const auto& places = plan.enrolment.places;
    add<std::int32_t>(group, {"screening_day", "day", "day of the screening that counted"},
                      {0, plan.days}, plan, [&](std::uint32_t c) { return places[c].screened; });
    for (std::size_t k = 0; k < engine::screening_count; ++k) {
        std::vector<float> scores;
        for (const Place& place : places)
            scores.insert(scores.end(), place.screening[k].begin(), place.screening[k].end());
        const std::string name = engine::screening_names[k];
        group.array<float>({"screening_" + name, "1", "score at screening, " + name},
                           {"point", "couple", "partner"}, {0}, scores);
    }
}

} // namespace

void write_trial(hid_t file, const engine::Plan& plan, const DesignPoint& design) {
    const engine::Trial& trial = plan.trial;
    const auto& places = plan.enrolment.places;
    Group group(file, "trial");
    const auto text = [&](const char* name, const char* value) {
        h5::put_text(group.id(), name, value);
    };
    text("design", engine::design_names[static_cast<int>(trial.design)]);
    text("recruitment", engine::recruitment_names[static_cast<int>(trial.recruitment)]);
    h5::put<std::int32_t>(group.id(), "screened",
                          static_cast<std::int32_t>(plan.enrolment.screened));
    h5::put<std::int32_t>(group.id(), "wanted", static_cast<std::int32_t>(trial.couples));
    if (trial.primary_instrument >= 0) {
        const auto k = static_cast<std::size_t>(trial.primary_instrument);
        text("primary_instrument", measurement::instrument_table[k].name);
        h5::put<double>(group.id(), "primary_wave", trial.primary_wave);
    }
    add_point_axis(group, design);
    add_couple_axis(group, plan, plan.population.couples);
    add_partner_axis(group);
    add<std::int32_t>(group, {"entry_day", "day", "day from which assessments count"},
                      {0, plan.days}, plan, [&](std::uint32_t c) { return places[c].entry; });
    std::vector<std::string> arms = arm_names(plan);
    arms.insert(arms.begin(), "every arm");
    const auto last = static_cast<std::int8_t>(plan.arms.size() - 1);
    add<std::int8_t>(group, {"allocated_arm", "1", "arm that the couple was allocated to", arms, -1},
                     {-1, last}, plan, [&](std::uint32_t c) { return places[c].arm; });
    add<std::int32_t>(group, {"begin_day", "day", "day from which the arm's programme counts"},
                      {0}, plan, [&](std::uint32_t c) {
                          return plan.begin(static_cast<std::size_t>(std::max<int>(places[c].arm, 0)),
                                            c);
                      });
    if (trial.is_screened())
        add_screening(group, plan);
}

} // namespace couplet::output
