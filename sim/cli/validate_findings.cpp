// couplet validate without more: published findings against what the model does.
#include "analysis/validation/report.hpp"
#include "cli/terminal.hpp"
#include "cli/validate_parts.hpp"

#include <fmt/format.h>

#include <map>

namespace couplet::cli {
namespace {

using validation::Result;
using validation::Verdict;

std::string range(const Result& r) { return range_text(r.range.low, r.range.high); }
std::string simulated(const Result& r) { return with_error(r.value, r.high); }

// A line for each grade of evidence, and one for the parts.
std::string counts(const std::vector<Result>& results) {
    std::string text;
    for (const validation::Tally& t : validation::tallies(validation::findings(results))) {
        const auto n = [&](Verdict v) { return t.count[static_cast<std::size_t>(v)]; };
        const std::string who = t.grade == "all" ? "Findings" : "Grade " + t.grade;
        text += fmt::format("{}: {} of {} with every part inside its range; {} with the right sign "
                            "in every part, {} missed in a part, {} not computed in a part.\n",
                            who, n(Verdict::inside), t.all(), n(Verdict::sign_right),
                            n(Verdict::miss), n(Verdict::not_computed));
    }
    std::map<Verdict, int> parts;
    for (const Result& r : results)
        ++parts[r.verdict];
    return text + fmt::format("Parts: {} inside, {} outside with the right sign, {} missed, {} not "
                              "computed.\n",
                              parts[Verdict::inside], parts[Verdict::sign_right],
                              parts[Verdict::miss], parts[Verdict::not_computed]);
}

nlohmann::json as_json(const std::vector<Result>& results) {
    auto rows = nlohmann::json::array();
    for (const Result& r : results)
        rows.push_back({{"id", r.target.id},
                        {"part", r.range.part},
                        {"statement", r.target.statement},
                        {"published", r.target.value},
                        {"low", number_or_null(r.range.low)},
                        {"high", number_or_null(r.range.high)},
                        {"source", r.target.source},
                        {"grade", r.target.grade},
                        {"value", number_or_null(r.value)},
                        {"value_low", number_or_null(r.low)},
                        {"value_high", number_or_null(r.high)},
                        {"verdict", validation::verdict_name(r.verdict)}});
    return rows;
}

std::string as_table(const std::vector<Result>& results) {
    std::vector<std::vector<std::string>> rows;
    std::string last;
    for (const Result& r : results) {
        const bool again = r.target.id == last;
        last = r.target.id;
        std::string statement = again ? "" : r.target.statement;
        if (statement.size() > 60)
            statement = statement.substr(0, 57) + "...";
        rows.push_back({again ? "" : r.target.id, statement, r.range.part, range(r), simulated(r),
                        validation::verdict_name(r.verdict), again ? "" : r.target.grade});
    }
    return table({"id", "finding", "part", "range", "simulated", "verdict", "grade"}, rows, 3);
}

std::string as_section(const std::vector<Result>& results, const validation::Size& size,
                       std::uint64_t seed) {
    std::string page = "## Published findings\n\n";
    page += fmt::format("{} couples of the community, {} in each cohort, {} in the laboratory, "
                        "seed {}, version {}.\n\n",
                        size.community, size.cohort, size.laboratory, seed, program_version());
    page += counts(results) + "\n";
    page += "A value is *inside* if it lies in the range that is consistent with the literature;\n"
            "± is half of the 95 % Monte-Carlo interval (bootstrap over couples). Scores are of\n"
            "questionnaires with their error, as in the studies. Grade V: figure read in the\n"
            "source; Vd: in a digest of it; R: recalled, not checked. *Not computed*: the protocol\n"
            "is not simulated. Parameters marked fitted were chosen with some of these ranges in\n"
            "sight, so a hit shows what the model can do, not that it predicts.\n\n";
    std::string section, last;
    for (const Result& r : results) {
        if (r.target.section != section) {
            section = r.target.section;
            page += "\n### " + section +
                    "\n\n| id | finding | published | part | range | simulated | verdict | grade | "
                    "source |\n|---|---|---|---|---|---|---|---|---|\n";
        }
        const bool again = r.target.id == last;
        last = r.target.id;
        page += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                            again ? "" : r.target.id, again ? "" : escaped(r.target.statement),
                            again ? "" : escaped(r.target.value), r.range.part, range(r),
                            simulated(r), validation::verdict_name(r.verdict),
                            again ? "" : r.target.grade, again ? "" : escaped(r.target.source));
    }
    return page;
}

} // namespace

validation::Size findings_size(const ValidateArguments& arguments) {
    return arguments.quick ? validation::Size{800, 400, 300, 200} : validation::Size{};
}
std::vector<Result> compute_findings(const ValidateArguments& arguments, const engine::Plan& plan,
                                     const engine::Options& options) {
    const auto targets =
        validation::parse_targets(validation::own_targets(), "targets.csv");
    const auto ranges = validation::parse_ranges(validation::own_ranges(), "checks.csv");
    const Seed seed{arguments.seed};
    const auto studies = validation::run_studies(plan.parameters, seed, findings_size(arguments),
                                                 options, plan.arms);
    return validation::evaluate(targets, ranges, validation::checks(studies, plan.parameters), seed,
                                arguments.quick ? 40 : 100);
}

ValidatedPart validate_findings(const ValidateArguments& arguments,
                                const std::vector<Result>& results) {
    return {"findings", as_table(results) + "\n" + counts(results), as_json(results),
            as_section(results, findings_size(arguments), arguments.seed)};
}

} // namespace couplet::cli
