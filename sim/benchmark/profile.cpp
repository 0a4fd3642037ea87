#include "benchmark/profile.hpp"
#include "benchmark/measure.hpp"

#if defined(__linux__) && defined(__x86_64__)

#include <algorithm>
#include <csignal>
#include <ctime>
#include <fstream>
#include <link.h>
#include <map>
#include <memory>
#include <ucontext.h>

namespace couplet::benchmark {
namespace {

// Written by the signal handler, which may use little else.
constexpr std::size_t most = 1 << 16;
std::uintptr_t seen_at[most];
volatile std::size_t seen = 0;

void look(int, siginfo_t*, void* context) {
    const std::size_t n = seen;
    if (n == most)
        return;
    seen_at[n] = static_cast<std::uintptr_t>(
        static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
    seen = n + 1;
}

// Asks while it lives; how often, the system decides: up to a thousand times a second.
class Sampler {
  public:
    Sampler() {
        struct sigaction action {};
        action.sa_sigaction = look;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        sigaction(SIGPROF, &action, &before_);
        struct sigevent event {};
        event.sigev_notify = SIGEV_SIGNAL;
        event.sigev_signo = SIGPROF;
        runs_ = timer_create(CLOCK_MONOTONIC, &event, &timer_) == 0;
        const struct itimerspec every { {0, 1'000'000}, {0, 1'000'000} };
        if (runs_)
            timer_settime(timer_, 0, &every, nullptr);
    }
    ~Sampler() {
        if (runs_)
            timer_delete(timer_);
        sigaction(SIGPROF, &before_, nullptr);
    }
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

  private:
    struct sigaction before_ {};
    timer_t timer_{};
    bool runs_ = false;
};

// Where the program lies in memory: addr2line counts from its beginning.
std::uintptr_t load_address() {
    std::uintptr_t address = 0;
    dl_iterate_phdr(
        [](struct dl_phdr_info* info, std::size_t, void* to) {
            *static_cast<std::uintptr_t*>(to) = info->dlpi_addr;
            return 1; // the first is the program itself
        },
        &address);
    return address;
}

// The part that a line of source belongs to; none for what serves them all, such as lanes.
std::string part_of_file(const std::string& file) {
    const auto name_after = [&](std::string_view folder) -> std::string {
        const auto at = file.find(folder);
        if (at == std::string::npos)
            return {};
        const auto from = at + folder.size();
        return file.substr(from, file.find('.', from) - from);
    };
    if (const std::string mechanism = name_after("/sim/mechanisms/"); !mechanism.empty())
        return mechanism;
    if (file.find("/sim/numerics/philox") != std::string::npos)
        return "random numbers";
    if (file.find("/sim/interventions/") != std::string::npos ||
        file.find("/sim/model/programme") != std::string::npos)
        return "programmes";
    if (file.find("/sim/model/") != std::string::npos)
        return "states, sums and schedule";
    if (file.find("/sim/engine/") != std::string::npos)
        return "queue of long encounters, and the rest of the engine";
    return {};
}

struct CloseFile {
    void operator()(FILE* file) const { pclose(file); }
};

// Of each address, counted from the load address: the innermost inlined call that is of a part.
std::map<std::uintptr_t, std::string> parts_of(const std::vector<std::uintptr_t>& addresses,
                                               const std::filesystem::path& folder) {
    const auto list = folder / "addresses";
    {
        std::ofstream out(list);
        for (const auto address : addresses)
            out << std::hex << "0x" << address << "\n";
    }
    const std::string command = "addr2line -a -i -e '" +
                                std::filesystem::read_symlink("/proc/self/exe").string() + "' '@" +
                                list.string() + "' 2>/dev/null";
    std::map<std::uintptr_t, std::string> parts;
    const std::unique_ptr<FILE, CloseFile> answers(popen(command.c_str(), "r"));
    char line[4096];
    std::uintptr_t address = 0;
    while (answers && std::fgets(line, sizeof line, answers.get())) {
        if (line[0] == '0' && line[1] == 'x')
            address = std::stoull(line, nullptr, 16);
        else if (std::string& part = parts[address]; part.empty())
            part = part_of_file(line);
    }
    std::filesystem::remove(list);
    return parts;
}

} // namespace

Profile profile(const engine::Plan& base, engine::Kernel kernel,
                const std::filesystem::path& folder) {
    constexpr int rounds = 5;
    const engine::Plan plan = bare(base, 1024, 30, 120);
    const Settlers couples = settlers(plan);
    const std::vector<std::uint8_t> wanted(static_cast<std::size_t>(plan.days) + 1);
    const auto live = [&] {
        NoSink sink;
        engine::Work work;
        engine::block_function(kernel)(block_of(plan, couples, wanted.data()), sink, work);
    };
    seen = 0;
    std::vector<double> cost;
    for (int round = -1; round < rounds; ++round) {
        const double alone = seconds_of(live);
        const double watched = seconds_of([&] {
            const Sampler sampler;
            live();
        });
        if (round < 0)
            seen = 0;
        else
            cost.push_back(watched / alone);
    }
    const std::uintptr_t begin = load_address();
    std::vector<std::uintptr_t> addresses;
    for (std::size_t n = 0; n < seen; ++n)
        addresses.push_back(seen_at[n] - begin);
    const auto parts = parts_of(addresses, folder);
    std::map<std::string, double> count;
    double all = 0;
    for (const auto address : addresses)
        if (const auto found = parts.find(address); found != parts.end() && !found->second.empty()) {
            ++count[found->second];
            ++all;
        }
    Profile result;
    for (const auto& [part, n] : count)
        result.parts.push_back({part, n / all});
    std::sort(result.parts.begin(), result.parts.end(),
              [](const PartRow& a, const PartRow& b) { return a.share > b.share; });
    result.samples = static_cast<std::size_t>(all);
    result.cost = spread(cost).median;
    return result;
}

} // namespace couplet::benchmark

#else

namespace couplet::benchmark {
Profile profile(const engine::Plan&, engine::Kernel, const std::filesystem::path&) { return {}; }
} // namespace couplet::benchmark

#endif
