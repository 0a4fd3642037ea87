#include "analysis/claims/experiments.hpp"

#include <cmath>

namespace couplet::claims {

double average(const Samples& samples, const Session& session, const Couple& couple,
               const Outcome& outcome) {
    double sum = 0;
    for (int time = 0; time < session.times; ++time) {
        Couple c = couple;
        sum += outcome(samples.lab().hold(session, c, time));
    }
    return sum / session.times;
}
Column outcomes(const Samples& samples, Pair pair, const Session& session,
                const Outcome& outcome) {
    return each_couple(samples, samples.lab().at_home(pair), [&](const Couple& c) {
        return average(samples, session, c, outcome);
    });
}
Column twins(const Samples& samples, Pair first, Pair second, const Session& session,
             const Outcome& outcome) {
    return outcomes(samples, first, session, outcome) -
           outcomes(samples, second, session, outcome);
}
Column contrast(const Samples& samples, Pair pair, const Session& first, const Session& second,
                const Outcome& outcome) {
    return outcomes(samples, pair, first, outcome) - outcomes(samples, pair, second, outcome);
}
Column each_couple(const Samples& samples, const std::vector<Couple>& couples,
                   const std::function<double(Couple&)>& f) {
    Column column(couples.size());
    samples.lab().for_each(couples.size(), [&](std::size_t n) {
        Couple c = couples[n];
        column[n] = f(c);
    });
    return column;
}

Measure alarm(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].alarm; };
}
Measure distress(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].negative_affect; };
}
Measure contentment(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].positive_affect; };
}
Measure read(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].read; };
}
Measure overwhelm(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].overwhelm; };
}
Measure cortisol(std::size_t i) {
    return [i](const Moment& m) { return m.partner[i].cortisol; };
}

namespace {
double misread(const Moment& m, std::size_t i) {
    return std::abs(m.partner[i].inferred_affect - m.partner[1 - i].negative_affect);
}
double felt(const Moment& m, std::size_t i) {
    return std::abs(m.partner[1 - i].negative_affect - affect::at_rest);
}
} // namespace

double accuracy(const Course& course, std::size_t i) {
    return 1 - mean(course, [i](const Moment& m) { return misread(m, i); }) /
                   mean(course, [i](const Moment& m) { return felt(m, i); });
}
Reading reading(const Samples& samples, Pair pair, const Session& session, std::size_t i) {
    const auto of = [&](double (*measure)(const Moment&, std::size_t)) {
        return outcomes(samples, pair, session, [=](const Course& course) {
            return mean(course, [=](const Moment& m) { return measure(m, i); });
        });
    };
    return {of(misread), of(felt)};
}
Check accuracy_of(const char* claim, const char* compared, Range range,
                  std::vector<Reading> readings) {
    std::vector<Column> columns;
    for (Reading& r : readings) {
        columns.push_back(std::move(r.error));
        columns.push_back(std::move(r.felt));
    }
    const auto units = static_cast<std::uint32_t>(columns.front().size());
    return statistic_of(claim, compared, range, units, std::move(columns), [](const auto& c) {
        const auto gap = [&](std::size_t k) {
            const auto accuracy = [&](std::size_t n) {
                return 1 - validation::mean(c[n]) / validation::mean(c[n + 1]);
            };
            return accuracy(k) - accuracy(k + 2);
        };
        return c.size() == 4 ? gap(0) : gap(0) - gap(4);
    });
}
double answered(const Course& course, std::size_t i) {
    double yes = 0, no = 0;
    for (const Moment& m : course) {
        yes += m.partner[i].answered;
        no += m.partner[i].unmet;
    }
    return yes + no > 0 ? yes / (yes + no) : std::nan("");
}

Session major_issue() {
    Session s;
    s.minutes = 30;
    s.severity = 1.5;
    return s;
}
Session minor_issue() {
    Session s = major_issue();
    s.severity = 0.4;
    return s;
}
Session often(Session s) {
    s.times = 8;
    return s;
}
Session calm() {
    Session s;
    s.minutes = 30;
    return s;
}
Session after_cue(Cue cue, bool benign) {
    Session s = calm();
    s.cue = cue;
    s.benign = benign;
    return s;
}
Session fright_alone() {
    Session s;
    s.encounter = 1;
    s.minutes = 0;
    s.cue = Cue::threat;
    s.size = 1.5;
    s.after = 600;
    return s;
}
Session with_partner(Session s, Direction direction) {
    s.direction = std::move(direction);
    return s;
}
Session unheard() {
    Session s = with_partner(after_cue(Cue::frustrated_need),
                             confederate(1, Act::neutral_talk, Answers::never));
    s.size = 2;
    s.minutes = 60;
    return s;
}
void train(const Samples& s, Couple& c, int days, Act act, Answers answers) {
    for (int day = 0; day < days; ++day)
        s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
            // Half of the evening, so that each bid is one of its own.
            perform(x, 0, std::fmod(minute, 8) < 4 ? act : Act::neutral_talk);
            perform(x, 1, Act::neutral_talk);
            set_answers(x, 1, answers);
        });
}
// Need, frustration and fatigue return to rest within a day; what has been learnt stays.
constexpr int days_between = 3;
Column after_training(const Samples& s, int days, Act act, Answers answers, const Outcome& f) {
    return each_couple(s, s.lab().at_home(Pair::anxious_secure), [&](Couple& c) {
        const auto skills = c.partner[1].skills;
        train(s, c, days, act, answers);
        c.partner[1].skills = skills;
        for (int day = days; day < days + days_between; ++day)
            s.lab().live_quietly(c, day);
        return f(s.lab().hold(unheard(), c));
    });
}

} // namespace couplet::claims
