// Accuracy, behaviour choice, response, reinforcement, reassurance, repair: what partners do with
// each other.
#include "analysis/knockouts/consequences.hpp"
#include "analysis/validation/extinction.hpp"

#include <cmath>

namespace couplet::knockouts {
namespace {

using namespace claims;
using model::EventKind;
using model::Mechanism;

constexpr Pair secure = Pair::secure_secure, anxious = Pair::anxious_secure,
               avoidant = Pair::avoidant_secure;

// Of the gap between a person's own feelings and those that the partner shows, the share that reading
// closes in a major issue, less that of the secure twin. So accuracy is told apart from assumed
// similarity (Kenny & Acitelli 2001): people who feel alike read each other well without reading.
Check gap_read(const Samples& s, const char* compared, Range range, Pair pair) {
    const auto size = [](auto read) {
        return [=](const Course& c) {
            return mean(c, [=](const Moment& m) {
                return std::abs(read(m) - m.partner[0].negative_affect);
            });
        };
    };
    const Outcome closed = size([](const Moment& m) { return m.partner[0].inferred_affect; });
    const Outcome gap = size([](const Moment& m) { return m.partner[1].shown_affect; });
    std::vector<Column> columns;
    for (Pair who : {pair, secure})
        for (const Outcome& f : {closed, gap})
            columns.push_back(outcomes(s, who, major_issue(), f));
    const auto units = static_cast<std::uint32_t>(columns.front().size());
    return statistic_of("", compared, range, units, std::move(columns), [](const auto& c) {
        return validation::mean(c[0]) / validation::mean(c[1]) -
               validation::mean(c[2]) / validation::mean(c[3]);
    });
}
double protests(const Course& c) { return share(c, 0, {Act::protest}); }
// Of the bids that are settled while the partner is there: who withdraws answers nothing in any case.
double was_answered(const Course& c) {
    Course there;
    for (const Moment& m : c)
        if (m.partner[1].act != Act::withdrawal && m.partner[1].act != Act::stonewalling)
            there.push_back(m);
    return answered(there, 0);
}
Session asks(Act act) { return with_partner(calm(), confederate(0, act)); }

// After four weeks in which the partner reassures for some minutes each evening, asked or not.
Column reassured(const Samples& s, bool asked, const std::function<double(const Couple&)>& f) {
    return each_couple(s, s.lab().at_home(anxious), [&](Couple& c) {
        for (int day = 0; day < 28; ++day)
            s.lab().live_quietly(c, day, [=](Couple& x, double minute) {
                if (minute >= 8)
                    return;
                perform(x, 0, asked ? Act::reassurance_seeking : Act::neutral_talk);
                perform(x, 1, Act::reassurance);
                x.partner[1].answering = F(asked ? 1.0f : 0.0f);
                set_answers(x, 1, Answers::always);
            });
        return f(c);
    });
}
claims::Check unasked_less_asked(const World& w, const char* compared,
                                 const std::function<double(const Couple&)>& f) {
    return mean_of("", compared, positive,
                   reassured(w.samples(), false, f) - reassured(w.samples(), true, f));
}

// Both attack for a quarter of an hour; then one repairs, or talks of other things.
Session quarrel_then(Act act) {
    Session s = major_issue();
    s.direction = [=](Couple& c, double minute) {
        perform(c, 0, minute < 14 ? Act::criticism : Act::neutral_talk);
        perform(c, 1, minute < 14 ? Act::criticism : act);
    };
    return s;
}
claims::Check minutes_of_a_conflict(const World& w) {
    const Panel& p = w.daily();
    const auto sum = [&](auto f) {
        return couples(p, [&](auto c) {
            double total = 0;
            for (const model::Event& e : p.events(c))
                total += e.kind == EventKind::conflict_end ? f(e) : 0;
            return total;
        });
    };
    return ratio_of("", "minutes of a conflict", positive,
                    sum([](const model::Event& e) { return double(e.duration_minutes); }),
                    sum([](const model::Event&) { return 1.0; }));
}

} // namespace

std::vector<Consequence> act_consequences() {
    using W = const World&;
    const auto gone = [](Mechanism of, const char* text, auto statistic) {
        return Consequence{of, text, Expected::gone,
                           [statistic](W w, W) -> claims::Check { return statistic(w); }};
    };
    const char* accuracy_alike = "accuracy no longer depends on attachment";
    return {
        gone(Mechanism::empathic_accuracy, accuracy_alike, [](W w) {
            return gap_read(w.samples(),
                            "share of the gap between own and partner's feelings that is read in a major "
                            "issue: anxious less secure twin",
                            positive, anxious);
        }),
        gone(Mechanism::empathic_accuracy, accuracy_alike, [](W w) {
            return gap_read(w.samples(),
                            "share of the gap between own and partner's feelings that is read in a major "
                            "issue: avoidant less secure twin",
                            negative, avoidant);
        }),
        gone(Mechanism::behaviour_choice, "acts are unrelated to state", [](W w) {
            return mean_of("", "share of time in attack and pursuit: major issue less calm evening",
                           positive,
                           contrast(w.samples(), anxious, major_issue(), calm(),
                                    [](const Course& c) { return share(c, 0, pursuit); }));
        }),
        gone(Mechanism::behaviour_choice, "acts are unrelated to state", [](W w) {
            return mean_of("", "share of time in attack and pursuit in a major issue: anxious less "
                               "secure twin",
                           positive, twins(w.samples(), anxious, secure, major_issue(),
                                           [](const Course& c) { return share(c, 0, pursuit); }));
        }),
        gone(Mechanism::response, "answers no longer depend on how one asks", [](W w) {
            return mean_of("", "bids answered, share: direct request less protest", positive,
                           outcomes(w.samples(), anxious, asks(Act::direct_request), was_answered) -
                               outcomes(w.samples(), anxious, asks(Act::protest), was_answered));
        }),
        gone(Mechanism::response, "answers no longer depend on who is asked", [](W w) {
            const Session seeks = asks(Act::reassurance_seeking);
            return mean_of("", "bids of the same person answered, share: by a secure less by an "
                               "avoidant partner",
                           positive,
                           outcomes(w.samples(), anxious, seeks, was_answered) -
                               outcomes(w.samples(), Pair::anxious_avoidant, seeks, was_answered));
        }),
        gone(Mechanism::reinforcement, "extinction is no slower after 33 % than after 100 %",
             [](W w) {
                 const auto& p = w.samples().lab().parameters().reinforcement;
                 return mean_of("", "bids until extinction, a third answered less all answered",
                                positive,
                                validation::bids_to_extinction(p, 200, 0.33f) -
                                    validation::bids_to_extinction(p, 200, 1));
             }),
        gone(Mechanism::reinforcement, "success leaves no trace in what one does", [](W w) {
            return mean_of("", "share of time in protest: after evenings with answers less evenings "
                               "without",
                           positive,
                           after_training(w.samples(), 20, Act::protest, Answers::always, protests) -
                               after_training(w.samples(), 20, Act::protest, Answers::never, protests));
        }),
        gone(Mechanism::reassurance, "asked and unasked reassurance have equal long-run effects",
             [](W w) {
                 return unasked_less_asked(
                     w, "felt security after four weeks: unasked less asked reassurance",
                     [](const Couple& c) { return double(c.partner[0].felt.security.v); });
             }),
        gone(Mechanism::reassurance, "asked and unasked reassurance have equal long-run effects",
             [](W w) {
                 return unasked_less_asked(
                     w, "trust after four weeks: unasked less asked reassurance",
                     [](const Couple& c) { return double(c.partner[0].evaluation.trust.v); });
             }),
        gone(Mechanism::repair, "recovery after conflict slows", [](W w) {
            const auto left = [](const Course& c) { return c.back().tension; };
            return mean_of("", "tension that a partner's repair takes away in a quarter of an hour",
                           positive,
                           contrast(w.samples(), anxious, quarrel_then(Act::neutral_talk),
                                    quarrel_then(Act::repair), left));
        }),
        {Mechanism::repair, "conflicts last longer", Expected::more,
         [](W w, W) { return minutes_of_a_conflict(w); }},
        {Mechanism::repair, "there are more conflicts", Expected::more,
         [](W w, W) {
             return mean_of("", "conflicts of a couple in four weeks", positive,
                            couples(w.daily(), [&](auto c) {
                                return w.daily().row(c).conflicts * 28.0 / World::days;
                            }));
         }},
    };
}

} // namespace couplet::knockouts
