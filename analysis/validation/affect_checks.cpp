// How feelings move: inertia, variability, duration, recovery after conflict (T54 to T56, T60).
#include "analysis/validation/vectors.hpp"

#include <algorithm>

namespace couplet::validation {
namespace {

using measurement::Item;

// Hurt of a mild irritation, as a share of the severity of a usual cue.
constexpr double mild = 0.2;
constexpr double reported_affect_slope = 0.9; // points of the diary for a unit of negative affect

Column report(const Panel& p, Sample s, Score which) {
    return persons(s, [&, which](auto c, auto i) { return p.score(c, i, which, 0); });
}
Column well_being(const Panel& p, Sample s) {
    Column x = report(p, s, Score::phq9);
    for (double& value : x)
        value = -value;
    return x;
}

// How a person's daily affect moves: persistence and spread.
struct Moves { double inertia, sd, successive; };
Moves course(const Panel& p, std::uint32_t c, std::size_t i, Item item) {
    Column today, tomorrow, steps;
    for (std::size_t day = 1; day + 1 < p.instants(); ++day) {
        today.push_back(p.diary(c, i, item, day));
        tomorrow.push_back(p.diary(c, i, item, day + 1));
        steps.push_back(std::pow(tomorrow.back() - today.back(), 2));
    }
    return {r(today, tomorrow), sd(today), std::sqrt(mean(steps))};
}
// Of all persons, computed once: [item negative or positive][couple][partner].
class AllMoves {
  public:
    explicit AllMoves(const Panel& p) {
        for (Item item : {Item::negative_affect, Item::positive_affect}) {
            auto& of_item = item == Item::negative_affect ? negative_ : positive_;
            for (std::uint32_t c = 0; c < p.couples(); ++c)
                of_item.push_back({course(p, c, 0, item), course(p, c, 1, item)});
        }
    }
    Column of(Sample s, Item item, double Moves::*part) const {
        const auto& all = item == Item::negative_affect ? negative_ : positive_;
        return persons(s, [&](auto c, auto i) { return all[c][i].*part; });
    }

