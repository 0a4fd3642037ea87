// Tables, progress and messages on a terminal.
#pragma once

#include "cli/verbs.hpp"
#include "scenario/scenario.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

namespace couplet::cli {

// Columns aligned by their widest cell; the first `left` columns to the left, the rest to the
// right. Rows shorter than the header leave the rest empty.
std::string table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows, std::size_t left);

// In lines of at most 100 columns, with an end of line.
std::string wrapped(const std::string& text);

// "12,345,678"
std::string grouped(std::uint64_t n);
// "3.2 MB"
std::string bytes(std::uint64_t n);
// "2 min 5 s"
std::string duration(double seconds);

// A bar with rate and time left on a terminal; a line now and then when not.
class Progress {
  public:
    Progress(std::uint64_t total, std::string unit, Verbosity);
    ~Progress();
    void update(std::uint64_t done);

  private:
    std::uint64_t total_, done_ = 0;
    std::string unit_;
    bool shown_, terminal_;
    std::chrono::steady_clock::time_point begin_, last_;
};

// The scenario, or nothing after all its problems went to standard error.
std::optional<scenario::Scenario> load(const ScenarioArguments&);

// Catches the first Ctrl-C, or request to end, from now on; true once it came. A second one ends the program at once.
const std::atomic<bool>& stop_on_interrupt();

// The file with this text, in place of what it was. Throws output::Error.
void write_text(const std::string& path, const std::string& text);

void complain(const std::string& message); // "couplet: ..." to standard error

} // namespace couplet::cli
