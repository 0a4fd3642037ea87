#include "check.hpp"
#include "mechanisms/acts.hpp"
#include "mechanisms/response.hpp"

using namespace couplet;
using namespace couplet::test;
using Responder = response::Responder<F>;

namespace {
Responder average() {
    const F z(0.0f);
    return {z, z, z, z, z, z, z, z};
}
F readiness(const response::Params& p, F Responder::*field, F x) {
    auto r = average();
    r.*field = x;
    return response::readiness(p, r);
}
float answered(const response::Params& p, float pressure, float valence) {
    return response::answer_probability(p, F(1.0f), F(pressure), F(valence)).v;
}
} // namespace

TEST_CASE("response: table", "[unit]") {
    check_table(response::table);
    check_neutral(response::table, response::neutral);
}

TEST_CASE("response: directions", "[property]") {
    const auto p = lively(response::table);
    using R = Responder;
    for (auto field : {&R::commitment, &R::trust, &R::learnt})
        check_slope(Slope::rising, 0, 2, [&](F x) { return readiness(p, field, x); });
    for (auto field : {&R::overwhelm, &R::alarm, &R::tension, &R::avoidance, &R::fatigue})
        check_slope(Slope::falling, 0, 2, [&](F x) { return readiness(p, field, x); });
    CHECK(response::readiness(p, average()).v == p.base);
    check_slope(Slope::rising, -3, 3, [&](F x) {
        return response::answer_probability(p, x, F(1.0f), F(0.0f));
    });
}

TEST_CASE("response: what a bid costs follows from its form", "[property]") {
    const auto p = lively(response::table);
    const auto of = [&](const auto& form) { return answered(p, form.pressure, form.valence); };
    // A direct request is answered more than a protest of any kind that shows itself.
    const float request = of(row(Act::direct_request));
    CHECK(request > of(row(Act::criticism)));
    for (const auto& kind : protest_table) {
        CAPTURE(kind.name);
        CHECK(request >= of(kind));
    }
    // Tears are answered more than threats.
    const auto protest = [&](Protest kind) {
        return of(protest_table[static_cast<std::size_t>(kind)]);
    };
    CHECK(protest(Protest::exaggeration) > protest(Protest::threat));
    CHECK(protest(Protest::contact) > protest(Protest::exaggeration));
}

TEST_CASE("response: an answer is never certain", "[property]") {
    const response::Params p;
    for (float r : spread(-10, 10))
        for (float pressure : spread(0, 1)) {
            const float q =
                response::answer_probability(p, F(r), F(pressure), F(-1.0f)).v;
            CHECK(q > 0);
            CHECK(q < 1);
        }
}

TEST_CASE(
    "response: switched off, bids are answered at one rate, whoever asks and however",
    "[property]") {
    const auto p = response::neutral(lively(response::table));
    Responder r = average();
    r.commitment = r.trust = r.overwhelm = r.alarm = r.avoidance = F(1.3f);
    r.fatigue = r.tension = F(0.7f);
    CHECK(response::readiness(p, r).v == response::readiness(p, average()).v);
    CHECK(answered(p, 1, -1) == answered(p, 0.5f, 0));
}