  private:
    std::vector<std::array<Moves, 2>> negative_, positive_;
};

// Today's negative affect on yesterday's within persons; and what a sd of anxiety adds to it.
struct Inertia { double slope, by_anxiety; };
Inertia daily_inertia(const Panel& p, Sample s) {
    const Column anxiety = standardised(report(p, s, Score::ecr_anxiety));
    Column now, before, product;
    std::vector<int> person;
    for (std::size_t k = 0; k < anxiety.size(); ++k)
        for (std::size_t day = 1; day + 1 < p.instants(); ++day) {
            now.push_back(p.diary(s[k / 2], k % 2, Item::negative_affect, day + 1));
            before.push_back(p.diary(s[k / 2], k % 2, Item::negative_affect, day));
            product.push_back(before.back() * anxiety[k]);
            person.push_back(static_cast<int>(k));
        }
    const Column b = within_slopes(now, {before, product}, person);
    return {b[0], b[1]};
}

// The same from one momentary rating to the next of the same day, 90 minutes later.
double momentary_inertia(const Laboratory& lab, Sample s) {
    Column now, before;
    std::vector<int> person;
    int number = 0;
    for (std::uint32_t c : s)
        for (std::size_t i = 0; i < 2; ++i, ++number)
            for (const auto& day : lab.couple(c).moments[i])
                for (std::size_t k = 0; k + 1 < Laboratory::esm_samples; ++k) {
                    now.push_back(day[k + 1]);
                    before.push_back(day[k]);
                    person.push_back(number);
                }
    return within_slopes(now, {before}, person)[0];
}

// Recovery after a day with a conflict: less negative affect the day after than that day's lets
// expect; on efforts to repair and on softening by either partner, and own withdrawal, as told.
enum Way { repairing, softening, withdrawing };
double recovery(const Panel& p, Sample s, Way which) {
    const std::size_t repair = variable("diary_repair"), soft = variable("diary_softening");
    const std::size_t away = variable("diary_withdrawal");
    Column recovered, today;
    std::vector<Column> ways(3);
    const auto told = [&](auto c, auto i, Scale scale, std::size_t day, double minutes) {
        return p.told(c, i, scale, static_cast<int>(day), std::log(1 + minutes), frequency_error);
    };
    for (std::uint32_t c : s)
        for (std::size_t day = 1; day + 1 < p.instants(); ++day) {
            const auto& events = p.events(c);
            const bool quarrel = std::any_of(events.begin(), events.end(), [&](const auto& e) {
                return e.kind == model::EventKind::conflict_start &&
                       static_cast<std::size_t>(e.day) + 1 == day; // the day that ends here
            });
            if (!quarrel)
                continue;
            const auto both = [&](std::size_t v) {
                return p.value(c, 0, v, day) + p.value(c, 1, v, day);
            };
            for (std::size_t i = 0; i < 2; ++i) {
                recovered.push_back(-p.diary(c, i, Item::negative_affect, day + 1));
                today.push_back(p.diary(c, i, Item::negative_affect, day));
                ways[repairing].push_back(told(c, i, repair_efforts, day, both(repair)));
                ways[softening].push_back(told(c, i, new_perspective, day, both(soft)));
                ways[withdrawing].push_back(told(c, i, avoiding, day, p.value(c, i, away, day)));
            }
        }
    return beta(recovered, {ways[0], ways[1], ways[2], today}, which);
}

// Hours until feelings are back within a fifth of the sd of an ordinary person's days.
double back_after_irritation(const model::Parameters& p, double daily_sd) {
    using F = Lanes<1>;
    const double rise = p.affect.hurt * mild * p.triggers.severity;
    const double limit = 0.2 * daily_sd;
    const double tau = affect::recovery_time(p.affect, F(1.0f)).v / 60;
    return rise > limit ? tau * std::log(rise / limit) : 0;
}
double back_after_event(const model::Parameters& p, double daily_sd, float rumination) {
    using F = Lanes<1>;
    F load(p.stress.event_size);
    constexpr int longest = 365;
    for (int day = 0; day < longest; ++day) {
        const F rest = affect::resting_level(p.affect, F(0.0f), load, F(0.0f));
        if ((rest - F(affect::at_rest)).v < 0.2 * daily_sd)
            return 24 * day;
        load = stress::next_event_load(p.stress, load, F(0.0f),
                                       affect::slowing(p.affect, F(rumination), F(0.0f)));
    }
    return 24 * longest;
}

} // namespace

std::vector<Check> affect_checks(const Studies& studies, const model::Parameters& parameters) {
    const Panel& p = studies.diary;
    const Laboratory& lab = studies.laboratory;
    const auto check = [&p](const char* id, const char* part, auto f) {
        return Check{id, part, &p, [&p, f](Sample s) -> double { return f(p, s); }};
    };
    using P = const Panel&;
    const auto courses = std::make_shared<const AllMoves>(p);
    const auto with_well_being = [courses](Item item, double Moves::*part) {
        return [courses, item, part](P q, Sample s) {
            return r(courses->of(s, item, part), well_being(q, s));
        };
    };
    const auto effective = model::effective(parameters);
    const auto daily_sd = [courses](Sample s) {
        return mean(courses->of(s, Item::negative_affect, &Moves::sd)) / reported_affect_slope;
    };
    return {
        check("T54", "day to day", [](P q, Sample s) { return daily_inertia(q, s).slope; }),
        {"T54", "90 minutes apart", nullptr,
         [&lab](Sample s) { return momentary_inertia(lab, s); }, lab.couples()},
        check("T54", "by anxiety", [](P q, Sample s) { return daily_inertia(q, s).by_anxiety; }),
        check("T54b", "r", with_well_being(Item::negative_affect, &Moves::inertia)),
        check("T55", "sd", with_well_being(Item::negative_affect, &Moves::sd)),
        check("T55", "successive differences",
              with_well_being(Item::negative_affect, &Moves::successive)),
        check("T55", "sd of negative less of positive affect",
              [with_well_being](P q, Sample s) {
                  return with_well_being(Item::negative_affect, &Moves::sd)(q, s) -
                         with_well_being(Item::positive_affect, &Moves::sd)(q, s);
              }),
        check("T56", "sadness after a life event [h]",
              [effective, daily_sd](P, Sample s) {
                  return back_after_event(effective, daily_sd(s), 0);
              }),
        check("T56", "longer by rumination, +1 over -1 sd [%]",
              [effective, daily_sd](P, Sample s) {
                  const double sd_of_days = daily_sd(s);
                  return 100 * (back_after_event(effective, sd_of_days, 1) /
                                    back_after_event(effective, sd_of_days, -1) -
                                1);
              }),
        check("T56", "mild irritation [h]",
              [effective, daily_sd](P, Sample s) {
                  return back_after_irritation(effective, daily_sd(s));
              }),
        check("T60", "active repair", [](P q, Sample s) { return recovery(q, s, repairing); }),
        check("T60", "new perspective", [](P q, Sample s) { return recovery(q, s, softening); }),
        check("T60", "avoidance", [](P q, Sample s) { return recovery(q, s, withdrawing); }),
    };
}

} // namespace couplet::validation
