// The report as rows of one statistic each: what CSV and JSON hold.
#include "effects/report.hpp"

namespace couplet::effects {
namespace {

const char* name(Population p) {
    return p == Population::per_protocol ? "per_protocol" : "intention_to_treat";
}
Estimate number(double value, std::size_t n = 0) {
    Estimate e;
    e.value = value;
    e.n = n;
    return e;
}
Estimate with_interval(double value, statistics::Interval interval, std::size_t n,
                       double p = missing) {
    Estimate e = number(value, n);
    e.interval = interval;
    e.p = p;
    return e;
}

class Rows {
  public:
    Rows(const TrialData& data, const Report& report) : data_(data), report_(report) {}

    // From here on, rows are of this arm, outcome and day.
    void begin(const char* table, std::size_t arm, int instrument, int day,
               Population population = Population::intention_to_treat) {
        row_.table = table;
        row_.analysis = name(population);
        row_.arm = data_.arms[arm].name;
        const bool compared = arm != report_.settings.reference;
        row_.reference = compared ? data_.arms[report_.settings.reference].name : "";
        row_.outcome =
            instrument < 0
                ? ""
                : measurement::instrument_table[static_cast<std::size_t>(instrument)].name;
        row_.day = day;
        row_.item.clear();
    }
    void item(const std::string& text) { row_.item = text; }
    void add(const char* statistic, const Estimate& e) {
        if (e.value != e.value)
            return;
        row_.statistic = statistic;
        row_.estimate = e;
        rows_.push_back(row_);
    }
    std::vector<Row> take() { return std::move(rows_); }

