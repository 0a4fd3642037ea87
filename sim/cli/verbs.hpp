// The verbs of the couplet program: one function, one file each.
//
// Results go to standard output, messages and progress to standard error. Exit codes: 0 done, 2 the
// user's mistake, 3 a file could not be read or written, 130 interrupted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace couplet::cli {

enum ExitCode { done = 0, user_error = 2, io_error = 3, interrupted = 130 };

enum class Verbosity { quiet, normal, verbose };

struct ScenarioArguments {
    std::string scenario;
    std::vector<std::string> set; // "path=value"
    std::optional<std::uint64_t> seed;
    std::string parameters; // file of parameters; empty: none
};

struct RunArguments {
    ScenarioArguments scenario;
    std::string output; // empty: the scenario's name with .h5, in the current folder
    std::string kernel; // empty: the widest
    int threads = 0;    // 0: all cores
    bool overwrite = false, resume = false, dry_run = false, json = false;
    Verbosity verbosity = Verbosity::normal;
    std::string command_line;
};
int run(const RunArguments&);

struct CheckArguments {
    ScenarioArguments scenario;
    bool json = false;
};
int check(const CheckArguments&);

struct DescribeArguments {
    std::string filter; // part of a path; empty: all
    bool keys = false;  // the other keys of a scenario, too
    bool json = false;
    bool markdown = false; // the parameters as the page docs/parameters.md
};
int describe(const DescribeArguments&);

int schema();

struct ReplayArguments {
    std::string file;
    std::uint32_t couple = 0;
    std::string arm;          // empty: the first
    std::optional<int> from, to; // days; none: the day of the longest quarrel
    bool json = false;
    Verbosity verbosity = Verbosity::normal;
};
int replay(const ReplayArguments&);

struct ValidateArguments {
    std::vector<std::string> set; // changed parameters and switches, "model.x.y=1"
    std::string parameters;       // file of parameters; empty: none
    bool claims = false;          // of two texts, instead of findings
    bool knock_outs = false;      // each mechanism off, instead of findings; with claims: findings too
    bool stability = false;       // findings with other seeds, turns and numbers of couples, instead
    bool quick = false;           // fewer couples, wider intervals
    bool json = false;
    std::string markdown; // also write the page docs/validation.md; empty: no
    std::uint64_t seed = 1;
    int threads = 0;
};
int validate(const ValidateArguments&);

struct CalibrateArguments {
    std::string study;
    std::vector<std::string> set; // as of ValidateArguments
    std::string parameters;       // overlay to start from; empty: the study's, or none
    std::string output;           // overlay; empty: the study's name with .overlay.toml
    std::string markdown;         // also write a page of results; empty: no
    std::string time_limit;       // "2 hours"; empty: the study's
    std::optional<std::uint64_t> seed;
    std::optional<int> max_evaluations;
    int threads = 0;
    bool sensitivity = false; // no fit: slopes at the start, and what the targets determine
    bool resume = false, overwrite = false, json = false;
    Verbosity verbosity = Verbosity::normal;
};
int calibrate(const CalibrateArguments&);

struct BenchArguments {
    bool quick = false; // fewer rounds, smaller runs: under 20 seconds
    bool json = false;
    std::string markdown; // also put the figures into this page; empty: no
};
int bench(const BenchArguments&);
struct EffectsArguments {
    std::string file;
    std::string against;    // reference arm; empty: the first without a programme
    std::string instrument; // outcome; empty: the registered one, or csi16
    std::optional<int> day; // wave; none: the registered one, or the first after the programmes
    std::string partner;    // "first", "second"; empty: both
    std::string csv;        // also write all rows to this file; empty: no
    bool apim = false;      // also the actor-partner model
    bool json = false;
    Verbosity verbosity = Verbosity::normal;
};
int effects(const EffectsArguments&);

struct PowerArguments {
    ScenarioArguments scenario;
    std::string arm, against, outcome, partner; // as of EffectsArguments; arm: the treated one
    std::string analysis;                       // "ancova", "change", "log-rank"; empty: ancova
    std::string diary;                          // "outcome~predictor": a diary study; empty: a trial
    std::vector<std::uint32_t> sizes;           // couples of a study in all; empty: chosen
    std::uint32_t pool = 0;                     // couples to simulate; 0: the scenario's, at least 4,000
    std::uint32_t replications = 2000;
    std::string csv;
    int threads = 0;
    bool json = false;
};
int power(const PowerArguments&);

const char* program_version();
const char* program_commit();

} // namespace couplet::cli
