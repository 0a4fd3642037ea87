#include "analysis/claims/claims.hpp"

#include "analysis/validation/csv.hpp"
#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <stdexcept>

namespace couplet::claims {
namespace {

Part simulate(const Check& check, Seed seed, int replicates) {
    const auto b = statistics::bootstrap(check.units, check.value, seed,
                                         static_cast<std::uint32_t>(replicates));
    constexpr double normal_95 = 1.959963984540054;
    const double half = normal_95 * b.standard_error;
    const double low = b.estimate - half, high = b.estimate + half;
    // A comparison with NaN is false, so what could not be computed does not hold. Nor does an effect
    // without any spread at the edge of its range: 0 is not above 0.
    const bool inside = low > check.range.low && high < check.range.high;
    return {check.compared, check.range, b.estimate, low, high, inside};
}

} // namespace

std::vector<Claim> parse_claims(const std::string& text, const std::string& name) {
    const std::vector<std::string> header{"id",   "source", "claim", "type",
                                          "kind", "reason", "note"};
    std::vector<Claim> claims;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto f = validation::csv_fields(line);
        const std::string place = name + ":" + std::to_string(number);
        if (f.size() != header.size())
            throw std::runtime_error(place + ": " + std::to_string(f.size()) + " columns, not " +
                                     std::to_string(header.size()));
        if (number > 1)
            claims.push_back({f[0], f[1], f[2], f[3], f[5], f[6]});
        else if (f != header)
            throw std::runtime_error(place +
                                     ": the columns must be id, source, claim, type, kind, "
                                     "reason, note");
    }
    return claims;
}

Checks checks(const Samples& samples) {
    Checks all;
    for (auto* group : {perception_claims, emotion_claims, protest_claims, cycle_claims,
                        pairing_claims, partner_claims, therapy_claims, change_claims}) {
        const Checks some = group(samples);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

const char* verdict_name(Verdict verdict) {
    constexpr const char* names[] = {"holds", "does not hold", "not simulated"};
    return names[static_cast<int>(verdict)];
}

std::vector<Result> evaluate(const std::vector<Claim>& claims, const Checks& checks, Seed seed,
                             int replicates) {
    std::vector<Result> results;
    std::map<std::string, std::size_t> position;
    for (const Claim& claim : claims) {
        position[claim.id] = results.size();
        results.push_back({claim, {}, Verdict::not_simulated});
    }
    for (const Check& check : checks) {
        const auto at = position.find(check.claim);
        if (at == position.end())
            throw std::invalid_argument("check of an unknown claim " + check.claim);
        results[at->second].parts.push_back(simulate(check, seed, replicates));
    }
    for (Result& result : results)
        if (!result.parts.empty())
            result.verdict = std::all_of(result.parts.begin(), result.parts.end(),
                                         [](const Part& part) { return part.holds; })
                                 ? Verdict::holds
                                 : Verdict::does_not_hold;
    return results;
}

} // namespace couplet::claims
