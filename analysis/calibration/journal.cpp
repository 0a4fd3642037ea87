#include "analysis/calibration/journal.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace couplet::calibration {
namespace {

using nlohmann::json;

// JSON has no NaN.
json as_json(const std::vector<double>& values) {
    json list = json::array();
    for (const double x : values)
        list.push_back(std::isfinite(x) ? json(x) : json(nullptr));
    return list;
}

std::vector<double> as_values(const json& list) {
    std::vector<double> values;
    for (const json& x : list)
        values.push_back(x.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                     : x.get<double>());
    return values;
}

} // namespace

Journal Journal::create(const std::filesystem::path& path, const json& header) {
    Journal journal;
    journal.path_ = path;
    journal.header_ = header;
    journal.file_.open(path, std::ios::binary | std::ios::trunc);
    journal.file_ << header.dump() << std::endl;
    if (!journal.file_)
        throw std::runtime_error("cannot write " + path.string());
    return journal;
}

Journal Journal::resume(const std::filesystem::path& path) {
    Journal journal;
    journal.path_ = path;
    std::uintmax_t whole = 0; // bytes of complete lines
    {
        std::ifstream file(path, std::ios::binary);
        std::string line;
        for (int number = 1; std::getline(file, line) && !file.eof(); ++number) {
            const json entry = json::parse(line, nullptr, false);
            try {
                if (number == 1) {
                    journal.header_ = entry;
                    (void)entry.at("settings");
                } else {
                    Evaluation evaluation;
                    evaluation.values = as_values(entry.at("values"));
                    for (const json& values : entry.at("without"))
                        evaluation.without.push_back(as_values(values));
                    journal.known_[{entry.at("seed").get<std::uint64_t>(),
                                    as_values(entry.at("parameters"))}] =
                        std::move(evaluation);
                }
            } catch (const json::exception&) {
                throw std::runtime_error(
                    fmt::format("{}:{}: not a line of a calibration's journal",
                                path.string(), number));
            }
            whole += line.size() + 1;
        }
    }
    if (whole == 0)
        throw std::runtime_error(path.string() +
                                 " cannot be read as a calibration's journal");
    std::filesystem::resize_file(path, whole);
    journal.file_.open(path, std::ios::binary | std::ios::app);
    if (!journal.file_)
        throw std::runtime_error("cannot write " + path.string());
    return journal;
}

const Evaluation* Journal::find(std::uint64_t seed,
                                const std::vector<double>& parameters) const {
    const auto at = known_.find({seed, parameters});
    return at == known_.end() ? nullptr : &at->second;
}

void Journal::add(std::uint64_t seed, const std::vector<double>& parameters,
                  const Evaluation& evaluation, double seconds) {
    known_[{seed, parameters}] = evaluation;
    if (!file_.is_open())
        return;
    json without = json::array();
    for (const auto& values : evaluation.without)
        without.push_back(as_json(values));
    file_ << json{{"seed", seed},
                  {"parameters", as_json(parameters)},
                  {"values", as_json(evaluation.values)},
                  {"without", std::move(without)},
                  {"seconds", std::round(seconds * 1000) / 1000}}
                 .dump()
          << std::endl;
    if (!file_)
        throw std::runtime_error("cannot write " + path_.string());
}

std::vector<std::string> differences(const json& journal, const json& now) {
    const json before = journal.at("settings").flatten(),
               after = now.at("settings").flatten();
    std::set<std::string> keys;
    for (const json* flat : {&before, &after})
        for (const auto& item : flat->items())
            keys.insert(item.key());
    std::vector<std::string> found;
    for (const std::string& key : keys) {
        const auto shown = [&](const json& flat) {
            return flat.contains(key) ? flat.at(key).dump() : std::string("absent");
        };
        const std::string was = shown(before), is = shown(after);
        if (was != is)
            found.push_back(fmt::format("{} was {}, is {}", key.substr(1), was, is));
    }
    return found;
}

} // namespace couplet::calibration
