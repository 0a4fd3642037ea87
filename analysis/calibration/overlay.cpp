#include "analysis/calibration/report.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::calibration {
namespace {

std::string quantity(float value, const std::string& unit) {
    return unit.empty() ? scenario::format_number(value)
                        : fmt::format("\"{}\"", scenario::format_quantity(value, unit));
}

// A file's name or title must not end the comment that it stands in.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
    return text;
}

std::string comment(const Study& study, const Outcome& outcome, std::size_t j) {
    const Free& p = study.free[j];
    std::string text = fmt::format(" # before {:.4g}, prior {:.4g} sd {:.3g}", p.start,
                                   p.prior_mean, p.prior_sd);
    if (outcome.identifiability) {
        const Standing& s = outcome.identifiability->parameters[j];
        text += s.moves_nothing
                    ? ", moves no target"
                    : fmt::format(", posterior sd {:.3g}", s.posterior * p.prior_sd);
    }
    return text;
}

} // namespace

std::string overlay_toml(const Study& study, const Outcome& outcome,
                         const Provenance& from) {
    std::string out = fmt::format(
        "# Parameters fitted by couplet calibrate. Use: couplet run SCENARIO "
        "--parameters FILE\n"
        "#\n# study    {}{}\n#          sha256 {}\n# targets  {}\n#          sha256 {}\n"
        "# program  couplet {}, commit {}\n#\n",
        one_line(study.path),
        study.title.empty() ? "" : " (" + one_line(study.title) + ")", from.study_sha256,
        one_line(study.targets_name), from.targets_sha256, from.version, from.commit);
    for (const auto& line : summary(study, outcome))
        out += "# " + one_line(line) + "\n";
    if (!outcome.complete)
        out += "# NOT COMPLETE: the fit was stopped; --resume continues it\n";
    const model::Parameters fitted = at(study, outcome.fit.best.parameters);
    const model::Parameters own;
    if (fitted.enabled != own.enabled)
        out += "\n[mechanisms] # as in the study\n";
    model::for_each_mechanism(
        fitted, [&](model::Mechanism m, const char* name, const auto&, const auto&) {
            if (fitted.is_enabled(m) != own.is_enabled(m))
                out += fmt::format("{} = {}\n", name, fitted.is_enabled(m));
        });
    model::for_each_mechanism(fitted, [&](model::Mechanism, const char* name,
                                          const auto& params, const auto& rows) {
        std::string lines;
        for (const auto& row : rows) {
            const float value = params.*row.field;
            const std::string path = fmt::format("{}.{}", name, row.name);
            const auto free = std::find_if(study.free.begin(), study.free.end(),
                                           [&](const Free& p) { return p.name == path; });
            // The program's own value, for what the study started from.
            model::Parameters defaults;
            if (free == study.free.end() && value == parameter(defaults, path))
                continue;
            lines += fmt::format(
                "{} = {}{}\n", row.name, quantity(value, row.unit),
                free == study.free.end()
                    ? " # not free: as in the study"
                    : comment(study, outcome,
                              static_cast<std::size_t>(free - study.free.begin())));
        }
        if (!lines.empty())
            out += fmt::format("\n[model.{}]\n{}", name, lines);
    });
    return out;
}

} // namespace couplet::calibration
