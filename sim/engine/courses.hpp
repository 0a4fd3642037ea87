// The courses of a block's couples, kept beside their states: what the digest of a
// couple's life does not count, as it is of the trial and not of the couple.
#pragma once

#include "engine/aligned.hpp"
#include "engine/kernel.hpp"
#include "model/programme.hpp"

namespace couplet::engine {

// `g` is a group of W couples, `row` a couple of the block.
template <int W> class Courses {
    using F = Lanes<W>;

  public:
    Courses(const Block& block, std::size_t groups)
        : arm_(block.programmes), seed_(block.plan->seed),
          entries_(allocate<Entry>(groups)),
          courses_(allocate<Course>(groups * arm_.size())),
          events_(allocate<Events>(arm_.size())) {
        for (std::size_t g = 0; g < groups; ++g) {
            entries_[g] = Entry{};
            for (int lane = 0; block.entry && lane < W; ++lane)
                if (const auto row = g * W + std::size_t(lane); row < block.count)
                    entries_[g].day.set_lane(lane, static_cast<float>(block.entry[row]));
        }
        for (std::size_t k = 0; k < groups * arm_.size(); ++k)
            courses_[k] = Course{};
    }

    void begin_day(const model::Parameters& p, const model::DayClock& clock,
                   std::size_t g, model::Couple<F>& c) {
        if (!arm_.empty())
            model::begin_day_of_programmes(p, arm_, seed_, clock, entries_[g], of(g),
                                           events_.get(), c);
    }
    void end_day(const model::DayClock& clock, std::size_t g, model::Couple<F>& c) {
        model::fade(arm_, clock, entries_[g], of(g), c);
    }

    // Of the group whose day began last: visit(session, dropout), masks, for each
    // programme.
    template <class Visit> void for_each_event(Visit visit) const {
        for (std::size_t n = 0; n < arm_.size(); ++n)
            visit(events_[n].session, events_[n].dropout);
    }

    // Whether a programme was left early.
    bool left(std::size_t row) const {
        for (std::size_t n = 0; n < arm_.size(); ++n)
            if (courses_[row / W * arm_.size() + n].left.lane(static_cast<int>(row % W)) >
                0)
                return true;
        return false;
    }

  private:
    using Entry = model::Entry<F>;
    using Course = model::Course<F>;
    using Events = model::ProgrammeEvents<F>;

    Course* of(std::size_t g) { return courses_.get() + g * arm_.size(); }

    std::span<const interventions::Programme> arm_;
    Seed seed_;
    Array<Entry> entries_;
    Array<Course> courses_; // [group][programme]
    Array<Events> events_;  // [programme]
};

} // namespace couplet::engine
