#include "effects/trial_data.hpp"

#include <algorithm>

namespace couplet::effects {

int instrument_index(const std::string& name) {
    for (std::size_t k = 0; k < measurement::instrument_count; ++k)
        if (name == measurement::instrument_table[k].name)
            return static_cast<int>(k);
    return -1;
}

std::size_t wave_after_programmes(const TrialData& data) {
    int last = 0;
    for (const Arm& arm : data.arms)
        last = std::max(last, arm.last_session);
    const auto at = std::find_if(data.waves.begin(), data.waves.end(),
                                 [&](int day) { return day > 0 && day >= last; });
    auto wave = at == data.waves.end() ? data.waves.size() - 1
                                       : static_cast<std::size_t>(at - data.waves.begin());
    for (const Arm& arm : data.arms)
        while (arm.waits >= 0 && wave > 1 && data.waves[wave] > arm.waits)
            --wave;
    return wave;
}

} // namespace couplet::effects
