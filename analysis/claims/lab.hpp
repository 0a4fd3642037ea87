// Small experiments with single couples, turn by turn, on the scalar kernel: a cue of a known kind, a
// conversation of a given issue, a confederate who does as told, the hours after.
//
// Couples are drawn as any couples and live their own lives for some weeks first. The couple of one
// number is the same in all pairings but for the attachment of its partners, so that an anxious and a
// secure person can be compared as twins who meet the same days.
#pragma once

#include "engine/engine.hpp"
#include "model/day.hpp"

#include <array>
#include <functional>
#include <map>
#include <vector>

namespace couplet::claims {

using F = Lanes<1>;
using Couple = model::Couple<F>;

// What all experiments share.
struct Setting {
    model::Parameters parameters;
    Seed seed;
    std::uint32_t couples = 300; // of a panel, each pairing and each arm
    std::uint32_t people = 150;  // of an experiment in the laboratory
    std::vector<engine::Arm> arms; // eft, cbt, ipt, abct, as in scenarios/validation/trials.toml
    engine::Options options;
};

// Pairings of styles, the first partner before the second.
enum class Pair {
    secure_secure,
    anxious_secure,
    avoidant_secure,
    secure_avoidant,
    anxious_anxious,
    anxious_avoidant,
    avoidant_avoidant,
    disorganised_secure,
};
inline constexpr std::size_t pair_count = 8;
population::Spec spec(Pair, std::uint32_t couples);

// One partner in one turn.
struct Side {
    Act act;
    int protest;                                 // kind, -1 when none
    bool apart;                                  // at midday
    double alarm, overwhelm, control;
    double negative_affect, positive_affect;
    double shown_affect;                         // of the negative affect, what the partner can see
    double read;                                 // of the partner's acts, warm above 0
    double inferred_affect;                      // the partner's negative affect, as it is read
    double cortisol;                             // [nmol/l]
    bool answered, unmet;                        // own bid, settled in this turn
};
struct Moment {
    double minute; // since the start
    std::array<Side, 2> partner;
    double tension;
    cycle::Phase phase;
};
using Course = std::vector<Moment>;

// Called after the partners have chosen and before their acts are met.
using Direction = std::function<void(Couple&, double minute)>;

enum class Cue { none, unavailability, threat, frustrated_need, uncertainty };

struct Session {
    std::size_t encounter = 2; // in the evening, together; 1: at midday, apart
    double minutes = 14;
    double severity = 0;       // of the issue to be discussed: minor 0.4, major 1.5
    Cue cue = Cue::none;       // that both meet at the start
    bool benign = false;       // it means nothing
    double size = 1;           // of the cue, relative to the usual
    Direction direction;
    double after = 0;          // minutes to follow afterwards, in steps of 10, apart and at peace
    int times = 1;             // that it is held, on days of other chances: for acts that are rare in one
};

// Lets partner `i` do `act`, as its row of the repertoire says.
void perform(Couple&, std::size_t i, Act);
// Whether partner `i` answers what it is asked: always, or never.
enum class Answers { always, never };
void set_answers(Couple&, std::size_t i, Answers);
// Lets partner `i` do the same throughout.
Direction confederate(std::size_t i, Act);
Direction confederate(std::size_t i, Act, Answers);

class Lab {
  public:
    // Of one thread; its const functions but at_home and community may be called from several.
    explicit Lab(const Setting&);

    // Couples at midnight, after forty days of their own lives; `people` of them.
    const std::vector<Couple>& at_home(Pair) const;
    const std::vector<Couple>& community() const;

    // The session once, on a day without other cues, hassles and disagreements; nobody leaves the room. `time`
    // is which of its times it is.
    Course hold(const Session&, Couple&, int time = 0) const;
    // The same at once, in the state that the couple is in, on the day of the session before.
    Course go_on(const Session&, Couple&, int time = 0) const;
    // What is left of that day, until midnight.
    void end_day(Couple&) const;
    // One more day of usual life, or one of nothing but the usual talk; `evening` directs its last
    // encounter. The course is that of the encounters, the minutes of each from 0.
    Course live(Couple&, int day, const Direction& evening = {}) const;
    Course live_quietly(Couple&, int day, const Direction& evening = {}) const;

    const model::Parameters& parameters() const { return parameters_; } // effective
    static constexpr int days_at_home = 40;

    // f(number of the couple) for so many couples, over the threads of the setting.
    void for_each(std::size_t couples, const std::function<void(std::size_t)>& f) const;

  private:
    Course live(const model::Parameters&, Couple&, int day, const Direction& evening) const;
    std::vector<Couple> lived(const population::Spec&) const;

    model::Parameters parameters_, quiet_;
    Seed seed_;
    std::uint32_t people_;
    int threads_;
    mutable std::map<int, std::vector<Couple>> at_home_;
};

// Of a course.
using Measure = std::function<double(const Moment&)>;
double mean(const Course&, const Measure&, double from = 0, double to = 1e9); // of the minutes
double peak(const Course&, const Measure&);
double at(const Course&, const Measure&, double minute); // the last moment up to then
// Minutes until it is first at or below the level again after its peak; the end if it never is.
double recovery(const Course&, const Measure&, double level);
// Minutes until half of the rise since the start is gone; NaN when nothing has risen.
double half_life(const Course&, const Measure&);
// Share of moments in which partner i does one of the acts.
double share(const Course&, std::size_t i, std::initializer_list<Act>, double from = 0,
             double to = 1e9);
// Changes between approach (bids, criticism, protest that holds on) and retreat (withdrawal, protest that
// holds back affection or threatens to end it); per hour.
int turnabouts(const Course&, std::size_t i);
double swings(const Course&, std::size_t i);

} // namespace couplet::claims
