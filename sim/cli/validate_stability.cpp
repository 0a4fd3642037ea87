// couplet validate --stability: what verdicts owe to the draw, the length of a turn and the number of couples.
#include "analysis/validation/stability.hpp"
#include "cli/terminal.hpp"
#include "cli/validate_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace couplet::cli {
namespace {

using validation::Moved;
using validation::Result;
using validation::Stability;
using validation::Verdict;

constexpr int inside = static_cast<int>(Verdict::inside);

// Findings of a grade ("all": of any) with every part inside: "53 of 78".
std::string hits(const std::vector<Result>& results, const std::string& grade) {
    for (const validation::Tally& t : validation::tallies(validation::findings(results)))
        if (t.grade == grade)
            return fmt::format("{} of {}", t.count[inside], t.all());
    return "-";
}
std::size_t changed_verdicts(const Stability& s, const std::vector<Result>& results) {
    const auto first = validation::findings(s.first), other = validation::findings(results);
    std::size_t n = 0;
    for (std::size_t k = 0; k < first.size(); ++k)
        n += (first[k].verdict == Verdict::inside) != (other[k].verdict == Verdict::inside);
    return n;
}
std::string moved_text(const std::vector<Moved>& all, const std::string& name) {
    std::string text;
    for (const Moved& m : all)
        if (m.again == name)
            text += fmt::format("{}{} {} ({} to {}, {:.1f} errors)", text.empty() ? "" : "; ",
                                m.range.id, m.range.part, figure(m.first), figure(m.other), m.errors);
    return text.empty() ? "none" : text;
}
std::size_t count(const std::vector<Moved>& all, const std::string& name) {
    std::size_t n = 0;
    for (const Moved& m : all)
        n += m.again == name;
    return n;
}

using Rows = std::vector<std::vector<std::string>>;
Rows rows(const Stability& s, const std::vector<Moved>& all, std::uint64_t seed) {
    Rows rows{{fmt::format("seed {}", seed), hits(s.first, "all"), hits(s.first, "V"), "", ""}};
    for (const auto& again : s.again)
        rows.push_back({again.name, hits(again.results, "all"), hits(again.results, "V"),
                        std::to_string(changed_verdicts(s, again.results)),
                        fmt::format("{} of {}", count(all, again.name), compared(s, again))});
    return rows;
}

std::string as_section(const Stability& s, const std::vector<Moved>& all, std::uint64_t seed) {
    std::string page = fmt::format(
        "## How far the verdicts depend on the simulation\n\nVersion {}. The same findings with other "
        "seeds, with turns of one minute in place of two, and with twice\nthe couples. *Verdicts "
        "changed*: findings that are inside in one simulation and not in the other. *Parts "
        "moved*:\nfurther apart than 1.96 standard errors of the difference, which 5 % of them are by "
        "chance.\n\n| simulation | inside | of grade V | verdicts changed | parts moved |\n"
        "|---|---|---|--:|---|\n",
        program_version());
    for (const auto& row : rows(s, all, seed))
        page += fmt::format("| {} |\n", fmt::join(row, " | "));
    page += "\n";
    for (const auto& again : s.again)
        page += fmt::format("- {}, moved: {}.\n", again.name, escaped(moved_text(all, again.name)));
    return page;
}

nlohmann::json as_json(const Stability& s, const std::vector<Moved>& all) {
    auto again = nlohmann::json::array(), parts = nlohmann::json::array();
    for (const auto& a : s.again)
        again.push_back({{"name", a.name},
                         {"inside", hits(a.results, "all")},
                         {"inside_grade_V", hits(a.results, "V")},
                         {"verdicts_changed", changed_verdicts(s, a.results)},
                         {"parts_moved", count(all, a.name)},
                         {"parts_compared", compared(s, a)}});
    for (const Moved& m : all)
        parts.push_back({{"simulation", m.again},
                         {"id", m.range.id},
                         {"part", m.range.part},
                         {"first", m.first},
                         {"other", m.other},
                         {"errors", m.errors}});
    return {{"inside", hits(s.first, "all")},
            {"inside_grade_V", hits(s.first, "V")},
            {"again", again},
            {"moved", parts}};
}

} // namespace

ValidatedPart validate_stability(const ValidateArguments& arguments, const engine::Plan& plan,
                                 const engine::Options& options,
                                 const std::vector<Result>& findings) {
    const Stability s{findings,
                      validation::findings_again(plan.parameters, Seed{arguments.seed},
                                                 findings_size(arguments), plan.arms, options)};
    const auto all = validation::moved(s);
    return {"stability",
            table({"simulation", "inside", "of grade V", "verdicts changed", "parts moved"},
                  rows(s, all, arguments.seed), 2) +
                "\nOf parts moved further than their error, 5 % are by chance.\n",
            as_json(s, all), as_section(s, all, arguments.seed)};
}

} // namespace couplet::cli
