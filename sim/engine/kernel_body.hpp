// A block of couples from the first day to the last, W at a time.
//
// Couples of a group take the scheduled turns of an encounter in lock-step. The few whose encounter
// goes on are then run apart: a group of W lanes takes the next couple from the queue whenever one
// is done, so long quarrels hold up nobody.
#pragma once

#include "engine/courses.hpp"
#include "model/digest.hpp"
#include "model/observe.hpp"

#include <cstring>

namespace couplet::engine {

// Called after each turn; the kernels proper use one that does nothing.
struct NoObserver {
    static constexpr bool wanted = false;
};

template <int W, class Observer = NoObserver> class BlockRunner {
    using F = Lanes<W>;
    using Couple = model::Couple<F>;
    using Mask = typename F::MaskType;

  public:
    BlockRunner(const Block& block, BlockSink& sink, Observer observer = {})
        : block_(block), plan_(*block.plan), p_(*block.parameters), sink_(sink),
          observer_(observer), groups_((block.count + W - 1) / W), stride_(groups_ * W),
          courses_(block, groups_) {
        couples_ = allocate<Couple>(groups_);
        queue_ = allocate<std::uint32_t>(stride_);
        packed_ = allocate<std::int32_t>(model::variable_count * 2 * stride_);
        columns_ = allocate<float>((2 + rates) * stride_);
        load();
    }
    BlockRunner(const BlockRunner&) = delete;
    BlockRunner& operator=(const BlockRunner&) = delete;

    Work run() {
        Work work;
        for (int day = -plan_.warm_up_days; day < plan_.days; ++day) {
            work.stopped = block_.stop && *block_.stop;
            if (work.stopped)
                return work;
            if (day == 0)
                reset_totals();
            if (day >= 0 && block_.wanted[day])
                observe(day);
            live(day);
            if (day % 7 == 0)
                hash();
        }
        if (block_.wanted[plan_.days])
            observe(plan_.days);
        hash();
        finish();
        for (int lane = 0; lane < W; ++lane)
            work.couple_turns += turns_.lane(lane);
        work.vector_turns = vector_turns_;
        return work;
    }

  private:
    static constexpr std::size_t rates = 6; // Summary::rate_count

    // Lanes past the last couple repeat it, dead.
    void load() {
        for (std::size_t row = 0; row < stride_; ++row) {
            const std::size_t from = row < block_.count ? row : block_.count - 1;
            const int lane = static_cast<int>(row % W);
            model::move_lane(block_.start[from], 0, couples_[row / W], lane);
            if (row >= block_.count)
                couples_[row / W].alive.set_lane(lane, 0.0f);
        }
    }

    void reset_totals() {
        for (std::size_t g = 0; g < groups_; ++g) {
            Couple& c = couples_[g];
            for (F* total : {&c.conflicts, &c.demand_withdraw, &c.pursuit_withdrawal_total,
                             &c.escalation_total, &c.avoidance_total, &c.positive_minutes,
                             &c.negative_minutes, &c.protests, &c.withdrawals, &c.repairs})
                *total = F(0.0f);
        }
    }

    // --- one day -----------------------------------------------------------------------------

    void live(int day) {
        clock_.day = day;
        clock_.address = static_cast<std::uint32_t>(day);
        const model::Parameters p = model::on_day(p_, day, plan_.warm_up_days);
        clock_.evaluation = evaluation::pace(p.evaluation);
        report_ = plan_.recording.events && day >= 0;
        for (std::size_t g = 0; g < groups_; ++g) {
            courses_.begin_day(p_, clock_, g, couples_[g]);
            model::begin_day(p_, plan_.seed, clock_, couples_[g]);
            if (report_)
                report_beginning(g);
        }
        for (std::size_t which = 0; which < model::encounter_count; ++which)
            meet(which, day);
        if constexpr (Observer::wanted)
            observer_.evening(p_, day, couples_[0]);
        for (std::size_t g = 0; g < groups_; ++g) {
            const auto separation = model::end_day(p, plan_.seed, clock_, couples_[g]);
            courses_.end_day(clock_, g, couples_[g]);
            if (report_)
                report_each(separation, g, model::EventKind::separation, -1, 1440, F(0.0f));
        }
    }

    // --- one encounter -----------------------------------------------------------------------

    const Laboratory* laboratory_on(int day) const {
        for (const Laboratory& l : plan_.laboratories)
            if (l.day == day)
                return &l;
        return nullptr;
    }

    void meet(std::size_t which, int day) {
        const model::EncounterRow& row = model::encounter_table[which];
        const Laboratory* lab = which == 1 ? laboratory_on(day) : nullptr;
        const float minutes = lab ? lab->minutes : row.minutes;
        const int turns = model::scheduled_turns(minutes, plan_.turn_minutes);
        turn_clock_ = model::turn_clock(p_, minutes / static_cast<float>(turns));
        turn_clock_.apart = lab ? 0.0f : row.apart;
        turn_clock_.day = clock_.address;
        turn_clock_.slot = static_cast<std::uint32_t>(which) * 4096u;
        start_ = row.start;
        which_ = which;
        const model::LaboratorySession session{lab ? lab->minutes : 0, lab ? lab->severity : 0};

        std::size_t waiting = 0;
        for (std::size_t g = 0; g < groups_; ++g) {
            Couple& c = couples_[g];
            if (which > 0)
                wait(which, session, c);
            const auto opening =
                model::open_encounter(p_, plan_.seed, clock_.address, which, session, c);
            if (report_)
                report_opening(g, opening);
            const auto tempo = model::tempos(p_, c, turn_clock_.minutes);
            for (int n = 0; n < turns; ++n)
                take_turn(c, tempo, g * W);
            model::going_on(c, false);
            for_each_lane(c.active > F(0.0f),
                          [&](int lane) { queue_[waiting++] = row_of(g * W, lane); });
        }
        if (waiting > 0)
            go_on(waiting);
        for (std::size_t g = 0; g < groups_; ++g) {
            Couple& c = couples_[g];
            if (report_)
                report_closing(g);
            model::close_encounter(p_, c);
        }
    }

    // The hours since the encounter before; a known conflict casts its shadow.
    void wait(std::size_t which, const model::LaboratorySession& session, Couple& c) {
        std::array<F, 2> resting{model::resting_affect(p_, c.partner[0]),
                                 model::resting_affect(p_, c.partner[1])};
        std::array<F, 2> dread{F(0.0f), F(0.0f)};
        F gap = F(start_ - model::encounter_table[which - 1].start) - c.duration;
        if (session.severity > 0) {
            model::relax(p_, gap - F(model::anticipation_minutes), {}, resting, c);
            gap = F(model::anticipation_minutes);
            for (std::size_t i = 0; i < 2; ++i)
                dread[i] = F(p_.physiology.anticipation * session.severity) *
                           model::gain(p_, c.partner[i], c.partner[1 - i]);
        }
        if constexpr (Observer::wanted)
            observer_.hours(p_, clock_.day, start_ - gap.lane(0), start_, dread, resting, c);
        model::relax(p_, gap, dread, resting, c);
    }

    // `row` is that of the group's first couple; in the queue's group, that of each lane.
    template <class Rows>
    void take_turn(Couple& c, const std::array<model::Tempo<F>, 2>& tempo, const Rows& rows) {
        turns_ = turns_ + to_word(c.active);
        ++vector_turns_;
        std::array<model::Mind<F>, 2> minds;
        const auto was_active = c.active;
        const auto events = model::turn(p_, turn_clock_, plan_.seed, tempo, c,
                                        Observer::wanted ? &minds : nullptr);
        const auto begins = model::conflict_begins(c);
        if constexpr (Observer::wanted)
            if (was_active.lane(0) > 0)
                observer_.turn(clock_.day, static_cast<int>(which_), start_, c, minds);
        if (report_)
            report_turn(c, rows, events, begins);
    }

    void go_on(std::size_t waiting) {
        Couple c = couples_[0];
        for (int lane = 0; lane < W; ++lane)
            c.active.set_lane(lane, 0.0f);
        std::uint32_t rows[W] = {};
        bool busy[W] = {};
        std::size_t next = 0, left = waiting;
        std::array<model::Tempo<F>, 2> tempo{};
        while (left > 0) {
            bool changed = false;
            for (int lane = 0; lane < W; ++lane) {
                if (busy[lane] && c.active.lane(lane) > 0)
                    continue;
                if (busy[lane]) {
                    model::move_turns(c, lane, couples_[rows[lane] / W], int(rows[lane] % W));
                    busy[lane] = false;
                    --left;
                }
                if (next < waiting) {
                    rows[lane] = queue_[next++];
                    model::move_lane(couples_[rows[lane] / W], int(rows[lane] % W), c, lane);
                    busy[lane] = changed = true;
                }
            }
            if (left == 0)
                break;
            if (changed)
                tempo = model::tempos(p_, c, turn_clock_.minutes);
            take_turn(c, tempo, rows);
            model::going_on(c, true);
        }
    }

    // --- events ------------------------------------------------------------------------------

    static std::uint32_t row_of(std::size_t first, int lane) {
        return static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(lane);
    }
    static std::uint32_t row_of(const std::uint32_t (&rows)[W], int lane) { return rows[lane]; }

    void report(std::uint32_t row, const Couple& c, int lane, model::EventKind kind, int actor,
                float minute, float severity, float duration = 0) {
        model::Event e{};
        e.couple = c.id.lane(lane);
        e.day = static_cast<float>(clock_.day) + minute / model::day_minutes;
        e.severity = severity;
        e.duration_minutes = duration;
        e.kind = kind;
        e.actor = static_cast<std::int8_t>(actor);
        e.phase = static_cast<std::int8_t>(c.worst_phase.lane(lane));
        sink_.event(row, e);
    }
    void report_each(const Mask& m, std::size_t g, model::EventKind kind, int actor, float minute,
                     const F& severity) {
        for_each_lane(m, [&](int lane) {
            report(row_of(g * W, lane), couples_[g], lane, kind, actor, minute, severity.lane(lane));
        });
    }
    void report_beginning(std::size_t g) {
        const Couple& c = couples_[g];
        const auto alive = c.alive > F(0.0f);
        for (std::size_t i = 0; i < 2; ++i)
            report_each((c.partner[i].life_event > F(0.0f)) & alive, g,
                        model::EventKind::life_event, int(i), 0, c.partner[i].life_event);
        courses_.for_each_event([&](const Mask& session, const Mask& dropout) {
            report_each(session, g, model::EventKind::session, -1, 0, F(0.0f));
            report_each(dropout, g, model::EventKind::dropout, -1, 0, F(0.0f));
        });
    }
    void report_opening(std::size_t g, const model::Opening<F>& opening) {
        const auto alive = couples_[g].alive > F(0.0f);
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t kind = 0; kind < triggers::kind_count; ++kind)
                report_each((opening.cue_kind[i] == F(static_cast<float>(kind))) & alive, g,
                            static_cast<model::EventKind>(kind), int(i), start_,
                            opening.cue_theta[i]);
        report_each((opening.issue_severity > F(0.0f)) & alive, g,
                    model::EventKind::disagreement, -1, start_, opening.issue_severity);
    }
    void report_closing(std::size_t g) {
        const Couple& c = couples_[g];
        for_each_lane(c.conflict > F(0.0f), [&](int lane) {
            report(row_of(g * W, lane), c, lane, model::EventKind::conflict_end, -1,
                   start_ + c.duration.lane(lane), c.issue_severity.lane(lane),
                   c.duration.lane(lane));
        });
    }
    template <class Rows>
    void report_turn(const Couple& c, const Rows& rows, const model::TurnEvents<F>& events,
                     const Mask& begins) {
        Mask all = begins;
        for (const auto& e : events)
            all = all | e.protest | e.withdrawal | e.repair;
        for_each_lane(all, [&](int lane) {
            const std::uint32_t row = row_of(rows, lane);
            const float minute = start_ + c.duration.lane(lane);
            if (begins.lane(lane))
                report(row, c, lane, model::EventKind::conflict_start, -1, minute,
                       c.issue_severity.lane(lane));
            for (int i = 0; i < 2; ++i) {
                const auto& e = events[std::size_t(i)];
                if (e.protest.lane(lane)) {
                    const int kind = static_cast<int>(model::EventKind::protest_testing) +
                                     static_cast<int>(c.partner[std::size_t(i)].protest.lane(lane));
                    report(row, c, lane, static_cast<model::EventKind>(kind), i, minute, 0);
                }
                if (e.withdrawal.lane(lane))
                    report(row, c, lane, model::EventKind::withdrawal, i, minute, 0);
                if (e.repair.lane(lane))
                    report(row, c, lane, model::EventKind::repair, i, minute, 0);
            }
        });
    }

