#include "output/sequence.hpp"

#include "numerics/contract.hpp"

#include <algorithm>
#include <utility>

namespace couplet::output {
namespace {

// Takes the first `count` rows out of `rows`.
template <class Row> std::vector<Row> take(std::vector<Row>& rows, std::size_t count) {
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Row> taken(rows.begin(), end);
    rows.erase(rows.begin(), end);
    return taken;
}

} // namespace

Sequence::Sequence(const engine::Plan& plan, std::uint32_t slab)
    : plan_(plan), couples_(plan.population.couples), slab_(slab),
      slabs_(couples_ / slab + (couples_ % slab != 0)), arms_(plan.arms.size()) {}

std::vector<Cut> Sequence::accept(engine::Slab&& slab) {
    EXPECTS(slab.arms.size() == arms_.size() && slab.index < slabs_);
    EXPECTS(slab.first == slab.index * slab_);
    for (engine::ArmSlab& arm : slab.arms) {
        arm.trajectory = {};
        arm.questionnaire = {};
        arm.diary = {};
    }
    slab.summary = {};
    std::vector<Cut> cuts;
    const std::lock_guard lock(mutex_);
    held_.emplace(slab.index, std::move(slab));
    for (auto it = held_.find(next_); it != held_.end(); it = held_.find(next_)) {
        append(it->second);
        cut(cuts, couple_chunk, event_chunk);
        held_.erase(it);
        ++next_;
    }
    return cuts;
}

std::vector<Cut> Sequence::flush() {
    std::vector<Cut> cuts;
    const std::lock_guard lock(mutex_);
    for (std::uint32_t index = next_; index < slabs_; ++index) {
        const auto it = held_.find(index);
        append(it != held_.end() ? it->second : absent(index));
        cut(cuts, couple_chunk, event_chunk);
    }
    held_.clear();
    cut(cuts, 1, 1);
    return cuts;
}

engine::Slab Sequence::absent(std::uint32_t index) const {
    engine::Slab slab;
    slab.index = index;
    slab.first = index * slab_;
    slab.count = std::min(slab_, couples_ - slab.first);
    slab.arms.resize(arms_.size());
    engine::CoupleRow row;
    row.couple = absent_couple;
    for (engine::ArmSlab& arm : slab.arms)
        arm.couples.assign(slab.count, row);
    return slab;
}

void Sequence::append(const engine::Slab& slab) {
    for (std::size_t a = 0; a < arms_.size(); ++a) {
        const auto& rows = slab.arms[a].couples;
        EXPECTS(rows.size() == slab.count);
        arms_[a].rows.insert(arms_[a].rows.end(), rows.begin(), rows.end());
    }
    append_events(slab);
}

void Sequence::append_events(const engine::Slab& slab) {
    std::vector<std::size_t> at(arms_.size(), 0);
    for (std::uint32_t k = slab.first; k < slab.first + slab.count; ++k) {
        const std::uint32_t couple = plan_.number(k);
        for (std::size_t a = 0; a < arms_.size(); ++a) {
            const auto& events = slab.arms[a].events;
            for (; at[a] < events.size() && events[at[a]].couple == couple; ++at[a])
                events_.push_back({events[at[a]], static_cast<std::int8_t>(a)});
        }
        offsets_.push_back(static_cast<std::int64_t>(first_event_ + events_.size()));
    }
    for (std::size_t a = 0; a < arms_.size(); ++a)
        ENSURES(at[a] == slab.arms[a].events.size());
}

// Chunks of full length, and shorter ones that have at least the given numbers of rows.
void Sequence::cut(std::vector<Cut>& cuts, std::size_t couple_rows,
                   std::size_t event_rows) {
    const auto add = [&](auto& rows, std::uint64_t& first, std::size_t chunk,
                         std::size_t at_least, std::size_t arm, auto member) {
        while (rows.size() >= at_least) {
            const std::size_t count = std::min(rows.size(), chunk);
            Cut made;
            made.first = first;
            made.arm = arm;
            made.*member = take(rows, count);
            cuts.push_back(std::move(made));
            first += count;
        }
    };
    for (std::size_t a = 0; a < arms_.size(); ++a)
        add(arms_[a].rows, arms_[a].first, couple_chunk, couple_rows, a, &Cut::couples);
    add(events_, first_event_, event_chunk, event_rows, 0, &Cut::events);
    add(offsets_, first_offset_, couple_chunk, couple_rows, 0, &Cut::offsets);
}

} // namespace couplet::output
