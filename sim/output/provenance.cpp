#include "output/groups.hpp"
#include "output/sha256.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <isa-l.h>

#include <ctime>
#include <unistd.h>

namespace couplet::output {
namespace {

std::string host_name() {
    char name[256] = "";
    if (gethostname(name, sizeof name - 1) != 0)
        return "unknown";
    return name;
}

std::string compiler() {
#if defined(__clang__)
    return fmt::format("clang {}.{}", __clang_major__, __clang_minor__);
#else
    return fmt::format("g++ {}.{}", __GNUC__, __GNUC_MINOR__);
#endif
}

std::string hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

// Attributes of a file are limited to 64 KB, a command line is not.
std::string shortened(const std::string& text) {
    constexpr std::size_t limit = 16384;
    return text.size() <= limit ? text : text.substr(0, limit) + " ...";
}

} // namespace

void write_provenance(hid_t file, const engine::Plan& plan, const Provenance& p) {
    const auto text = [&](const char* name, const std::string& value) {
        h5::put_text(file, name, value);
    };
    const std::string command = shortened(p.command_line);
    text("Conventions", "CF-1.10");
    text("title", p.title);
    text("history", fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {}",
                                fmt::gmtime(std::time(nullptr)), command));
    text("source", fmt::format("couplet {} (commit {})", p.program_version, p.commit));
    text("format", "couplet");
    h5::put<std::int32_t>(file, "format_version", 1);
    text("program_version", p.program_version);
    text("commit", p.commit);
    text("command_line", command);
    text("scenario_sha256", sha256(p.scenario_toml));
    h5::put<std::uint64_t>(file, "seed", plan.seed.value);
    text("seed_hex", hex(plan.seed.value));
    text("rng", "Philox4x32-10");
    text("kernel", p.kernel);
    h5::put<std::int32_t>(file, "threads", p.threads);
    text("host", host_name());
    text("compiler", compiler());
    text("hdf5_version", h5::library_version());
    text("isal_version", fmt::format("{}.{}.{}", ISAL_MAJOR_VERSION, ISAL_MINOR_VERSION,
                                     ISAL_PATCH_VERSION));
    h5::put<std::int32_t>(file, "days", plan.days);
    h5::put<float>(file, "turn_minutes", plan.turn_minutes);

    const std::string& scenario = p.scenario_toml;
    const h5::Handle dataset = h5::create_texts(file, "scenario", {&scenario, 1}, 0);
    h5::put_text(dataset, "long_name", "resolved scenario, TOML");
}

void write_digests(hid_t file, const engine::Outcome& outcome) {
    std::string arms;
    for (const std::uint64_t digest : outcome.arm_digests)
        arms.append(arms.empty() ? 0 : 1, ' ').append(hex(digest));
    h5::put<std::int64_t>(file, "couple_turns",
                          static_cast<std::int64_t>(outcome.couple_turns));
    h5::put_text(file, "status", outcome.stopped ? "stopped" : "complete");
    h5::put_text(file, "arm_digest", arms);
    h5::put_text(file, "digest", hex(outcome.digest));
}

} // namespace couplet::output
