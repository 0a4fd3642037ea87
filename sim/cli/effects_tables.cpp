#include "cli/effects_tables.hpp"

#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <cmath>

namespace couplet::cli {

using namespace effects;

namespace {

using Cells = std::vector<std::vector<std::string>>;

std::string interval_of(const Estimate& e, int digits, double scale = 1) {
    return with_range(e.value, e.interval.low, e.interval.high, digits, scale);
}

const measurement::ClinicalRule& rule(std::size_t instrument) {
    return measurement::clinical_rules[instrument];
}

// Points to one digit where a scale has many of them.
int digits_of(std::size_t instrument) {
    const auto& i = measurement::instrument_table[instrument];
    return i.high - i.low > 15 ? 1 : 2;
}

// One report's tables, in the order in which they are printed.
class Printed {
  public:
    Printed(const TrialData& data, const Report& report)
        : data_(data), report_(report), s_(report.settings) {}

    std::string all() {
        head();
        if (data_.waves.size() >= 2) {
            course();
            crossovers();
            persons();
            outcomes();
            protocol();
        }
        separations();
        if (data_.waves.size() >= 2) {
            security();
            relapse();
        }
        recovery();
        if (data_.waves.size() >= 2) {
            individuals();
            moderators();
            mediators();
        }
        for (const std::string& text : report_.lacking)
            text_ += "\n" + wrapped("Not computed. " + text);
        return text_;
    }

  private:
    const std::string& arm(std::size_t k) const { return data_.arms[k].name; }
    const std::string& reference() const { return arm(s_.reference); }
    int day() const { return data_.waves[s_.wave]; }
    int digits() const { return digits_of(s_.instrument); }

    void section(const std::string& title, const std::vector<std::string>& header,
                 const Cells& cells, std::size_t left, const std::string& note) {
        if (cells.empty())
            return; // with one arm there is nothing to compare
        text_ += fmt::format("\n{}. {}\n\n{}{}{}", ++number_, title, table(header, cells, left), note,
                             note.empty() ? "" : "\n");
    }

    void head() {
        text_ += (data_.title.empty() ? data_.source : data_.title) + "\n";
        text_ += wrapped(fmt::format("{}: {} couples{}, {} days, {}. Reference arm: {}.", data_.source,
                                     grouped(data_.couples),
                                     data_.screened > 0
                                         ? fmt::format(" of {} screened", grouped(data_.screened))
                                         : "",
                                     data_.days, design(), reference()));
        if (data_.waves.size() < 2)
            return;
        text_ += wrapped(fmt::format("Outcome: {} at day {}{}; answers of {}.",
                                     rule(s_.instrument).label, day(), registered(),
                                     s_.who == Who::both    ? "both partners"
                                     : s_.who == Who::first ? "the first partner"
                                                            : "the second partner"));
        const int waits = compared_until(data_, s_.reference);
        if (data_.waves.back() > waits)
            text_ += wrapped(fmt::format("{} begins its own programme on day {}: at later waves both arms "
                                         "are treated, and their difference is no effect.",
                                         reference(), waits));
    }
    bool is_primary(std::size_t instrument, std::size_t wave) const {
        return static_cast<int>(instrument) == instrument_index(data_.primary_instrument) &&
               data_.waves[wave] == data_.primary_wave;
    }
    // Of the outcome in the head.
    std::string registered() const {
        if (data_.primary_instrument.empty())
            return "";
        if (is_primary(s_.instrument, s_.wave))
            return ", the registered primary outcome (*)";
        const int primary = instrument_index(data_.primary_instrument);
        return fmt::format(" (not the registered primary outcome, which is {} at day {})",
                           rule(static_cast<std::size_t>(primary)).label, data_.primary_wave);
    }
    std::string mark(const Change& c) const { return is_primary(c.instrument, c.wave) ? " *" : ""; }
    std::string wave_of(const Change& c) const {
        const int when = data_.waves[c.wave];
        return fmt::format("{}{}{}", when, mark(c),
                           when > compared_until(data_, s_.reference) ? " (both)" : "");
    }
    // With whom couples are compared.
    std::string others() const {
        return data_.design == Design::crossover ? "themselves" : "their twins";
    }
    std::string design() const {
        constexpr const char* words[] = {
            "twins: the same couples in every arm", "parallel arms of different couples",
            "waiting list: arms of different couples",
            "crossover: each couple has one programme after the other",
            "single cases: each couple against its own baseline"};
        return words[static_cast<int>(data_.design)];
    }

