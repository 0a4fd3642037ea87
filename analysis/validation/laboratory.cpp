#include "analysis/validation/laboratory.hpp"

#include "engine/parallel.hpp"
#include "measurement/observer.hpp"
#include "mechanisms/attachment_change.hpp"
#include "mechanisms/deactivation.hpp"
#include "numerics/contract.hpp"
#include "numerics/math.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace couplet::validation {
namespace {

constexpr int conflict_day = 8, support_day = 11, last_day = 12;
constexpr float major = 1.5f, minor = 0.4f; // severity of the issue
constexpr float half_hour_before = 720;     // minute of the day; discussions begin at 12:30
constexpr float first_sample = 540, between_samples = 90;

engine::Plan laboratory_plan(const model::Parameters& parameters, Seed seed,
                             std::uint32_t couples, float turn_minutes) {
    engine::Plan p;
    p.seed = seed;
    p.days = last_day;
    p.turn_minutes = turn_minutes;
    p.parameters = parameters;
    p.population.couples = couples;
    p.population.kind = population::RelationshipKind::married;
    p.population.age_years = 6;
    p.arms = {{"as usual", {}}};
    p.recording.events = false;
    p.laboratories = {{conflict_day, Laboratory::minutes, major},
                      {support_day, Laboratory::minutes, minor}};
    return p;
}

// Draws of errors: a slot for each kind of rating and each moment.
struct Errors {
    measurement::Occasion occasion;
    std::array<float, 4> uniforms(std::uint32_t kind, std::size_t moment) const {
        return measurement::draws(occasion, measurement::study_slot + kind * 1024u +
                                                static_cast<std::uint32_t>(moment));
    }
    static float normal(float u) { return normal_quantile(Lanes<1>(u)).v; }
};
enum Kind : std::uint32_t { code, rating, moment };

measurement::Latent latent_of(const std::array<float, model::variable_count>& values) {
    measurement::Latent latent;
    for (std::size_t k = 0; k < measurement::latent_count; ++k)
        latent[k] = values[measurement::latent_variables[k]];
    return latent;
}

// What the trace of one couple shows, before the errors of codes, which need base rates.
class Watch {
  public:
    Watch(const engine::Plan& plan, const model::Parameters& effective, std::uint32_t couple,
          Laboratory::Couple& to)
        : plan_(plan), parameters_(effective), couple_(couple), to_(to) {
        for (auto& partner : to.moments)
            for (auto& day : partner)
                day.fill(std::nanf(""));
    }
    void daily(int day, const engine::DailyValues& values) {
        if (day == 0)
            questionnaires(values);
        if (day == conflict_day)
            for (std::size_t i = 0; i < 2; ++i)
                avoidance_[i] = attachment_change::standardised_avoidance(
                                    Lanes<1>(values[i][latent_avoidance])).v;
        to_.came = day == last_day || to_.came;
    }
    void turn(const engine::TurnTrace& t) {
        const int turns = static_cast<int>(std::lround(1 / plan_.turn_minutes)); // in a minute
        if (t.encounter != 1 || (t.day != conflict_day && t.day != support_day) ||
            t.turn % turns != 0 || t.turn / turns >= static_cast<int>(Laboratory::minutes))
            return;
        const auto which = t.day == conflict_day ? Talk::conflict : Talk::support;
        auto& talk = to_.talks[static_cast<std::size_t>(which)];
        const auto minute = static_cast<std::size_t>(t.turn / turns);
        talk.minutes = minute + 1;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& side = t.partner[i];
            const Errors errors{{plan_.seed, couple_, t.day, i}};
            const auto u = errors.uniforms(rating, minute);
            const float shown = parameters_.variation.expressiveness *
                                deactivation::shown_affect(parameters_.deactivation,
                                                           Lanes<1>(side.negative_affect),
                                                           Lanes<1>(avoidance_[i])).v;
            auto& seen = talk.partner[i][minute];
            seen.act = static_cast<Act>(side.act);
            seen.distress = shown + measurement::rating_error * Errors::normal(u[0]);
            seen.felt = side.negative_affect + measurement::recall_error * Errors::normal(u[1]);
            seen.inferred = side.inferred_affect + measurement::recall_error * Errors::normal(u[2]);
            if (which == Talk::conflict) {
                const double assayed = assay(side.cortisol, u[3]);
                if (minute == 0)
                    to_.cortisol[i].start = assayed;
                to_.cortisol[i].end = assayed;
            }
        }
    }
    void between(const engine::MomentTrace& m) {
        if (m.day == conflict_day && m.minute == half_hour_before)
            for (std::size_t i = 0; i < 2; ++i)
                to_.cortisol[i].before =
                    assay(m.cortisol[i], Errors{{plan_.seed, couple_, m.day, i}}
                                             .uniforms(rating, Laboratory::minutes)[3]);
        const float sample = (m.minute - first_sample) / between_samples;
        if (sample < 0 || sample >= Laboratory::esm_samples || sample != std::floor(sample) ||
            m.day >= static_cast<int>(Laboratory::esm_days))
            return;
        for (std::size_t i = 0; i < 2; ++i) {
            const float u = Errors{{plan_.seed, couple_, m.day, i}}.uniforms(
                moment, static_cast<std::size_t>(sample))[0];
            to_.moments[i][static_cast<std::size_t>(m.day)][static_cast<std::size_t>(sample)] =
                m.negative_affect[i] + measurement::moment_error * Errors::normal(u);
        }
    }

