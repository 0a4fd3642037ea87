// Estimates against R (reference.R): relative difference below 1e-9.
#include "effects/estimate.hpp"
#include "statistics/mediation.hpp"
#include "support.hpp"

using namespace couplet;
using namespace couplet::effects;
using couplet::test::blank;
using couplet::test::csi16;

namespace {

constexpr std::uint32_t each = 40;

void fill(TrialData& d, std::size_t arm, std::size_t couple, std::size_t row) {
    auto table = test::columns_of("couples.csv");
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string n = std::to_string(i);
        test::score(d, arm, csi16, couple, i, 0) = static_cast<float>(table["before" + n][row]);
        test::score(d, arm, csi16, couple, i, 1) = static_cast<float>(table["after" + n][row]);
    }
}

// The first 40 couples of the file are treated.
TrialData parallel() {
    TrialData d = blank(Design::parallel, 2 * each, {0, 90});
    for (std::uint32_t c = 0; c < 2 * each; ++c) {
        d.members[c].enrolled = c >= each;
        d.members[2 * each + c].enrolled = c < each;
        fill(d, c < each ? 1 : 0, c, c);
    }
    return d;
}
TrialData twins() {
    TrialData d = blank(Design::twins, each, {0, 90});
    for (std::uint32_t c = 0; c < each; ++c) {
        fill(d, 1, c, c);
        fill(d, 0, c, each + c);
    }
    return d;
}

void check(const std::string& name, const std::vector<double>& values) {
    auto table = test::columns_of("reference.csv");
    for (std::size_t k = 0; k < values.size(); ++k) {
        const std::string key = name + "." + std::to_string(k);
        CAPTURE(key, values[k]);
        REQUIRE(table.count(key) == 1);
        CHECK(std::abs(values[k] - table[key][0]) <= 1e-9 * (std::abs(table[key][0]) + 1e-9));
    }
}
std::vector<double> of(const Estimate& e) {
    return {e.value, e.standard_error, e.interval.low, e.interval.high, e.p};
}

} // namespace

TEST_CASE("effects: changes and differences are R's", "[unit]") {
    const TrialData d = parallel();
    const Change c = change(d, {}, 1, csi16, 1);
    check("change", of(c.change));
    check("ancova", of(c.difference));
    check("welch", of(c.raw));
    const Spread s = spread_at_start(d, Who::both, csi16);
    check("spread", {s.sd, s.degrees_of_freedom});
    check("g", {c.g.value, c.g.standard_error, c.g.interval.low, c.g.interval.high});
    const Responders r = responders(d, {}, 1, csi16, 1);
    check("improved", {r.improved.value, r.difference.value, r.difference.interval.low,
                       r.difference.interval.high});
    CHECK(r.nnt == Approx(1 / r.difference.value));
}

TEST_CASE("effects: twins are compared in pairs", "[unit]") {
    const TrialData d = twins();
    Column treated, control;
    std::vector<std::uint32_t> all(each);
    for (std::uint32_t c = 0; c < each; ++c)
        all[c] = c;
    check("twins", of(paired_difference(before_after(d, all, Who::both, 1, csi16, 0, 1).after,
                                        before_after(d, all, Who::both, 0, csi16, 0, 1).after)));
}

TEST_CASE("effects: shares have exact intervals", "[unit]") {
    std::vector<double> couples(25, 0);
    std::fill_n(couples.begin(), 18, 1.0);
    const Estimate e = share_of(couples);
    // 18 of 25 with one person each: n (1 - 1/n) persons of p (1 - p) / SE^2 = 24.
    CHECK(e.value == Approx(0.72));
    CHECK(e.interval.low == Approx(0.50).margin(0.01));
    CHECK(e.interval.high == Approx(0.88).margin(0.01));
    const Estimate nobody = share_of(std::vector<double>(20, 0.0));
    CHECK(nobody.interval.low == 0);
    CHECK(nobody.interval.high == Approx(1 - std::pow(0.025, 1.0 / 20)));
}

TEST_CASE("mediation: paths are R's", "[unit]") {
    auto t = test::columns_of("couples.csv");
    std::vector<double> treated, m, y;
    Eigen::MatrixXd before(2 * each, 1);
    std::vector<int> couple;
    for (std::size_t k = 0; k < 2 * each; ++k) {
        double b = 0, a = 0, n = 0;
        for (const char* i : {"0", "1"})
            if (const double after = t[std::string("after") + i][k]; !std::isnan(after)) {
                b += t[std::string("before") + i][k];
                a += after;
                n += 1;
            }
        treated.push_back(t["treated"][k]);
        m.push_back((t["mediator0"][k] + t["mediator1"][k]) / 2);
        before(static_cast<Eigen::Index>(k), 0) = b / n;
        y.push_back(a / n);
        couple.push_back(static_cast<int>(k));
    }
    const statistics::Mediation r =
        statistics::mediate(treated, m, y, before, couple, Seed{3}, 500);
    check("mediation", {r.a, r.b, r.direct, r.indirect});
    CHECK(r.total == Approx(r.direct + r.a * r.b));
    CHECK(r.indirect_interval.low < r.indirect);
    CHECK(r.indirect_interval.high > r.indirect);
    // A mediator that the treatment determines has no path of its own.
    CHECK(std::isnan(statistics::mediate(treated, treated, y, before, couple, Seed{3}, 20).b));
}
