#include "scenario/parts.hpp"

#include "interventions/dose.hpp"
#include "scenario/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

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
    const auto text = held != texts.end() ? std::optional(held->second)
                                          : read_file(file,
                                                      {where.file,
                                                       where.line,
                                                       where.column,
                                                       path + ".file",
                                                       shown(named),
                                                       {},
                                                       {},
                                                       {}},
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

// What [intervention.NAME] says, and where. `after` names a programme; where that stands
// in an arm is known to the arm alone.
struct Defined {
    Programme programme;
    std::string after;
    Section section;
};

void read_who_and_when(const Section& section, Programme& programme) {
    const auto word = [&](const char* key, auto& out) {
        std::string wanted;
        if (!section.read(key, wanted))
            return;
        const auto& choices = key_of(table("intervention"), key).choices;
        const auto at =
            std::find(choices.begin(), choices.end(), wanted) - choices.begin();
        out = static_cast<std::remove_reference_t<decltype(out)>>(at);
    };
    word("recipient", programme.recipient);
    section.read("share", programme.share);
    section.read("enrol_below", programme.enrol_below);
    section.read("start", programme.start_day);
    word("start_from", programme.start_from);
    section.read("after_withdrawals", programme.after_withdrawals);
    section.read("satisfaction_below", programme.satisfaction_below);
    section.read("depression_above", programme.depression_above);
}

void read_dose(const Section& section, Programme& programme) {
    section.read("sessions", programme.sessions);
    section.read("interval", programme.interval);
    section.read("boosters", programme.boosters);
    section.read("booster_interval", programme.booster_interval);
    section.read("repeat", programme.repeat);
    section.read("practice", programme.practice);
    section.read("adherence", programme.adherence);
    section.read("fidelity", programme.fidelity);
    section.read("rate", programme.rate);
    section.read("fading", programme.fading);
    section.read("dropout", programme.dropout);
    section.read("response_sd", programme.response_sd);
    const Section skills = section.child("skills");
    for (std::size_t i = 0; i < interventions::skill_count; ++i)
        skills.read(interventions::skill_table[i].name, programme.targets[i]);
}

void check_dose(const Section& section, const Programme& programme) {
    if (section.has("booster_interval") && programme.boosters == 0)
        section.fault("booster_interval", "there are no boosters", {},
                      "say how many: boosters = 2");
    else if (programme.boosters > 0 && !section.has("booster_interval"))
        section.fault("boosters", "the time between them is missing", {},
                      "for example booster_interval = \"13 weeks\"");
    const float length =
        programme.sessions < 1
            ? 0
            : interventions::contact_time(
                  programme,
                  Lanes<1>(static_cast<float>(interventions::contacts(programme) - 1)))
                  .v;
    if (programme.repeat > 0 && programme.repeat <= length)
        section.fault("repeat", "the next course would begin before this one has ended",
                      fmt::format("more than {} days", format_number(length)));
}

Defined read_programme(const Section& section, const engine::Plan& plan,
                       const Known& known, InterventionNote& note) {
    Defined defined{{}, {}, section};
    Programme& programme = defined.programme;
    programme.name = note.name = section.name();
    section.read("title", note.title);
    section.read("source", note.source);
    std::string file; // already read; only its type is left to check
    section.read("file", file);
    read_who_and_when(section, programme);
    read_dose(section, programme);
    check_dose(section, programme);
    if (section.read("after", defined.after)) {
        if (!section.has("start"))
            programme.start_day = programme.interval;
        if (defined.after == programme.name)
            section.fault("after", "a programme cannot come after itself", {},
                          "to hold it again: repeat");
        if (programme.start_from == interventions::StartFrom::entry)
            section.fault("start_from",
                          "with `after`, start is counted from the other's last session",
                          {}, "leave one of the two out");
    } else if (known.duration && programme.start_day >= static_cast<float>(plan.days)) {
        section.fault("start", "the first session would be after the end of the run",
                      fmt::format("before day {}", plan.days),
                      "make time.duration longer or start earlier");
    }
    return defined;
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

bool check_name(const Section& section, const char* key, const std::string& wanted,
                const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), wanted) != names.end())
        return true;
    section.fault(key, fmt::format("there is no [intervention.{}]", wanted),
                  listed(names), did_you_mean(wanted, names));
    return false;
}

