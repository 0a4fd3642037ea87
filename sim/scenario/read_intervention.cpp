#include "scenario/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace couplet::scenario {
namespace {

using interventions::Programme;

// The file's keys under those given beside `file`; false when the file cannot be used.
bool include_file(Node& intervention, const std::string& path,
                  const std::filesystem::path& folder, const Texts& texts,
                  std::vector<Problem>& problems) {
    const Node& named = *intervention.find("file");
    const Location where = named.where;
    const std::filesystem::path file = folder / named.text;
    const auto before = problems.size();
    const auto held = texts.find(named.text);
    const auto text =
        held != texts.end()
            ? std::optional(held->second)
            : read_file(
                  file,
                  {where.file, where.line, where.column, path + ".file", shown(named), {}, {}, {}},
                  problems);
    if (!text)
        return false;
    Node contents = parse_document(*text, file.string(), problems);
    if (const Node* inner = contents.find("file"))
        problems.push_back({inner->where.file,
                            inner->where.line,
                            inner->where.column,
                            "file",
                            shown(*inner),
                            "an intervention file cannot refer to another",
                            {},
                            {}});
    if (problems.size() > before)
        return false;
    merge(contents, intervention);
    intervention.items = std::move(contents.items);
    return true;
}

Programme read_programme(const Section& section, const engine::Plan& plan,
                         const Known& known, InterventionNote& note) {
    Programme programme;
    programme.name = note.name = section.name();
    section.read("title", note.title);
    section.read("source", note.source);
    std::string file; // already read; only its type is left to check
    section.read("file", file);
    std::string recipient;
    if (section.read("recipient", recipient))
        programme.recipient = recipient == "first"    ? interventions::Recipient::first
                              : recipient == "second" ? interventions::Recipient::second
                                                      : interventions::Recipient::both;
    section.read("sessions", programme.sessions);
    section.read("start", programme.start_day);
    section.read("interval", programme.interval);
    section.read("repeat", programme.repeat);
    section.read("practice", programme.practice);
    section.read("rate", programme.rate);
    section.read("fading", programme.fading);
    section.read("dropout", programme.dropout);
    section.read("response_sd", programme.response_sd);
    section.read("enrol_below", programme.satisfaction_below);
    const Section skills = section.child("skills");
    for (std::size_t i = 0; i < interventions::skill_count; ++i)
        skills.read(interventions::skill_table[i].name, programme.targets[i]);
    if (known.duration && programme.start_day >= static_cast<float>(plan.days))
        section.fault("start", "the first session would be after the end of the run",
                      fmt::format("before day {}", plan.days),
                      "make time.duration longer or start earlier");
    return programme;
}

bool is_good_name(const std::string& name) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 32; };
    return !name.empty() && name.size() <= 80 &&
           std::none_of(name.begin(), name.end(), is_control);
}

void read_arm_name(const Section& section, std::set<std::string>& names,
                   std::string& name) {
    if (!section.read("name", name))
        return;
    if (!is_good_name(name))
        section.fault("name", "not a name", "1 to 80 characters on one line");
    else if (!names.insert(name).second)
        section.fault("name", fmt::format("two arms are named \"{}\"", name), {},
                      "give each arm a name of its own");
}

} // namespace

void include_intervention_files(Node& root, const std::filesystem::path& folder,
                                const Texts& texts, Known& known, std::vector<Problem>& problems) {
    for (Node& table : root.items) {
        if (table.name != "intervention" || table.type != Node::Type::table)
            continue;
        for (Node& item : table.items) {
            const Node* file =
                item.type == Node::Type::table ? item.find("file") : nullptr;
            if (file == nullptr || file->type != Node::Type::text)
                continue;
            if (!include_file(item, "intervention." + item.name, folder, texts, problems))
                known.broken_interventions.insert(item.name);
        }
        const auto is_broken = [&](const Node& item) {
            return known.broken_interventions.count(item.name) > 0;
        };
        table.items.erase(
            std::remove_if(table.items.begin(), table.items.end(), is_broken),
            table.items.end());
    }
}

void read_arms(const Section& root, const Known& known, Scenario& scenario) {
    std::vector<Programme> programmes;
    std::vector<std::string> defined(known.broken_interventions.begin(),
                                     known.broken_interventions.end());
    for (const Section& section : root.named("intervention")) {
        InterventionNote note;
        programmes.push_back(read_programme(section, scenario.plan, known, note));
        defined.push_back(note.name);
        scenario.interventions.push_back(std::move(note));
    }
    std::set<std::string> names;
    for (const Section& section : root.list("arm")) {
        engine::Arm arm;
        read_arm_name(section, names, arm.name);
        std::string wanted;
        if (section.read("intervention", wanted)) {
            for (const Programme& programme : programmes)
                if (programme.name == wanted)
                    arm.programme = programme;
            if (std::find(defined.begin(), defined.end(), wanted) == defined.end())
                section.fault("intervention",
                              fmt::format("there is no [intervention.{}]", wanted),
                              listed(defined), did_you_mean(wanted, defined));
        }
        scenario.plan.arms.push_back(std::move(arm));
    }
    if (scenario.plan.arms.empty())
        scenario.plan.arms.push_back({"control", {}});
}

} // namespace couplet::scenario
