// Each instrument alone: range, rounding, direction, error of the occasion.
#include "measurement/instruments.hpp"
#include "numerics/math.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace couplet;
using namespace couplet::measurement;

namespace {

const Instrument& instrument(const std::string& name) {
    for (const Instrument& i : instrument_table)
        if (i.name == name)
            return i;
    throw std::runtime_error(name);
}

// Both partners alike; `level` is the place of each variable within its range, 0 to 1.
Latent at_level(float level) {
    Latent x;
    for (std::size_t k = 0; k < latent_count; ++k) {
        const auto& row = model::variable_table[latent_variables[k]];
        x[k] = row.low + level * (row.high - row.low);
    }
    return x;
}

bool is_step(const Instrument& i, float score) {
    const double steps = (double(score) - double(i.low)) * i.steps;
    return std::abs(steps - std::round(steps)) < 1e-3;
}

// A standard normal number for each occasion, as an error is drawn.
float normal(std::uint32_t couple, int day) {
    return error_draw({Seed{99}, couple, day, 0}, 0);
}

// The score back on the latent scale, the ends of the range half a step within.
double on_latent_scale(const Instrument& i, float score) {
    if (i.scale == Scale::linear)
        return double(score);
    const double width = double(i.high) - double(i.low), half = 0.5 / i.steps / width;
    const double share = (double(score) - double(i.low)) / width;
    const double p = std::min(std::max(share, half), 1 - half);
    return std::log(p / (1 - p));
}

struct Pair {
    double first, second;
};
double correlation(const std::vector<Pair>& pairs) {
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (const auto& [a, b] : pairs)
        x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
    const auto n = double(pairs.size());
    return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
}

} // namespace

TEST_CASE("instruments: the table is whole, and made of recorded variables", "[unit]") {
    std::set<std::string> names;
    for (const Instrument& i : instrument_table) {
        INFO(i.name);
        CHECK(names.insert(i.name).second);
        CHECK(i.low < i.high);
        CHECK(i.steps >= 1);
        CHECK(i.error > 0);
        CHECK_FALSE(std::string(i.long_name).empty());
    }
    for (std::size_t k = 0; k < latent_count; ++k)
        CHECK(std::string(model::variable_table[latent_variables[k]].name) ==
              latent_names[k]);
}

TEST_CASE("instruments: answers are in range and rounded", "[unit][property]") {
    for (const Instrument& i : instrument_table) {
        INFO(i.name);
        for (float level : {0.0f, 0.001f, 0.1f, 0.37f, 0.5f, 0.9f, 0.999f, 1.0f})
            for (float other : {0.0f, 0.4f, 1.0f})
                for (float z : {-9.0f, -4.5f, -1.0f, 0.0f, 0.3f, 4.5f, 9.0f}) {
                    const float score = value(i, at_level(level), at_level(other), z);
                    CHECK_FALSE((score < i.low || score > i.high));
                    CHECK(is_step(i, score));
                }
    }
}

TEST_CASE("instruments: values worked out by hand", "[unit]") {
    Latent x = at_level(0.5f);
    x[From::anxiety] = 3.52f; // (3.52 - 1) 18 = 45.36 steps, so 45
    CHECK(value(instrument("ecr_anxiety"), x, x, 0) == 1 + 45 / 18.0f);
    CHECK(value(instrument("ecr_anxiety"), x, x, 1) ==
          1 + 51 / 18.0f);         // 3.85: 51.3 steps
    x[From::satisfaction] = 0.75f; // 60.75 points
    CHECK(value(instrument("csi16"), x, x, 0) == 61);
    // logit 1.0986 - 0.4176 = 0.6810, logistic 0.6640, 53.8 points
    CHECK(value(instrument("csi16"), x, x, -1) == 54);
    x[From::depressive] = 0.1f; // 2.7 points
    CHECK(value(instrument("phq9"), x, x, 0) == 3);
    x[From::trust] = x[From::commitment] = 0.5f; // the average person
    CHECK(std::abs(value(instrument("trust"), x, x, 0) - 5.75f) < 0.06f);
    CHECK(std::abs(value(instrument("commitment"), x, x, 0) - 5.85f) < 0.1f);
    x[From::demanded] = 0; // 0.95 + 0.75 ln 0.05 = -1.297, logistic 0.2147, 16.3 points
    CHECK(value(instrument("cpq_demand_withdraw"), x, x, 0) == 16);
    x[From::demanded] = 0.475f; // of each: 0.95 minutes in all, and 0.05
    CHECK(value(instrument("cpq_demand_withdraw"), x, x, 0) == 41); // logistic 0.721
    x[From::constructive] = x[From::talked] =
        0; // nothing to remember: logistic(1.5) = 0.818
    CHECK(value(instrument("cpq_constructive"), x, x, 0) == 53);
}

