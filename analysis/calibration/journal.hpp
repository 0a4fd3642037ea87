// The journal of a fit: every simulation, written down at once, so that nothing is
// simulated twice.
//
// JSON lines. The first says what was fitted by which program; each other is one
// simulation. The fit asks for simulations by the exact values of the parameters, so that
// with a journal it goes the same way again and then on. Doubles are written such that
// they read back as the same bits.
#pragma once

#include "analysis/calibration/fit.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

namespace couplet::calibration {

class Journal {
  public:
    // In memory only.
    Journal() = default;
    // Makes the file; throws std::runtime_error if that fails.
    static Journal create(const std::filesystem::path&, const nlohmann::json& header);
    // Reads the file and goes on with it. An incomplete last line is cut off. Throws
    // std::runtime_error if it cannot be read or written, or is damaged, with the line.
    static Journal resume(const std::filesystem::path&);

    const nlohmann::json& header() const { return header_; }
    std::size_t size() const { return known_.size(); }

    const Evaluation* find(std::uint64_t seed,
                           const std::vector<double>& parameters) const;
    void add(std::uint64_t seed, const std::vector<double>& parameters, const Evaluation&,
             double seconds);

  private:
    std::filesystem::path path_;
    std::ofstream file_;
    nlohmann::json header_;
    std::map<std::pair<std::uint64_t, std::vector<double>>, Evaluation> known_;
};

// What differs between two headers' "settings", as sentences; empty when nothing does.
std::vector<std::string> differences(const nlohmann::json& journal,
                                     const nlohmann::json& now);

} // namespace couplet::calibration
