// A small run made by hand: every value is a formula of where it stands, so that any
// reader of the file can check it (check_readers.py has the same formula).
#pragma once

#include "engine/engine.hpp"
#include "output/writer.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace sample {

using namespace couplet;

inline constexpr std::uint32_t slab_couples = 8, couples = 23, recorded = 19;
inline constexpr int days = 30, every_days = 4;
inline constexpr std::size_t arms = 3;
inline constexpr std::size_t separation_instant =
    3; // of couples 3, 8, 13, ... in the first arm

inline engine::Plan plan() {
    engine::Plan p;
    p.seed = {0xfedcba9876543210};
    p.days = days;
    p.population.couples = couples;
    p.population.pairings = {
        {"anxious-avoidant", population::Style::anxious, population::Style::avoidant, 1},
        {"secure-secure", population::Style::secure, population::Style::secure, 1}};
    p.arms = {{"waitlist", {}}, {"eft", {}}, {"gruppe_für_paare", {}}};
    p.recording.variables = {0, 8, 14, 20};
    p.recording.every_days = every_days;
    p.recording.couples = recorded;
    p.recording.summary_every_days = 10;
    p.questionnaire.waves = {0, 13, 30};
    p.diary = {9, 4, 0};
    p.recording.zooms = {{{2, 7}, 3, 5}, {{7}, 5, 6}, {{7}, 20, 20}};
    return p;
}

inline output::Provenance provenance() {
    output::Provenance p;
    p.title = "a run made by hand";
    p.program_version = "0.1.0";
    p.commit = "0123abc";
    p.scenario_toml = "# für Paare\n[run]\nseed = 1\n";
    p.command_line = "couplet run scenario.toml";
    p.kernel = "scalar";
    p.threads = 2;
    return p;
}

inline output::WriterOptions options() {
    output::WriterOptions o;
    o.slab = slab_couples;
    o.design = {4, 2, {{"activation.gain", 1.5}}};
    return o;
}

inline std::size_t instants() { return engine::recorded_days(plan()).size(); }

inline bool separates(std::size_t arm, std::uint32_t couple) {
    return arm == 0 && couple % 5 == 3;
}

inline bool together(std::size_t arm, std::uint32_t couple, std::size_t instant) {
    return !separates(arm, couple) || instant < separation_instant;
}

inline std::int16_t packed(std::size_t variable, std::size_t arm, std::uint32_t couple,
                           std::size_t partner, std::size_t instant) {
    if (!together(arm, couple, instant))
        return model::packed_fill;
    const std::uint64_t mixed = variable * 7919 + couple * std::uint64_t{104729} +
                                arm * 1299709 + partner * 15485863 + instant * 32452843;
    return static_cast<std::int16_t>(static_cast<int>(mixed % 65535) - 32767);
}

// Whole numbers and halves within the range; some did not answer, none after a
// separation.
inline float score(std::size_t instrument, std::size_t arm, std::uint32_t couple,
                   std::size_t partner, std::size_t wave) {
    if ((separates(arm, couple) && wave > 0) || (couple + partner + 2 * wave) % 7 == 3)
        return std::numeric_limits<float>::quiet_NaN();
    const auto& row = measurement::instrument_table[instrument];
    const std::size_t halves =
        (couple * 5 + arm * 3 + partner * 11 + wave * 2 + instrument) %
        static_cast<std::size_t>(2 * (row.high - row.low) + 1);
    return row.low + 0.5f * static_cast<float>(halves);
}

// Likewise of diaries: days 9 to 12, and the separation is on day 11.
inline float entry(std::size_t item, std::size_t arm, std::uint32_t couple,
                   std::size_t partner, std::size_t day) {
    if ((separates(arm, couple) && day > 1) || (couple + partner + 3 * day) % 5 == 2)
        return std::numeric_limits<float>::quiet_NaN();
    const auto& row = measurement::diary_table[item];
    const std::size_t halves =
        (couple * 3 + arm * 5 + partner * 7 + day * 2 + item) %
        static_cast<std::size_t>(2 * (row.high - row.low) + 1);
    return row.low + 0.5f * static_cast<float>(halves);
}

inline std::uint64_t event_count(std::size_t arm, std::uint32_t couple) {
    return (couple * 7 + arm * 3) % 5;
}

inline model::Event event(std::size_t arm, std::uint32_t couple, std::uint64_t i) {
    const auto kind = static_cast<model::EventKind>((couple + arm + i) % 19);
    return {couple,
            float(i) * 2.5f + float(arm) * 0.25f,
            0.5f * float(i),
            float(couple),
            kind,
            static_cast<std::int8_t>(int(i % 3) - 1),
            static_cast<std::int8_t>((couple + i) % 11)};
}

inline engine::CoupleRow couple_row(std::size_t arm, std::uint32_t couple) {
    engine::CoupleRow row;
    row.couple = couple;
    row.anxiety = {1 + float(couple) / 8, 2 + float(couple) / 8};
    row.avoidance = {7 - float(couple) / 8, 6 - float(couple) / 8};
    row.style = {static_cast<std::int8_t>(couple % 4), static_cast<std::int8_t>(arm)};
    row.pairing = static_cast<std::int8_t>(couple % 2);
    row.kind = static_cast<std::int8_t>(couple % 3);
    row.age_years = float(couple) + 0.5f;
    row.sessions = static_cast<std::int16_t>(arm * 10);
    row.dropped_out = static_cast<std::int8_t>(couple % 2);
    row.end_reason =
        separates(arm, couple) ? engine::EndReason::separated : engine::EndReason::intact;
    row.end_day = separates(arm, couple) ? 11.5f : float(days);
    row.conflicts = couple * 3 + std::uint32_t(arm);
    row.digest = 0xffff000000000001 + couple; // not exact as a double
    return row;
}

