// The repertoire: what a partner can do in a turn, and how each act meets the other.
//
// Shared vocabulary of the mechanisms; no dynamics here. Acts are coded, not measured: valence is warm
// (1), neutral (0), cool (-1/2) or cold (-1) on its face, who attacks and who turns away alike;
// ambiguity says whether the act leaves room for another reading (0, 1/2, 1); pressure how much it asks
// of the receiver (0, 1/2, 1). Codes follow the positive and negative codes of observational systems
// (SPAFF, IDCS; Gottman & Levenson 1992), which count withdrawal among the negative ones, the demand and
// withdrawal scales of the CPQ (Christensen & Heavey 1990), and for protest the six kinds of protest
// behaviour, each of which so meets the partner, and is answered, in its own way.
#pragma once

#include <array>
#include <cstddef>

namespace couplet {

enum class Act {
    neutral_talk,
    shared_positive,
    direct_request,
    reassurance_seeking,
    protest,
    criticism,
    withdrawal,
    stonewalling,
    self_soothing,
    reassurance,
    softening,
    repair,
    time_out,
};
inline constexpr std::size_t act_count = 13;

// Protest is one choice; which of the six it is, is a second one (behaviour_choice.hpp).
enum class Protest { testing, threat, exaggeration, contact, jealousy, affection_withdrawal };
inline constexpr std::size_t protest_count = 6;

struct ActRow {
    const char* name;
    const char* phrase; // for replay: "Partner 1 ..."
    float valence, ambiguity, pressure;
};

inline constexpr std::array<ActRow, act_count> act_table{{
    {"neutral_talk", "talks of everyday things", 0, 0.5f, 0},
    {"shared_positive", "is warm and playful", 1, 0, 0},
    {"direct_request", "asks openly for what is needed", 0, 0, 0.5f},
    {"reassurance_seeking", "seeks reassurance", 0, 0, 0.5f},
    {"protest", "protests", -1, 0, 1}, // each kind has its own codes, see protest_table
    {"criticism", "criticises and demands", -1, 0, 1},
    {"withdrawal", "withdraws", -1, 1, 0},
    {"stonewalling", "stonewalls", -1, 0, 0},
    {"self_soothing", "calms down alone", 0, 0.5f, 0},
    {"reassurance", "reassures", 1, 0, 0},
    {"softening", "softens and shows the hurt", 1, 0, 0},
    {"repair", "offers repair", 1, 0, 0},
    {"time_out", "takes a time-out and says when it ends", 0, 0.5f, 0},
}};

struct ProtestRow {
    const char* name;
    const char* phrase;
    float valence, ambiguity, pressure;
};
inline constexpr std::array<ProtestRow, protest_count> protest_table{{
    {"testing", "provokes, to test the other's commitment", -0.5f, 1, 0.5f},
    {"threat", "threatens to end it", -1, 0, 1},
    {"exaggeration", "cries or rages to be comforted", -0.5f, 0, 1},
    {"contact", "calls and texts again and again", 0, 0, 1},
    {"jealousy", "hints at other admirers", -1, 0.5f, 0.5f},
    {"affection_withdrawal", "holds back affection", -0.5f, 1, 0},
}};

// The same codes by column, for look_up().
struct Codes { std::array<float, 16> valence, ambiguity, pressure; };
template <class Table> constexpr Codes codes(const Table& table) {
    Codes c{};
    for (std::size_t k = 0; k < table.size(); ++k) {
        c.valence[k] = table[k].valence;
        c.ambiguity[k] = table[k].ambiguity;
        c.pressure[k] = table[k].pressure;
    }
    return c;
}
inline constexpr Codes act_codes = codes(act_table), protest_codes = codes(protest_table);

constexpr std::size_t index(Act act) { return static_cast<std::size_t>(act); }
constexpr const ActRow& row(Act act) { return act_table[index(act)]; }

// The acts that ask for an answer, in the order of the habits they leave.
inline constexpr std::array<Act, 4> bids{Act::direct_request, Act::reassurance_seeking,
                                         Act::protest, Act::criticism};
inline constexpr std::size_t bid_count = bids.size();

} // namespace couplet
