// couplet validate --claims: what two texts claim of attachment and couples, against the model.
#include "analysis/claims/claims.hpp"
#include "cli/terminal.hpp"
#include "cli/validate_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::cli {
namespace {

using claims::Result;
using claims::Verdict;

std::string simulated(const claims::Part& part) {
    return with_error(part.value, part.high);
}

std::string counts(const std::vector<Result>& results) {
    const auto of = [&](Verdict verdict) {
        return std::count_if(results.begin(), results.end(),
                             [=](const Result& r) { return r.verdict == verdict; });
    };
    const auto holds = of(Verdict::holds), not_so = of(Verdict::does_not_hold);
    return fmt::format("{} claims: {} hold ({:.0f} % of those simulated), {} do not hold, {} not "
                       "simulated.\n",
                       results.size(), holds, 100.0 * double(holds) / double(holds + not_so), not_so,
                       of(Verdict::not_simulated));
}

nlohmann::json as_json(const std::vector<Result>& results) {
    auto rows = nlohmann::json::array();
    for (const Result& r : results) {
        auto parts = nlohmann::json::array();
        for (const claims::Part& part : r.parts)
            parts.push_back({{"compared", part.compared},
                             {"low", number_or_null(part.range.low)},
                             {"high", number_or_null(part.range.high)},
                             {"value", number_or_null(part.value)},
                             {"value_low", number_or_null(part.low)},
                             {"value_high", number_or_null(part.high)},
                             {"holds", part.holds}});
        rows.push_back({{"id", r.claim.id},
                        {"source", r.claim.source},
                        {"claim", r.claim.text},
                        {"type", r.claim.type},
                        {"verdict", claims::verdict_name(r.verdict)},
                        {"reason", r.claim.reason},
                        {"note", r.claim.note},
                        {"parts", parts}});
    }
    return rows;
}

std::string shortened(const std::string& text, std::size_t length) {
    return text.size() <= length ? text : text.substr(0, length - 3) + "...";
}
std::string as_table(const std::vector<Result>& results) {
    std::vector<std::vector<std::string>> rows;
    for (const Result& r : results) {
        const std::string text = shortened(r.claim.text, 44);
        const std::string verdict = claims::verdict_name(r.verdict);
        if (r.parts.empty())
            rows.push_back({r.claim.id, text, r.claim.reason, "", "", verdict});
        for (std::size_t k = 0; k < r.parts.size(); ++k) {
            const claims::Part& part = r.parts[k];
            const std::string mark = r.parts.size() > 1 && !part.holds ? " (not this)" : "";
            rows.push_back({k ? "" : r.claim.id, k ? "" : text, part.compared, range_text(part.range.low, part.range.high),
                            simulated(part) + mark, k ? "" : verdict});
        }
    }
    return table({"id", "claim", "compared", "holds if", "simulated", "verdict"}, rows, 3);
}

std::string as_section(const std::vector<Result>& results, const claims::Setting& setting) {
    std::string s = "## Claims of two texts\n\n";
    s += fmt::format("Made by `couplet validate --claims --markdown docs/validation.md`; do not edit. "
                     "{} couples in each\npairing and arm, {} in each experiment, seed {}, version "
                     "{}.\n\n",
                     setting.couples, setting.people, setting.seed.value, program_version());
    s += counts(results);
    s += "\nEvery claim of two popular texts on attachment is held against small virtual experiments. A "
         "part holds if its\n95 % Monte-Carlo interval (bootstrap over couples) lies in the range; a claim "
         "holds if all its parts do.\n*Twin*: the same person, or couple, on the same days, but for "
         "attachment. Where the literature disagrees with a\nclaim, the note says so; the verdict is on "
         "the claim as it stands.\n\n"
         "| id | claim | compared | holds if | simulated | verdict | note |\n"
         "|---|---|---|---|---|---|---|\n";
    for (const Result& r : results) {
        const std::string verdict = claims::verdict_name(r.verdict);
        if (r.parts.empty())
            s += fmt::format("| {} | {} | | | | {}: {} | {} |\n", r.claim.id, escaped(r.claim.text),
                             verdict, escaped(r.claim.reason), escaped(r.claim.note));
        for (std::size_t k = 0; k < r.parts.size(); ++k) {
            const claims::Part& part = r.parts[k];
            const std::string mark = r.parts.size() > 1 && !part.holds ? " (not this)" : "";
            s += fmt::format("| {} | {} | {} | {} | {}{} | {} | {} |\n", k ? "" : r.claim.id,
                             k ? "" : escaped(r.claim.text), escaped(part.compared),
                             range_text(part.range.low, part.range.high), simulated(part), mark, k ? "" : verdict,
                             k ? "" : escaped(r.claim.note));
        }
    }
    return s;
}

} // namespace

ValidatedPart validate_claims(const ValidateArguments& arguments, const engine::Plan& plan,
                              const engine::Options& options) {
    const auto table_of_claims = claims::parse_claims(claims::own_claims(), "claims.csv");
    claims::Setting setting{plan.parameters, Seed{arguments.seed}, 2000, 2000, plan.arms, options};
    if (arguments.quick) {
        setting.couples = 150;
        setting.people = 60;
    }
    const claims::Samples samples(setting);
    const auto results = claims::evaluate(table_of_claims, claims::checks(samples),
                                          Seed{arguments.seed}, arguments.quick ? 60 : 200);
    return {"claims", as_table(results) + "\n" + counts(results), as_json(results),
            as_section(results, setting)};
}

} // namespace couplet::cli
