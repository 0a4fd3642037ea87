#include "analysis/calibration/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace couplet::calibration {
namespace {

constexpr double weak = 0.9; // posterior sd / prior sd: hardly learnt anything about
constexpr double least_component = 0.3; // of a direction, to be named

std::string number(double x) { return std::isfinite(x) ? fmt::format("{:.3g}", x) : "-"; }

std::string range(const Goal& g) {
    if (std::isinf(g.high))
        return "above " + number(g.low);
    return std::isinf(g.low) ? "below " + number(g.high)
                             : number(g.low) + " to " + number(g.high);
}

std::string remark(const Standing& s, const Identifiability& all, std::size_t j) {
    if (s.moves_nothing)
        return "moves nothing";
    for (std::size_t g = 0; g < all.groups.size(); ++g)
        if (std::count(all.groups[g].begin(), all.groups[g].end(), j))
            return fmt::format("moves with group {}", g + 1);
    return s.posterior > weak ? "hardly determined" : "";
}

std::string target_name(const Goal& g) {
    return g.part.empty() ? g.id : g.id + " " + g.part;
}

std::string combination(const Study& study, const Eigen::VectorXd& weights) {
    std::string text;
    for (std::size_t j = 0; j < study.free.size(); ++j) {
        const double w = weights[static_cast<Eigen::Index>(j)];
        if (std::abs(w) >= least_component)
            text +=
                fmt::format("{}{:.2f} {}",
                            text.empty() ? (w < 0 ? "-" : "") : (w < 0 ? " - " : " + "),
                            std::abs(w), study.free[j].name);
    }
    return text.empty() ? "a mixture of many" : text;
}

std::string names(const Study& study, const std::vector<std::size_t>& members) {
    std::string text;
    for (const std::size_t j : members)
        text += (text.empty() ? "" : ", ") + study.free[j].name;
    return text;
}

nlohmann::json finite(double x) {
    return std::isfinite(x) ? nlohmann::json(x) : nlohmann::json(nullptr);
}

std::string markdown(const Rows& table) {
    const auto line = [](const std::vector<std::string>& cells) {
        std::string text = "|";
        for (const auto& cell : cells)
            text += " " + cell + " |";
        return text + "\n";
    };
    std::string text = line(table.header) + "|---|";
    for (std::size_t k = 1; k < table.header.size(); ++k)
        text += "--:|";
    text += "\n";
    for (const auto& row : table.rows)
        text += line(row);
    return text;
}

} // namespace