    void course() {
        const auto& i = measurement::instrument_table[s_.instrument];
        Cells cells;
        for (const Change& c : report_.changes) {
            if (c.instrument != s_.instrument || c.population == Population::per_protocol)
                continue;
            if (c.wave == 0 && !cells.empty())
                cells.emplace_back();
            cells.push_back({arm(c.arm), wave_of(c), grouped(c.change.n), fixed(c.mean, digits()),
                             give_or_take(c.change, digits()), fixed(c.g_within.value, 2),
                             give_or_take(c.difference, digits()), interval_of(c.g, 2),
                             p_text(c.difference.p)});
        }
        section(fmt::format("{}, {} to {}, {} is better: change since day {}",
                            rule(s_.instrument).label, i.low, i.high,
                            rule(s_.instrument).better > 0 ? "higher" : "lower",
                            data_.waves.front()),
                {"arm", "day", "couples", "mean", "change", "g", "against " + reference(), "g",
                 "p"},
                cells, 1,
                same_couples(data_)
                    ? "Change: mean over couples, ± half of its 95 % interval; g: in standard "
                      "deviations of\npersons at the start. Against: difference of couples and " +
                          others() + " in the other arm."
                    : "Change: mean over couples, ± half of its 95 % interval; g: in standard "
                      "deviations of\npersons at the start. Against: difference of the arms, "
                      "the first day held constant.");
    }

    void persons() {
        Cells cells;
        double points = missing;
        for (const Responders& r : report_.responders) {
            if (r.instrument != s_.instrument)
                continue;
            points = r.points;
            std::string nnt = "-";
            if (r.arm != s_.reference && !std::isnan(r.nnt)) {
                const bool sure = r.nnt_interval.low * r.nnt_interval.high > 0;
                nnt = sure ? with_range(r.nnt, r.nnt_interval.low, r.nnt_interval.high, 1)
                           : fixed(r.nnt, 1) + " (none sure)";
            }
            cells.push_back({arm(r.arm), grouped(r.persons), interval_of(r.improved, 0, 100),
                             interval_of(r.recovered, 0, 100), grouped(r.clinical),
                             interval_of(r.deteriorated, 1, 100), nnt});
        }
        const float cutoff = rule(s_.instrument).cutoff;
        section(fmt::format("What it means for persons, day {}", day()),
                {"arm", "persons", "improved %", "recovered %", "clinical", "worse %",
                 "number needed to treat"},
                cells, 1,
                fmt::format(
                    "Improved, worse: by {:.1f} points or more, beyond error of measurement. {}\n"
                    "Number needed to treat: for one more person improved than in {}.",
                    points,
                    std::isnan(cutoff)
                        ? "No cut-off, so nobody recovers."
                        : fmt::format("Recovered: improved and\nfrom the clinical range ({} {}) out "
                                      "of it; of those who began there.",
                                      rule(s_.instrument).better > 0 ? "below" : "from", cutoff),
                    reference()));
    }

    std::vector<std::string> outcome(const Change& c) const {
        const int d = digits_of(c.instrument);
        return {arm(c.arm),
                rule(c.instrument).label + mark(c),
                rule(c.instrument).better > 0 ? "higher" : "lower",
                give_or_take(c.change, d),
                give_or_take(c.difference, d),
                interval_of(c.g, 2),
                p_text(c.difference.p)};
    }

    void outcomes() {
        Cells cells;
        for (std::size_t a = 0; a < data_.arms.size(); ++a) {
            if (a == s_.reference)
                continue;
            const auto primary = [&](const Change& c) { return is_primary(c.instrument, c.wave); };
            for (const bool first : {true, false}) // the primary outcome, then all others
                for (const Change& c : report_.changes)
                    if (c.arm == a && c.wave == s_.wave && primary(c) == first &&
                        c.population == Population::intention_to_treat)
                        cells.push_back(outcome(c));
        }
        section(fmt::format("All outcomes, day {}", day()),
                {"arm", "outcome", "better", "change", "against " + reference(), "g", "p"}, cells,
                3, "");
    }

