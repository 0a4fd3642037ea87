#include "analysis/claims/lab.hpp"

#include "engine/parallel.hpp"
#include "population/initial.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace couplet::claims {
namespace {

using population::Style;

constexpr float turn_minutes = 2;
constexpr int session_day = 1000; // from here on, addresses that no lived day has
constexpr float certain = 1e4f; // [1/day]: a cue that comes at the next encounter

struct Styles { Style first, second; };
constexpr std::array<Styles, pair_count> styles{{
    {Style::secure, Style::secure},
    {Style::anxious, Style::secure},
    {Style::avoidant, Style::secure},
    {Style::secure, Style::avoidant},
    {Style::anxious, Style::anxious},
    {Style::anxious, Style::avoidant},
    {Style::avoidant, Style::avoidant},
    {Style::disorganised, Style::secure},
}};

model::DayClock clock_of(const model::Parameters& p, int day) {
    model::DayClock k;
    k.day = -1; // before day 0 nobody separates
    k.address = static_cast<std::uint32_t>(day);
    k.evaluation = evaluation::pace(p.evaluation);
    return k;
}

void relax(const model::Parameters& p, double minutes, Couple& c) {
    const std::array<F, 2> resting{model::resting_affect(p, c.partner[0]),
                                   model::resting_affect(p, c.partner[1])};
    model::relax(p, F(static_cast<float>(minutes)), {}, resting, c);
}

Moment moment(const model::Parameters& p, const Couple& c, double minute, bool apart,
              const std::array<model::Mind<F>, 2>* minds) {
    Moment m;
    m.minute = minute;
    m.tension = c.tension.v;
    std::array<cycle::Side<F>, 2> seen;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& s = c.partner[i];
        const auto mind = model::perceive(p, s, c.partner[1 - i]);
        Side& x = m.partner[i];
        x.act = static_cast<Act>(static_cast<int>(s.act.v));
        x.protest = x.act == Act::protest ? static_cast<int>(s.protest.v) : -1;
        x.apart = apart;
        x.alarm = mind.alarm.v;
        x.overwhelm = s.overwhelm.v;
        x.control = mind.control.v;
        x.negative_affect = s.negative_affect.v;
        x.shown_affect = model::shown_affect(p, s).v;
        x.positive_affect = s.positive_affect.v;
        x.read = s.read.v;
        x.inferred_affect = mind.inferred_affect.v;
        x.cortisol = s.axis.cortisol.v;
        x.answered = minds && (*minds)[i].answered.v > 0;
        x.unmet = minds && (*minds)[i].unmet.v > 0;
        seen[i] = {s.act, mind.alarm, s.overwhelm};
    }
    m.phase = static_cast<cycle::Phase>(static_cast<int>(cycle::phase(seen[0], seen[1], c.tension).v));
    return m;
}

// Turns of an encounter that has been opened.
Course take_turns(const model::Parameters& p, Seed seed, int day, std::size_t which, double minutes,
                  bool stay, const Direction& direction, Couple& c) {
    const int turns = model::scheduled_turns(static_cast<float>(minutes), turn_minutes);
    model::TurnClock k = model::turn_clock(p, static_cast<float>(minutes) / static_cast<float>(turns));
    k.apart = model::encounter_table[which].apart;
    k.day = static_cast<std::uint32_t>(day);
    k.slot = static_cast<std::uint32_t>(which) * 4096u;
    const std::array<model::Tempo<F>, 2> tempo = model::tempos(p, c, k.minutes);
    Course course;
    const auto one = [&] {
        std::array<model::Mind<F>, 2> minds;
        const double minute = c.duration.v;
        model::turn(p, k, seed, tempo, c, &minds, [&](Couple& x) {
            if (direction)
                direction(x, minute);
        });
        model::conflict_begins(c);
        if (stay)
            c.active = c.alive;
        course.push_back(moment(p, c, c.duration.v, k.apart > 0, &minds));
    };
    for (int n = 0; n < turns && c.active.v > 0; ++n)
        one();
    if (!stay) {
        model::going_on(c, false);
        while (c.active.v > 0) {
            one();
            model::going_on(c, true);
        }
    }
    return course;
}

