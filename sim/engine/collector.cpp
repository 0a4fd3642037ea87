#include "engine/collector.hpp"

#include "population/draw.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace couplet::engine {

Collector::Collector(const Plan& plan, std::size_t arm, const Slab& slab,
                     std::span<const std::uint32_t> rows, ArmSlab& out, Summary& summary)
    : plan_(plan), arm_(arm), slab_(slab), rows_(rows), out_(out), summary_(summary),
      wave_on_(static_cast<std::size_t>(plan.days) + 1, std::int16_t{-1}) {
    const std::size_t cells = std::size_t(slab.recorded) * slab.instants;
    if (!plan.recording.variables.empty()) {
        out.trajectory.assign(plan.recording.variables.size() * cells * 2, model::packed_fill);
        out.phase.assign(cells, packed_fill8);
        out.intact.assign(cells, packed_fill8);
        while (recorded_rows_ < rows.size() && rows[recorded_rows_] < slab.recorded)
            ++recorded_rows_;
        page_width_ = recorded_rows_ + page_lines; // not a power of two, for the cache
        page_.resize(2 * plan.recording.variables.size() * page_lines * page_width_);
    }
    out.questionnaire.assign(measurement::instrument_count * slab.count * 2 *
                                 plan.questionnaire.waves.size(),
                             std::numeric_limits<float>::quiet_NaN());
    out.diary.assign(measurement::item_count * slab.count * 2 *
                         static_cast<std::size_t>(plan.diary.days),
                     std::numeric_limits<float>::quiet_NaN());
    for (auto& totals : before_)
        totals.assign(rows.size(), 0.0f);
    for (std::size_t w = 0; w < plan.questionnaire.waves.size(); ++w)
        wave_on_.at(static_cast<std::size_t>(plan.questionnaire.waves[w])) =
            static_cast<std::int16_t>(w);
}

void Collector::event(std::uint32_t row, const model::Event& event) {
    events_.emplace_back(row, event);
}

void Collector::instant(const Instant& at) {
    if (at.day == 0)
        introduce(at);
    if (at.day % plan_.recording.summary_every_days == 0)
        summarise(at);
    const bool due = at.day % plan_.recording.every_days == 0 || at.day == plan_.days;
    if (due && !plan_.recording.variables.empty())
        record(at);
    if (!plan_.questionnaire.waves.empty())
        question(at);
    if (plan_.diary.days > 0)
        fill_in(at);
}

void Collector::record(const Instant& at) {
    const std::size_t instants = slab_.instants, line = recorded_ % page_lines;
    for (std::size_t n = 0; n < 2 * plan_.recording.variables.size(); ++n) {
        const std::int32_t* from =
            at.packed + (plan_.recording.variables[n / 2] * 2 + n % 2) * at.stride;
        std::int16_t* to = page_.data() + (n * page_lines + line) * page_width_;
        for (std::size_t k = 0; k < recorded_rows_; ++k)
            to[k] = at.alive[k] > 0 ? static_cast<std::int16_t>(from[k]) : model::packed_fill;
    }
    for (std::size_t k = 0; k < recorded_rows_; ++k) {
        const bool alive = at.alive[k] > 0;
        const std::size_t cell = rows_[k] * instants + recorded_;
        out_.intact[cell] = alive;
        if (alive)
            out_.phase[cell] = static_cast<std::int8_t>(at.phase[k]);
    }
    ++recorded_;
    if (line + 1 == page_lines || recorded_ == instants)
        turn_page(line + 1);
}

namespace {

// Eight lines of eight values become eight courses of eight: three rounds of interleaving the first
// half of the lines with the second.
constexpr std::size_t tile = 8;
void turn_tile(const std::int16_t* from, std::size_t width, const std::array<std::int16_t*, tile>& to) {
    using Line = std::int16_t __attribute__((vector_size(tile * sizeof(std::int16_t))));
    std::array<Line, tile> lines;
    for (std::size_t i = 0; i < tile; ++i)
        std::memcpy(&lines[i], from + i * width, sizeof(Line));
    for (int round = 0; round < 3; ++round) {
        std::array<Line, tile> mixed;
        for (std::size_t i = 0; i < tile / 2; ++i) {
            const Line a = lines[i], b = lines[i + tile / 2];
            mixed[2 * i] = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
            mixed[2 * i + 1] = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
        }
        lines = mixed;
    }
    for (std::size_t i = 0; i < tile; ++i)
        std::memcpy(to[i], &lines[i], sizeof(Line));
}

} // namespace