  private:
    static constexpr std::size_t latent_avoidance =
        measurement::latent_variables[static_cast<std::size_t>(measurement::From::avoidance)];

    static double assay(float cortisol, float u) {
        return cortisol * std::exp(measurement::assay_error * Errors::normal(u));
    }
    void questionnaires(const engine::DailyValues& values) {
        const std::array<measurement::Latent, 2> both{latent_of(values[0]), latent_of(values[1])};
        for (std::size_t i = 0; i < 2; ++i) {
            const measurement::Occasion occasion{plan_.seed, couple_, 0, i};
            for (std::size_t n = 0; n < measurement::instrument_count; ++n)
                to_.scores[i][n] =
                    measurement::value(measurement::instrument_table[n], both[i], both[1 - i],
                                       measurement::error_draw(occasion, n));
        }
    }

    const engine::Plan& plan_;
    const model::Parameters& parameters_; // with what is switched off
    std::uint32_t couple_;
    Laboratory::Couple& to_;
    std::array<float, 2> avoidance_{};
};

// Replaces what is done by what an observer codes, who guesses by the base rates.
void code_acts(Seed seed, std::vector<Laboratory::Couple>& couples) {
    std::array<double, act_count> rate{};
    double all = 0;
    const auto each = [&](auto visit) {
        for (std::uint32_t c = 0; c < couples.size(); ++c)
            for (std::size_t t = 0; t < 2; ++t)
                for (std::size_t i = 0; i < 2; ++i)
                    for (std::size_t m = 0; m < couples[c].talks[t].minutes; ++m)
                        visit(c, t, i, m, couples[c].talks[t].partner[i][m].act);
    };
    each([&](auto, auto, auto, auto, Act act) {
        ++rate[index(act)];
        ++all;
    });
    each([&](std::uint32_t c, std::size_t t, std::size_t i, std::size_t m, Act& act) {
        const Errors errors{{seed, c, t == 0 ? conflict_day : support_day, i}};
        const auto u = errors.uniforms(code, m);
        if (u[0] < measurement::observer_hit)
            return;
        double left = u[1] * all;
        std::size_t guess = 0;
        while (guess + 1 < act_count && left >= rate[guess])
            left -= rate[guess++];
        act = static_cast<Act>(guess);
    });
}

} // namespace

Laboratory::Laboratory(const model::Parameters& parameters, Seed seed, std::uint32_t count,
                       const engine::Options& options, float turn_minutes)
    : couples_(count) {
    EXPECTS(turn_minutes > 0 && turn_minutes <= 1);
    const engine::Plan plan = laboratory_plan(parameters, seed, count, turn_minutes);
    const model::Parameters effective = model::effective(parameters);
    std::atomic<std::uint32_t> next{0};
    const int threads = options.threads > 0 ? options.threads : engine::hardware_threads();
    engine::run_workers(std::min(threads, static_cast<int>(count)), [&] {
        for (std::uint32_t c = next++; c < count; c = next++) {
            Watch watch(plan, effective, c, couples_[c]);
            engine::trace_couple(
                plan, 0, c, 0, last_day, [&](const auto& t) { watch.turn(t); },
                [&](int day, const auto& values) { watch.daily(day, values); },
                {30, [&](const auto& m) { watch.between(m); }});
        }
    });
    code_acts(seed, couples_);
}

double Laboratory::score(std::uint32_t c, std::size_t partner, Score which) const {
    const Couple& x = couples_[c];
    return x.came ? x.scores[partner][static_cast<std::size_t>(which)] : std::nan("");
}

bool is_hostile(Act act) { return act == Act::protest || act == Act::criticism; }
bool turns_away(Act act) { return act == Act::withdrawal || act == Act::stonewalling; }
bool is_soft(Act act) {
    return act == Act::softening || act == Act::repair || act == Act::reassurance;
}

} // namespace couplet::validation
