#include "analysis/claims/samples.hpp"

namespace couplet::claims {
namespace {

// What these programmes teach is assumed, in the same units as in scenarios/interventions.
Programme programme(Recipient who, int sessions, float interval, float rate,
                    std::initializer_list<Property> targets) {
    Programme p;
    p.recipient = who;
    p.sessions = sessions;
    p.interval = interval;
    p.rate = rate;
    for (const Property& x : targets)
        p.targets[static_cast<std::size_t>(x.skill)] = x.value;
    return p;
}
Programme together(Programme a, const Programme& b) {
    for (std::size_t k = 0; k < interventions::skill_count; ++k)
        a.targets[k] += b.targets[k];
    return a;
}

Programmes further() {
    using S = Skill;
    constexpr auto first = Recipient::first, second = Recipient::second, both = Recipient::both;
    Programmes p;
    p["relaxation"] = programme(first, 6, 7, 0.2f, {{S::regulation, 0.8f}});
    p["dbt"] = programme(first, 24, 7, 0.2f,
                         {{S::regulation, 1.5f}, {S::communication, 1}, {S::letting_go, 0.5f}});
    p["long therapy"] = programme(first, 60, 7, 0.06f,
                                  {{S::outside_security, 0.8f}, {S::benign_appraisal, 0.6f},
                                   {S::regulation, 0.8f}, {S::letting_go, 0.6f}});
    p["mindfulness"] = programme(first, 8, 7, 0.2f, {{S::letting_go, 1}, {S::regulation, 0.8f}});
    p["education"] = programme(both, 2, 7, 0.2f,
                               {{S::de_escalation, 1}, {S::benign_appraisal, 0.6f}});
    p["supportive partner"] = programme(second, 8, 7, 0.2f,
                                        {{S::responsiveness, 1.5f}, {S::positive_exchange, 1.5f}});
    p["support figure"] = programme(first, 52, 7, 0.06f, {{S::outside_security, 0.8f}});
    p["support"] = programme(first, 26, 7, 0.12f, {{S::outside_security, 0.4f}});
    p["meaning"] = programme(first, 26, 7, 0.12f,
                             {{S::benign_appraisal, 0.6f}, {S::letting_go, 0.6f}});
    p["behaviour"] = programme(first, 26, 7, 0.12f,
                               {{S::communication, 1}, {S::regulation, 0.8f}});
    p["all three"] = together(together(p["support"], p["meaning"]), p["behaviour"]);
    // The same sum of practice: some every day for twelve weeks, or all on two days. Half of what daily
    // practice does lasts (dose.hpp); of that as much is still to be learnt in the end:
    // (1 - 2 (.1) / 7)^78 = .10, (1 - .7)^2 = .09.
    p["daily practice"] = programme(first, 12, 7, 0.1f, {{S::regulation, 1.2f}});
    p["daily practice"].practice = true;
    p["daily practice"].adherence = 1;
    p["two retreats"] = programme(first, 2, 42, 0.7f, {{S::regulation, 0.6f}});
    return p;
}

} // namespace

Programmes trial_programmes(const std::vector<engine::Arm>& supplied) {
    Programmes p = further();
    for (const engine::Arm& arm : supplied)
        p[arm.name] = arm.programmes.front();
    p["eft of one"] = p["eft"];
    p["eft of one"].recipient = Recipient::first;
    p["six of abct"] = p["abct"];
    p["six of abct"].sessions = 6;
    p["cbt and mindfulness"] = together(p["cbt"], p["mindfulness"]);
    for (auto& [name, programme] : p)
        programme.start_day = trial_start;
    p["late eft"] = p["eft"];
    p["late eft"].start_day = trial_start + 364;
    return p;
}

} // namespace couplet::claims