inline engine::ArmSlab arm_slab(const engine::Plan& p, const engine::Slab& slab,
                                std::size_t arm) {
    engine::ArmSlab result;
    for (const std::uint16_t v : p.recording.variables)
        for (std::uint32_t c = 0; c < slab.recorded; ++c)
            for (std::size_t partner = 0; partner < 2; ++partner)
                for (std::size_t t = 0; t < slab.instants; ++t)
                    result.trajectory.push_back(
                        packed(v, arm, slab.first + c, partner, t));
    for (std::uint32_t c = 0; c < slab.recorded; ++c)
        for (std::size_t t = 0; t < slab.instants; ++t) {
            const bool intact = together(arm, slab.first + c, t);
            const auto phase = static_cast<std::int8_t>((slab.first + c + t) % 11);
            result.phase.push_back(intact ? phase : engine::packed_fill8);
            result.intact.push_back(intact ? 1 : 0);
        }
    for (std::size_t n = 0; n < measurement::instrument_count; ++n)
        for (std::uint32_t c = 0; c < slab.count; ++c)
            for (std::size_t partner = 0; partner < 2; ++partner)
                for (std::size_t w = 0; w < p.questionnaire.waves.size(); ++w)
                    result.questionnaire.push_back(
                        score(n, arm, slab.first + c, partner, w));
    for (std::size_t n = 0; n < measurement::item_count; ++n)
        for (std::uint32_t c = 0; c < slab.count; ++c)
            for (std::size_t partner = 0; partner < 2; ++partner)
                for (std::size_t day = 0; day < static_cast<std::size_t>(p.diary.days); ++day)
                    result.diary.push_back(entry(n, arm, slab.first + c, partner, day));
    for (std::uint32_t c = slab.first; c < slab.first + slab.count; ++c) {
        result.couples.push_back(couple_row(arm, c));
        for (std::uint64_t i = 0; p.recording.events && i < event_count(arm, c); ++i)
            result.events.push_back(event(arm, c, i));
    }
    return result;
}

inline std::uint32_t slabs(const engine::Plan& p) {
    return (p.population.couples + slab_couples - 1) / slab_couples;
}

inline engine::Slab slab(const engine::Plan& p, std::uint32_t index) {
    engine::Slab result;
    result.index = index;
    result.first = index * slab_couples;
    result.count = std::min(slab_couples, p.population.couples - result.first);
    const std::uint32_t end = std::min(result.first + result.count, p.recording.couples);
    result.recorded = end > result.first ? end - result.first : 0;
    result.instants = engine::recorded_days(p).size();
    for (std::size_t arm = 0; arm < p.arms.size(); ++arm)
        result.arms.push_back(arm_slab(p, result, arm));
    return result;
}

inline std::vector<engine::TurnTrace> turns(std::size_t arm, std::uint32_t couple) {
    std::vector<engine::TurnTrace> result(40 + couple + arm);
    for (std::size_t i = 0; i < result.size(); ++i) {
        engine::TurnTrace& turn = result[i];
        turn.day = 3 + int(i / 20);
        turn.encounter = int(i % 20 / 8);
        turn.turn = int(i % 20 % 8);
        turn.minute = 420 + 2 * float(i % 20);
        turn.phase = static_cast<std::int8_t>(i % 11);
        for (std::size_t side = 0; side < 2; ++side) {
            turn.partner[side].act = static_cast<std::int8_t>((i + side) % 13);
            turn.partner[side].cortisol = float(i) + float(side) / 2;
        }
    }
    return result;
}

// Without the days of an instant of which nobody is left, mean and sd are NaN.
inline engine::Outcome outcome(const engine::Plan& p) {
    engine::Outcome result;
    result.summary =
        engine::Summary(p.arms.size(), p.days, p.recording.summary_every_days);
    for (std::size_t arm = 0; arm < p.arms.size(); ++arm)
        for (std::size_t i = 0; i + 1 < result.summary.instants(); ++i) {
            for (std::size_t v = 0; v < model::standard_variable_count; ++v) {
                result.summary.add(arm, i, v, static_cast<std::int16_t>(1000 * i));
                result.summary.add(arm, i, v, static_cast<std::int16_t>(-500 * int(arm)));
            }
            result.summary.count(arm, i, engine::Summary::conflicts, 7);
            result.summary.count_intact(arm, i);
        }
    result.arm_digests = {1, 2, 0xabcdef};
    result.arm_digests.resize(p.arms.size());
    result.digest = 0x0123456789abcdef;
    result.couple_turns = 123456789;
    return result;
}

// The whole file, slabs in their order.
inline void write(const std::filesystem::path& path) {
    const engine::Plan p = plan();
    output::WriterOptions o = options();
    o.overwrite = true;
    output::Writer writer(path, p, provenance(), o);
    for (std::uint32_t i = 0; i < slabs(p); ++i)
        writer.submit(slab(p, i));
    for (std::size_t arm = 0; arm < p.arms.size(); ++arm)
        for (const std::uint32_t couple : output::zoom_couples(p))
            writer.add_zoom(arm, couple, turns(arm, couple));
    writer.finish(outcome(p));
}

} // namespace sample
