#include "model/parameters.hpp"
#include "support/catch.hpp"

#include <cstring>
#include <set>
#include <string>

using namespace couplet;
using model::Mechanism;

namespace {
// Bytes of one mechanism's parameters.
std::string bytes_of(const model::Parameters& p, Mechanism which) {
    std::string bytes;
    model::for_each_mechanism(
        p, [&](Mechanism m, const char*, const auto& params, const auto&) {
            if (m == which)
                bytes.assign(reinterpret_cast<const char*>(&params), sizeof params);
        });
    return bytes;
}
} // namespace

TEST_CASE("parameters: every mechanism is visited once, in the order of the enumeration",
          "[unit]") {
    const model::Parameters p;
    std::size_t n = 0;
    std::set<std::string> names;
    model::for_each_mechanism(
        p, [&](Mechanism m, const char* name, const auto&, const auto&) {
            CHECK(static_cast<std::size_t>(m) == n++);
            names.insert(name);
        });
    CHECK(n == model::mechanism_count);
    CHECK(names.size() == model::mechanism_count);
    CHECK(static_cast<std::size_t>(Mechanism::variation) + 1 == model::mechanism_count);
}

TEST_CASE("parameters: all on, nothing is replaced", "[unit]") {
    const model::Parameters p, e = model::effective(p);
    for (std::size_t k = 0; k < model::mechanism_count; ++k)
        CHECK(bytes_of(e, static_cast<Mechanism>(k)) ==
              bytes_of(p, static_cast<Mechanism>(k)));
}

TEST_CASE("parameters: a switch replaces its own mechanism and no other", "[property]") {
    for (std::size_t off = 0; off < model::mechanism_count; ++off) {
        model::Parameters p;
        const auto which = static_cast<Mechanism>(off);
        p.set_enabled(which, false);
        CHECK_FALSE(p.is_enabled(which));
        const auto e = model::effective(p);
        CAPTURE(off);
        for (std::size_t k = 0; k < model::mechanism_count; ++k) {
            const auto m = static_cast<Mechanism>(k);
            // The names of the cycle's phases are labels: there is nothing to switch off.
            const bool differs = k == off && which != Mechanism::cycle;
            CHECK((bytes_of(e, m) != bytes_of(p, m)) == differs);
        }
    }
}

TEST_CASE("parameters: in the warm-up averages look back no further than its first day", "[unit]") {
    const model::Parameters p;
    const auto averages = [](const model::Parameters& q) {
        return std::array{q.evaluation.time, q.evaluation.satisfaction_time,
                          q.attachment_change.security_time, q.attachment_change.revision_time,
                          q.symptoms.time};
    };
    const auto always = averages(p);
    for (int day : {-90, -60, -1}) {
        const auto today = averages(model::on_day(p, day, 90));
        for (std::size_t k = 0; k < always.size(); ++k)
            CHECK(today[k] == std::min(always[k], static_cast<float>(day + 91)));
    }
    CHECK(averages(model::on_day(p, 0, 90)) == always);
    // Nobody's age: it is older than the warm-up.
    CHECK(model::on_day(p, -90, 90).evaluation.comparison_time == p.evaluation.comparison_time);
    // What stands still when a mechanism is off does so here too.
    model::Parameters off;
    off.set_enabled(Mechanism::attachment_change, false);
    const auto e = model::effective(off);
    CHECK(model::on_day(e, -90, 90).attachment_change.revision_time ==
          e.attachment_change.revision_time);
}
