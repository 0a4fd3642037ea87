#include "analysis/claims/samples.hpp"

namespace couplet::claims {
namespace {

Programme programme(Recipient who, int sessions, float interval, float rate,
                    std::initializer_list<Property> targets) {
    Programme p;
    p.recipient = who;
    p.sessions = sessions;
    p.start_day = trial_start;
    p.interval = interval;
    p.rate = rate;
    for (const Property& x : targets)
        p.targets[static_cast<std::size_t>(x.skill)] = x.value;
    return p;
}

std::map<std::string, Programme> all() {
    using S = Skill;
    constexpr auto first = Recipient::first, second = Recipient::second, both = Recipient::both;
    std::map<std::string, Programme> p;
    p["cbt"] = programme(first, 12, 7, 0.2f,
                         {{S::benign_appraisal, 1.2f}, {S::regulation, 1}, {S::letting_go, 0.8f},
                          {S::communication, 0.6f}, {S::outside_security, 0.3f}});
    p["ipt"] = programme(first, 16, 7, 0.2f,
                         {{S::communication, 1.4f}, {S::responsiveness, 1}, {S::regulation, 0.5f},
                          {S::outside_security, 0.5f}});
    p["abct"] = programme(first, 6, 7, 0.3f,
                          {{S::letting_go, 1}, {S::benign_appraisal, 0.6f}, {S::regulation, 0.6f},
                           {S::outside_security, 0.5f}});
    p["relaxation"] = programme(first, 6, 7, 0.3f, {{S::regulation, 0.6f}});
    p["eft"] = programme(both, 16, 7, 0.2f,
                         {{S::communication, 1.4f}, {S::responsiveness, 1.5f},
                          {S::positive_exchange, 2.5f}, {S::de_escalation, 1}, {S::regulation, 0.5f},
                          {S::accuracy, 0.6f}, {S::forgiveness, 0.6f}, {S::outside_security, 0.3f}});
    p["eft of one"] = p["eft"];
    p["eft of one"].recipient = first;
    p["late eft"] = p["eft"];
    p["late eft"].start_day = trial_start + 364;
    p["dbt"] = programme(first, 24, 7, 0.15f,
                         {{S::regulation, 1.8f}, {S::communication, 1.2f}, {S::letting_go, 0.5f}});
    p["long therapy"] = programme(first, 60, 7, 0.06f,
                                  {{S::outside_security, 1}, {S::benign_appraisal, 1},
                                   {S::regulation, 0.8f}, {S::communication, 0.6f}});
    p["mindfulness"] = programme(first, 8, 7, 0.25f,
                                 {{S::letting_go, 1.2f}, {S::regulation, 1}});
    p["cbt and mindfulness"] = p["cbt"];
    for (std::size_t k = 0; k < interventions::skill_count; ++k)
        p["cbt and mindfulness"].targets[k] += p["mindfulness"].targets[k];
    p["education"] = programme(both, 2, 7, 0.4f,
                               {{S::de_escalation, 0.6f}, {S::benign_appraisal, 0.4f}});
    p["supportive partner"] = programme(second, 8, 7, 0.25f,
                                        {{S::responsiveness, 1.5f}, {S::positive_exchange, 1.5f},
                                         {S::de_escalation, 0.6f}});
    p["support figure"] = programme(first, 52, 7, 0.06f, {{S::outside_security, 1}});
    p["support"] = programme(first, 26, 7, 0.12f, {{S::outside_security, 0.6f}});
    p["meaning"] = programme(first, 26, 7, 0.12f,
                             {{S::benign_appraisal, 0.9f}, {S::letting_go, 0.9f}});
    p["behaviour"] = programme(first, 26, 7, 0.12f,
                               {{S::communication, 1.2f}, {S::regulation, 0.9f}});
    p["all three"] = p["support"];
    for (const char* part : {"meaning", "behaviour"})
        for (std::size_t k = 0; k < interventions::skill_count; ++k)
            p["all three"].targets[k] += p[part].targets[k];
    p["daily practice"] = programme(first, 84, 1, 0.02f, {{S::regulation, 1.2f}});
    p["two retreats"] = programme(first, 2, 42, 0.84f, {{S::regulation, 1.2f}});
    return p;
}

} // namespace

const std::map<std::string, Programme>& programmes() {
    static const std::map<std::string, Programme> table = all();
    return table;
}

} // namespace couplet::claims
