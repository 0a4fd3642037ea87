// Couples who do nothing but attend their programmes.
#pragma once

#include "couples.hpp"
#include "model/programme.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace couplet::test {

using F = Lanes<1>;
using interventions::Programme;
using interventions::Recipient;

// A weekly course on one skill, in which nobody differs and nobody leaves.
inline Programme course(std::size_t skill, int sessions = 4, float gain = 1) {
    Programme g;
    g.sessions = sessions;
    g.dropout = 0;
    g.response_sd = 0;
    g.fading = 1e9f;
    g.targets[skill] = gain;
    return g;
}

// A couple that does nothing but attend: what lives between the sessions is not of
// interest here.
struct Patients {
    model::Parameters p;
    std::vector<Programme> arm;
    model::Couple<F> c;
    model::Entry<F> entry{};
    std::vector<model::Course<F>> courses;
    std::vector<model::ProgrammeEvents<F>> events;
    std::vector<std::vector<int>> sessions; // days of each programme's

    explicit Patients(std::vector<Programme> programmes, std::uint32_t id = 5)
        : arm(std::move(programmes)), c(newcomer(p, id)), courses(arm.size()),
          events(arm.size()), sessions(arm.size()) {}

    float skill(std::size_t n, std::size_t partner = 0) const {
        return c.partner[partner].skills[n].v;
    }
    void live(int day) {
        model::DayClock k;
        k.day = day;
        k.address = static_cast<std::uint32_t>(day);
        model::begin_day_of_programmes<F>(p, arm, seed, k, entry, courses.data(),
                                          events.data(), c);
        for (std::size_t n = 0; n < arm.size(); ++n)
            if (any(events[n].session))
                sessions[n].push_back(day);
        model::fade<F>(arm, k, entry, courses.data(), c);
    }
    Patients& live(int from, int to, const std::function<void(int)>& each = {}) {
        for (int day = from; day < to; ++day) {
            live(day);
            if (each)
                each(day);
        }
        return *this;
    }
};

} // namespace couplet::test