  private:
    const TrialData& data_;
    const Report& report_;
    Row row_;
    std::vector<Row> rows_;
};

void add_changes(const TrialData& data, const Report& report, Rows& out) {
    for (const Change& c : report.changes) {
        out.begin("change", c.arm, static_cast<int>(c.instrument), data.waves[c.wave],
                  c.population);
        out.add("couples_enrolled", number(static_cast<double>(c.enrolled), c.enrolled));
        out.add("mean", number(c.mean, c.change.n));
        out.add("sd", number(c.sd, c.change.n));
        out.add("change", c.change);
        out.add("g_within", c.g_within);
        out.add("difference", c.difference);
        out.add("g", c.g);
        out.add("difference_of_changes", c.raw);
    }
}

void add_responders(const TrialData& data, const Report& report, Rows& out) {
    for (const Responders& r : report.responders) {
        out.begin("responders", r.arm, static_cast<int>(r.instrument), data.waves[r.wave]);
        out.add("persons", number(static_cast<double>(r.persons), r.persons));
        out.add("clinical_at_start", number(static_cast<double>(r.clinical), r.persons));
        out.add("reliable_points", number(r.points));
        out.add("improved", r.improved);
        out.add("improved_of_all_enrolled", r.improved_of_all);
        out.add("recovered_of_clinical", r.recovered);
        out.add("deteriorated", r.deteriorated);
        out.add("difference_improved", r.difference);
        out.add("number_needed_to_treat",
                with_interval(r.nnt, r.nnt_interval, r.difference.n, r.difference.p));
    }
    for (const Relapse& r : report.relapses) {
        out.begin("relapse", r.arm, static_cast<int>(report.settings.instrument),
                  data.waves[r.wave]);
        out.add("persons_improved", number(static_cast<double>(r.persons), r.persons));
        out.add("kept", r.kept);
        out.add("relapsed", r.relapsed);
    }
}

void add_cases(const TrialData& data, const Report& report, Rows& out) {
    const int outcome = static_cast<int>(report.settings.instrument);
    const CaseSeries& series = report.cases;
    if (series.cases.empty())
        return;
    out.begin("single_cases", 0, outcome, -1);
    Estimate difference = series.difference;
    difference.p = series.p;
    out.add("difference", difference);
    out.add("nonoverlap", series.nonoverlap);
    for (const Case& c : series.cases) {
        out.item(std::to_string(data.numbers.empty() ? static_cast<int>(c.couple)
                                                     : data.numbers[c.couple]));
        out.add("baseline_days", number(c.baseline));
        out.add("difference", number(c.difference, c.before + c.after));
        out.add("nonoverlap", number(c.nonoverlap, c.before + c.after));
    }
}

void add_pairs(const TrialData& data, const Report& report, Rows& out) {
    for (const ActorPartner& a : report.actor_partners) {
        out.begin("actor_partner", a.arm, static_cast<int>(report.settings.instrument),
                  data.waves[report.settings.wave]);
        out.add("effect", a.effect);
        out.add("actor", a.actor);
        out.add("partner", a.partner);
        out.add("arm_by_actor", a.arm_actor);
        out.add("arm_by_partner", a.arm_partner);
        out.add("error_correlation", number(a.error_correlation, a.effect.n));
    }
    for (const Crossover& c : report.crossovers) {
        out.begin("crossover", c.arm, static_cast<int>(report.settings.instrument),
                  data.waves[report.settings.wave]);
        out.add("effect_adjusted_for_period", c.effect);
        out.add("period", c.period);
        out.add("carried_over", c.carried);
    }
}

void add_lasting(const TrialData& data, const Report& report, Rows& out) {
    for (const Separations& s : report.separations) {
        out.begin("separations", s.arm, -1, compared_until(data, report.settings.reference));
        out.add("separated", number(static_cast<double>(s.separated), s.couples));
        out.add("together", with_interval(s.together, s.together_interval, s.couples));
        out.add("hazard_ratio", with_interval(s.hazard_ratio, s.hazard_interval, s.couples));
        out.add("log_rank_chi_square",
                with_interval(s.log_rank, {}, s.couples, s.log_rank_p));
        if (s.twins_p == s.twins_p) {
            out.add("only_this_twin",
                    with_interval(static_cast<double>(s.only_here), {}, s.couples, s.twins_p));
            out.add("only_reference_twin",
                    number(static_cast<double>(s.only_reference), s.couples));
        }
    }
    for (const EarnedSecurity& e : report.earned) {
        out.begin("earned_security", e.arm, -1, -1);
        out.add("insecure_persons", number(static_cast<double>(e.insecure), e.insecure));
        out.add("earned", e.earned);
        out.add("median_days", number(e.median_days, e.insecure));
        out.add("quarter_days", number(e.quarter_days, e.insecure));
        out.add("difference", e.difference);
    }
    constexpr const char* periods[] = {"before", "during", "after"};
    for (const RecoveryTime& r : report.recoveries) {
        out.begin("recovery", r.arm, -1, -1);
        out.item(periods[r.period]);
        out.add("same_day", number(r.same_day, r.conflicts));
        out.add("median_days", number(r.median_days, r.conflicts));
        out.add("mean_days", number(r.mean_days, r.conflicts));
    }
}

void add_reasons(const TrialData& data, const Report& report, Rows& out) {
    const int outcome = static_cast<int>(report.settings.instrument);
    const auto day = [&] { return data.waves[report.settings.wave]; };
    for (const Individual& i : report.individuals) {
        out.begin("individual_effects", i.arm, outcome, day());
        out.add("mean", number(i.mean, i.persons));
        out.add("sd", number(i.sd, i.persons));
        constexpr const char* names[] = {"quantile_05", "quantile_25", "quantile_50",
                                         "quantile_75", "quantile_95"};
        for (std::size_t k = 0; k < 5; ++k)
            out.add(names[k], number(i.quantile[k], i.persons));
        out.add("reliably_better", number(i.better, i.persons));
        out.add("reliably_worse", number(i.worse, i.persons));
    }
    for (const Moderator& m : report.moderators) {
        out.begin("moderators", m.arm, outcome, day());
        out.item(m.name);
        out.add("slope", m.slope);
        out.add("effect_at_low", number(m.at_low, m.slope.n));
        out.add("effect_at_high", number(m.at_high, m.slope.n));
    }
    for (const Mediation& m : report.mediations) {
        out.begin("mediation", m.arm, outcome, day());
        out.item(m.mediator);
        out.add("mediator_day", number(m.day));
        out.add("a", number(m.a, m.couples));
        out.add("b", number(m.b, m.couples));
        out.add("direct", number(m.direct, m.couples));
        Estimate e = with_interval(m.indirect, m.indirect_interval, m.couples);
        e.standard_error = m.indirect_error;
        out.add("indirect", e);
        out.add("share_of_total", number(m.share, m.couples));
    }
}

} // namespace

std::vector<Row> rows(const TrialData& data, const Report& report) {
    Rows out(data, report);
    add_changes(data, report, out);
    add_responders(data, report, out);
    add_cases(data, report, out);
    add_pairs(data, report, out);
    add_lasting(data, report, out);
    add_reasons(data, report, out);
    return out.take();
}

} // namespace couplet::effects