model::Parameters with_cue(model::Parameters p, const Session& s) {
    switch (s.cue) {
    case Cue::none: break;
    case Cue::unavailability: p.triggers.unavailability = certain; break;
    case Cue::threat: p.triggers.threat = certain; break;
    case Cue::frustrated_need: p.triggers.frustrated_need = certain; break;
    case Cue::uncertainty: p.triggers.uncertainty = certain; break;
    }
    p.triggers.benign = s.benign ? 1.0f : 0.0f;
    p.triggers.severity *= static_cast<float>(s.size);
    return p;
}

} // namespace

population::Spec spec(Pair pair, std::uint32_t couples) {
    const Styles& s = styles[static_cast<std::size_t>(pair)];
    population::Spec result;
    result.couples = couples;
    result.pairings = {{"pair", s.first, s.second, 1}};
    return result;
}

void perform(Couple& c, std::size_t i, Act act) {
    auto& s = c.partner[i];
    const float kind = static_cast<float>(act);
    if (!(s.act.v == kind)) // what answers a bid stays an answer
        s.answering = F(0.0f);
    s.act = F(kind);
    s.valence = F(row(act).valence);
    s.ambiguity = F(row(act).ambiguity);
    s.pressure = F(row(act).pressure);
}

void set_answers(Couple& c, std::size_t i, Answers answers) {
    constexpr float beyond_doubt = 30; // sd of the skill
    c.partner[i].skills[static_cast<std::size_t>(interventions::Skill::responsiveness)] =
        F(answers == Answers::always ? beyond_doubt : -beyond_doubt);
}

Direction confederate(std::size_t i, Act act) {
    return [=](Couple& c, double) { perform(c, i, act); };
}
Direction confederate(std::size_t i, Act act, Answers answers) {
    return [=](Couple& c, double) {
        perform(c, i, act);
        set_answers(c, i, answers);
    };
}

Lab::Lab(const Setting& setting)
    : parameters_(model::effective(setting.parameters)), quiet_(parameters_), seed_(setting.seed),
      people_(setting.people),
      threads_(setting.options.threads > 0 ? setting.options.threads
                                           : engine::hardware_threads()) {
    quiet_.triggers = triggers::neutral(quiet_.triggers);
}

void Lab::for_each(std::size_t couples, const std::function<void(std::size_t)>& f) const {
    std::atomic<std::size_t> next{0};
    engine::run_workers(threads_, [&] {
        for (std::size_t n = next++; n < couples; n = next++)
            f(n);
    });
}

std::vector<Couple> Lab::lived(const population::Spec& who) const {
    std::vector<Couple> couples(who.couples);
    for_each(who.couples, [&](std::size_t n) {
        const auto id = static_cast<std::uint32_t>(n);
        const auto drawn = population::draw_couple(who, parameters_.variation, seed_, id);
        couples[n] = population::initial(parameters_, drawn, id, who.kind);
        for (int day = -days_at_home; day < 0; ++day)
            live(parameters_, couples[n], day, {});
    });
    return couples;
}

const std::vector<Couple>& Lab::at_home(Pair pair) const {
    auto& couples = at_home_[static_cast<int>(pair)];
    if (couples.empty())
        couples = lived(spec(pair, people_));
    return couples;
}

const std::vector<Couple>& Lab::community() const {
    auto& couples = at_home_[-1];
    if (couples.empty()) {
        population::Spec all;
        all.couples = 2 * people_;
        couples = lived(all);
    }
    return couples;
}

Course Lab::live(Couple& c, int day, const Direction& evening) const {
    return live(parameters_, c, day, evening);
}
Course Lab::live_quietly(Couple& c, int day, const Direction& evening) const {
    return live(quiet_, c, day, evening);
}

Course Lab::live(const model::Parameters& p, Couple& c, int day, const Direction& evening) const {
    Course course;
    const model::DayClock k = clock_of(p, day);
    model::begin_day(p, seed_, k, c);
    for (std::size_t which = 0; which < model::encounter_count; ++which) {
        const auto& row = model::encounter_table[which];
        if (which > 0)
            relax(p, row.start - model::encounter_table[which - 1].start - c.duration.v, c);
        model::open_encounter(p, seed_, k.address, which, {}, c);
        const bool directed = which == 2 && evening;
        const Course turns = take_turns(p, seed_, day, which, row.minutes, directed,
                                        directed ? evening : Direction{}, c);
        course.insert(course.end(), turns.begin(), turns.end());
        model::close_encounter(p, c);
    }
    model::end_day(p, seed_, k, c);
    return course;
}