    void protocol() {
        Cells cells;
        for (const Change& c : report_.changes) {
            if (c.instrument != s_.instrument || c.wave != s_.wave || c.arm == s_.reference)
                continue;
            cells.push_back({arm(c.arm),
                             c.population == Population::per_protocol ? "who stayed" : "all enrolled",
                             grouped(c.enrolled), grouped(c.change.n),
                             give_or_take(c.change, digits()), give_or_take(c.difference, digits()),
                             interval_of(c.g, 2)});
        }
        section(fmt::format("All who were enrolled, and those who stayed, day {}", day()),
                {"arm", "analysis", "couples", "answered", "change", "against " + reference(), "g"},
                cells, 2,
                same_couples(data_)
                    ? who_stayed() + "; they are compared with " + others() +
                          ",\nso that who stays does not bias the difference."
                    : who_stayed() + "; they differ from others in more than\nthe programme, so the "
                                     "first row is the trial's answer.");
    }
    std::string who_stayed() const {
        return data_.minimum_sessions > 0
                   ? fmt::format("Who stayed came to {} sessions or more", data_.minimum_sessions)
                   : "Who stayed came to sessions and did not drop out";
    }

    void crossovers() {
        if (report_.crossovers.empty())
            return;
        Cells cells;
        for (const Crossover& c : report_.crossovers)
            cells.push_back({arm(c.arm), give_or_take(c.effect, digits()), p_text(c.effect.p),
                             give_or_take(c.period, digits()), p_text(c.period.p),
                             give_or_take(c.carried, digits()), p_text(c.carried.p)});
        section(fmt::format("One after the other, day {} of a period", day()),
                {"arm", "effect", "p", "second period", "p", "carried over", "p"}, cells, 1,
                "Effect: against " + reference() +
                    ", without what the second period adds to both. Carried over: how much higher\n"
                    "couples who had the arm's programme first start into the second period than the "
                    "others.");
    }

    void separations() {
        if (report_.separations.empty())
            return;
        Cells cells;
        for (const Separations& s : report_.separations) {
            const bool compared = s.arm != s_.reference;
            std::vector<std::string> row{
                arm(s.arm), grouped(s.couples), grouped(s.separated),
                with_range(s.together, s.together_interval.low, s.together_interval.high, 1, 100),
                with_range(s.hazard_ratio, s.hazard_interval.low, s.hazard_interval.high, 2),
                compared ? p_text(s.log_rank_p) : "-"};
            if (same_couples(data_))
                row.push_back(compared ? fmt::format("{} / {}, p {}", s.only_here,
                                                     s.only_reference, p_text(s.twins_p))
                                       : "-");
            cells.push_back(row);
        }
        std::vector<std::string> header{"arm",          "couples",       "separated", "together %",
                                        "hazard ratio", "log-rank p"};
        if (same_couples(data_))
            header.push_back("only here / there");
        section(fmt::format("Relationships, until day {}", compared_until(data_, s_.reference)), header, cells, 1,
                same_couples(data_)
                    ? "Hazard ratio and log-rank test take the arms for different couples, which is "
                      "cautious;\nonly here / there: couples of whom one twin separated, exact test."
                    : "");
    }

    void security() {
        if (data_.waves.size() < 3)
            return;
        Cells cells;
        const auto when = [](double days) {
            return std::isnan(days) ? "later, if at all" : fmt::format("{:.0f}", days);
        };
        for (const EarnedSecurity& e : report_.earned)
            cells.push_back({arm(e.arm), grouped(e.insecure), interval_of(e.earned, 1, 100),
                             give_or_take(e.difference, 1, 100), when(e.quarter_days),
                             when(e.median_days)});
        section("Earned security: who was insecure on the ECR-R at the start",
                {"arm", "persons", "became secure %", "against " + reference(), "a quarter by day",
                 "half by day"},
                cells, 1,
                fmt::format("Secure: anxiety below {:.2f} and avoidance below {:.2f}, at a wave and "
                            "all later ones (at least one).\nSome do so by error of measurement alone: "
                            "the difference counts.",
                            data_.insecure_anxiety, data_.insecure_avoidance));
    }

