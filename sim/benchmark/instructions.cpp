#include "benchmark/measure.hpp"
#include "benchmark/profile.hpp"

#if defined(__linux__) && defined(__x86_64__)

#include <csignal>
#include <cstring>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

namespace couplet::benchmark {
namespace {

// Stops the process at each midnight that is looked at.
struct Halting : NoSink {
    void instant(const engine::Instant&) override { std::raise(SIGSTOP); }
};

bool halted(pid_t child, int signal) {
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFSTOPPED(status) && WSTOPSIG(status) == signal;
}

// The child is a copy of this process, so its instructions are those at the same addresses here.
void count_one(std::uintptr_t address, Instructions& n) {
    const auto* code = reinterpret_cast<const unsigned char*>(address);
    ++n.all;
    const int prefix = code[0] == 0x62 ? 4 : code[0] == 0xC4 ? 3 : code[0] == 0xC5 ? 2 : 0;
    if (prefix == 0)
        return;
    ++n.vector;
    const int map = code[0] == 0xC5 ? 1 : code[1] & 7;
    const unsigned char opcode = code[prefix];
    if (map == 1 && std::strchr("\x10\x11\x28\x29\x6F\x7F", opcode))
        ++n.moves;
}

// From the first halt to the second; false if the child does not do as expected.
bool step_through(pid_t child, Instructions& n) {
    const auto ask = [child](auto request) { return ptrace(request, child, nullptr, nullptr) == 0; };
    for (int halt = 0; halt < 2; ++halt) // before the block, and at the first midnight
        if (!halted(child, SIGSTOP) || (halt == 0 && !ask(PTRACE_CONT)))
            return false;
    for (;;) {
        struct user_regs_struct registers {};
        if (ptrace(PTRACE_GETREGS, child, nullptr, &registers) != 0)
            return false;
        count_one(registers.rip, n);
        if (!ask(PTRACE_SINGLESTEP))
            return false;
        int status = 0;
        if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
            return false;
        if (WSTOPSIG(status) == SIGSTOP)
            return true;
    }
}

} // namespace

std::optional<Instructions> count_instructions(const engine::Plan& base, engine::Kernel kernel) {
    const auto run = engine::block_function(kernel);
    constexpr std::uint32_t couples = 64; // a step takes microseconds, so half a minute
    const engine::Plan first = bare(base, couples, 30, 1), both = bare(base, couples, 30, 2);
    const Settlers people = settlers(both);
    const std::uint8_t wanted[] = {0, 1, 1};

    Instructions n;
    const pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0) {
            std::raise(SIGSTOP);
            Halting sink;
            engine::Work work;
            run(block_of(both, people, wanted), sink, work);
        }
        _exit(1);
    }
    const bool good = child > 0 && step_through(child, n);
    if (child > 0) {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    if (!good)
        return std::nullopt;
    NoSink sink;
    engine::Work one, two;
    run(block_of(first, people, wanted), sink, one);
    run(block_of(both, people, wanted), sink, two);
    const auto turns = static_cast<double>(two.vector_turns - one.vector_turns);
    return Instructions{n.all / turns, n.vector / turns, n.moves / turns};
}

} // namespace couplet::benchmark

#else

namespace couplet::benchmark {
std::optional<Instructions> count_instructions(const engine::Plan&, engine::Kernel) {
    return std::nullopt;
}
} // namespace couplet::benchmark

#endif
