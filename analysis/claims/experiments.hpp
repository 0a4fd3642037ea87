// What the checks of several claims have in common: sessions with twins, and what is read off them.
#pragma once

#include "analysis/claims/samples.hpp"

#include <functional>

namespace couplet::claims {

using Outcome = std::function<double(const Course&)>;
using Checks = std::vector<Check>;

// The outcome of a session of a couple, on average over its times.
double average(const Samples&, const Session&, const Couple&, const Outcome&);
// One value a couple: the outcome of a session, held with the couples of a pairing at home.
Column outcomes(const Samples&, Pair, const Session&, const Outcome&);
// The same of a first and a second pairing, first less second: twins but for attachment.
Column twins(const Samples&, Pair first, Pair second, const Session&, const Outcome&);
// Of one pairing in two sessions, first less second.
Column contrast(const Samples&, Pair, const Session& first, const Session& second, const Outcome&);
// One value a couple: f(copy of a couple at home), from several threads.
Column each_couple(const Samples&, const std::vector<Couple>&,
                   const std::function<double(Couple&)>& f);

// Measures of partner i.
Measure alarm(std::size_t i);
Measure distress(std::size_t i);    // negative affect
Measure contentment(std::size_t i); // positive affect
Measure read(std::size_t i);        // how the partner's acts are read
Measure overwhelm(std::size_t i);
Measure cortisol(std::size_t i);

// How much of the movement of the partner's feelings reaches partner i: 1 all, 0 none.
double accuracy(const Course&, std::size_t i);
// How the partner's feelings are read in a session: error of partner i, and how far the feelings are
// from rest, one value a couple. Accuracy is 1 - error / felt of their means: 1 all is read, 0 none.
struct Reading { Column error, felt; };
Reading reading(const Samples&, Pair, const Session&, std::size_t i);
// Accuracy of a less that of b; less the same of c and d, if there are four.
Check accuracy_of(const char* claim, const char* compared, Range, std::vector<Reading>);
// Bids of partner i that were answered, of those that were settled; NaN when none was.
double answered(const Course&, std::size_t i);
// Half an hour about a major or a minor issue; a calm evening.
Session major_issue();
Session minor_issue();
Session calm();
// The same, held several times.
Session often(Session);
// An evening that begins with a cue.
Session after_cue(Cue, bool benign = false);
// A fright at noon with nobody there to comfort, then ten hours alone.
Session fright_alone();
// The same with a partner 1 who does as told.
Session with_partner(Session, Direction);

// A long evening that begins with a need that was not met, and a partner who does not answer.
Session unheard();
// So many quiet days; in the evening the first partner does as told and the second answers or not.
void train(const Samples&, Couple&, int days, Act, Answers);
// After such training of the anxious and some quiet days, an evening unheard: the outcome of it.
Column after_training(const Samples&, int days, Act, Answers, const Outcome&);

inline constexpr std::initializer_list<Act> pursuit{Act::reassurance_seeking, Act::protest,
                                                    Act::criticism};
inline constexpr std::initializer_list<Act> attack{Act::protest, Act::criticism};
inline constexpr std::initializer_list<Act> retreat{Act::withdrawal, Act::stonewalling};
inline constexpr std::initializer_list<Act> constructive{
    Act::direct_request, Act::reassurance, Act::softening, Act::repair, Act::shared_positive};

// Claims by subject: one check for each comparison, several for a claim that says several things.
Checks perception_claims(const Samples&);
Checks emotion_claims(const Samples&);
Checks protest_claims(const Samples&);
Checks cycle_claims(const Samples&);
Checks pairing_claims(const Samples&);
Checks partner_claims(const Samples&);
Checks therapy_claims(const Samples&);
Checks change_claims(const Samples&);

} // namespace couplet::claims
