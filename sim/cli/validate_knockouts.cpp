// couplet validate --knock-outs: each mechanism off, against what must go with it, and what it takes
// from the published findings.
#include "analysis/knockouts/judge.hpp"
#include "analysis/knockouts/toll.hpp"
#include "cli/terminal.hpp"
#include "cli/validate_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace couplet::cli {
namespace {

using knockouts::Estimate;
using knockouts::Expected;
using knockouts::Judged;
using knockouts::Shift;
using knockouts::Toll;
using Rows = std::vector<std::vector<std::string>>;

struct Sizes {
    knockouts::Setting setting;
    validation::Size findings;
    int replicates, findings_replicates;
};
Sizes sizes(const ValidateArguments& arguments, const engine::Plan& plan,
            const engine::Options& options) {
    Sizes s{{plan.parameters, Seed{arguments.seed}, 3000, 400, 1500, plan.arms, options},
            {800, 400, 300}, 200, 40};
    if (arguments.quick) {
        s.setting.community = 600;
        s.setting.pairs = s.setting.people = 80;
        s.findings = {300, 150, 100};
        s.replicates = 60;
        s.findings_replicates = 20;
    }
    return s;
}

// Of one mechanism.
struct KnockOut {
    std::string name;
    std::vector<Judged> consequences;
    Toll toll;
};
struct KnockOuts {
    std::vector<KnockOut> all;
    int inside = 0, computed = 0; // parts of findings, with all mechanisms on
};

KnockOuts run(const Sizes& sizes) {
    const auto findings = [&](const model::Parameters& p, int replicates) {
        return knockouts::findings(p, sizes.setting.seed, sizes.findings, sizes.setting.options,
                                   replicates);
    };
    const knockouts::World whole(sizes.setting);
    const auto found = findings(sizes.setting.parameters, sizes.findings_replicates);
    KnockOuts result;
    for (const validation::Result& r : found) {
        result.inside += r.verdict == validation::Verdict::inside;
        result.computed += r.verdict != validation::Verdict::not_computed;
    }
    model::for_each_mechanism(
        sizes.setting.parameters, [&](model::Mechanism m, const char* name, const auto&, const auto&) {
            constexpr std::size_t shifts = 5;
            result.all.push_back(
                {name, knockouts::judge_all(m, sizes.setting, whole, sizes.replicates),
                 knockouts::toll(
                     found, findings(knockouts::without(sizes.setting, m).parameters, 0),
                     shifts)});
        });
    return result;
}

const char* verdict(bool seen) { return seen ? "seen" : "not seen"; }
const char* expected_name(Expected expected) {
    constexpr const char* names[] = {"gone", "less", "more", "unchanged"};
    return names[static_cast<std::size_t>(expected)];
}
std::string text_of(const Estimate& e) { return with_error(e.value, e.high); }

std::string shift_text(const Shift& s) {
    return fmt::format("{} {}: {} to {}", s.id, s.part, figure(s.on), figure(s.off));
}
std::string counts(const KnockOuts& k) {
    std::size_t all = 0, seen = 0, mechanisms = 0;
    for (const KnockOut& one : k.all) {
        const auto of_it = std::count_if(one.consequences.begin(), one.consequences.end(),
                                         [](const Judged& j) { return j.seen; });
        all += one.consequences.size();
        seen += static_cast<std::size_t>(of_it);
        mechanisms += static_cast<std::size_t>(of_it) == one.consequences.size();
    }
    return fmt::format("Consequences: {} of {} seen; all of them for {} of {} mechanisms.\n", seen, all,
                       mechanisms, k.all.size());
}
std::string counts_of_findings(const KnockOuts& k) {
    return fmt::format("With all mechanisms on, {} of {} parts of findings are inside their range.\n",
                       k.inside, k.computed);
}

std::string as_table(const KnockOuts& k) {
    Rows consequences, tolls;
    for (const KnockOut& one : k.all) {
        for (std::size_t n = 0; n < one.consequences.size(); ++n) {
            const Judged& j = one.consequences[n];
            consequences.push_back({n ? "" : one.name, j.consequence.text, j.compared,
                                    expected_name(j.consequence.expected), text_of(j.on),
                                    text_of(j.off), text_of(j.change), verdict(j.seen)});
        }
        for (std::size_t n = 0; n < std::max<std::size_t>(1, one.toll.largest.size()); ++n)
            tolls.push_back({n ? "" : one.name,
                             n < one.toll.largest.size() ? shift_text(one.toll.largest[n]) : "none",
                             n ? "" : std::to_string(one.toll.inside),
                             n ? "" : std::to_string(one.toll.lost.size()),
                             n ? "" : std::to_string(one.toll.gained.size())});
    }
    return table({"off", "so that", "statistic", "must be", "all on", "off", "change", "verdict"},
                 consequences, 4) +
           "\n" + counts(k) + "\n" +
           table({"off", "largest shifts", "inside", "lost", "gained"}, tolls, 2) + "\n" +
           counts_of_findings(k);
}

nlohmann::json as_json(const KnockOuts& k) {
    const auto estimate = [](const Estimate& e) {
        return nlohmann::json{{"value", number_or_null(e.value)},
                              {"low", number_or_null(e.low)},
                              {"high", number_or_null(e.high)}};
    };
    auto mechanisms = nlohmann::json::array();
    for (const KnockOut& one : k.all) {
        auto consequences = nlohmann::json::array(), shifts = nlohmann::json::array();
        for (const Judged& j : one.consequences)
            consequences.push_back({{"consequence", j.consequence.text},
                                    {"statistic", j.compared},
                                    {"must_be", expected_name(j.consequence.expected)},
                                    {"on", estimate(j.on)},
                                    {"off", estimate(j.off)},
                                    {"change", estimate(j.change)},
                                    {"seen", j.seen}});
        for (const Shift& s : one.toll.largest)
            shifts.push_back({{"id", s.id},
                              {"part", s.part},
                              {"on", number_or_null(s.on)},
                              {"off", number_or_null(s.off)},
                              {"monte_carlo_errors", number_or_null(s.size)}});
        mechanisms.push_back({{"mechanism", one.name},
                              {"consequences", consequences},
                              {"findings", {{"inside", one.toll.inside},
                                            {"lost", one.toll.lost},
                                            {"gained", one.toll.gained},
                                            {"largest_shifts", shifts}}}});
    }
    return {{"findings_inside", k.inside}, {"findings_computed", k.computed},
            {"mechanisms", mechanisms}};
}

std::string as_section(const KnockOuts& k, const Sizes& sizes) {
    std::string s = "## Knock-outs\n\n";
    s += fmt::format("Each mechanism is switched off in turn (`--set mechanisms.NAME=false`); the same "
                     "couples live the same days,\nseed {}, version {}. {} couples of the community, {} "
                     "in each pairing, {} in each experiment.\n\n",
                     sizes.setting.seed.value, program_version(), sizes.setting.community,
                     sizes.setting.pairs, sizes.setting.people);
    s += counts(k);
    s += "\nThe change is that of the same couples; ± is half of its 95 % Monte-Carlo interval "
         "(bootstrap over couples).\n*Gone*: there is an effect with all on, and off at most a third "
         "of it is left, with the whole interval. *Less*: there\nis an effect, and it falls; some is "
         "left by other ways. *More*: it rises. *Unchanged*: to the last bit. *Twin*: the\nsame person "
         "on the same days, but for attachment.\n\n"
         "| off | so that | statistic | must be | all on | off | change | verdict |\n"
         "|---|---|---|---|---|---|---|---|\n";
    for (const KnockOut& one : k.all)
        for (std::size_t n = 0; n < one.consequences.size(); ++n) {
            const Judged& j = one.consequences[n];
            s += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", n ? "" : one.name,
                             escaped(j.consequence.text), escaped(j.compared),
                             expected_name(j.consequence.expected), text_of(j.on), text_of(j.off),
                             text_of(j.change), verdict(j.seen));
        }
    s += "\n### What each mechanism takes from the findings\n\n" + counts_of_findings(k) +
         fmt::format("Smaller samples than above ({} couples of the community), without programmes. "
                     "Shifts are ordered by their\nsize in Monte-Carlo errors of the whole model. A "
                     "finding is *lost* if it is inside its range with all on only,\n*gained* if without "
                     "the mechanism only.\n\n",
                     sizes.findings.community);
    s += "| off | inside | lost | gained | largest shifts |\n|---|--:|--:|--:|---|\n";
    for (const KnockOut& one : k.all) {
        std::vector<std::string> shifts;
        for (const Shift& shift : one.toll.largest)
            shifts.push_back(shift_text(shift));
        s += fmt::format("| {} | {} | {} | {} | {} |\n", one.name, one.toll.inside,
                         one.toll.lost.size(), one.toll.gained.size(),
                         shifts.empty() ? "none" : escaped(fmt::format("{}", fmt::join(shifts, "; "))));
    }
    return s;
}

} // namespace

ValidatedPart validate_knock_outs(const ValidateArguments& arguments, const engine::Plan& plan,
                                  const engine::Options& options) {
    const Sizes chosen = sizes(arguments, plan, options);
    const KnockOuts result = run(chosen);
    return {"knock_outs", as_table(result), as_json(result), as_section(result, chosen)};
}

} // namespace couplet::cli