    void relapse() {
        if (report_.relapses.empty())
            return;
        Cells cells;
        for (const Relapse& r : report_.relapses)
            cells.push_back({arm(r.arm), std::to_string(data_.waves[r.wave]), grouped(r.persons),
                             interval_of(r.kept, 0, 100), interval_of(r.relapsed, 0, 100)});
        section(fmt::format("After the programme: persons who were improved at day {}", day()),
                {"arm", "day", "persons", "still improved %", "relapsed %"}, cells, 1,
                "Relapsed: reliably worse than then. Improved by luck of measurement falls back, too: "
                "compare arms.");
    }

    void recovery() {
        if (report_.recoveries.empty())
            return;
        constexpr const char* periods[] = {"before the programme", "during it", "after it"};
        Cells cells;
        for (const RecoveryTime& r : report_.recoveries)
            cells.push_back({arm(r.arm), periods[r.period], grouped(r.conflicts),
                             fixed(100 * r.same_day, 0), fixed(r.median_days, 0),
                             fixed(r.mean_days, 2)});
        section("Recovery of felt security after a conflict",
                {"arm", "when", "conflicts", "the same day %", "half by day", "mean days"}, cells,
                2, "Of conflicts times partners; followed for 14 days at most.");
    }

    void individuals() {
        if (report_.individuals.empty())
            return;
        Cells cells;
        for (const Individual& i : report_.individuals) {
            std::vector<std::string> row{arm(i.arm), grouped(i.persons), fixed(i.mean, digits()),
                                         fixed(i.sd, digits())};
            for (const double q : i.quantile)
                row.push_back(fixed(q, digits()));
            row.push_back(fixed(100 * i.better, 0));
            row.push_back(fixed(100 * i.worse, 1));
            cells.push_back(row);
        }
        section(fmt::format("Effects of single persons (own score less the twin's), day {}", day()),
                {"arm", "persons", "mean", "sd", "5 %", "25 %", "50 %", "75 %", "95 %",
                 "better off %", "worse off %"},
                cells, 1, "Better and worse off than the twin by reliable change. No human trial can "
                          "see this table.");
    }

    void moderators() {
        Cells cells;
        for (const Moderator& m : report_.moderators)
            cells.push_back({arm(m.arm), m.name, fixed(m.at_low, digits()),
                             fixed(m.at_high, digits()), interval_of(m.slope, 2),
                             p_text(m.slope.p)});
        section("Who benefits: effect on the outcome by what the couple was at the start",
                {"arm", "moderator", "effect at -1 sd", "at +1 sd", "slope for 1 sd", "p"}, cells, 2,
                "Means of the couple's answers; points of the outcome. Several tests: trust small p.");
    }

    void mediators() {
        if (report_.mediations.empty())
            return;
        Cells cells;
        for (const Mediation& m : report_.mediations)
            cells.push_back({arm(m.arm), m.mediator, std::to_string(m.day), fixed(m.a, 2),
                             fixed(m.b, 2),
                             with_range(m.indirect, m.indirect_interval.low,
                                        m.indirect_interval.high, digits()),
                             fixed(100 * m.share, 0)});
        section("By what: effects through one variable at a time",
                {"arm", "mediator", "day", "a", "b", "through it (a x b)", "% of effect"}, cells, 2,
                "a: treatment to mediator; b: mediator to outcome, treatment held constant. b is not "
                "caused by\nthe trial: shares are upper guesses, and do not add up.");
    }

    const TrialData& data_;
    const Report& report_;
    const Settings& s_;
    std::string text_;
    int number_ = 0; // of the last section
};

} // namespace

std::string effects_tables(const TrialData& data, const Report& report) {
    return Printed(data, report).all();
}

} // namespace couplet::cli
