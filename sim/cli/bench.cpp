// couplet bench: how fast the program is on this machine, and what limits it.
#include "benchmark/measure.hpp"
#include "cli/terminal.hpp"
#include "engine/parallel.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace couplet::cli {
namespace {

namespace fs = std::filesystem;
using benchmark::Size;
using Rows = std::vector<std::vector<std::string>>;

constexpr const char* scenario_text = R"(title = "benchmark"
seed = 1
[time]
duration = "14 days"
[population]
couples = 1000
relationship = "married"
)";

struct TemporaryFolder {
    fs::path path;
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "couplet_bench_XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw std::runtime_error(name + ": cannot be made");
        path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

struct MemoryRow { std::uint64_t couples = 0; double peak_bytes = 0; };

// A process of its own, for the peak is that of a whole process. 0 if it failed.
double peak_of_run(const fs::path& folder, std::uint64_t couples) {
    std::vector<std::string> words{"couplet", "run", (folder / "bench.toml").string(), "--set",
                                   fmt::format("population.couples={}", couples), "-q", "--overwrite",
                                   "-o", (folder / "memory.h5").string()};
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed =
        posix_spawn(&child, "/proc/self/exe", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 1;
    struct rusage usage {};
    if (failed || wait4(child, &status, 0, &usage) != child || status != 0)
        return 0;
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

std::vector<MemoryRow> measure_memory(const fs::path& folder, Size size) {
    std::ofstream(folder / "bench.toml") << scenario_text;
    std::vector<MemoryRow> rows;
    const std::uint64_t most = size == Size::quick ? 10'000 : 1'000'000;
    for (std::uint64_t couples = 1000; couples <= most; couples *= 10)
        rows.push_back({couples, peak_of_run(folder, couples)});
    return rows;
}

std::string millions(double x) { return fmt::format("{:.2f}", x / 1e6); }

// One part of the report, for the terminal and the page.
struct Part {
    std::string title;
    std::vector<std::string> header;
    Rows rows;
    std::size_t left = 1;
};

Part kernels_part(const std::vector<benchmark::KernelRow>& kernels) {
    Part part{"Kernels: the model alone, nothing recorded",
              {"kernel", "threads", "M couple-turns/s", "least", "most", "M couple-days/s",
               "against plain", "against scalar", "lanes in use %", "conflicts a year"},
              {}};
    const double plain = kernels[0].turns.median, scalar = kernels[1].turns.median;
    for (const auto& k : kernels)
        part.rows.push_back({k.kernel, std::to_string(k.threads), millions(k.turns.median),
                             millions(k.turns.low), millions(k.turns.high), millions(k.days.median),
                             fmt::format("{:.2f}", k.turns.median / plain),
                             fmt::format("{:.2f}", k.turns.median / scalar),
                             fmt::format("{:.0f}", 100 * k.occupancy),
                             fmt::format("{:.2f}", k.conflicts_per_year)});
    return part;
}

// The widest kernel on one thread.
const benchmark::KernelRow& widest(const std::vector<benchmark::KernelRow>& kernels) {
    std::size_t k = kernels.size() - 1;
    while (kernels[k].threads > 1)
        --k;
    return kernels[k];
}

// Of one kind of instruction of the widest kernel.
struct InstructionRow { std::string what; double each = 0, share = 0; }; // share 0: none

// `share` is that of what the multiplications and additions of the same run show could be issued.
std::vector<InstructionRow> instruction_rows(const benchmark::Report& report) {
    if (!report.instructions)
        return {};
    const benchmark::KernelRow& k = widest(report.kernels);
    const double couples = k.lanes * k.occupancy, // in a vector's turn
        issued = 2 * report.machine[0].widest / k.lanes;
    const auto row = [&](const char* what, double n) {
        return InstructionRow{what, n / couples, n * k.turns.median / couples / issued};
    };
    const benchmark::Instructions& n = *report.instructions;
    return {{"all", n.all / couples}, row("of vectors", n.vector),
            row("of vectors, but for loads, stores and copies", n.vector - n.moves)};
}

Part instructions_part(const benchmark::Report& report) {
    Part part{fmt::format("Instructions: {}", widest(report.kernels).kernel),
              {"instructions", "of a couple-turn", "of what could be issued %"},
              {}};
    for (const InstructionRow& row : instruction_rows(report))
        part.rows.push_back({row.what, fmt::format("{:.0f}", row.each),
                             row.share > 0 ? fmt::format("{:.0f}", 100 * row.share) : ""});
    if (part.rows.empty())
        part.rows.push_back({"not measured", "", ""});
    return part;
}

Part profile_part(const benchmark::Report& report) {
    Part part{fmt::format("Where the time goes: {}", widest(report.kernels).kernel),
              {"part", "time %"},
              {}};
    for (const auto& row : report.profile.parts)
        part.rows.push_back({row.part, fmt::format("{:.1f}", 100 * row.share)});
    if (part.rows.empty())
        part.rows.push_back({"not measured", ""});
    else
        part.rows.push_back({fmt::format("(the timer itself, {} looks)", report.profile.samples),
                             fmt::format("{:+.1f}", 100 * (report.profile.cost - 1))});
    return part;
}

Part recording_part(const std::vector<benchmark::RecordingRow>& recordings) {
    Part part{"Recording: 4,096 couples, all threads, to a file",
              {"recorded", "seconds", "over nothing", "over summary", "logical MB", "MB/s",
               "file MB"},
              {}};
    const auto number = [](double x, double unit) {
        return x > 0 ? fmt::format("{:.0f}", x / unit) : std::string("-");
    };
    for (const auto& r : recordings)
        part.rows.push_back({r.what, fmt::format("{:.2f}", r.seconds.median),
                             fmt::format("{:.2f}", r.over_least),
                             fmt::format("{:.2f}", r.over_summary), number(r.logical_bytes, 1e6),
                             number(r.logical_bytes_a_second, 1e6),
                             fmt::format("{:.1f}", r.file_bytes / 1e6)});
    return part;
}

Part memory_part(const std::vector<MemoryRow>& memory) {
    Part part{"Memory: 14 days, standard recording, all threads", {"couples", "peak MB"}, {}};
    for (const auto& m : memory)
        part.rows.push_back({grouped(m.couples), m.peak_bytes > 0
                                                     ? fmt::format("{:.0f}", m.peak_bytes / 1e6)
                                                     : std::string("failed")});
    return part;
}

Part machine_part(const std::vector<benchmark::MachineRow>& machine) {
    Part part{"The machine: millions a second on one core",
              {"what", "unit", "scalar", "widest"},
              {},
              2};
    for (const auto& m : machine)
        part.rows.push_back(
            {m.what, m.unit, fmt::format("{:.0f}", m.scalar / 1e6), fmt::format("{:.0f}", m.widest / 1e6)});
    return part;
}

nlohmann::json as_json(const benchmark::Report& report, const std::vector<MemoryRow>& memory) {
    nlohmann::json json{{"processor", report.processor}, {"cores", report.cores}};
    for (const auto& k : report.kernels)
        json["kernels"].push_back({{"kernel", k.kernel},
                                   {"lanes", k.lanes},
                                   {"threads", k.threads},
                                   {"couple_turns_per_second", k.turns.median},
                                   {"least", k.turns.low},
                                   {"most", k.turns.high},
                                   {"couple_days_per_second", k.days.median},
                                   {"occupancy", k.occupancy},
                                   {"conflicts_per_year", k.conflicts_per_year}});
    for (const InstructionRow& row : instruction_rows(report))
        json["instructions"].push_back({{"what", row.what},
                                        {"per_couple_turn", row.each},
                                        {"share_of_issue_limit", row.share}});
    for (const auto& row : report.profile.parts)
        json["time"].push_back({{"part", row.part}, {"share", row.share}});
    for (const auto& r : report.recordings)
        json["recording"].push_back({{"recorded", r.what},
                                     {"seconds", r.seconds.median},
                                     {"time_over_nothing", r.over_least},
                                     {"time_over_summary", r.over_summary},
                                     {"logical_bytes", r.logical_bytes},
                                     {"logical_bytes_per_second", r.logical_bytes_a_second},
                                     {"file_bytes", r.file_bytes}});
    for (const auto& m : memory)
        json["memory"].push_back({{"couples", m.couples}, {"peak_bytes", m.peak_bytes}});
    for (const auto& m : report.machine)
        json["machine"].push_back({{"what", m.what}, {"scalar", m.scalar}, {"widest", m.widest}});
    return json;
}

std::string markdown_of(const Part& part) {
    std::string text = "\n### " + part.title + "\n\n|", rule = "|";
    for (const auto& cell : part.header)
        text += " " + cell + " |";
    for (std::size_t k = 0; k < part.header.size(); ++k)
        rule += k < part.left ? "---|" : "--:|";
    text += "\n" + rule + "\n";
    for (const auto& row : part.rows) {
        text += "|";
        for (const auto& cell : row)
            text += " " + cell + " |";
        text += "\n";
    }
    return text;
}

// Puts the figures between the page's two marks; what else it says stays. False if it has no marks.
bool write_figures(const std::string& path, const std::string& figures) {
    constexpr std::string_view begin = "<!-- bench -->\n", end = "<!-- /bench -->";
    std::ifstream in(path);
    std::stringstream all;
    all << in.rdbuf();
    std::string text = all.str();
    const auto from = text.find(begin), to = text.find(end);
    if (from == std::string::npos || to == std::string::npos || to < from)
        return false;
    text.replace(from + begin.size(), to - from - begin.size(), figures);
    return static_cast<bool>(std::ofstream(path) << text);
}

} // namespace

int bench(const BenchArguments& arguments) {
    const Size size = arguments.quick ? Size::quick : Size::full;
    auto loaded = scenario::parse(scenario_text, "benchmark");
    if (!loaded)
        throw std::logic_error(scenario::describe(loaded.problems.front()));
    const engine::Plan& plan = loaded.scenario->plan;
    const TemporaryFolder folder;
    benchmark::Report report;
    report.processor = benchmark::processor_name();
    report.cores = engine::hardware_threads();
    report.kernels = benchmark::measure_kernels(plan, size);
    report.recordings = benchmark::measure_recording(plan, size, folder.path);
    const auto memory = measure_memory(folder.path, size);
    report.machine = benchmark::measure_machine(size, folder.path);
    const engine::Kernel kernel = engine::available_kernels().back();
    report.profile = benchmark::profile(plan, kernel, folder.path);
    if (size == Size::full)
        report.instructions = benchmark::count_instructions(plan, kernel);
    const std::vector<Part> parts{kernels_part(report.kernels), instructions_part(report),
                                  profile_part(report),         recording_part(report.recordings),
                                  memory_part(memory),          machine_part(report.machine)};
    if (!arguments.markdown.empty()) {
        std::string figures = fmt::format("{}, {} cores.\n", report.processor, report.cores);
        for (const Part& part : parts)
            figures += markdown_of(part);
        if (!write_figures(arguments.markdown, figures)) {
            complain(arguments.markdown + ": no page with the marks <!-- bench --> and "
                                          "<!-- /bench -->, or it cannot be written");
            return io_error;
        }
    }
    if (arguments.json) {
        fmt::print("{}\n", as_json(report, memory).dump(2));
        return done;
    }
    fmt::print("{}, {} cores\n", report.processor, report.cores);
    for (const Part& part : parts)
        fmt::print("\n{}\n\n{}", part.title, table(part.header, part.rows, part.left));
    return done;
}

} // namespace couplet::cli
