// The evening's diary, and the interview.
#include "measurement/diary.hpp"
#include "measurement/interview.hpp"
#include "numerics/math.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

using namespace couplet;
using namespace couplet::measurement;

namespace {

// An ordinary day of both.
Latent ordinary() {
    Latent x;
    x[From::satisfaction] = 0.8f;
    x[From::negative_affect] = x[From::inferred_affect] = 1;
    x[From::positive_affect] = 1.05f;
    x[From::felt_warmth] = 9;
    x[From::support] = 1;
    return x;
}
float without_error(Item item, const Latent& own) {
    return value(diary_table[static_cast<std::size_t>(item)], own, ordinary(), 0);
}
double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        mx += x[k] / static_cast<double>(x.size());
        my += y[k] / static_cast<double>(x.size());
    }
    for (std::size_t k = 0; k < x.size(); ++k) {
        xy += (x[k] - mx) * (y[k] - my);
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
    }
    return xy / std::sqrt(xx * yy);
}
float normal(std::uint64_t k, std::uint32_t stream) {
    KeyedEngine words(Seed{77}, k, stream);
    return normal_quantile(uniform(Words<1>(words()))).v;
}

} // namespace

TEST_CASE("diary: an answer by hand", "[unit]") {
    // Negative affect 0.6 + 0.9 * 1 = 1.5. Satisfaction: the logit of 0.8 is ln 4, and
    // affect is as usual, so 1 + 6 * 0.8 = 5.8, rounded.
    CHECK(without_error(Item::negative_affect, ordinary()) == Approx(1.5));
    CHECK(without_error(Item::satisfaction, ordinary()) == Approx(6));
    // (9 + 1 + 2) / 12 = 1, logit 0: the middle of 1 to 7.
    CHECK(without_error(Item::perceived_support, ordinary()) == Approx(4));
}

TEST_CASE("diary: each item follows what it asks for", "[property]") {
    const auto moves = [](Item item, From from, float by) {
        Latent more = ordinary();
        more[from] += by;
        return without_error(item, more) - without_error(item, ordinary());
    };
    CHECK(moves(Item::perceived_conflict, From::coldness, 5) > 0);
    CHECK(moves(Item::perceived_conflict, From::threat, 3) > 0);
    CHECK(moves(Item::perceived_support, From::felt_warmth, 20) > 0);
    CHECK(moves(Item::negative_affect, From::negative_affect, 1) > 0);
    CHECK(moves(Item::positive_affect, From::positive_affect, 1) > 0);
    CHECK(moves(Item::partner_affect, From::inferred_affect, 2) > 0);
    CHECK(moves(Item::satisfaction, From::negative_affect, 3) < 0);
    CHECK(moves(Item::reassurance_sought, From::sought, 5) > 0);
    CHECK(moves(Item::reassurance_received, From::support, 5) > 0);
}

TEST_CASE("diary: errors are of the day and the item", "[unit][determinism]") {
    const Occasion today{Seed{5}, 3, 10, 0};
    int differ = 0;
    for (std::size_t n = 0; n < item_count; ++n) {
        const Item item = static_cast<Item>(n);
        const float answer = diary_value(item, today, ordinary(), ordinary());
        CHECK(answer == diary_value(item, today, ordinary(), ordinary()));
        CHECK((answer >= diary_table[n].low && answer <= diary_table[n].high));
        for (int day = 11; day < 21; ++day)
            differ += answer != diary_value(item, {Seed{5}, 3, day, 0}, ordinary(), ordinary());
    }
    CHECK(differ > 30); // of 80; some round alike
}

// 20,000 persons: standard errors of shares below 0.0036, of correlations 0.007.
TEST_CASE("interview: shares, stability and validity are as its head says", "[statistical]") {
    constexpr std::uint32_t n = 20000;
    double secure = 0, same = 0, unresolved = 0, again = 0;
    std::vector<double> avoidance, dismissing;
    for (std::uint32_t k = 0; k < n; ++k) {
        const float x = normal(k, 1), y = normal(k, 2);
        const auto first = interview({Seed{9}, k, 0, 0}, x, y);
        const auto later = interview({Seed{9}, k, 60, 0}, x, y);
        secure += first.best == StateOfMind::secure;
        same += first.best == later.best;
        unresolved += first.unresolved;
        again += first.unresolved && later.unresolved;
        avoidance.push_back(y);
        dismissing.push_back(first.best == StateOfMind::dismissing);
    }
    CHECK(secure / n == Approx(0.56).margin(0.03));
    CHECK(same / n == Approx(0.78).margin(0.03)); // after two months
    CHECK(unresolved / n == Approx(0.10).margin(0.03));
    CHECK(again / unresolved < same / n); // the least stable
    // A dimension that correlates by 0.2 does so by less once it is a class.
    const double r = correlation(avoidance, dismissing);
    CHECK((r > 0.05 && r < 0.2));
}

TEST_CASE("interview: the error is of the day, the state of mind is not", "[determinism]") {
    const auto a = interview({Seed{9}, 4, 30, 1}, 0.3f, -0.2f);
    const auto b = interview({Seed{9}, 4, 30, 1}, 0.3f, -0.2f);
    CHECK(a.best == b.best);
    CHECK(a.unresolved == b.unresolved);
}
