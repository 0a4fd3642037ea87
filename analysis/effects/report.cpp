#include "effects/report.hpp"

#include <algorithm>

namespace couplet::effects {
namespace {

constexpr std::uint32_t dealings = 9999; // of baselines to single cases

constexpr Population populations[] = {Population::intention_to_treat, Population::per_protocol};

void add_scores(const TrialData& data, const Settings& s, Report& report) {
    const Question asked{s.reference, s.who, Population::intention_to_treat};
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm)
        for (std::size_t k = 0; k < measurement::instrument_count; ++k) {
            for (const Population population : populations)
                for (std::size_t w = 0; w < data.waves.size(); ++w)
                    if (population == Population::intention_to_treat || data.arms[arm].treated)
                        report.changes.push_back(
                            change(data, {s.reference, s.who, population}, arm, k, w));
            report.responders.push_back(responders(data, asked, arm, k, s.wave));
        }
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm)
        for (std::size_t w = s.wave + 1; w < data.waves.size(); ++w)
            report.relapses.push_back(relapse(data, asked, arm, s.instrument, s.wave, w));
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm) {
        report.earned.push_back(earned_security(data, asked, arm));
        if (arm == s.reference)
            continue;
        for (const Moderator& m : moderators(data, asked, arm, s.instrument, s.wave))
            report.moderators.push_back(m);
        if (s.actor_partner)
            report.actor_partners.push_back(actor_partner(data, asked, arm, s.instrument, s.wave));
        if (data.design == Design::crossover)
            report.crossovers.push_back(crossover(data, asked, arm, s.instrument, s.wave));
        if (data.design == Design::twins)
            report.individuals.push_back(
                individual_effects(data, asked, arm, s.instrument, s.wave));
        for (const Mediation& m :
             mediation(data, asked, arm, s.instrument, wave_of_mediators(data, s.wave), s.wave,
                       Seed{data.seed}, s.replications))
            report.mediations.push_back(m);
    }
    if (report.relapses.empty())
        report.lacking.push_back("Relapse: there is no wave after the outcome's. Ask later too: "
                                 "[questionnaire] every or waves");
    if (data.waves.size() < 3)
        report.lacking.push_back("Earned security: needs two waves after the first");
}

} // namespace

std::size_t default_reference(const TrialData& data) {
    const auto at = std::find_if(data.arms.begin(), data.arms.end(),
                                 [](const Arm& arm) { return !arm.treated; });
    return at == data.arms.end() ? 0 : static_cast<std::size_t>(at - data.arms.begin());
}

Settings default_settings(const TrialData& data) {
    Settings s;
    s.reference = default_reference(data);
    const int registered = instrument_index(data.primary_instrument);
    s.instrument = static_cast<std::size_t>(registered >= 0 ? registered
                                                            : instrument_index("csi16"));
    s.wave = data.waves.empty() ? 0 : wave_after_programmes(data);
    for (std::size_t w = 1; w < data.waves.size(); ++w)
        if (data.waves[w] == data.primary_wave)
            s.wave = w;
    return s;
}

std::size_t wave_of_mediators(const TrialData&, std::size_t wave) {
    return wave > 1 ? wave - 1 : wave;
}

Report report(const TrialData& data, const Settings& s) {
    Report result;
    result.settings = s;
    if (data.waves.size() >= 2)
        add_scores(data, s, result);
    else
        result.lacking.push_back(
            "Change, reliable change, relapse, earned security, who benefits, by what: the file has "
            "no questionnaires at two times. Add to the scenario: [questionnaire] every = "
            "\"13 weeks\"");
    const Question asked{s.reference, s.who, Population::intention_to_treat};
    if (data.design == Design::single_case && data.waves.size() >= 2)
        result.cases = case_series(data, s.who, s.instrument, sample(data, asked, 0, 0),
                                   Seed{data.seed}, dealings);
    for (std::size_t arm = 0; data.design != Design::crossover && arm < data.arms.size(); ++arm)
        result.separations.push_back(separations(data, asked, arm));
    result.recoveries = recovery_times(data);
    if (result.recoveries.empty())
        result.lacking.push_back("Recovery from conflicts: " + data.no_recoveries);
    return result;
}

} // namespace couplet::effects