// From one line an instant to one course a person.
void Collector::turn_page(std::size_t lines) {
    const std::size_t couples = slab_.recorded, instants = slab_.instants;
    for (std::size_t n = 0; n < 2 * plan_.recording.variables.size(); ++n) {
        const std::int16_t* from = page_.data() + n * page_lines * page_width_;
        std::int16_t* to = out_.trajectory.data() +
                           (n / 2 * couples * 2 + n % 2) * instants + recorded_ - lines;
        const auto course = [&](std::size_t k) { return to + rows_[k] * 2 * instants; };
        for (std::size_t k = 0; k < recorded_rows_; k += tile) {
            const std::size_t couples_here = std::min(tile, recorded_rows_ - k);
            std::size_t line = 0;
            if (couples_here == tile)
                for (; line + tile <= lines; line += tile) {
                    std::array<std::int16_t*, tile> at;
                    for (std::size_t i = 0; i < tile; ++i)
                        at[i] = course(k + i) + line;
                    turn_tile(from + line * page_width_ + k, page_width_, at);
                }
            for (; line < lines; ++line)
                for (std::size_t i = 0; i < couples_here; ++i)
                    course(k + i)[line] = from[line * page_width_ + k + i];
        }
    }
}

namespace {

// Of both partners of a couple. From the packed values: 16 bits are finer than any answer, and what
// is read is the same whatever else is recorded.
std::array<measurement::Latent, 2> latents(const Instant& at, std::size_t couple) {
    std::array<measurement::Latent, 2> both;
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t k = 0; k < measurement::latent_count; ++k) {
            const std::size_t v = measurement::latent_variables[k];
            const auto q =
                static_cast<std::int16_t>(at.packed[(v * 2 + i) * at.stride + couple]);
            both[i][k] = model::unpacked(model::variable_table[v], q);
        }
    return both;
}

} // namespace

// Who they are once the warm-up is over.
void Collector::introduce(const Instant& at) {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        CoupleRow& row = out_.couples[rows_[k]];
        const auto both = latents(at, k);
        for (std::size_t i = 0; i < 2; ++i) {
            row.anxiety[i] = both[i][measurement::From::anxiety];
            row.avoidance[i] = both[i][measurement::From::avoidance];
            row.satisfaction_start[i] = both[i][measurement::From::satisfaction];
        }
        if (!plan_.population.pairings.empty())
            continue; // these are named
        std::array<population::Style, 2> style;
        for (std::size_t i = 0; i < 2; ++i) {
            style[i] = population::nearest_style(plan_.parameters.variation, row.anxiety[i],
                                                 row.avoidance[i]);
            row.style[i] = static_cast<std::int8_t>(style[i]);
        }
        row.pairing = static_cast<std::int8_t>(population::unordered_pair(style[0], style[1]));
    }
}

// Not those who miss the wave, nor those who have answered for the last time before it.
bool Collector::answers(const measurement::Occasion& occasion, int entry, std::size_t wave) const {
    if (measurement::is_missing(occasion, plan_.questionnaire.missing))
        return false;
    if (!(plan_.questionnaire.attrition > 0))
        return true;
    measurement::Occasion earlier = occasion;
    for (std::size_t w = 1; w <= wave; ++w) {
        earlier.day = entry + plan_.questionnaire.waves[w];
        if (measurement::is_lost(earlier, plan_.questionnaire.attrition))
            return false;
    }
    return true;
}

