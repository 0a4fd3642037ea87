// One couple alone, turn by turn, on the scalar kernel.
#include "engine/engine.hpp"
#include "engine/kernel_body.hpp"
#include "population/initial.hpp"

#include <cmath>

namespace couplet::engine {
namespace {

using F = Lanes<1>;

struct TraceObserver {
    static constexpr bool wanted = true;
    int first_day = 0, last_day = 0;
    const std::function<void(const TurnTrace&)>* visit = nullptr;
    const Hourly* hourly = nullptr;

    // Fast states at each whole multiple of the interval in [from, to), without a mark on the couple.
    void hours(const model::Parameters& p, int day, float from, float to,
               const std::array<F, 2>& dread, const std::array<F, 2>& resting,
               const model::Couple<F>& c) const {
        if (day < first_day || day > last_day || hourly->every_minutes <= 0 || c.alive.v == 0)
            return;
        const float every = hourly->every_minutes;
        for (float minute = std::ceil(from / every) * every; minute < to; minute += every) {
            model::Couple<F> then = c;
            model::relax(p, F(minute - from), dread, resting, then);
            MomentTrace m;
            m.day = day;
            m.minute = minute;
            for (std::size_t i = 0; i < 2; ++i) {
                m.negative_affect[i] = then.partner[i].negative_affect.v;
                m.positive_affect[i] = then.partner[i].positive_affect.v;
                m.cortisol[i] = then.partner[i].axis.cortisol.v;
            }
            hourly->visit(m);
        }
    }
    void evening(const model::Parameters& p, int day, const model::Couple<F>& c) const {
        const std::array<F, 2> resting{model::resting_affect(p, c.partner[0]),
                                       model::resting_affect(p, c.partner[1])};
        hours(p, day, model::encounter_table.back().start + c.duration.v, model::day_minutes, {},
              resting, c);
    }

    void turn(int day, int encounter, float start,
              const model::Couple<F>& c, const std::array<model::Mind<F>, 2>& minds) const {
        if (day < first_day || day > last_day)
            return;
        TurnTrace t;
        t.day = day;
        t.encounter = encounter;
        t.turn = static_cast<int>(c.turn.v) - 1;
        t.minute = start + c.duration.v;
        const auto& a = c.partner[0];
        const auto& b = c.partner[1];
        t.phase = static_cast<std::int8_t>(
            cycle::phase(cycle::Side<F>{a.act, minds[0].alarm, a.overwhelm},
                         cycle::Side<F>{b.act, minds[1].alarm, b.overwhelm}, c.tension)
                .v);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& s = c.partner[i];
            auto& side = t.partner[i];
            side.act = static_cast<std::int8_t>(s.act.v);
            if (side.act == static_cast<std::int8_t>(index(Act::protest)))
                side.protest = static_cast<std::int8_t>(s.protest.v);
            side.perceived_threat = positive_part(-s.read).v;
            side.inferred_affect = minds[i].inferred_affect.v;
            side.response_quality = minds[1 - i].answer_quality.v;
            side.activation = model::alarm(s).v;
            side.overwhelm = s.overwhelm.v;
            side.negative_affect = s.negative_affect.v;
            side.positive_affect = s.positive_affect.v;
            side.cortisol = s.axis.cortisol.v;
        }
        (*visit)(t);
    }
};

class DailySink : public BlockSink {
  public:
    DailySink(int first, int last, const std::function<void(int, const DailyValues&)>& daily)
        : first_(first), last_(last), daily_(daily) {}
    void event(std::uint32_t, const model::Event&) override {}
    void finish(std::uint32_t, const Final&) override {}
    void instant(const Instant& at) override {
        if (at.day < first_ || at.day > last_ || at.alive[0] == 0 || !daily_)
            return;
        DailyValues values;
        for (std::size_t v = 0; v < model::variable_count; ++v)
            for (std::size_t i = 0; i < 2; ++i) {
                const auto& row = model::variable_table[v];
                const auto q = static_cast<float>(at.packed[(v * 2 + i) * at.stride] + 32767);
                values[i][v] = row.low + q * model::packed_step(row);
            }
        daily_(at.day, values);
    }

  private:
    int first_, last_;
    const std::function<void(int, const DailyValues&)>& daily_;
};

} // namespace

void trace_couple(const Plan& plan, std::size_t arm, std::uint32_t couple, int first_day,
                  int last_day, const std::function<void(const TurnTrace&)>& visit,
                  const std::function<void(int, const DailyValues&)>& daily,
                  const Hourly& hourly) {
    const model::Parameters effective = model::effective(plan.parameters);
    const std::uint32_t number = plan.number(couple);
    const auto drawn = population::draw_couple(plan.population, effective.variation, plan.seed,
                                               number);
    const auto start = population::initial(effective, drawn, number, plan.population.kind);
    const std::vector<std::uint8_t> every_day(static_cast<std::size_t>(plan.days) + 1, 1);
    const std::int32_t begin = plan.begin(arm, couple);
    Block block{&plan, &effective, plan.arms[arm].programmes, &start, 1, every_day.data()};
    block.entry = &begin;
    DailySink sink(first_day, last_day, daily);
    TraceObserver observer{first_day, last_day, &visit, &hourly};
    BlockRunner<1, TraceObserver>(block, sink, observer).run();
}

} // namespace couplet::engine