    // --- what is seen from outside -----------------------------------------------------------

    void observe(int day) {
        for (std::size_t g = 0; g < groups_; ++g) {
            const Couple& c = couples_[g];
            for (std::size_t i = 0; i < 2; ++i) {
                const auto values = model::observe(p_, c.partner[i]);
                for (std::size_t v = 0; v < model::variable_count; ++v) {
                    const auto q = model::packed(model::variable_table[v], values[v]);
                    std::memcpy(packed_.get() + (v * 2 + i) * stride_ + g * W, &q.v, sizeof q.v);
                }
            }
            const F separated = F(1.0f) - c.alive;
            const F* columns[2 + rates] = {&c.alive,    &c.worst_phase, &c.conflicts,
                                           &c.demand_withdraw, &c.protests, &c.withdrawals,
                                           &c.repairs,  &separated};
            for (std::size_t k = 0; k < 2 + rates; ++k)
                std::memcpy(columns_.get() + k * stride_ + g * W, &columns[k]->v, sizeof columns[k]->v);
        }
        const float* columns_at = columns_.get();
        sink_.instant({day, stride_, packed_.get(), columns_at, columns_at + stride_,
                       columns_at + 2 * stride_});
    }

    void hash() {
        for (std::size_t g = 0; g < groups_; ++g)
            model::fold(couples_[g]);
    }

