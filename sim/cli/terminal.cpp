#include "cli/terminal.hpp"

#include "output/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace couplet::cli {

namespace {

std::atomic<bool> stop_requested{false};

extern "C" void on_interrupt(int) {
    stop_requested = true;
    std::signal(SIGINT, SIG_DFL); // a second one ends the program at once
}

// Columns that a text takes: "±" is two bytes wide in UTF-8 but one on the screen.
std::size_t columns(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool left) {
    const std::string space(width - std::min(width, columns(text)), ' ');
    return left ? text + space : space + text;
}

} // namespace

std::string table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows, std::size_t left) {
    std::vector<std::size_t> width;
    for (const auto& cell : header)
        width.push_back(columns(cell));
    for (const auto& row : rows)
        for (std::size_t k = 0; k < row.size(); ++k)
            width[k] = std::max(width[k], columns(row[k]));
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t k = 0; k < cells.size(); ++k)
            text += padded(cells[k], width[k], k < left) + "  ";
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    std::string text = line(header);
    std::size_t total = 0;
    for (std::size_t w : width)
        total += w + 2;
    text += std::string(total - 2, '-') + "\n";
    for (const auto& row : rows)
        text += line(row);
    return text;
}

std::string wrapped(const std::string& text) {
    std::string lines, line, word;
    for (const char c : text + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (!line.empty() && line.size() + 1 + word.size() > 100) {
            lines += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        word.clear();
    }
    return lines + line + "\n";
}

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t k = digits.size(); k > 3; k -= 3)
        digits.insert(k - 3, ",");
    return digits;
}

std::string bytes(std::uint64_t n) {
    constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    auto x = static_cast<double>(n);
    std::size_t k = 0;
    for (; x >= 1000 && k < 4; ++k)
        x /= 1000;
    return k == 0 ? fmt::format("{} B", n) : fmt::format("{:.1f} {}", x, units[k]);
}

std::string duration(double seconds) {
    if (seconds < 60)
        return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    if (whole < 3600)
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

Progress::Progress(std::uint64_t total, std::string unit, Verbosity verbosity)
    : total_(total), unit_(std::move(unit)), shown_(verbosity != Verbosity::quiet),
      terminal_(isatty(STDERR_FILENO) != 0), begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

Progress::~Progress() {
    if (shown_ && terminal_)
        fmt::print(stderr, "\r\033[K");
}

void Progress::update(std::uint64_t done) {
    done_ = done;
    const auto now = std::chrono::steady_clock::now();
    const auto quiet_for = std::chrono::duration<double>(now - last_).count();
    if (!shown_ || quiet_for < (terminal_ ? 0.1 : 10.0))
        return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = static_cast<double>(done_) / seconds;
    const double left = static_cast<double>(total_ - done_) / rate;
    const double part = static_cast<double>(done_) / static_cast<double>(total_);
    if (terminal_) {
        constexpr int width = 30;
        const int filled = static_cast<int>(part * width);
        fmt::print(stderr, "\r\033[K[{:=<{}}{: <{}}] {:3.0f} %  {:.0f} {} a second, {} left", "",
                   filled, "", width - filled, 100 * part, rate, unit_, duration(left));
    } else {
        fmt::print(stderr, "{:.0f} % after {}, {} left\n", 100 * part, duration(seconds),
                   duration(left));
    }
    std::fflush(stderr);
}

const std::atomic<bool>& stop_on_interrupt() {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt); // what a cluster sends some time before it kills
    return stop_requested;
}

void write_text(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        throw output::Error(path + ": cannot be written");
}

void complain(const std::string& message) { fmt::print(stderr, "couplet: {}\n", message); }

std::optional<scenario::Scenario> load(const ScenarioArguments& arguments) {
    auto loaded = scenario::load(arguments.scenario,
                                 {arguments.set, arguments.seed, arguments.parameters});
    for (const scenario::Problem& problem : loaded.problems)
        fmt::print(stderr, "{}\n", scenario::describe(problem));
    if (loaded.problems.size() > 1)
        complain(fmt::format("{} problems in {}; nothing was run", loaded.problems.size(),
                             arguments.scenario));
    return std::move(loaded.scenario);
}

} // namespace couplet::cli
