#include "benchmark/measure.hpp"

#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

extern "C" {
float couplet_probe_scalar(int what, std::uint64_t rounds);
float couplet_probe_avx2(int what, std::uint64_t rounds);
float couplet_probe_sse2(int what, std::uint64_t rounds);
float couplet_probe_avx512(int what, std::uint64_t rounds);
}

namespace couplet::benchmark {
namespace {

using Probe = float (*)(int, std::uint64_t);

Probe probe_of(engine::Kernel kernel) {
    switch (kernel) {
#if defined(__x86_64__)
    case engine::Kernel::sse2: return couplet_probe_sse2;
    case engine::Kernel::avx2: return couplet_probe_avx2;
    case engine::Kernel::avx512: return couplet_probe_avx512;
#endif
    default: return couplet_probe_scalar;
    }
}

volatile float kept; // so that nothing measured is left out by the compiler

// The best of three, as a limit.
double best_rate(double amount, const std::function<void()>& work) {
    double best = 0;
    for (int n = 0; n < 3; ++n)
        best = std::max(best, amount / seconds_of(work));
    return best;
}

int lanes_of(engine::Kernel kernel) {
    constexpr int lanes[] = {1, 4, 8, 16};
    return lanes[static_cast<int>(kernel)];
}

double copy_rate(std::size_t bytes) {
    std::vector<char> from(bytes, 1), to(bytes, 2);
    return best_rate(static_cast<double>(bytes), [&] {
        std::memcpy(to.data(), from.data(), bytes);
        kept = static_cast<float>(to[bytes / 2]);
    });
}

double write_rate(const std::filesystem::path& path, std::size_t bytes) {
    const std::vector<char> block(std::size_t{1} << 20, 'x');
    const double rate = best_rate(static_cast<double>(bytes), [&] {
        const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        bool good = file >= 0;
        for (std::size_t done = 0; good && done < bytes; done += block.size())
            good = write(file, block.data(), block.size()) > 0;
        if (file >= 0) {
            fsync(file);
            close(file);
        }
    });
    std::filesystem::remove(path);
    return rate;
}

} // namespace

std::string processor_name() {
    std::ifstream info("/proc/cpuinfo");
    std::string line;
    while (std::getline(info, line))
        if (line.rfind("model name", 0) == 0)
            return line.substr(line.find(':') + 2);
    return "unknown";
}

std::vector<MachineRow> measure_machine(Size size, const std::filesystem::path& folder) {
    const std::uint64_t rounds = size == Size::quick ? 2'000'000 : 20'000'000;
    const auto rate = [&](engine::Kernel kernel, int what, double each) {
        const Probe probe = probe_of(kernel);
        const std::uint64_t n = what == 0 ? rounds : rounds / 10;
        return best_rate(static_cast<double>(n) * each * lanes_of(kernel),
                         [&] { kept = probe(what, n); });
    };
    const engine::Kernel narrow = engine::Kernel::scalar, wide = engine::available_kernels().back();
    const std::size_t bytes = std::size_t{size == Size::quick ? 64u : 512u} << 20;
    const double copied = copy_rate(bytes), written = write_rate(folder / "bench.write", bytes);
    return {{"multiplications and additions, one of each", "pairs", rate(narrow, 0, 12),
             rate(wide, 0, 12)},
            {"random numbers (Philox4x32-10)", "words", rate(narrow, 1, 4), rate(wide, 1, 4)},
            {"memory copied", "bytes", copied, copied},
            {"file written and brought to the disk", "bytes", written, written}};
}

} // namespace couplet::benchmark