Rows parameter_rows(const Study& study, const Outcome& outcome) {
    Rows table{{"parameter", "before", "after", "prior", "prior sd", "posterior sd",
                "share", "moves", "noise", "moves most", ""},
               {}};
    for (std::size_t j = 0; j < study.free.size(); ++j) {
        const Free& p = study.free[j];
        std::vector<std::string> row{p.name, number(p.start),
                                     number(outcome.fit.best.parameters[j]),
                                     number(p.prior_mean), number(p.prior_sd)};
        if (outcome.identifiability) {
            const Standing& s = outcome.identifiability->parameters[j];
            const std::string most =
                s.most.empty() ? "" : target_name(outcome.goals[s.most.front().first]);
            row.insert(row.end(), {number(s.posterior * p.prior_sd),
                                   fmt::format("{:.2f}", s.posterior),
                                   fmt::format("{:.1f}", s.sensitivity),
                                   fmt::format("{:.1f}", s.noise), most,
                                   remark(s, *outcome.identifiability, j)});
        } else {
            row.resize(table.header.size());
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Rows target_rows(const Outcome& outcome) {
    Rows table{{"target", "range", "before", "after", "residual before", "after", ""},
               {}};
    for (std::size_t k = 0; k < outcome.goals.size(); ++k) {
        const Goal& g = outcome.goals[k];
        const double before = outcome.fit.start.evaluation.values[k];
        const double after = outcome.fit.best.evaluation.values[k];
        const bool was = is_hit(g, before), is = is_hit(g, after);
        table.rows.push_back({target_name(g), range(g), number(before), number(after),
                              number(residual(g, before)), number(residual(g, after)),
                              is ? (was ? "" : "won") : (was ? "lost" : "missed")});
    }
    return table;
}

std::vector<std::string> findings(const Study& study, const Outcome& outcome) {
    std::vector<std::string> text;
    if (!outcome.identifiability)
        return text;
    const Identifiability& all = *outcome.identifiability;
    text.push_back(
        fmt::format("{} parameters; the targets say more than the prior about {} "
                    "combinations of them.",
                    study.free.size(), all.determined));
    std::vector<std::size_t> nothing, little;
    for (std::size_t j = 0; j < all.parameters.size(); ++j) {
        if (all.parameters[j].moves_nothing)
            nothing.push_back(j);
        else if (all.parameters[j].posterior > weak)
            little.push_back(j);
    }
    if (!nothing.empty())
        text.push_back("Move no target: " + names(study, nothing) + ".");
    if (!little.empty())
        text.push_back("Hardly determined, though they move something: " +
                       names(study, little) + ".");
    for (std::size_t g = 0; g < all.groups.size(); ++g)
        text.push_back(fmt::format("Group {}, told apart by no target: {}.", g + 1,
                                   names(study, all.groups[g])));
    for (const Together& pair : all.pairs)
        text.push_back(fmt::format("{} and {}: posterior correlation {:.2f}.",
                                   study.free[pair.first].name,
                                   study.free[pair.second].name, pair.correlation));
    if (outcome.fit.slopes.updated)
        text.push_back(
            "The slopes were not simulated at the solution but updated on the way: read "
            "this as approximate.");
    return text;
}

std::vector<std::string> summary(const Study& study, const Outcome& outcome) {
    const Fit& f = outcome.fit;
    const std::size_t goals = outcome.goals.size();
    std::vector<std::string> text{
        fmt::format("{}; {} evaluations, {} steps", end_name(f.end), f.evaluations,
                    f.iterations),
        fmt::format("loss {:.2f} -> {:.2f}, hits {} -> {} of {}, prior {:.2f}",
                    f.start.loss, f.best.loss, f.start.hits, f.best.hits, goals,
                    f.best.prior)};
    if (outcome.fresh_best.seeds > 0) {
        text.push_back(fmt::format(
            "with {} fresh seeds: loss {:.2f} -> {:.2f}, hits {:.1f} -> {:.1f}",
            outcome.fresh_best.seeds, outcome.fresh_start.loss, outcome.fresh_best.loss,
            outcome.fresh_start.hits, outcome.fresh_best.hits));
        text.push_back(fmt::format(
            "optimism of the seed that was fitted: {:.2f} of loss, {:.1f} hits",
            (outcome.fresh_best.loss - f.best.loss) -
                (outcome.fresh_start.loss - f.start.loss),
            (f.best.hits - outcome.fresh_best.hits) -
                (f.start.hits - outcome.fresh_start.hits)));
    }
    std::string unsure;
    for (const Goal& g : outcome.goals)
        if (g.reliability < 0.5)
            unsure += fmt::format("{}{} ({:.2f})", unsure.empty() ? "" : ", ",
                                  target_name(g), g.reliability);
    if (!unsure.empty())
        text.push_back(
            "so few couples hardly tell, so that only a share of their weight is left: " +
            unsure);
    if (!outcome.not_computed.empty()) {
        std::string list;
        for (const Wanted& w : outcome.not_computed)
            list += (list.empty() ? "" : ", ") + w.id + " " + w.part;
        text.push_back("not computed, so not fitted: " + list);
    }
    text.push_back(
        fmt::format("seed {}, {} couples of the community, {} in each cohort, {} in the "
                    "laboratory, {} at most in an arm of a trial",
                    study.seed, study.size.community, study.size.cohort,
                    study.size.laboratory, study.size.treated));
    return text;
}

nlohmann::json report_json(const Study& study, const Outcome& outcome,
                           const Provenance& from) {
    const Fit& f = outcome.fit;
    const auto point = [](const Point& p) {
        return nlohmann::json{{"loss", p.loss}, {"prior", p.prior}, {"hits", p.hits}};
    };
    nlohmann::json report{{"study", study.path},
                          {"study_sha256", from.study_sha256},
                          {"targets", study.targets_name},
                          {"targets_sha256", from.targets_sha256},
                          {"program", from.version},
                          {"commit", from.commit},
                          {"settings", settings(study)},
                          {"end", end_name(f.end)},
                          {"complete", outcome.complete},
                          {"evaluations", f.evaluations},
                          {"before", point(f.start)},
                          {"after", point(f.best)},
                          {"fresh_seeds", outcome.fresh_best.seeds},
                          {"findings", findings(study, outcome)}};
    if (outcome.fresh_best.seeds > 0) {
        report["fresh_before"] = {{"loss", outcome.fresh_start.loss},
                                  {"hits", outcome.fresh_start.hits}};
        report["fresh_after"] = {{"loss", outcome.fresh_best.loss},
                                 {"hits", outcome.fresh_best.hits}};
    }
    for (std::size_t j = 0; j < study.free.size(); ++j) {
        const Free& p = study.free[j];
        nlohmann::json row{{"name", p.name},        {"unit", p.unit},
                           {"before", p.start},     {"after", f.best.parameters[j]},
                           {"prior", p.prior_mean}, {"prior_sd", p.prior_sd}};
        if (outcome.identifiability) {
            const Standing& s = outcome.identifiability->parameters[j];
            row["posterior_sd"] = s.posterior * p.prior_sd;
            row["posterior_share"] = s.posterior;
            row["sensitivity"] = s.sensitivity;
            row["noise"] = s.noise;
            row["moves_nothing"] = s.moves_nothing;
            for (const auto& [goal, moved] : s.most)
                row["moves_most"].push_back({{"target", target_name(outcome.goals[goal])},
                                             {"standard_errors", moved}});
        }
        report["parameters"].push_back(std::move(row));
    }
    for (std::size_t k = 0; k < outcome.goals.size(); ++k) {
        const Goal& g = outcome.goals[k];
        report["targets_met"].push_back({{"id", g.id},
                                         {"part", g.part},
                                         {"weight", g.weight},
                                         {"reliability", g.reliability},
                                         {"low", finite(g.low)},
                                         {"high", finite(g.high)},
                                         {"before", finite(f.start.evaluation.values[k])},
                                         {"after", finite(f.best.evaluation.values[k])}});
    }
    if (outcome.identifiability) {
        report["together"] = nlohmann::json::array();
        for (const Together& t : outcome.identifiability->pairs)
            report["together"].push_back({{"first", study.free[t.first].name},
                                          {"second", study.free[t.second].name},
                                          {"correlation", t.correlation}});
        for (const Direction& d : outcome.identifiability->directions)
            report["directions"].push_back(
                {{"information", d.information},
                 {"combination", combination(study, d.weights)}});
    }
    return report;
}

std::string report_page(const Study& study, const Outcome& outcome,
                        const Provenance& from) {
    std::string page =
        fmt::format("# Calibration{}\n\nMade by `couplet calibrate`; do not edit. Study "
                    "{}, targets {}, "
                    "couplet {} ({}).\n\n",
                    study.title.empty() ? "" : ": " + study.title, study.path,
                    study.targets_name, from.version, from.commit);
    for (const auto& line : summary(study, outcome))
        page += "- " + line + "\n";
    page += "\n## What the targets determine\n\n";
    for (const auto& line : findings(study, outcome))
        page += "- " + line + "\n";
    page +=
        "\n## Parameters\n\nShare: posterior sd over prior sd; 1 means that the targets "
        "say "
        "nothing. Moves: standard\nerrors of the targets (root of the sum of squares) "
        "for one "
        "prior sd, the noise of\nsimulation taken off; noise: what was taken off.\n\n";
    page += markdown(parameter_rows(study, outcome));
    if (outcome.identifiability) {
        page +=
            "\n## Combinations of parameters\n\nFrom the best determined to the least; "
            "information 1 is that of the prior.\n\n";
        Rows table{{"combination (in prior sd)", "information"}, {}};
        for (const Direction& d : outcome.identifiability->directions)
            table.rows.push_back({combination(study, d.weights), number(d.information)});
        page += markdown(table);
    }
    page += "\n## Targets\n\nResiduals in standard errors beyond the inner half of the "
            "range.\n\n";
    return page + markdown(target_rows(outcome));
}

} // namespace couplet::calibration
