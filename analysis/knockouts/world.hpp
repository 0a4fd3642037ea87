// The couples that a mechanism is looked for in: the same couples with the same seed in each world,
// so that what differs between two worlds is the mechanism.
#pragma once

#include "analysis/claims/experiments.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace couplet::knockouts {

using validation::Column;
using validation::Panel;

struct Setting {
    model::Parameters parameters;
    Seed seed;
    std::uint32_t community = 2000; // couples that keep a diary, and as many dating ones
    std::uint32_t pairs = 300;      // couples of a pairing, followed for a year
    std::uint32_t people = 150;     // couples of a pairing, in experiments
    std::vector<engine::Arm> arms;  // of scenarios/validation/trials.toml
    engine::Options options;
};

// Everything is simulated when it is first asked for. Of one thread.
class World {
  public:
    explicit World(const Setting&);

    // Married couples of the community, day by day for eight weeks, with what happens;
    // questionnaires at the start and at the end.
    const Panel& daily() const;
    static constexpr int days = 56;
    const Panel& dating() const; // a year

    const claims::Samples& samples() const { return samples_; } // pairings, and the laboratory
    const model::Parameters& parameters() const { return setting_.parameters; }

  private:
    Setting setting_;
    claims::Samples samples_;
    mutable std::unique_ptr<Panel> daily_, dating_;
};

// The same world without a mechanism.
Setting without(Setting, model::Mechanism);

// f(couple, partner) of all persons of a panel, f(couple) of all its couples.
template <class F> Column persons(const Panel& p, F f) {
    Column column;
    for (std::uint32_t c = 0; c < p.couples(); ++c)
        for (std::size_t i = 0; i < 2; ++i)
            column.push_back(f(c, i));
    return column;
}
template <class F> Column couples(const Panel& p, F f) {
    Column column;
    for (std::uint32_t c = 0; c < p.couples(); ++c)
        column.push_back(f(c));
    return column;
}

} // namespace couplet::knockouts
