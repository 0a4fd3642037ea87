#include "population/draw.hpp"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <algorithm>
#include <cmath>

namespace couplet::population {
namespace {

constexpr float least_attachment = 1, most_attachment = 7; // ECR-R scale

struct Attachment { float anxiety, avoidance; };

// exp() of one number, the same bits everywhere.
float exp1(double x) { return exp(Lanes<1>(static_cast<float>(x))).v; }

class Normal {
  public:
    Normal(Seed seed, std::uint32_t couple, std::uint32_t stream)
        : engine_(seed, couple, stream) {}
    double operator()(double sd = 1) { return sd * distribution_(engine_); }
    double exponential(double mean) {
        return mean * boost::random::exponential_distribution<double>(1.0)(engine_);
    }

  private:
    KeyedEngine engine_;
    boost::random::normal_distribution<double> distribution_;
};

Attachment corner(const variation::Params& p, Style style) {
    const bool anxious = style == Style::anxious || style == Style::disorganised;
    const bool avoidant = style == Style::avoidant || style == Style::disorganised;
    return {attachment_change::norm_anxiety +
                attachment_change::norm_anxiety_sd * (p.style_boundary + (anxious ? 1.0f : -1.0f)),
            attachment_change::norm_avoidance +
                attachment_change::norm_avoidance_sd * (p.style_boundary + (avoidant ? 1.0f : -1.0f))};
}

float on_scale(double x) {
    return std::clamp(static_cast<float>(x), least_attachment, most_attachment);
}

void draw_attachment(const variation::Params& p, Normal& z, Drawn& couple) {
    const double stable = std::sqrt(p.prototype_share), rest = std::sqrt(1 - p.prototype_share);
    const double r = p.anxiety_avoidance;
    for (std::size_t i = 0; i < 2; ++i) {
        auto& traits = couple.traits[i];
        const double x = z(), a = stable * x, v = stable * (r * x + z(std::sqrt(1 - r * r)));
        const float anxiety = on_scale(p.anxiety_mean + p.anxiety_sd * (a + z(rest)));
        const float avoidance = on_scale(p.avoidance_mean + p.avoidance_sd * (v + z(rest)));
        traits.anxiety_prototype = on_scale(p.anxiety_mean + p.anxiety_sd * a);
        traits.avoidance_prototype = on_scale(p.avoidance_mean + p.avoidance_sd * v);
        couple.revisable[i] = {anxiety - traits.anxiety_prototype,
                               avoidance - traits.avoidance_prototype};
    }
}

// A named style is the person's prototype; nothing of it is still to be revised.
void draw_style(const variation::Params& p, Style style, Normal& z, std::size_t i, Drawn& couple) {
    const Attachment centre = corner(p, style);
    couple.traits[i].anxiety_prototype =
        on_scale(centre.anxiety + z(p.style_sd * attachment_change::norm_anxiety_sd));
    couple.traits[i].avoidance_prototype =
        on_scale(centre.avoidance + z(p.style_sd * attachment_change::norm_avoidance_sd));
    couple.revisable[i] = {0, 0};
    couple.style[i] = style;
}

// Couples of all pairings alternate, so that the first few are a fair sample.
std::size_t pairing_of(const std::vector<Pairing>& pairings, std::uint32_t couple) {
    const bool equal = std::all_of(pairings.begin(), pairings.end(), [&](const Pairing& x) {
        return x.share == pairings.front().share;
    });
    if (equal)
        return couple % pairings.size();
    double total = 0;
    for (const Pairing& pairing : pairings)
        total += pairing.share;
    // Multiples of the golden ratio fill the unit interval evenly from the first on.
    double point = std::fmod(0.6180339887498949 * (couple + 0.5), 1.0) * total;
    for (std::size_t k = 0; k < pairings.size(); ++k) {
        point -= pairings[k].share;
        if (point < 0)
            return k;
    }
    return pairings.size() - 1;
}

} // namespace

int unordered_pair(Style a, Style b) {
    const int low = std::min(static_cast<int>(a), static_cast<int>(b));
    const int high = std::max(static_cast<int>(a), static_cast<int>(b));
    return low * style_count - low * (low - 1) / 2 + (high - low);
}

Style nearest_style(const variation::Params& p, float anxiety, float avoidance) {
    const auto distance = [&](Style style) {
        const Attachment c = corner(p, style);
        const float x = (anxiety - c.anxiety) / attachment_change::norm_anxiety_sd;
        const float y = (avoidance - c.avoidance) / attachment_change::norm_avoidance_sd;
        return x * x + y * y;
    };
    Style best = Style::secure;
    for (int k = 1; k < style_count; ++k)
        if (distance(static_cast<Style>(k)) < distance(best))
            best = static_cast<Style>(k);
    return best;
}

std::vector<std::string> pairing_names(const Spec& spec) {
    std::vector<std::string> names;
    for (const Pairing& pairing : spec.pairings)
        names.push_back(pairing.name);
    if (names.empty())
        for (int a = 0; a < style_count; ++a)
            for (int b = a; b < style_count; ++b)
                names.push_back(std::string(style_names[a]) + "-" + style_names[b]);
    return names;
}

Drawn draw_couple(const Spec& spec, const variation::Params& p, Seed seed, std::uint32_t couple) {
    Drawn c{};
    Normal shared(seed, couple, 2);
    std::array<Normal, 2> own{Normal(seed, couple, 0), Normal(seed, couple, 1)};
    if (spec.pairings.empty()) {
        draw_attachment(p, shared, c);
    } else {
        const std::size_t k = pairing_of(spec.pairings, couple);
        draw_style(p, spec.pairings[k].first, own[0], 0, c);
        draw_style(p, spec.pairings[k].second, own[1], 1, c);
        c.pairing = static_cast<int>(k);
    }
    // Ages of an open cohort: exponential, without the longest tail.
    c.age_years = static_cast<float>(
        std::min<double>(shared.exponential(spec.age_years), 4.0 * spec.age_years));
    const double fit = shared(p.fit_shared_sd), investment = shared(p.trait_sd);
    for (std::size_t i = 0; i < 2; ++i) {
        Normal& z = own[i];
        auto& t = c.traits[i];
        t.regulation = static_cast<float>(z(p.trait_sd));
        t.rumination = static_cast<float>(z(p.trait_sd));
        t.communication = static_cast<float>(z(p.trait_sd));
        t.reactivity = exp1(z(p.reactivity_sd));
        t.chronic_stress = static_cast<float>(z(p.chronic_stress_sd));
        t.affect_variability = exp1(z(p.affect_variability_sd));
        t.symptom_level = static_cast<float>(z(p.trait_sd));
        t.alternatives = static_cast<float>(z(p.trait_sd));
        t.investment = static_cast<float>(investment);
        t.fit = static_cast<float>(fit + z(p.fit_own_sd));
        t.programme_response = static_cast<float>(z());
    }
    return c;
}

} // namespace couplet::population
