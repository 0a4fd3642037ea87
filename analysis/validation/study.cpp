#include "analysis/validation/study.hpp"

#include "numerics/contract.hpp"
#include "numerics/math.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>

namespace couplet::validation {
namespace {
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
} // namespace

std::size_t variable(const char* name) {
    const auto at = std::find_if(model::variable_table.begin(), model::variable_table.end(),
                                 [&](const auto& row) { return !std::strcmp(row.name, name); });
    EXPECTS(at != model::variable_table.end());
    return static_cast<std::size_t>(at - model::variable_table.begin());
}

Panel::Panel(const engine::Plan& plan, const engine::Options& options)
    : plan_(plan), days_(engine::recorded_days(plan)), position_(model::variable_count, none),
      rows_(plan.population.couples), events_(plan.population.couples) {
    plan_.recording.couples = plan_.population.couples;
    const std::size_t variables = plan_.recording.variables.size(), instants = days_.size();
    const std::size_t waves = plan_.questionnaire.waves.size();
    for (std::size_t k = 0; k < variables; ++k)
        position_[plan_.recording.variables[k]] = k;
    trajectory_.resize(rows_.size() * variables * 2 * instants);
    scores_.resize(rows_.size() * measurement::instrument_count * 2 * waves);
    if (rows_.empty())
        return;
    engine::run(plan_, options, [&](engine::Slab&& slab) {
        // Every couple has its own place: no two slabs write the same.
        const engine::ArmSlab& arm = slab.arms.front();
        for (const model::Event& event : arm.events)
            events_[event.couple].push_back(event);
        std::copy(arm.couples.begin(), arm.couples.end(), rows_.begin() + slab.first);
        const std::size_t stretch = 2 * instants, wave_stretch = 2 * waves;
        for (std::size_t c = 0; c < slab.count; ++c) {
            for (std::size_t v = 0; v < variables; ++v)
                std::copy_n(arm.trajectory.data() + (v * slab.count + c) * stretch, stretch,
                            trajectory_.data() +
                                ((slab.first + c) * variables + v) * stretch);
            for (std::size_t k = 0; k < measurement::instrument_count && waves > 0; ++k)
                std::copy_n(arm.questionnaire.data() + (k * slab.count + c) * wave_stretch,
                            wave_stretch,
                            scores_.data() +
                                ((slab.first + c) * measurement::instrument_count + k) *
                                    wave_stretch);
        }
    });
    fill_diary();
}

void Panel::fill_diary() {
    for (std::size_t variable : measurement::latent_variables)
        if (position_[variable] == none)
            return;
    diary_.resize(rows_.size() * measurement::item_count * 2 * instants());
    std::size_t at = 0;
    for (std::uint32_t c = 0; c < couples(); ++c)
        for (std::size_t n = 0; n < measurement::item_count; ++n)
            for (std::size_t i = 0; i < 2; ++i)
                for (std::size_t t = 0; t < instants(); ++t, ++at)
                    diary_[at] = diary_answer(c, i, static_cast<measurement::Item>(n), t);
}

float Panel::diary_answer(std::uint32_t couple, std::size_t partner, measurement::Item item,
                          std::size_t instant) const {
    std::array<measurement::Latent, 2> both;
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t k = 0; k < measurement::latent_count; ++k) {
            const double x = value(couple, i, measurement::latent_variables[k], instant);
            if (std::isnan(x))
                return std::nanf("");
            both[i][k] = static_cast<float>(x);
        }
    return measurement::diary_value(
        item, occasion(couple, partner, static_cast<int>(days_[instant])), both[partner],
        both[1 - partner]);
}

double Panel::diary(std::uint32_t couple, std::size_t partner, measurement::Item item,
                    std::size_t instant) const {
    EXPECTS(!diary_.empty());
    return diary_[((couple * measurement::item_count + static_cast<std::size_t>(item)) * 2 +
                   partner) *
                      instants() +
                  instant];
}

double Panel::told(std::uint32_t couple, std::size_t partner, std::uint32_t scale, int day,
                   double latent, double error) const {
    const auto u = measurement::draws(occasion(couple, partner, day),
                                      measurement::study_slot + 4096u + scale);
    return latent + error * normal_quantile(Lanes<1>(u[0])).v;
}

double Panel::value(std::uint32_t couple, std::size_t partner, std::size_t variable,
                    std::size_t instant) const {
    const std::size_t at = position_[variable];
    EXPECTS(at != none);
    const std::size_t variables = plan_.recording.variables.size(), instants = days_.size();
    const std::int16_t q =
        trajectory_[((couple * variables + at) * 2 + partner) * instants + instant];
    if (q == model::packed_fill)
        return std::numeric_limits<double>::quiet_NaN();
    const auto& row = model::variable_table[variable];
    return row.low + (q + 32767.0) * model::packed_step(row);
}

double Panel::score(std::uint32_t couple, std::size_t partner, Score which,
                    std::size_t wave) const {
    const std::size_t waves = plan_.questionnaire.waves.size();
    return scores_[((couple * measurement::instrument_count + static_cast<std::size_t>(which)) *
                        2 +
                    partner) *
                       waves +
                   wave];
}

} // namespace couplet::validation
