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
