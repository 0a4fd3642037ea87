#include "power/case_power.hpp"

#include "statistics/bootstrap.hpp"

namespace couplet::power {

Finding case_study(const effects::TrialData& pool, effects::Who who, std::size_t instrument,
                   std::uint32_t couples, std::uint32_t dealings, Seed seed,
                   std::uint32_t replication) {
    constexpr std::uint32_t choosing = 0x73657269; // "seri"
    const auto chosen =
        statistics::choose(pool.couples, couples, seed, replication, choosing + couples);
    const effects::CaseSeries series = effects::case_series(pool, who, instrument, chosen, seed,
                                                            dealings, 1 + replication);
    return {series.difference.value, series.p};
}

} // namespace couplet::power
