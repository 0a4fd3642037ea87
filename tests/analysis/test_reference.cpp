// Everything that reference.R computes, against what R said.
#include "statistics/bootstrap.hpp"
#include "statistics/decay.hpp"
#include "statistics/dyadic.hpp"
#include "statistics/effect_size.hpp"
#include "statistics/series.hpp"
#include "statistics/survival.hpp"
#include "support/catch.hpp"
#include "table.hpp"

#include <algorithm>
#include <cmath>
#include <set>

using namespace couplet;
using namespace couplet::statistics;
using couplet::test::read_csv;
using couplet::test::read_table;
using couplet::test::Table;
using couplet::test::whole;
using Eigen::Index;
using Eigen::MatrixXd;

namespace {

using Column = std::vector<double>;

// R's numbers by name, and which of them have been compared.
class Reference {
  public:
    Reference() {
        const auto lines = read_csv("reference.csv");
        for (std::size_t i = 1; i < lines.size(); ++i)
            values_[lines[i].at(0)] = std::strtod(lines[i].at(1).c_str(), nullptr);
    }
    // epsilon: the relative difference allowed.
    void check(const std::string& name, double value, double epsilon = 1e-9) {
        CAPTURE(name, value);
        const auto place = values_.find(name);
        REQUIRE(place != values_.end());
        const double expected = place->second;
        CHECK(std::abs(value - expected) <= epsilon * (std::abs(expected) + 1e-9));
        seen_.insert(name);
    }
    void check(const std::string& name, const Column& values, double epsilon = 1e-9) {
        for (std::size_t i = 0; i < values.size(); ++i)
            check(name + "." + std::to_string(i), values[i], epsilon);
    }
    void check(const std::string& name, const Estimates& e, double epsilon = 1e-9) {
        for (Index i = 0; i < e.value.size(); ++i) {
            const std::string number = "." + std::to_string(i);
            check(name + ".value" + number, e.value(i), epsilon);
            check(name + ".error" + number, e.standard_error(i), epsilon);
            // The tail of t magnifies differences by as much as the logarithm of p.
            check(name + ".p" + number, e.p(i), 20 * epsilon);
        }
    }
    // All names that begin so have been compared.
    void complete(const std::set<std::string>& beginnings) const {
        for (const auto& [name, value] : values_)
            if (beginnings.count(name.substr(0, name.find('.'))) > 0) {
                CAPTURE(name);
                CHECK(seen_.count(name) == 1);
            }
    }
    std::set<std::string> beginnings() const {
        std::set<std::string> result;
        for (const auto& [name, value] : values_)
            result.insert(name.substr(0, name.find('.')));
        return result;
    }