    void finish() {
        for (std::uint32_t row = 0; row < block_.count; ++row) {
            const Couple& c = couples_[row / W];
            const int lane = static_cast<int>(row % W);
            Final f{};
            for (std::size_t i = 0; i < 2; ++i)
                f.satisfaction[i] =
                    model::satisfaction_scale(c.partner[i].evaluation.satisfaction).lane(lane);
            f.alive = c.alive.lane(lane);
            f.end_day = c.end_day.lane(lane);
            f.sessions = c.sessions.lane(lane);
            f.enrolled = c.enrolled.lane(lane);
            f.left_early = courses_.left(row);
            f.conflicts = c.conflicts.lane(lane);
            f.demand_withdraw = c.demand_withdraw.lane(lane);
            f.pursuit_withdrawal_minutes = c.pursuit_withdrawal_total.lane(lane);
            f.mutual_escalation_minutes = c.escalation_total.lane(lane);
            f.mutual_avoidance_minutes = c.avoidance_total.lane(lane);
            f.positive_minutes = c.positive_minutes.lane(lane);
            f.negative_minutes = c.negative_minutes.lane(lane);
            f.digest = (std::uint64_t(c.hash_high.lane(lane)) << 32) | c.hash_low.lane(lane);
            sink_.finish(row, f);
        }
    }

    const Block& block_;
    const Plan& plan_;
    const model::Parameters& p_;
    BlockSink& sink_;
    Observer observer_;
    std::size_t groups_, stride_;
    Courses<W> courses_;
    Array<Couple> couples_;
    Array<std::uint32_t> queue_;
    Array<std::int32_t> packed_;
    Array<float> columns_;
    model::DayClock clock_;
    model::TurnClock turn_clock_;
    float start_ = 0;       // of the encounter, minutes after midnight
    std::size_t which_ = 0; // encounter of the day
    bool report_ = false;
    typename F::WordsType turns_{0u};
    std::uint64_t vector_turns_ = 0;
};

} // namespace couplet::engine
