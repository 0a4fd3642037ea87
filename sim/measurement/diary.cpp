#include "measurement/diary.hpp"

#include "numerics/math.hpp"

#include <algorithm>

namespace couplet::measurement {
namespace {

using F = Lanes<1>;

float log_of(float x) { return log(F(x)).v; }

// Rates are judged by their ratio; an amount that small is not noticed.
float conflict(const Latent& own, const Latent&) {
    return log_of((own[From::coldness] + own[From::threat] + 0.5f) * 0.5f);
}
float support(const Latent& own, const Latent&) {
    return log_of((own[From::felt_warmth] + own[From::support] + 2.0f) / 12.0f);
}
float received(const Latent& own, const Latent&) {
    return log_of((own[From::support] + 0.25f) / 1.5f);
}
float sought(const Latent& own, const Latent&) {
    return log_of((own[From::sought] + 0.25f) * 0.5f);
}
// Affect at rest is 1; community means of the PANAS of a day are about 1.6 and 3 (Watson, Clark &
// Tellegen 1988). The model's positive affect has a scale of its own, so its slope is such that
// days of a person differ by about half a point.
float negative(const Latent& own, const Latent&) {
    return 0.6f + 0.9f * own[From::negative_affect];
}
float of_partner(const Latent& own, const Latent&) {
    return 0.6f + 0.9f * own[From::inferred_affect];
}
float positive(const Latent& own, const Latent&) {
    return 3.0f + 10.0f * (own[From::positive_affect] - 1.05f);
}
float satisfaction(const Latent& own, const Latent& partner) {
    const float share = std::clamp(own[From::satisfaction], 1e-5f, 1.0f - 1e-5f);
    return log_of(share / (1.0f - share)) +
           0.3f * (positive(own, partner) - 3.0f) - 0.3f * (negative(own, partner) - 1.5f);
}

// Positive affect is half a matter of disposition (Watson, Clark & Tellegen 1988), of which the model
// knows nothing: sd in points, drawn once a person.
constexpr float disposition_sd = 0.5f;
float disposition(const Occasion& o) {
    const Occasion once{o.seed, o.couple, 0, o.partner};
    const float u = draws(once, diary_slot + static_cast<std::uint32_t>(item_count) + 1)[0];
    return disposition_sd * normal_quantile(F(u)).v;
}

} // namespace

// Errors of a day: items of diaries tell days of one person apart with a reliability of .5 to .8
// (Cranford et al. 2006: .66 to .83 for moods of three to five words). Given as sd on the latent
// scale, from the spread of days within a person.
constinit const std::array<Instrument, item_count> diary_table{{
    // .6, single items of events: 0.5 at a spread of 0.6.
    {"perceived_conflict", "conflict with the partner today", "1", 1, 7, 1, Scale::bounded, 0.5f,
     conflict},
    {"perceived_support", "support by the partner today", "1", 1, 7, 1, Scale::bounded, 0.5f,
     support},
    // .75, means of ten words: 0.25 points at a spread of 0.45.
    {"negative_affect", "negative affect today, PANAS", "1", 1, 5, 10, Scale::linear, 0.25f,
     negative},
    {"positive_affect", "positive affect today, PANAS", "1", 1, 5, 10, Scale::linear, 0.25f,
     positive},
    // .6, one item of another's feelings: 0.35 points.
    {"partner_affect", "partner's negative affect today, as inferred", "1", 1, 5, 1, Scale::linear,
     0.35f, of_partner},
    // .6: 0.3 at a spread of 0.35.
    {"satisfaction", "satisfaction with the relationship today", "1", 1, 7, 1, Scale::bounded, 0.3f,
     satisfaction},
    {"reassurance_sought", "reassurance sought today", "1", 1, 7, 1, Scale::bounded, 0.5f, sought},
    {"reassurance_received", "reassurance received today", "1", 1, 7, 1, Scale::bounded, 0.5f,
     received},
}};

float diary_value(Item item, const Occasion& o, const Latent& own, const Latent& partner) {
    const auto k = static_cast<std::size_t>(item);
    const float u = draws(o, diary_slot + static_cast<std::uint32_t>(k))[0];
    float z = normal_quantile(F(u)).v;
    if (item == Item::positive_affect)
        z += disposition(o) / diary_table[k].error;
    return value(diary_table[k], own, partner, z);
}

bool is_left_out(const Occasion& o, float probability) {
    return draws(o, diary_slot + static_cast<std::uint32_t>(item_count))[0] < probability;
}

} // namespace couplet::measurement