// Where a programme stands in the arm; its size when it is not there.
std::size_t place_in(const engine::Arm& arm, const std::string& name) {
    std::size_t n = 0;
    while (n < arm.programmes.size() && arm.programmes[n].name != name)
        ++n;
    return n;
}

// Gives the arm's last programme the place of the one that it follows. A name that means
// nothing is reported where it stands.
void follow(const Section& section, const std::string& name, const std::string& after,
            const std::vector<Defined>& defined, engine::Arm& arm) {
    const bool is_defined =
        std::any_of(defined.begin(), defined.end(),
                    [&](const Defined& one) { return one.programme.name == after; });
    if (after.empty() || after == name || !is_defined)
        return;
    const std::size_t before = place_in(arm, after);
    if (before < arm.programmes.size())
        arm.programmes.back().after = static_cast<int>(before);
    else
        section.fault(
            "intervention",
            fmt::format(R"("{}" comes after "{}", which does not stand before it)", name,
                        after),
            {}, fmt::format(R"(write ["{}", "{}"])", after, name));
}

void read_arm_programmes(const Section& section, const std::vector<std::string>& wanted,
                         const std::vector<Defined>& defined,
                         const std::vector<std::string>& names, engine::Arm& arm) {
    if (wanted.empty())
        section.fault("intervention", "an empty list", "one name or more",
                      "a control arm has no such key");
    for (const std::string& name : wanted) {
        if (!check_name(section, "intervention", name, names))
            continue;
        if (place_in(arm, name) < arm.programmes.size()) {
            section.fault("intervention",
                          fmt::format(R"("{}" stands twice in the list)", name), {},
                          "to hold it again: its key repeat");
            continue;
        }
        for (const Defined& one : defined) // not there when its file cannot be used
            if (one.programme.name == name) {
                arm.programmes.push_back(one.programme);
                follow(section, name, one.after, defined, arm);
            }
    }
}

void check_start(const Section& section, const Known& known, const engine::Plan& plan,
                 const engine::Arm& arm) {
    for (std::size_t n = 0; known.duration && n < arm.programmes.size(); ++n)
        if (arm.programmes[n].after >= 0 &&
            interventions::planned_start(arm.programmes, n) >=
                static_cast<float>(plan.days))
            section.fault("intervention",
                          fmt::format("\"{}\" would begin after the end of the run",
                                      arm.programmes[n].name),
                          fmt::format("before day {}", plan.days),
                          "make time.duration longer or start earlier");
}

} // namespace

void include_intervention_files(Node& root, const std::filesystem::path& folder,
                                const Texts& texts, Known& known,
                                std::vector<Problem>& problems) {
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
    std::vector<Defined> defined;
    std::vector<std::string> names(known.broken_interventions.begin(),
                                   known.broken_interventions.end());
    for (const Section& section : root.named("intervention")) {
        InterventionNote note;
        defined.push_back(read_programme(section, scenario.plan, known, note));
        names.push_back(note.name);
        scenario.interventions.push_back(std::move(note));
    }
    for (const Defined& one : defined)
        if (!one.after.empty() && one.after != one.programme.name)
            check_name(one.section, "after", one.after, names);
    std::set<std::string> arm_names;
    for (const Section& section : root.list("arm")) {
        engine::Arm arm;
        read_arm_name(section, arm_names, arm.name);
        std::vector<std::string> wanted;
        if (section.read("intervention", wanted))
            read_arm_programmes(section, wanted, defined, names, arm);
        check_start(section, known, scenario.plan, arm);
        scenario.plan.arms.push_back(std::move(arm));
    }
    if (scenario.plan.arms.empty())
        scenario.plan.arms.push_back({"control", {}});
}

} // namespace couplet::scenario
