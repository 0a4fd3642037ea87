#include "measurement/instruments.hpp"

#include "model/draws.hpp"

#include <algorithm>
#include <cmath>

namespace couplet::measurement {
namespace {

using F = Lanes<1>;

float log_of(float x) { return log(F(x)).v; }

// Of a recorded share; shares are packed, so those of 0 and 1 only mean "beyond the
// packed range".
float logit(float share) {
    const float p = std::clamp(share, 1e-5f, 1.0f - 1e-5f);
    return log_of(p / (1.0f - p));
}

template <From from> float as_it_is(const Latent& own, const Latent&) {
    return own[from];
}
template <From from> float as_logit(const Latent& own, const Latent&) {
    return logit(own[from]);
}

// Latent trust is relative to the average person, who on this scale is at 5.5 to 6 of 7
// with an sd of 1, hence the origin. Scale: Rempel, Holmes & Zanna 1985.
float trust(const Latent& own, const Latent&) { return 1.287f + logit(own[From::trust]); }

// Likewise: means of 6.3 to 6.8 of 8, sd 1.5. Scale: Rusbult, Martz & Agnew 1998.
float commitment(const Latent& own, const Latent&) {
    return 1.0f + logit(own[From::commitment]);
}

// How likely it is "that one nags or demands while the other withdraws": the log of the
// minutes a day that are remembered of both directions, as rates are judged by their
// ratio. Some seconds a day are not noticed. Origin and slope: means of 20 to 30 of 54 in
// communities, over 30 in distressed couples; the sd of 9 is assumed. Scale: Christensen
// & Heavey 1990.
constexpr float demand_slope = 0.75f;
float demand_withdraw(const Latent& own, const Latent& partner) {
    const float minutes = own[From::demanded] + partner[From::demanded];
    return 0.95f + demand_slope * log_of(minutes + 0.05f);
}

// The share of constructive acts in problem talk, of both. With little talk to remember,
// an answer stays near the middle. Origin and slope: a community mean of about 45 of 63
// and an sd of 10, both assumed. Scale: Heavey et al. 1996.
float constructive(const Latent& own, const Latent& partner) {
    constexpr float prior = 0.2f; // of talk, half of it constructive [min/day]
    const float good = own[From::constructive] + partner[From::constructive];
    const float all = own[From::talked] + partner[From::talked];
    return 1.5f + 1.3f * logit((good + 0.5f * prior) / (all + prior));
}

F::WordsType word(std::uint32_t x) { return F::WordsType(x); }

model::Uniforms<F> draw(const Occasion& o, std::uint32_t slot) {
    return model::draw<F>(o.seed, word(o.couple), static_cast<std::uint32_t>(o.day),
                          word(slot), model::Purpose::questionnaire,
                          model::actor(o.partner));
}

} // namespace

// Errors: sd on the latent scale. The reliability that one implies is v / (v + error^2), v being
// the variance of the latent value in the sample; beside each, what is published, and where the
// source gives an internal consistency alone, that a retest over weeks is assumed as reliable.
constinit const std::array<Instrument, instrument_count> instrument_table{{
    // Retest .90 over 3 weeks (Sibley, Fischer & Liu 2005): 0.33 at an sd of 1.
    {"ecr_anxiety", "attachment anxiety, ECR-R", "1", 1, 7, 18, Scale::linear, 0.33f,
     as_it_is<From::anxiety>},
    {"ecr_avoidance", "attachment avoidance, ECR-R", "1", 1, 7, 18, Scale::linear, 0.33f,
     as_it_is<From::avoidance>},
    // Retest .8 to .9 over 2 weeks (Funk & Rogge 2007): 0.24 of latent satisfaction, whose slope
    // is 1.74.
    {"csi16", "relationship satisfaction, CSI-16", "1", 0, 81, 1, Scale::bounded,
     1.74f * 0.24f, as_logit<From::satisfaction>},
    // Internal consistency .80 to .82 (Rempel, Holmes & Zanna 1985): 0.5 at an sd of 1.
    {"trust", "trust in the partner, Trust in Close Relationships Scale", "1", 1, 7, 17,
     Scale::bounded, 0.5f, trust},
    // Internal consistency .91 to .95, retest lower (Rusbult, Martz & Agnew 1998), taken as .8:
    // 0.27 of latent commitment at an sd of 0.5; the slope is 2.
    {"commitment", "commitment, Investment Model Scale", "1", 0, 8, 7, Scale::bounded,
     2.0f * 0.27f, commitment},
    // Internal consistency .62 to .86 (Christensen & Heavey 1990), taken as .7: 0.45 of the log of
    // minutes at an sd of 0.7.
    {"cpq_demand_withdraw", "demand and withdrawal in both directions, CPQ", "1", 6, 54,
     1, Scale::bounded, demand_slope * 0.45f, demand_withdraw},
    // .62 to .86 likewise (Heavey et al. 1996): 0.45 at an sd of 0.7.
    {"cpq_constructive", "constructive communication, CPQ", "1", 7, 63, 1, Scale::bounded,
     0.45f, constructive},
    // Retest .84 (Kroenke, Spitzer & Williams 2001): 0.56 at an sd of 1.3.
    {"phq9", "depressive symptoms, PHQ-9", "1", 0, 27, 1, Scale::bounded, 0.56f,
     as_logit<From::depressive>},
    // Retest .83 (Spitzer et al. 2006): 0.56 at an sd of 1.3.
    {"gad7", "anxious symptoms, GAD-7", "1", 0, 21, 1, Scale::bounded, 0.56f,
     as_logit<From::anxious>},
}};

float value(const Instrument& i, const Latent& own, const Latent& partner, float z) {
    const float told = i.latent(own, partner) + i.error * z;
    const float share = i.scale == Scale::bounded ? logistic(F(told)).v
                                                  : (told - i.low) / (i.high - i.low);
    const auto steps = static_cast<float>(i.steps);
    const float most = (i.high - i.low) * steps;
    const float step = std::floor(std::clamp(share, 0.0f, 1.0f) * most + 0.5f);
    return i.low + std::min(step, most) / steps;
}

float error_draw(const Occasion& o, std::size_t instrument) {
    return normal_quantile(draw(o, static_cast<std::uint32_t>(instrument))[0]).v;
}

std::array<float, 4> draws(const Occasion& o, std::uint32_t slot) {
    const auto u = draw(o, slot);
    return {u[0].v, u[1].v, u[2].v, u[3].v};
}

bool is_missing(const Occasion& o, float probability) {
    return draw(o, missing_slot)[0].v < probability;
}
bool is_lost(const Occasion& o, float probability) {
    return draw(o, missing_slot)[1].v < probability;
}

} // namespace couplet::measurement
