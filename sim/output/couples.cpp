#include "output/groups.hpp"

#include <algorithm>

namespace couplet::output {

using engine::CoupleRow;

// Arrays over (point, arm, couple[, partner]); each is 2 for those with partners.
template <class T, class Get>
void CouplesGroup::add(Group& group, const Meta& meta, std::size_t each, Range<T> range,
                       Fill fill, Get get) {
    std::vector<std::string> axes{"point", "arm", "couple"};
    std::vector<hsize_t> chunk{1, 1, chunk_};
    if (each == 2) {
        axes.push_back("partner");
        chunk.push_back(2);
    }
    const T none = fill == Fill::declared ? missing<T>() : T(0);
    table_.add<T>(group.column<T>(meta, axes, range, fill, chunk), 2, each, chunk_, none,
                  [=](const CoupleRow& row, std::uint64_t, std::size_t partner) {
                      return row.couple == absent_couple ? none : T(get(row, partner));
                  });
}

CouplesGroup::CouplesGroup(hid_t file, const engine::Plan& plan,
                           const DesignPoint& design)
    : chunk_(std::min<std::size_t>(couple_chunk, plan.population.couples)) {
    Group group(file, "couples");
    add_point_axis(group, design);
    add_arm_axis(group, plan);
    add_couple_axis(group, plan, plan.population.couples);
    add_partner_axis(group);
    add_persons(group);
    add_relationship(group, plan);
    add_outcome(group, plan);
    if (plan.trial.given)
        add_enrolled(group);
}

void CouplesGroup::add_enrolled(Group& group) {
    table_.add<std::int8_t>(
        group.column<std::int8_t>(
            {"enrolled", "1", "whether the couple takes part in this arm", {"no", "yes"}},
            {"point", "arm", "couple"}, {0, 1}, Fill::absent, {1, 1, chunk_}),
        2, 1, chunk_, 0, [](const CoupleRow& row, std::uint64_t, std::size_t) {
            return row.couple != absent_couple;
        });
}

void CouplesGroup::add_persons(Group& group) {
    const auto person = [&](const char* name, const char* long_name, Range<float> range,
                            std::array<float, 2> CoupleRow::*field) {
        add<float>(group, {name, "1", long_name}, 2, range, Fill::declared,
                   [=](const CoupleRow& row, std::size_t p) { return (row.*field)[p]; });
    };
    person("attachment_anxiety", "attachment anxiety at the start, ECR-R scale", {1, 7},
           &CoupleRow::anxiety);
    person("attachment_avoidance", "attachment avoidance at the start, ECR-R scale",
           {1, 7}, &CoupleRow::avoidance);
    person("satisfaction_start", "satisfaction at the start, share of the CSI-16 scale",
           {0, 1}, &CoupleRow::satisfaction_start);
    person("satisfaction_end",
           "satisfaction at separation or at the end, share of the CSI-16 scale", {0, 1},
           &CoupleRow::satisfaction_end);
    add<std::int8_t>(
        group,
        {"style",
         "1",
         "attachment style at the start",
         {population::style_names, population::style_names + population::style_count}},
        2, {0, population::style_count - 1}, Fill::declared,
        [](const CoupleRow& row, std::size_t p) { return row.style[p]; });
}

void CouplesGroup::add_relationship(Group& group, const engine::Plan& plan) {
    const std::vector<std::string> pairings = engine::pairing_names(plan.population);
    const int last = std::max(int(pairings.size()) - 1, 0);
    add<std::int8_t>(group, {"pairing", "1", "pairing of attachment styles", pairings}, 1,
                     {0, static_cast<std::int8_t>(last)}, Fill::declared,
                     [](const CoupleRow& row, std::size_t) { return row.pairing; });
    add<std::int8_t>(group,
                     {"relationship_kind",
                      "1",
                      "kind of relationship",
                      {population::kind_names, population::kind_names + 3}},
                     1, {0, 2}, Fill::declared,
                     [](const CoupleRow& row, std::size_t) { return row.kind; });
    add<float>(group,
               {"relationship_age", "year", "age of the relationship at the start"}, 1,
               {}, Fill::declared,
               [](const CoupleRow& row, std::size_t) { return row.age_years; });
}

void CouplesGroup::add_outcome(Group& group, const engine::Plan&) {
    const auto count = [&](const char* name, const char* long_name,
                           std::uint32_t CoupleRow::*field) {
        add<std::int32_t>(
            group, {name, "1", long_name}, 1, {}, Fill::declared,
            [=](const CoupleRow& row, std::size_t) { return std::int32_t(row.*field); });
    };
    const auto minutes = [&](const char* name, const char* long_name,
                             float CoupleRow::*field) {
        add<float>(group, {name, "minute", long_name}, 1, {}, Fill::declared,
                   [=](const CoupleRow& row, std::size_t) { return row.*field; });
    };
    add<std::int16_t>(group, {"sessions_attended", "1", "sessions attended"}, 1, {},
                      Fill::declared,
                      [](const CoupleRow& row, std::size_t) { return row.sessions; });
    add<std::int8_t>(
        group,
        {"dropped_out", "1", "whether the programme was left early", {"no", "yes"}}, 1,
        {0, 1}, Fill::declared,
        [](const CoupleRow& row, std::size_t) { return row.dropped_out; });
    add<std::int8_t>(group,
                     {"end_reason",
                      "1",
                      "how the couple ended",
                      {engine::end_reason_names, engine::end_reason_names + 2}},
                     1, {0, 1}, Fill::declared, [](const CoupleRow& row, std::size_t) {
                         return static_cast<std::int8_t>(row.end_reason);
                     });
    add<float>(group, {"end_day", "day", "day of separation, or of the end of the run"},
               1, {}, Fill::declared,
               [](const CoupleRow& row, std::size_t) { return row.end_day; });
    count("conflicts", "conflict episodes", &CoupleRow::conflicts);
    count("demand_withdraw", "episodes with pursuit met by withdrawal",
          &CoupleRow::demand_withdraw);
    minutes("pursuit_withdrawal_minutes", "one pursues while the other withdraws",
            &CoupleRow::pursuit_withdrawal_minutes);
    minutes("mutual_escalation_minutes", "both pursue or attack",
            &CoupleRow::mutual_escalation_minutes);
    minutes("mutual_avoidance_minutes", "both withdraw",
            &CoupleRow::mutual_avoidance_minutes);
    minutes("positive_minutes", "positive acts of both partners in conflicts",
            &CoupleRow::positive_minutes);
    minutes("negative_minutes", "negative acts of both partners in conflicts",
            &CoupleRow::negative_minutes);
    // Without a fill value: xarray would turn the integers into doubles and lose their
    // low bits.
    add<std::uint64_t>(group, {"digest", "1", "digest of every state value"}, 1, {},
                       Fill::absent,
                       [](const CoupleRow& row, std::size_t) { return row.digest; });
}

void CouplesGroup::pack_cut(const Cut& cut, const Sink& sink) const {
    if (!cut.couples.empty())
        table_.pack_chunks(cut.couples, cut.first, {0, cut.arm}, sink);
}

} // namespace couplet::output
