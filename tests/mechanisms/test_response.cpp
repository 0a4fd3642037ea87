#include "check.hpp"
#include "mechanisms/response.hpp"

using namespace couplet;
using namespace couplet::test;
using Responder = response::Responder<F>;

namespace {
Responder average() {
    const F z(0.0f);
    return {z, z, z, z, z, z, z, z, F(0.5f), z};
}
F readiness(const response::Params& p, F Responder::*field, F x) {
    auto r = average();
    r.*field = x;
    return response::readiness(p, r);
}
} // namespace

TEST_CASE("response: table", "[unit]") {
    check_table(response::table);
    check_neutral(response::table, response::neutral);
}

TEST_CASE("response: directions", "[property]") {
    const auto p = lively(response::table);
    using R = Responder;
    for (auto field :
         {&R::commitment, &R::trust, &R::communication, &R::accuracy, &R::learnt})
        check_slope(Slope::rising, 0, 2, [&](F x) { return readiness(p, field, x); });
    for (auto field : {&R::overwhelm, &R::avoidance, &R::fatigue, &R::tension, &R::apart})
        check_slope(Slope::falling, 0, 2, [&](F x) { return readiness(p, field, x); });
    CHECK(response::readiness(p, average()).v == p.base);
    const F zero(0.0f);
    check_slope(Slope::falling, 0, 3, [&](F form) {
        return response::answer_probability(F(1.0f), form, zero);
    });
    check_slope(Slope::rising, -3, 3,
                [&](F x) { return response::answer_probability(x, F(1.0f), zero); });
    // Responsiveness that was learnt takes the sting out of the form, at most all of it.
    check_slope(Slope::rising, 0, 2, [&](F learnt) {
        return response::answer_probability(F(1.0f), F(1.5f), learnt);
    });
    CHECK(response::answer_probability(F(1.0f), F(1.5f), F(9.0f)).v ==
          response::answer_probability(F(1.0f), zero, zero).v);
}

TEST_CASE("response: an answer is never certain", "[property]") {
    for (float r : spread(-10, 10))
        for (float form : spread(0, 5)) {
            const float q = response::answer_probability(F(r), F(form), F(0.0f)).v;
            CHECK(q > 0);
            CHECK(q < 1);
        }
}

TEST_CASE(
    "response: switched off, bids are answered at one rate, whoever asks and however",
    "[property]") {
    const auto p = response::neutral(lively(response::table));
    Responder r = average();
    r.commitment = r.trust = r.overwhelm = r.avoidance = r.communication = F(1.3f);
    r.fatigue = r.tension = r.apart = r.accuracy = F(0.7f);
    CHECK(response::readiness(p, r).v == response::readiness(p, average()).v);
    CHECK(p.indirect == 0);
    CHECK(p.harsh == 0);
}
