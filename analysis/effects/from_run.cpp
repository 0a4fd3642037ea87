#include "effects/from_run.hpp"

#include "effects/crossover.hpp"
#include "effects/from_plan.hpp"

#include <algorithm>

namespace couplet::effects {
namespace {

Member member(const engine::CoupleRow& row) {
    Member m;
    m.enrolled = row.couple != engine::absent_couple;
    m.dropped_out = row.dropped_out;
    m.sessions = row.sessions;
    m.separated = row.end_reason == engine::EndReason::separated;
    m.end_day = row.end_day;
    return m;
}

// Every couple has its own place, so slabs may come from several threads.
void keep(const engine::Slab& slab, TrialData& data) {
    const std::size_t stretch = 2 * data.waves.size();
    for (std::size_t a = 0; a < slab.arms.size(); ++a) {
        const engine::ArmSlab& arm = slab.arms[a];
        for (std::size_t c = 0; c < slab.count; ++c) {
            const std::size_t place = slab.first + c;
            Member& m = data.members[a * data.couples + place];
            m = member(arm.couples[c]);
            m.end_day -= static_cast<float>(data.entry_of(place));
            if (m.enrolled)
                data.relationship_age[place] = arm.couples[c].age_years;
            for (std::size_t k = 0; stretch > 0 && k < measurement::instrument_count; ++k)
                std::copy_n(arm.questionnaire.data() + (k * slab.count + c) * stretch, stretch,
                            data.scores.data() +
                                ((a * measurement::instrument_count + k) * data.couples +
                                 slab.first + c) *
                                    stretch);
        }
    }
}

} // namespace

TrialData from_run(engine::Plan plan, const engine::Options& options) {
    plan.recording.variables.clear();
    plan.recording.couples = 0;
    plan.recording.events = false;
    plan.recording.zooms.clear();
    TrialData data = from_plan(plan);
    data.couples = plan.population.couples;
    data.screened = static_cast<int>(plan.enrolment.screened);
    for (const engine::Place& place : plan.enrolment.places)
        data.entry.push_back(place.entry);
    if (data.design == Design::single_case)
        for (const engine::Place& place : plan.enrolment.places)
            data.baseline.push_back(place.begin - place.entry + wait_after_baseline(data, plan));
    data.members.resize(data.arms.size() * data.couples);
    data.relationship_age.resize(data.couples);
    data.scores.resize(data.arms.size() * measurement::instrument_count * data.couples * 2 *
                       data.waves.size());
    data.no_recoveries = "nothing is recorded in memory";
    engine::run(plan, options, [&](engine::Slab&& slab) { keep(slab, data); });
    return data.design == Design::crossover ? by_programme(data) : data;
}

} // namespace couplet::effects
