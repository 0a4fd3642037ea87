#include "statistics/bootstrap.hpp"

#include "statistics/detail.hpp"

#include <numeric>
#include <utility>

namespace couplet::statistics {
namespace {

constexpr std::uint32_t stream = 0x626f6f74; // "boot"

// A number below `bound`, each exactly as likely (Lemire, 2019).
std::uint32_t below(std::uint32_t bound, KeyedEngine& engine) {
    const std::uint32_t rejected = (0u - bound) % bound; // 2^32 mod bound
    for (;;) {
        const std::uint64_t product = std::uint64_t(engine()) * bound;
        if (static_cast<std::uint32_t>(product) >= rejected)
            return static_cast<std::uint32_t>(product >> 32);
    }
}

} // namespace

std::vector<std::uint32_t> resample(std::uint32_t couples, Seed seed,
                                    std::uint32_t replication) {
    KeyedEngine engine(seed, replication, stream);
    std::vector<std::uint32_t> drawn(couples);
    for (std::uint32_t& couple : drawn)
        couple = below(couples, engine);
    return drawn;
}

std::vector<std::uint32_t> choose(std::uint32_t couples, std::uint32_t wanted, Seed seed,
                                  std::uint32_t replication, std::uint32_t own_stream) {
    detail::require(wanted <= couples, "choose: more couples than there are");
    KeyedEngine engine(seed, replication, own_stream);
    std::vector<std::uint32_t> all(couples);
    std::iota(all.begin(), all.end(), 0u);
    // The first steps of a shuffle (Fisher & Yates).
    for (std::uint32_t k = 0; k < wanted; ++k)
        std::swap(all[k], all[k + below(couples - k, engine)]);
    all.resize(wanted);
    return all;
}

Bootstrap bootstrap(std::uint32_t couples, const CoupleStatistic& statistic, Seed seed,
                    std::uint32_t replications, double level) {
    detail::require_level(level);
    detail::require(static_cast<bool>(statistic), "bootstrap: no statistic");
    Bootstrap result;
    if (couples == 0)
        return result;
    std::vector<std::uint32_t> all(couples);
    std::iota(all.begin(), all.end(), 0u);
    result.estimate = statistic(all);
    if (couples < 2)
        return result;
    std::vector<double> values;
    values.reserve(replications);
    for (std::uint32_t k = 0; k < replications; ++k)
        if (const double value = statistic(resample(couples, seed, k));
            !std::isnan(value))
            values.push_back(value);
    result.replications = values.size();
    if (values.size() < 2)
        return result;
    result.standard_error = sd(values);
    result.bias = mean(values) - result.estimate;
    result.interval = {quantile(values, 0.5 - level / 2),
                       quantile(values, 0.5 + level / 2)};
    return result;
}

} // namespace couplet::statistics
