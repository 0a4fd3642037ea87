// Who the couples are: moments, pairings, and that a couple is the same whoever else is
// drawn.
#include "mechanisms/attachment_change.hpp"
#include "population/draw.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstring>
#include <vector>

using namespace couplet;
using namespace couplet::population;

namespace {

constexpr int couples = 20'000;

// Means and spreads in the middle of the scale, so that its ends cut off next to nothing:
// 4 sd.
variation::Params middle() {
    variation::Params p;
    p.anxiety_mean = 4;
    p.anxiety_sd = 0.75f;
    p.avoidance_mean = 4;
    p.avoidance_sd = 0.7f;
    p.anxiety_avoidance = 0.5f;
    p.prototype_share = 0.45f;
    return p;
}

struct Moments {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    void add(double a, double b) {
        ++n;
        x += a;
        y += b;
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    double mean() const { return x / n; }
    double sd() const { return std::sqrt(xx / n - mean() * mean()); }
    double correlation() const {
        return (xy / n - x / n * y / n) /
               std::sqrt((xx / n - x / n * x / n) * (yy / n - y / n * y / n));
    }
};

float anxiety(const Drawn& c, std::size_t i) {
    return c.traits[i].anxiety_prototype + c.revisable[i].anxiety;
}
float avoidance(const Drawn& c, std::size_t i) {
    return c.traits[i].avoidance_prototype + c.revisable[i].avoidance;
}
bool same(const Drawn& a, const Drawn& b) {
    return std::memcmp(&a.traits, &b.traits, sizeof a.traits) == 0 &&
           std::memcmp(&a.revisable, &b.revisable, sizeof a.revisable) == 0 &&
           a.style == b.style && a.pairing == b.pairing && a.age_years == b.age_years;
}
Spec named(std::vector<Pairing> pairings) {
    Spec spec;
    spec.pairings = std::move(pairings);
    return spec;
}

} // namespace

TEST_CASE("attachment has the stated moments and correlations", "[statistical]") {
    const auto p = middle();
    const Spec spec;
    Moments own, first, avoiding, between, between_avoidance, stable;
    for (int k = 0; k < couples; ++k) {
        const auto c = draw_couple(spec, p, Seed{5}, static_cast<std::uint32_t>(k));
        own.add(anxiety(c, 0), avoidance(c, 0));
        first.add(anxiety(c, 1), avoidance(c, 1));
        avoiding.add(avoidance(c, 1), 0);
        between.add(anxiety(c, 0), anxiety(c, 1));
        between_avoidance.add(avoidance(c, 0), avoidance(c, 1));
        stable.add(c.traits[0].anxiety_prototype, anxiety(c, 0));
    }
    // Standard errors for n = 20 000: mean sd/141, sd sd/200, correlation (1 - r^2)/141.
    // Bounds of 4.9 of them: a false alarm in 1e6 a check. Limits of the scale at 4 sd
    // change the moments by less than 1e-3, hence the extra margin.
    const double extra = 0.002, z = 4.9, root = std::sqrt(double(couples));
    for (const Moments* m : {&own, &first}) {
        CHECK(m->mean() == Approx(4).margin(z * 0.75 / root + extra));
        CHECK(m->sd() == Approx(0.75).margin(z * 0.75 / root / std::sqrt(2) + extra));
        // Of the prototypes .5, whose share of the variance is .45.
        CHECK(m->correlation() == Approx(0.225).margin(z * 0.95 / root + extra));
    }
    CHECK(avoiding.mean() == Approx(4).margin(z * 0.7 / root + extra));
    CHECK(avoiding.sd() == Approx(0.7).margin(z * 0.7 / root / std::sqrt(2) + extra));
    // Partners are not alike to begin with.
    CHECK(between.correlation() == Approx(0).margin(z / root + extra));
    CHECK(between_avoidance.correlation() == Approx(0).margin(z / root + extra));
    // The prototype holds the stated share of the variance, so correlates sqrt(.45) with
    // the whole.
    CHECK(stable.sd() == Approx(0.75 * std::sqrt(0.45)).margin(z * 0.5 / root + extra));
    CHECK(stable.correlation() ==
          Approx(std::sqrt(0.45)).margin(z * 0.55 / root + extra));
}

TEST_CASE("other traits have the stated spread and are independent of attachment",
          "[statistical]") {
    auto p = middle();
    p.trait_sd = 1.3f;
    p.reactivity_sd = 0.3f;
    p.fit_shared_sd = 0.4f;
    p.fit_own_sd = 0.5f;
    const Spec spec;
    Moments regulation, communication, reactivity, fit, age;
    for (int k = 0; k < couples; ++k) {
        const auto c = draw_couple(spec, p, Seed{6}, static_cast<std::uint32_t>(k));
        regulation.add(c.traits[0].regulation, anxiety(c, 0));
        communication.add(c.traits[1].communication, avoidance(c, 1));
        reactivity.add(std::log(double(c.traits[0].reactivity)), c.traits[0].rumination);
        fit.add(c.traits[0].fit, c.traits[1].fit);
        age.add(c.age_years, 0);
    }
    const double z = 4.9, root = std::sqrt(double(couples));
    for (const Moments* m : {&regulation, &communication, &reactivity})
        CHECK(std::fabs(m->correlation()) < z / root);
    CHECK(regulation.mean() == Approx(0).margin(z * 1.3 / root));
    CHECK(regulation.sd() == Approx(1.3).margin(z * 1.3 / root));
    CHECK(communication.sd() == Approx(1.3).margin(z * 1.3 / root));
    CHECK(reactivity.mean() ==
          Approx(0).margin(z * 0.3 / root)); // median of the factor 1
    CHECK(reactivity.sd() == Approx(0.3).margin(z * 0.3 / root));
    // Shared .16 of .16 + .25: correlation .39.
    CHECK(fit.sd() == Approx(std::sqrt(0.41)).margin(z * 0.64 / root));
    CHECK(fit.correlation() == Approx(0.16 / 0.41).margin(z / root));
    // Exponential of mean 3, cut at 12: 3 (1 - e^-4) = 2.945.
    CHECK(age.mean() == Approx(2.945).margin(z * 3 / root));
}

TEST_CASE("attachment stays on its scale", "[property]") {
    auto p = middle();
    p.anxiety_sd = p.avoidance_sd = 3;
    const Spec spec;
    for (std::uint32_t k = 0; k < 2000; ++k) {
        const auto c = draw_couple(spec, p, Seed{7}, k);
        for (std::size_t i = 0; i < 2; ++i)
            for (float x :
                 {c.traits[i].anxiety_prototype, c.traits[i].avoidance_prototype,
                  anxiety(c, i), avoidance(c, i)})
                CHECK_FALSE((x < 1 - 1e-5f || x > 7 + 1e-5f));
    }
}

TEST_CASE("a couple is the same however many are drawn, and differs by seed and number",
          "[determinism]") {
    const variation::Params p;
    Spec few, many;
    few.couples = 1;
    many.couples = 1'000'000;
    for (std::uint32_t k : {0u, 7u, 999u}) {
        CHECK(same(draw_couple(few, p, Seed{8}, k), draw_couple(many, p, Seed{8}, k)));
        CHECK_FALSE(
            same(draw_couple(few, p, Seed{8}, k), draw_couple(few, p, Seed{9}, k)));
        CHECK_FALSE(
            same(draw_couple(few, p, Seed{8}, k), draw_couple(few, p, Seed{8}, k + 1)));
    }
    // The temperament of a couple does not depend on how its attachment is drawn.
    const auto drawn = draw_couple(few, p, Seed{8}, 3);
    CHECK(drawn.traits[0].regulation != drawn.traits[1].regulation);
}

TEST_CASE("named styles lie at their corners", "[property]") {
    variation::Params p;
    p.style_sd = 0;
    p.style_boundary = 0.3f;
    const auto spec = named({{"x", Style::anxious, Style::avoidant, 1}});
    const auto c = draw_couple(spec, p, Seed{10}, 0);
    using namespace attachment_change;
    CHECK(anxiety(c, 0) == Approx(norm_anxiety + 1.3f * norm_anxiety_sd));
    CHECK(avoidance(c, 0) == Approx(norm_avoidance - 0.7f * norm_avoidance_sd));
    CHECK(anxiety(c, 1) == Approx(norm_anxiety - 0.7f * norm_anxiety_sd));
    CHECK(avoidance(c, 1) == Approx(norm_avoidance + 1.3f * norm_avoidance_sd));
    CHECK(c.revisable[0].anxiety == 0);
    CHECK(c.style[0] == Style::anxious);
    CHECK(c.style[1] == Style::avoidant);
    // Each corner is nearest to itself, also when moved by less than half the way to the
    // next.
    const float low = -0.7f, high = 1.3f;
    for (auto [style, a, v] : {std::tuple{Style::secure, low, low},
                               {Style::anxious, high, low},
                               {Style::avoidant, low, high},
                               {Style::disorganised, high, high}})
        for (float off : {-0.9f, 0.0f, 0.9f})
            CHECK(nearest_style(p, norm_anxiety + (a + off) * norm_anxiety_sd,
                                norm_avoidance + (v - off) * norm_avoidance_sd) == style);
}

TEST_CASE("pairings come in their shares, from the first couples on", "[property]") {
    const variation::Params p;
    const Style s = Style::secure;
    const auto equal = named({{"a", s, s, 1}, {"b", s, s, 1}, {"c", s, s, 1}});
    for (std::uint32_t k = 0; k < 30; ++k)
        CHECK(draw_couple(equal, p, Seed{11}, k).pairing == static_cast<int>(k % 3));
    const auto unequal = named({{"a", s, s, 5}, {"b", s, s, 3}, {"c", s, s, 2}});
    std::vector<int> count(3);
    constexpr int n = 1000;
    for (std::uint32_t k = 0; k < n; ++k)
        ++count[static_cast<std::size_t>(draw_couple(unequal, p, Seed{11}, k).pairing)];
    // Multiples of the golden ratio: discrepancy below (2 + ln n) / n, here 0.9 %.
    CHECK(std::fabs(count[0] - 0.5 * n) < 9);
    CHECK(std::fabs(count[1] - 0.3 * n) < 9);
    CHECK(std::fabs(count[2] - 0.2 * n) < 9);
    CHECK(pairing_names(unequal) == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("without named pairings a couple is labelled by its styles, in any order", "[unit]") {
    const auto names = pairing_names(Spec{});
    REQUIRE(names.size() == 10); // unordered pairs of four styles
    for (int a = 0; a < style_count; ++a)
        for (int b = 0; b < style_count; ++b) {
            const auto at = unordered_pair(static_cast<Style>(a), static_cast<Style>(b));
            const std::string x = style_names[a], y = style_names[b];
            const auto& name = names.at(static_cast<std::size_t>(at));
            CHECK((name == x + "-" + y || name == y + "-" + x));
        }
}

TEST_CASE("switched off, all couples have the same traits", "[property]") {
    const auto p = variation::neutral(variation::Params{});
    const Spec spec;
    const auto one = draw_couple(spec, p, Seed{13}, 0);
    for (std::uint32_t k = 1; k < 100; ++k) {
        const auto c = draw_couple(spec, p, Seed{13}, k);
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK(anxiety(c, i) == Approx(anxiety(one, 0)));
            CHECK(avoidance(c, i) == Approx(avoidance(one, 0)));
            CHECK(c.traits[i].regulation == one.traits[0].regulation);
            CHECK(c.traits[i].communication == one.traits[0].communication);
            CHECK(c.traits[i].reactivity == 1);
            CHECK(c.traits[i].fit == one.traits[0].fit);
        }
    }
}