void Lab::end_day(Couple& c) const {
    model::end_day(quiet_, seed_, clock_of(quiet_, session_day), c);
}

Course Lab::hold(const Session& session, Couple& c, int time) const {
    model::begin_day(quiet_, seed_, clock_of(quiet_, session_day + time), c);
    const float start = model::encounter_table[session.encounter].start;
    relax(quiet_, start - model::encounter_table[0].start, c);
    return go_on(session, c, time);
}

Course Lab::go_on(const Session& session, Couple& c, int time) const {
    const int day = session_day + time;
    const bool apart = model::encounter_table[session.encounter].apart > 0;
    Course course{moment(quiet_, c, 0, apart, nullptr)};
    model::open_encounter(with_cue(quiet_, session), seed_, static_cast<std::uint32_t>(day), session.encounter,
                          {static_cast<float>(session.minutes), static_cast<float>(session.severity)},
                          c);
    course.push_back(moment(quiet_, c, 0, apart, nullptr));
    const Course talk = take_turns(quiet_, seed_, day, session.encounter, session.minutes,
                                   true, session.direction, c);
    course.insert(course.end(), talk.begin(), talk.end());
    model::close_encounter(quiet_, c);
    constexpr double step = 10;
    for (double minute = session.minutes + step; minute <= session.minutes + session.after;
         minute += step) {
        relax(quiet_, step, c);
        course.push_back(moment(quiet_, c, minute, true, nullptr));
    }
    return course;
}

double mean(const Course& course, const Measure& measure, double from, double to) {
    double sum = 0, n = 0;
    for (const Moment& m : course)
        if (m.minute > from && m.minute <= to) {
            sum += measure(m);
            ++n;
        }
    return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}
double peak(const Course& course, const Measure& measure) {
    double highest = measure(course.front());
    for (const Moment& m : course)
        highest = std::max(highest, measure(m));
    return highest;
}
double at(const Course& course, const Measure& measure, double minute) {
    double value = measure(course.front());
    for (const Moment& m : course)
        if (m.minute <= minute)
            value = measure(m);
    return value;
}
double recovery(const Course& course, const Measure& measure, double level) {
    const auto peak = std::max_element(
        course.begin(), course.end(),
        [&](const Moment& a, const Moment& b) { return measure(a) < measure(b); });
    const auto over = std::find_if(peak, course.end(),
                                   [&](const Moment& m) { return measure(m) <= level; });
    return (over == course.end() ? course.back() : *over).minute - peak->minute;
}
double half_life(const Course& course, const Measure& measure) {
    const double rest = measure(course.front()), rise = peak(course, measure) - rest;
    return rise > 0 ? recovery(course, measure, rest + rise / 2)
                    : std::numeric_limits<double>::quiet_NaN();
}
double share(const Course& course, std::size_t i, std::initializer_list<Act> acts, double from,
             double to) {
    return mean(
        course,
        [&](const Moment& m) {
            return double(std::find(acts.begin(), acts.end(), m.partner[i].act) != acts.end());
        },
        from, to);
}
int turnabouts(const Course& course, std::size_t i) {
    int last = 0, changes = 0;
    for (const Moment& m : course) {
        const Side& x = m.partner[i];
        const auto protests = [&](Protest kind) { return x.protest == static_cast<int>(kind); };
        const bool retreats = x.act == Act::withdrawal || x.act == Act::stonewalling ||
                              protests(Protest::affection_withdrawal) || protests(Protest::threat);
        const bool approaches = !retreats && (x.act == Act::reassurance_seeking ||
                                              x.act == Act::protest || x.act == Act::criticism ||
                                              x.act == Act::direct_request);
        const int now = approaches ? 1 : retreats ? -1 : last;
        changes += last != 0 && now != last;
        last = now;
    }
    return changes;
}
double swings(const Course& course, std::size_t i) {
    return turnabouts(course, i) * 60 / std::max(course.back().minute, 1.0);
}

} // namespace couplet::claims