  private:
    std::map<std::string, double> values_;
    std::set<std::string> seen_;
};

const std::set<std::string> basics = {
    "mean", "sd", "mean_interval", "quantile", "correlation", "partial", "icc"};
const std::set<std::string> sizes = {"between",  "paired",          "within", "nnt",
                                     "nnt_of_d", "reliable_change", "cutoff"};
const std::set<std::string> regressions = {"ols", "clustered", "within_person",
                                           "autoregression"};
const std::set<std::string> models = {"same", "same_two", "same_product", "apart",
                                      "apart_product"};
const std::set<std::string> survivals = {"survival", "log_rank", "log_rank_two", "cox"};
const std::set<std::string> others = {"decay", "decay_to_zero", "resample", "bootstrap"};

MatrixXd columns(const std::vector<Column>& from) {
    MatrixXd m(static_cast<Index>(from.at(0).size()), static_cast<Index>(from.size()));
    for (std::size_t j = 0; j < from.size(); ++j)
        m.col(static_cast<Index>(j)) =
            Eigen::Map<const Eigen::VectorXd>(from[j].data(), m.rows());
    return m;
}

Column join(Column a, const Column& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Column of(const EffectSize& e) {
    return {e.d, e.g, e.standard_error, e.interval.low, e.interval.high};
}

} // namespace

TEST_CASE("reference: every value of R belongs to a test", "[unit]") {
    std::set<std::string> all;
    for (const auto& part : {basics, sizes, regressions, models, survivals, others})
        all.insert(part.begin(), part.end());
    CHECK(all == Reference().beginnings());
}

TEST_CASE("reference: means and correlations", "[unit]") {
    Reference r;
    Table c = read_table("couples.csv");
    r.check("mean", mean(c["x0"]));
    r.check("sd", sd(c["x0"]));
    const Interval m = mean_interval(c["x0"]);
    r.check("mean_interval", Column{m.low, m.high});
    Column quantiles;
    for (const double p : {0.0, 0.025, 0.31, 0.5, 0.975, 1.0})
        quantiles.push_back(quantile(c["x0"], p));
    r.check("quantile", quantiles);
    const Correlation a = correlation(c["x0"], c["y0"], 0.9);
    r.check("correlation", Column{a.r, a.p, a.interval.low, a.interval.high});
    const Correlation b =
        partial_correlation(c["x0"], c["y0"], columns({c["x1"], c["z1"]}));
    r.check("partial", Column{b.r, b.p, b.interval.low, b.interval.high});
    r.check("icc", intraclass_correlation(c["y0"], c["y1"]));
    r.complete(basics);
}

TEST_CASE("reference: effect sizes", "[unit]") {
    Reference r;
    Table t = read_table("trial.csv");
    Column groups[2];
    for (std::size_t i = 0; i < t["after"].size(); ++i)
        groups[t["treated"][i] > 0].push_back(t["after"][i]);
    r.check("between", of(between(groups[1], groups[0])), 1e-8);
    r.check("paired", of(paired(t["before"], t["after"])), 1e-8);
    r.check("within", of(within(t["before"], t["after"])));
    const RiskDifference risk = number_needed_to_treat(18, 30, 10, 32);
    r.check("nnt", Column{risk.difference, risk.difference_interval.low,
                          risk.difference_interval.high, risk.nnt});
    r.check("nnt_of_d", number_needed_to_treat(0.5));
    r.check("reliable_change", reliable_change_index(89, 104.5, 14.2, 0.94));
    r.check("cutoff", clinical_cutoff(76.2, 17.8, 114.7, 15.4));
    r.complete(sizes);
}

TEST_CASE("reference: regression", "[unit]") {
    Reference r;
    Table c = read_table("couples.csv");
    const MatrixXd x =
        columns({join(c["x0"], c["x1"]), join(c["x1"], c["x0"]), join(c["z0"], c["z1"])});
    const Column y = join(c["y0"], c["y1"]);
    const Regression plain = ols(x, y);
    r.check("ols", plain.estimates);
    r.check("ols.fit", Column{plain.residual_sd, plain.r_squared});
    r.check("ols.standardised",
            Column(plain.standardised.begin(), plain.standardised.end()));
    r.check("clustered",
            clustered_ols(x, y, whole(join(c["couple"], c["couple"]))).estimates);

    Table d = read_table("diary.csv");
    const Regression slopes =
        within_person_slopes(columns({d["stress"], d["sleep"]}), d["affect"],
                             whole(d["person"]), whole(d["couple"]));
    r.check("within_person", slopes.estimates);
    r.check("within_person.residual_sd", slopes.residual_sd);

    Column days;
    for (std::size_t i = 0; i < d["day"].size(); ++i)
        if (d["person"][i] == 5)
            days.push_back(d["stress"][i]);
    const Autoregression a = autoregression(days);
    r.check("autoregression", Column{a.intercept, a.slope, a.slope_error, a.residual_sd,
                                     static_cast<double>(a.n)});
    r.complete(regressions);
}

TEST_CASE("reference: actor-partner models", "[unit]") {
    Reference r;
    Table c = read_table("couples.csv");
    // nlme ends its search a little before the top: hence 6 digits, not 9.
    constexpr double digits = 1e-6;
    const auto check = [&](const std::string& name,
                           const std::vector<std::string>& predictors, Partners partners,
                           Product product, std::vector<Index> order) {
        Dyads dyads;
        for (int i = 0; i < 2; ++i) {
            std::vector<Column> mine;
            for (const std::string& predictor : predictors)
                mine.push_back(c[predictor + std::to_string(i)]);
            dyads.predictors[i] = columns(mine);
            dyads.outcome[i] = c["y" + std::to_string(i)];
        }
        const ActorPartner model = actor_partner(dyads, partners, product);
        REQUIRE(model.fit.converged);
        CHECK(model.names.size() == order.size());
        Estimates e = model.fit.estimates;
        const auto reorder = [&](const Eigen::VectorXd& v) { return v(order).eval(); };
        e.value = reorder(e.value);
        e.standard_error = reorder(e.standard_error);
        e.p = reorder(e.p);
        r.check(name, e, digits);
        r.check(name + ".errors",
                Column{model.fit.error_sd[0], model.fit.error_sd[1],
                       model.fit.error_correlation, model.fit.log_likelihood},
                digits);
    };
    check("same", {"x"}, Partners::indistinguishable, Product::none, {0, 1, 2});
    check("same_two", {"x", "z"}, Partners::indistinguishable, Product::none,
          {0, 1, 2, 3, 4});
    check("same_product", {"x"}, Partners::indistinguishable, Product::actor_by_partner,
          {0, 1, 2, 3});
    // R has both partners' intercepts first, then both actor effects, and so on.
    check("apart", {"x"}, Partners::distinguishable, Product::none, {0, 3, 1, 4, 2, 5});
    check("apart_product", {"x"}, Partners::distinguishable, Product::actor_by_partner,
          {0, 4, 1, 5, 2, 6, 3, 7});
    r.complete(models);
}

TEST_CASE("reference: survival", "[unit]") {
    Reference r;
    Table s = read_table("survival.csv");
    const auto event = whole(s["event"]);
    const std::pair<const char*, SurvivalInterval> kinds[] = {
        {"survival.plain", SurvivalInterval::plain},
        {"survival.log", SurvivalInterval::log},
        {"survival.log-log", SurvivalInterval::log_log}};
    for (const auto& [name, kind] : kinds) {
        Column low, high;
        for (const SurvivalStep& step : kaplan_meier(s["time"], event, 0.95, kind)) {
            low.push_back(step.interval.low);
            high.push_back(step.interval.high);
        }
        low.resize(8);
        high.resize(8);
        r.check(name, join(low, high));
    }
    const auto steps = kaplan_meier(s["time"], event);
    Column times, at_risk, survival, error;
    for (std::size_t i = 0; i < 8; ++i) {
        times.push_back(steps[i].time);
        at_risk.push_back(static_cast<double>(steps[i].at_risk));
        survival.push_back(steps[i].survival);
        error.push_back(steps[i].standard_error);
    }
    r.check("survival.steps", join(join(times, at_risk), join(survival, error)));
    r.check("survival.median", median_survival(steps));
    const LogRank test = log_rank(s["time"], event, whole(s["style"]));
    r.check("log_rank",
            join(join({test.chi_square, test.p}, test.observed), test.expected));
    r.check("log_rank_two", log_rank(s["time"], event, whole(s["risk"])).chi_square);
    const HazardRatio h = cox_regression(s["time"], event, s["risk"]);
    r.check("cox", Column{h.log_ratio, h.standard_error, h.interval.low, h.interval.high,
                          h.p, h.log_likelihood_null, h.log_likelihood});
    r.complete(survivals);
}

TEST_CASE("reference: decay and bootstrap", "[unit]") {
    Reference r;
    Table d = read_table("decay.csv");
    const Decay full = fit_decay(d["lag"], d["stability"]);
    const Decay zero = fit_decay(d["lag"], d["stability"], Asymptote::zero);
    r.check("decay",
            Column{full.asymptote, full.amplitude, full.time_constant,
                   full.asymptote_error, full.amplitude_error, full.time_constant_error,
                   full.residual_sd, full.aic},
            1e-7);
    r.check("decay_to_zero",
            Column{zero.amplitude, zero.time_constant, zero.amplitude_error,
                   zero.time_constant_error, zero.aic},
            1e-7);
    CHECK(asymptote_support(d["lag"], d["stability"]) == zero.aic - full.aic);

    const auto drawn = resample(60, Seed{7}, 3);
    r.check("resample", Column(drawn.begin(), drawn.end()), 0);
    Table c = read_table("couples.csv");
    const Bootstrap b = bootstrap(
        60,
        [&](std::span<const std::uint32_t> couples) {
            double sum = 0;
            for (const std::uint32_t couple : couples)
                sum += c["x1"][couple];
            return sum / static_cast<double>(couples.size());
        },
        Seed{7}, 200, 0.9);
    r.check("bootstrap", Column{b.estimate, b.standard_error, b.bias, b.interval.low,
                                b.interval.high});
    r.complete(others);
}
