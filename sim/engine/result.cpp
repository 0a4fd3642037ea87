#include "engine/result.hpp"

#include "numerics/contract.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace couplet::engine {

Summary::Summary(std::size_t arms, int days, int every_days)
    : arms_(arms), instants_(static_cast<std::size_t>(days / every_days) + 1),
      every_days_(every_days), cells_(arms_ * instants_ * model::standard_variable_count),
      rates_(arms_ * instants_ * rate_count), intact_(arms_ * instants_) {}

void Summary::merge(const Summary& other) {
    EXPECTS(cells_.size() == other.cells_.size());
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        Cell& to = cells_[k];
        const Cell& from = other.cells_[k];
        if (from.count == 0)
            continue;
        to.count += from.count;
        to.sum += from.sum;
        to.sum_of_squares += from.sum_of_squares;
        for (std::size_t b = 0; b < bins; ++b)
            to.histogram[b] += from.histogram[b];
    }
    for (std::size_t k = 0; k < rates_.size(); ++k)
        rates_[k] += other.rates_[k];
    for (std::size_t k = 0; k < intact_.size(); ++k)
        intact_[k] += other.intact_[k];
}

std::vector<std::uint64_t> Summary::words() const {
    std::vector<std::uint64_t> to{cells_.size(), rates_.size(), intact_.size()};
    for (const Cell& cell : cells_) {
        to.push_back(static_cast<std::uint64_t>(cell.count));
        if (cell.count == 0)
            continue;
        to.push_back(static_cast<std::uint64_t>(cell.sum));
        to.push_back(static_cast<std::uint64_t>(cell.sum_of_squares));
        const std::size_t bins_at = to.size();
        to.push_back(0); // the number of bins that follow: bin and count in one word
        for (std::uint64_t b = 0; b < bins; ++b)
            if (cell.histogram[b] > 0)
                to.push_back(b << 32 | cell.histogram[b]);
        to[bins_at] = to.size() - bins_at - 1;
    }
    to.insert(to.end(), rates_.begin(), rates_.end());
    to.insert(to.end(), intact_.begin(), intact_.end());
    return to;
}

bool Summary::take(std::span<const std::uint64_t> words) {
    std::size_t at = 0;
    const auto next = [&] { return at < words.size() ? words[at++] : (++at, 0); };
    if (next() != cells_.size() || next() != rates_.size() || next() != intact_.size())
        return false;
    for (Cell& cell : cells_) {
        const auto count = static_cast<std::int64_t>(next());
        if (count == 0)
            continue;
        cell.count += count;
        cell.sum += static_cast<std::int64_t>(next());
        cell.sum_of_squares += static_cast<std::int64_t>(next());
        for (std::uint64_t n = std::min<std::uint64_t>(next(), bins); n > 0; --n) {
            const std::uint64_t word = next();
            cell.histogram[(word >> 32) % bins] += static_cast<std::uint32_t>(word);
        }
    }
    for (std::uint64_t& rate : rates_)
        rate += next();
    for (std::uint64_t& intact : intact_)
        intact += next();
    return at == words.size();
}

namespace {
double unpacked(std::size_t variable, double q) {
    const auto& row = model::variable_table[variable];
    return row.low + (q + 32767.0) * model::packed_step(row);
}
} // namespace

double Summary::mean(std::size_t arm, std::size_t instant, std::size_t variable) const {
    const Cell& c = cells_[(arm * instants_ + instant) * model::standard_variable_count + variable];
    if (c.count == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return unpacked(variable, static_cast<double>(c.sum) / static_cast<double>(c.count));
}

double Summary::sd(std::size_t arm, std::size_t instant, std::size_t variable) const {
    const Cell& c = cells_[(arm * instants_ + instant) * model::standard_variable_count + variable];
    if (c.count < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const auto n = static_cast<double>(c.count);
    const double mean = static_cast<double>(c.sum) / n;
    const double variance =
        (static_cast<double>(c.sum_of_squares) - n * mean * mean) / (n - 1);
    return std::sqrt(std::max(variance, 0.0)) * model::packed_step(model::variable_table[variable]);
}

double Summary::quantile(std::size_t arm, std::size_t instant, std::size_t variable,
                         double probability) const {
    const Cell& c = cells_[(arm * instants_ + instant) * model::standard_variable_count + variable];
    if (c.count == 0)
        return std::numeric_limits<double>::quiet_NaN();
    double left = probability * static_cast<double>(c.count);
    for (int b = 0; b < bins; ++b) {
        const double here = c.histogram[static_cast<std::size_t>(b)];
        if (here > 0 && left <= here)
            return unpacked(variable, std::clamp((b + left / here) * 256.0 - 32768.0, -32767.0,
                                                 32767.0));
        left -= here;
    }
    return model::variable_table[variable].high;
}

std::uint64_t Summary::rate(std::size_t arm, std::size_t instant, Rate rate) const {
    return rates_[(arm * instants_ + instant) * rate_count + rate];
}
std::uint64_t Summary::intact(std::size_t arm, std::size_t instant) const {
    return intact_[arm * instants_ + instant];
}

std::vector<float> recorded_days(const Plan& plan) {
    std::vector<float> days;
    for (int day = 0; day < plan.days; day += plan.recording.every_days)
        days.push_back(static_cast<float>(day));
    days.push_back(static_cast<float>(plan.days));
    return days;
}

std::uint32_t slab_size(const Plan& plan) {
    // Large enough for full vectors in long quarrels, small enough for many threads and for 32 MB
    // of what is recorded; a multiple of every vector width.
    constexpr std::uint64_t least = 32, most = 1024, bytes = 32u << 20;
    std::uint64_t size = (plan.population.couples / 8 + least) / least * least;
    const std::uint64_t trajectory =
        plan.recording.variables.size() * recorded_days(plan).size() * 2 * 2;
    const std::uint64_t scores =
        measurement::instrument_count * plan.questionnaire.waves.size() * 2 * sizeof(float);
    const std::uint64_t diary = measurement::item_count *
                                static_cast<std::uint64_t>(plan.diary.days) * 2 * sizeof(float);
    if (const std::uint64_t each = trajectory + scores + diary; each > 0)
        size = std::min(size, bytes / each / least * least);
    return static_cast<std::uint32_t>(std::clamp(size, least, most));
}

} // namespace couplet::engine
