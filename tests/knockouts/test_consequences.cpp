#include "settings.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <set>

using namespace couplet;
using namespace couplet::knockouts;
using claims::negative;
using claims::positive;
using model::Mechanism;

namespace {

const World& whole() {
    static const World world(test::small_world());
    return world;
}
constexpr Estimate around(double x, double half) { return {x, x - half, x + half}; }
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("knock-outs: every mechanism has a consequence", "[unit]") {
    std::set<Mechanism> with;
    std::set<std::string> statistics;
    for (const Consequence& c : consequences()) {
        with.insert(c.of);
        CAPTURE(c.text);
        CHECK_FALSE(c.text.empty());
        const auto check = c.statistic(whole(), whole());
        CAPTURE(check.compared);
        // One finite end: the value of no effect.
        CHECK(std::isfinite(check.range.low) != std::isfinite(check.range.high));
        CHECK(check.units > 1);
        CHECK(statistics.insert(std::to_string(static_cast<int>(c.of)) + check.compared).second);
    }
    CHECK(with.size() == model::mechanism_count);
}

TEST_CASE("knock-outs: with nothing switched off no consequence is seen", "[statistical]") {
    const World twin(test::small_world());
    for (const Consequence& c : consequences()) {
        if (c.expected == Expected::unchanged)
            continue; // of twins, this is so: see the next case
        const Judged j = judge(c, twin, whole(), Seed{1}, 20);
        CAPTURE(j.compared, j.on.value, j.off.value);
        CHECK(std::isfinite(j.on.value));
        CHECK(j.change.value == 0);
        CHECK_FALSE(j.seen);
    }
}

TEST_CASE("knock-outs: only what changes nothing leaves all lives the same", "[determinism]") {
    for (const Consequence& c : consequences())
        if (c.expected == Expected::unchanged) {
            CHECK(c.of == Mechanism::cycle);
            const World world(without(test::small_world(), Mechanism::cycle));
            CHECK(judge(c, world, whole(), Seed{1}, 20).seen);
            for (Mechanism other : {Mechanism::repair, Mechanism::empathic_accuracy}) {
                const World changed(without(test::small_world(), other));
                CHECK_FALSE(judge(c, changed, whole(), Seed{1}, 20).seen);
            }
        }
}

TEST_CASE("knock-outs: what is by construction gone is seen to be, in few couples", "[statistical]") {
    // With these mechanisms off the statistic is 0 in each couple, so chance plays no part in it.
    for (Mechanism m : {Mechanism::triggers, Mechanism::physiology, Mechanism::response,
                        Mechanism::attachment_change, Mechanism::variation}) {
        int seen = 0;
        for (const Judged& j : judge_all(m, test::small_world(), whole(), 20)) {
            CAPTURE(j.compared, j.on.value, j.off.value, j.change.low, j.change.high);
            seen += j.seen;
        }
        CAPTURE(static_cast<int>(m));
        CHECK(seen > 0);
    }
}

TEST_CASE("knock-outs: verdicts by hand", "[unit]") {
    // Gone: an effect with all on, at most a third of it left, and a change.
    CHECK(is_seen(Expected::gone, positive, around(1, 0.2), around(0, 0.1), around(-1, 0.2)));
    CHECK(is_seen(Expected::gone, positive, around(1, 0.2), around(0, 0), around(-1, 0.2)));
    CHECK(is_seen(Expected::gone, negative, around(-1, 0.2), around(-0.1, 0.1), around(0.9, 0.2)));
    CHECK(is_seen(Expected::gone, {1, claims::infinite}, around(1.6, 0.2), around(1, 0.1),
                  around(-0.6, 0.2))); // a ratio: no effect is 1
    CHECK_FALSE(is_seen(Expected::gone, positive, around(1, 1.1), around(0, 0.1), around(-1, 0.2)));
    CHECK_FALSE(is_seen(Expected::gone, positive, around(1, 0.2), around(0.3, 0.1), around(-0.7, 0.2)));
    CHECK_FALSE(is_seen(Expected::gone, positive, around(1, 0.2), around(-0.5, 0.1), around(-1.5, 0.2)));
    CHECK_FALSE(is_seen(Expected::gone, positive, around(1, 0.2), around(0, 0.5), around(-1, 0.6)));
    CHECK_FALSE(is_seen(Expected::gone, negative, around(1, 0.2), around(0, 0.1), around(-1, 0.2)));
    CHECK_FALSE(is_seen(Expected::gone, positive, around(1, 0.2), around(missing, missing),
                        around(missing, missing)));
    // Less: some may be left.
    CHECK(is_seen(Expected::less, positive, around(1, 0.2), around(0.7, 0.2), around(-0.3, 0.2)));
    CHECK_FALSE(is_seen(Expected::less, positive, around(1, 0.2), around(0.9, 0.2), around(-0.1, 0.2)));
    CHECK_FALSE(is_seen(Expected::less, positive, around(1, 0.2), around(1, 0.2), around(0, 0)));
    // More.
    CHECK(is_seen(Expected::more, positive, around(1, 0.2), around(1.5, 0.2), around(0.5, 0.2)));
    CHECK_FALSE(is_seen(Expected::more, positive, around(1, 0.2), around(1, 0.2), around(0, 0)));
    // Unchanged, to the last bit.
    CHECK(is_seen(Expected::unchanged, positive, around(100, 0), around(100, 0), around(0, 0)));
    CHECK_FALSE(is_seen(Expected::unchanged, positive, around(100, 0), around(99, 1), around(-1, 1)));
}

TEST_CASE("knock-outs: the interval of the change is that of the same couples", "[unit]") {
    // Couples differ widely, and without the mechanism each has a tenth less.
    const Consequence c{Mechanism::repair, "less", Expected::less,
                        [](const World& world, const World& one) {
                            const double factor = &world == &one ? 1 : 0.9;
                            claims::Column x;
                            for (int k = 1; k <= 40; ++k)
                                x.push_back(factor * k);
                            return claims::mean_of("", "x", positive, x);
                        }};
    const World other(test::small_world());
    const Judged j = judge(c, other, whole(), Seed{1}, 100);
    CHECK(j.on.value == Approx(20.5));
    CHECK(j.change.value == Approx(-2.05));
    // A tenth of the error of the mean, where couples of two samples would give more than all of it.
    CHECK(j.change.high - j.change.value == Approx(0.1 * (j.on.high - j.on.value)));
    CHECK(j.seen);
}