TEST_CASE("instruments: more of the latent value is never less on the scale",
          "[property]") {
    for (const Instrument& i : instrument_table) {
        INFO(i.name);
        float first = 0, before = -1;
        for (int k = 0; k <= 200; ++k) {
            Latent x = at_level(static_cast<float>(k) / 200);
            x[From::talked] =
                60; // what there is of constructive talk counts as a share of this
            const float score = value(i, x, x, 0.4f);
            CHECK_FALSE(score < before);
            before = score;
            first = k == 0 ? score : first;
        }
        CHECK(before > first + 0.5f * (i.high - i.low));
        for (float z = -3; z < 3; z += 0.25f)
            CHECK(value(i, at_level(0.3f), at_level(0.3f), z) <=
                  value(i, at_level(0.3f), at_level(0.3f), z + 0.25f));
    }
}

TEST_CASE("instruments: more talk without constructive acts is less constructive",
          "[property]") {
    Latent x = at_level(0);
    float before = 63;
    for (float minutes : {0.1f, 0.5f, 2.0f, 8.0f}) {
        x[From::talked] = minutes;
        const float score = value(instrument("cpq_constructive"), x, x, 0);
        CHECK(score < before);
        before = score;
    }
}

// The latent values are spread so that few answers are at the ends of a scale. With n
// pairs the standard error of r is (1 - r^2) / sqrt(n), here 0.003 at most; five of them,
// and 0.006 for rounding and for the ends, give the bound: a false alarm in a million.
TEST_CASE("instruments: error and its share of what is told are as stated",
          "[statistical]") {
    constexpr std::uint32_t n = 20000;
    struct Spread {
        const char* name;
        From from;
        float centre, sd;
    };
    for (const Spread& s : {Spread{"ecr_anxiety", From::anxiety, 4, 0.7f},
                            Spread{"ecr_avoidance", From::avoidance, 4, 0.7f},
                            Spread{"csi16", From::satisfaction, 0.4f, 0.8f},
                            Spread{"trust", From::trust, -1.2f, 0.8f},
                            Spread{"commitment", From::commitment, -1, 0.8f},
                            Spread{"phq9", From::depressive, 0, 0.7f},
                            Spread{"gad7", From::anxious, 0, 0.7f}}) {
        const Instrument& i = instrument(s.name);
        const auto number = static_cast<std::size_t>(&i - instrument_table.data());
        std::vector<Pair> reports;
        double squares = 0;
        for (std::uint32_t couple = 0; couple < n; ++couple) {
            const float latent = s.centre + s.sd * normal(couple, 0);
            Latent x = at_level(0.5f);
            x[s.from] = i.scale == Scale::linear ? latent : logistic(Lanes<1>(latent)).v;
            Pair told{};
            for (int day : {1, 2}) {
                const float z = error_draw({Seed{5}, couple, day, 1}, number);
                (day == 1 ? told.first : told.second) =
                    on_latent_scale(i, value(i, x, x, z));
            }
            reports.push_back(told);
            squares += (told.first - told.second) * (told.first - told.second) / 2;
        }
        const double variance = double(s.sd) * double(s.sd);
        const double error = double(i.error) * double(i.error);
        INFO(s.name << ": r " << correlation(reports) << ", implied "
                    << variance / (variance + error) << "; error sd "
                    << std::sqrt(squares / n) << ", stated " << i.error);
        const double r = variance / (variance + error);
        CHECK(std::abs(correlation(reports) - r) <
              5 * (1 - r * r) / std::sqrt(n) + 0.006);
        // The standard error of an sd is sd / sqrt(2 n), 0.5 %; rounding adds up to 2 %.
        CHECK(std::abs(std::sqrt(squares / n) / double(i.error) - 1) < 0.045);
    }
}
