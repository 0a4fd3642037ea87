#include "experiment/enrol.hpp"

#include "model/draws.hpp"
#include "numerics/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

namespace couplet::experiment {
namespace {

using engine::Judged;
using engine::Place;
using engine::Recruitment;
using engine::Screening;
using engine::Trial;

constexpr int week = 7;                     // [day]
constexpr std::uint32_t at_once = 2048;     // couples screened before it is asked whether to go on

// Its row in measurement::instrument_table.
std::size_t instrument(Screening what) {
    const std::string_view name = engine::screening_names[static_cast<std::size_t>(what)];
    std::size_t row = 0;
    while (name != measurement::instrument_table[row].name)
        ++row;
    return row;
}

// Days on which a couple is asked.
std::vector<int> screening_days(const Trial& trial) {
    std::vector<int> days;
    for (int day = 0; day <= trial.window; day += week)
        days.push_back(day);
    return days;
}

// The same couples without programmes, as far as the last of them would enter.
engine::Plan screening(const engine::Plan& plan, std::uint32_t first, std::uint32_t count) {
    engine::Plan p = plan;
    p.trial = {};
    p.population.couples = count;
    p.numbers.resize(count);
    std::iota(p.numbers.begin(), p.numbers.end(), first);
    p.arms = {{"screening", {}}};
    p.days = plan.trial.last_entry() + 1;
    p.recording = {};
    p.recording.events = false;
    p.recording.summary_every_days = p.days;
    p.questionnaire = {screening_days(plan.trial), 0, 0};
    p.diary = {};
    return p;
}

// Scores of one couple at one screening.
struct Answers {
    const engine::Slab* slab;
    std::uint32_t couple; // in the slab
    std::size_t days;     // of screening