void Collector::question(const Instant& at) {
    const std::size_t waves = plan_.questionnaire.waves.size();
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        const std::uint32_t c = rows_[k];
        const int entry = plan_.entry(slab_.first + c);
        if (at.day < entry || !(at.alive[k] > 0))
            continue;
        const int wave = wave_on_[static_cast<std::size_t>(at.day - entry)];
        if (wave < 0)
            continue;
        const auto w = static_cast<std::size_t>(wave);
        const auto both = latents(at, k);
        for (std::size_t i = 0; i < 2; ++i) {
            const measurement::Occasion occasion{
                plan_.seed, out_.couples[c].couple, at.day, i};
            if (!answers(occasion, entry, w))
                continue;
            for (std::size_t n = 0; n < measurement::instrument_count; ++n)
                out_.questionnaire[((n * slab_.count + c) * 2 + i) * waves + w] =
                    measurement::value(measurement::instrument_table[n], both[i],
                                       both[1 - i], measurement::error_draw(occasion, n));
        }
    }
}

// The day that ends at this instant.
void Collector::fill_in(const Instant& at) {
    const auto days = static_cast<std::size_t>(plan_.diary.days);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        const std::uint32_t c = rows_[k];
        const int day = at.day - plan_.entry(slab_.first + c) - plan_.diary.first_day - 1;
        if (day < 0 || day >= plan_.diary.days || !(at.alive[k] > 0))
            continue;
        const auto evening = static_cast<std::size_t>(day);
        const auto both = latents(at, k);
        for (std::size_t i = 0; i < 2; ++i) {
            const measurement::Occasion occasion{
                plan_.seed, out_.couples[c].couple, at.day, i};
            if (measurement::is_left_out(occasion, plan_.diary.missing))
                continue;
            for (std::size_t n = 0; n < measurement::item_count; ++n)
                out_.diary[((n * slab_.count + c) * 2 + i) * days + evening] =
                    measurement::diary_value(static_cast<measurement::Item>(n), occasion,
                                             both[i], both[1 - i]);
        }
    }
}

void Collector::summarise(const Instant& at) {
    const auto instant =
        static_cast<std::size_t>(at.day / plan_.recording.summary_every_days);
    for (std::size_t v = 0; v < model::standard_variable_count; ++v)
        for (std::size_t i = 0; i < 2; ++i) {
            const std::int32_t* from = at.packed + (v * 2 + i) * at.stride;
            for (std::size_t k = 0; k < rows_.size(); ++k)
                if (at.alive[k] > 0)
                    summary_.add(arm_, instant, v, static_cast<std::int16_t>(from[k]));
        }
    for (std::size_t r = 0; r < Summary::rate_count; ++r) {
        std::uint32_t sum = 0;
        for (std::size_t k = 0; k < rows_.size(); ++k) {
            const float total = at.totals[r * at.stride + k];
            sum += static_cast<std::uint32_t>(total - before_[r][k]);
            before_[r][k] = total;
        }
        summary_.count(arm_, instant, static_cast<Summary::Rate>(r), sum);
    }
    for (std::size_t k = 0; k < rows_.size(); ++k)
        if (at.alive[k] > 0)
            summary_.count_intact(arm_, instant);
}

void Collector::finish(std::uint32_t row, const Final& f) {
    CoupleRow& to = out_.couples[rows_[row]];
    to.satisfaction_end = {f.satisfaction[0], f.satisfaction[1]};
    to.sessions = static_cast<std::int16_t>(f.sessions);
    to.dropped_out = f.left_early;
    to.end_reason = f.alive > 0 ? EndReason::intact : EndReason::separated;
    to.end_day = f.end_day;
    to.conflicts = static_cast<std::uint32_t>(f.conflicts);
    to.demand_withdraw = static_cast<std::uint32_t>(f.demand_withdraw);
    to.pursuit_withdrawal_minutes = f.pursuit_withdrawal_minutes;
    to.mutual_escalation_minutes = f.mutual_escalation_minutes;
    to.mutual_avoidance_minutes = f.mutual_avoidance_minutes;
    to.positive_minutes = f.positive_minutes;
    to.negative_minutes = f.negative_minutes;
    to.digest = f.digest;
}

void Collector::sort_events() {
    std::stable_sort(events_.begin(), events_.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second.day < b.second.day;
    });
    out_.events.reserve(events_.size());
    for (const auto& [row, event] : events_)
        out_.events.push_back(event);
    events_.clear();
}

} // namespace couplet::engine