    float at(Screening what, std::size_t partner, std::size_t day) const {
        const std::size_t n = instrument(what);
        return slab->arms[0].questionnaire[((n * slab->count + couple) * 2 + partner) * days + day];
    }
    float mean(Screening what, std::size_t day) const {
        return (at(what, 0, day) + at(what, 1, day)) / 2;
    }
};

// Whether it holds of the person or persons whose score decides.
template <class Holds> bool of_those(Judged judged, Holds holds) {
    const bool first = judged != Judged::second && holds(0);
    return first || (judged != Judged::first && holds(1));
}

bool is_eligible(const Trial& trial, const Answers& a, std::size_t day) {
    if (trial.recruitment == Recruitment::symptoms)
        return of_those(trial.judged, [&](std::size_t i) {
            return a.at(Screening::phq9, i, day) >= trial.phq9_from ||
                   a.at(Screening::gad7, i, day) >= trial.gad7_from;
        });
    if (trial.judged == Judged::mean)
        return a.mean(Screening::csi16, day) < trial.csi16_below;
    return of_those(trial.judged, [&](std::size_t i) {
        return a.at(Screening::csi16, i, day) < trial.csi16_below;
    });
}

// Who is asked every week calls when it is worst; of equal weeks, in the first.
std::size_t worst_day(const Answers& a) {
    std::size_t worst = 0;
    for (std::size_t day = 1; day < a.days; ++day)
        if (a.mean(Screening::csi16, day) < a.mean(Screening::csi16, worst))
            worst = day; // never of answers after a separation, which are missing
    return worst;
}

// Nothing if the couple is not taken in.
std::optional<Place> place(const Trial& trial, const Answers& a) {
    const std::size_t day = worst_day(a);
    Place p;
    p.screened = static_cast<int>(day) * week;
    p.entry = p.begin = p.screened + trial.lead;
    const engine::CoupleRow& row = a.slab->arms[0].couples[a.couple];
    const bool gone = row.end_reason == engine::EndReason::separated &&
                      row.end_day < static_cast<float>(p.entry);
    if (gone || !is_eligible(trial, a, day))
        return std::nullopt;
    for (std::size_t k = 0; k < engine::screening_count; ++k)
        for (std::size_t i = 0; i < 2; ++i)
            p.screening[k][i] = a.at(static_cast<Screening>(k), i, day);
    return p;
}

// Those of the couples first, first + 1, ... who are eligible, in their order; false if stopped.
bool screen(const engine::Plan& plan, const engine::Options& options, std::uint32_t first,
            std::uint32_t count, engine::Plan& enrolled) {
    const engine::Plan screened = screening(plan, first, count);
    std::vector<std::optional<Place>> places(count);
    engine::Options all = options;
    all.done.clear();
    all.slab = 0;
    const auto outcome = engine::run(screened, all, [&](engine::Slab&& slab) {
        for (std::uint32_t k = 0; k < slab.count; ++k)
            places[slab.first + k] =
                place(plan.trial, {&slab, k, screened.questionnaire.waves.size()});
    });
    for (std::uint32_t k = 0; k < count; ++k) {
        if (plan.trial.couples > 0 && enrolled.numbers.size() == plan.trial.couples)
            break; // they are found: nobody else is asked
        ++enrolled.enrolment.screened;
        if (!places[k])
            continue;
        enrolled.numbers.push_back(first + k);
        enrolled.enrolment.places.push_back(*places[k]);
    }
    return !outcome.stopped;
}

// Which numbers of a couple are drawn for what.
enum class Drawn : std::size_t { arm, baseline };

float uniform_of(const engine::Plan& plan, std::uint32_t couple, Drawn what) {
    using F = Lanes<1>;
    const auto all =
        model::draw<F>(plan.seed, F::WordsType(plan.number(couple)), 0, F::WordsType(0u),
                       model::Purpose::trial, model::Actor::couple);
    return all[static_cast<std::size_t>(what)].v;
}

enum class Urn { emptied, kept };

// Couples in the order of their numbers draw one thing each out of an urn that holds `contents`: which is
// filled again when it is empty (permuted blocks), or never emptied. deal(couple, thing).
template <class Deal>
void draw_from(const engine::Plan& plan, Drawn what, const std::vector<std::uint32_t>& contents,
               Urn kind, Deal deal) {
    const auto all = std::accumulate(contents.begin(), contents.end(), 0u);
    std::vector<std::uint32_t> urn;
    std::uint32_t left = 0;
    for (std::uint32_t c = 0; c < plan.population.couples; ++c) {
        if (left == 0) {
            urn = contents;
            left = all;
        }
        auto drawn = static_cast<std::uint32_t>(uniform_of(plan, c, what) * static_cast<float>(left));
        drawn = std::min(drawn, left - 1);
        std::size_t thing = 0;
        for (; drawn >= urn[thing]; ++thing)
            drawn -= urn[thing];
        deal(c, thing);
        if (kind == Urn::emptied) {
            --urn[thing];
            --left;
        }
    }
}

void allocate(engine::Plan& plan) {
    const Trial& trial = plan.trial;
    const bool blocks = trial.randomisation == engine::Randomisation::blocks;
    const auto sum = std::accumulate(trial.allocation.begin(), trial.allocation.end(), 0u);
    std::vector<std::uint32_t> contents = trial.allocation;
    for (std::uint32_t& n : contents)
        n *= blocks ? trial.block / sum : 1;
    draw_from(plan, Drawn::arm, contents, blocks ? Urn::emptied : Urn::kept,
              [&](std::uint32_t c, std::size_t arm) {
                  plan.enrolment.places[c].arm = static_cast<std::int16_t>(arm);
              });
}

void deal_baselines(engine::Plan& plan) {
    const std::vector<int>& lengths = plan.trial.baselines;
    draw_from(plan, Drawn::baseline, std::vector<std::uint32_t>(lengths.size(), 1), Urn::emptied,
              [&](std::uint32_t c, std::size_t which) {
                  Place& place = plan.enrolment.places[c];
                  place.begin = place.entry + lengths[which];
              });
}

// Arms become sequences: each begins with its own programmes, and goes on with those of the other arm when
// the second period does. Both periods have the same waves.
void into_sequences(engine::Plan& plan) {
    const std::vector<engine::Arm> arms = plan.arms;
    const int second = plan.trial.period + plan.trial.washout;
    for (std::size_t k = 0; k < 2; ++k) {
        engine::Arm& arm = plan.arms[k];
        const auto own = static_cast<int>(arm.programmes.size());
        arm.name += " first";
        for (interventions::Programme programme : arms[1 - k].programmes) {
            if (programme.after >= 0)
                programme.after += own;
            else
                programme.start_day += static_cast<float>(second);
            arm.programmes.push_back(std::move(programme));
        }
    }
    std::vector<int>& waves = plan.questionnaire.waves;
    for (std::size_t w = 0, of_first = waves.size(); w < of_first; ++w)
        waves.push_back(waves[w] + second);
}

// Without screening everybody enters on day 0, as many as are wanted.
void take_all(engine::Plan& enrolled) {
    const Trial& trial = enrolled.trial;
    auto count = enrolled.population.couples;
    if (trial.couples > 0)
        count = std::min(count, trial.couples);
    enrolled.numbers.resize(count);
    std::iota(enrolled.numbers.begin(), enrolled.numbers.end(), 0u);
    enrolled.enrolment.places.resize(count);
    enrolled.enrolment.screened = count;
}

} // namespace

std::optional<engine::Plan> enrol(const engine::Plan& plan, const engine::Options& options,
                                  Allocate how) {
    if (!plan.trial.given)
        return plan;
    EXPECTS(plan.numbers.empty());
    engine::Plan enrolled = plan;
    if (!plan.trial.is_screened()) {
        take_all(enrolled);
    } else {
        const std::uint32_t most = plan.population.couples;
        for (std::uint32_t first = 0; first < most; first += at_once) {
            if (!screen(plan, options, first, std::min(at_once, most - first), enrolled))
                return std::nullopt;
            if (plan.trial.couples > 0 && enrolled.numbers.size() == plan.trial.couples)
                break;
        }
    }
    enrolled.population.couples = static_cast<std::uint32_t>(enrolled.numbers.size());
    for (engine::Arm& arm : enrolled.arms)
        for (interventions::Programme& programme : arm.programmes)
            if (programme.after < 0)
                programme.start_from = interventions::StartFrom::entry;
    if (plan.trial.design == engine::Design::crossover)
        into_sequences(enrolled);
    enrolled.recording.couples =
        std::min(enrolled.recording.couples, enrolled.population.couples);
    if (!plan.trial.baselines.empty())
        deal_baselines(enrolled);
    if (how == Allocate::to_arms && !plan.trial.allocation.empty())
        allocate(enrolled);
    return enrolled;
}

std::string shortfall(const engine::Plan& plan) {
    const auto found = plan.population.couples, wanted = plan.trial.couples;
    const auto screened = plan.enrolment.screened;
    if (!plan.trial.given || (found > 0 && found >= wanted))
        return {};
    if (found == 0)
        return fmt::format("none of {} couples screened is eligible: give [population] more couples, or "
                           "[trial] a milder cut-off",
                           screened);
    // A tenth more, so that the next try does not fail by a few.
    const double needed = 1.1 * wanted * screened / found;
    return fmt::format("{} couples are enrolled, not {} as wanted: {} were screened and no more are "
                       "eligible. About {:.0f} would do (population.couples)",
                       found, wanted, screened, std::ceil(needed / 10) * 10);
}

std::optional<std::uint32_t> place_of(const engine::Plan& plan, std::uint32_t number) {
    if (plan.numbers.empty())
        return number < plan.population.couples ? std::optional(number) : std::nullopt;
    const auto at = std::find(plan.numbers.begin(), plan.numbers.end(), number);
    if (at == plan.numbers.end())
        return std::nullopt;
    return static_cast<std::uint32_t>(at - plan.numbers.begin());
}

} // namespace couplet::experiment
