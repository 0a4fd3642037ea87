#include "engine/engine.hpp"

#include "engine/collector.hpp"
#include "engine/parallel.hpp"
#include "model/observe.hpp"
#include "numerics/contract.hpp"
#include "population/initial.hpp"

#include <algorithm>
#include <mutex>
#include <set>

namespace couplet::engine {
namespace {

// Days at which anything is looked at.
std::vector<std::uint8_t> wanted_days(const Plan& plan) {
    std::vector<std::uint8_t> wanted(static_cast<std::size_t>(plan.days) + 1);
    for (int day = 0; day <= plan.days; day += plan.recording.summary_every_days)
        wanted[static_cast<std::size_t>(day)] = 1;
    if (!plan.recording.variables.empty())
        for (float day : recorded_days(plan))
            wanted[static_cast<std::size_t>(day)] = 1;
    std::set<int> entries;
    for (std::uint32_t couple = 0; couple < plan.enrolment.places.size(); ++couple)
        entries.insert(plan.entry(couple));
    if (entries.empty())
        entries.insert(0);
    for (const int entry : entries) {
        for (int day : plan.questionnaire.waves)
            wanted.at(static_cast<std::size_t>(entry + day)) = 1;
        for (int day = 1; day <= plan.diary.days; ++day) // it tells of the day before midnight
            wanted.at(static_cast<std::size_t>(entry + plan.diary.first_day + day)) = 1;
    }
    return wanted;
}

// Spreads a couple's digest, so that their sum depends on which couple has which.
std::uint64_t mixed(std::uint64_t digest, std::uint64_t key) {
    std::uint64_t x = digest ^ (key * 0x9E3779B97F4A7C15u);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

Summary empty_summary(const Plan& plan) {
    return {plan.arms.size(), plan.days, plan.recording.summary_every_days};
}

std::uint64_t digest_of(const std::vector<std::uint64_t>& arm_digests) {
    std::uint64_t digest = 0;
    for (std::size_t arm = 0; arm < arm_digests.size(); ++arm)
        digest = mixed(digest + arm_digests[arm], arm + 1);
    return digest;
}

void add_totals(Outcome& outcome, const Slab& slab) {
    outcome.couple_turns += slab.couple_turns;
    for (std::size_t arm = 0; arm < slab.digests.size(); ++arm)
        outcome.arm_digests[arm] += slab.digests[arm];
}

// A slab's couples as drawn, and what of their rows is known by that.
struct Cast {
    std::vector<model::Couple<Lanes<1>>> start;
    std::vector<CoupleRow> rows;
};

Cast draw_cast(const Plan& plan, const model::Parameters& effective, const Slab& slab) {
    Cast cast;
    cast.start.reserve(slab.count);
    cast.rows.resize(slab.count);
    for (std::uint32_t k = 0; k < slab.count; ++k) {
        const std::uint32_t number = plan.number(slab.first + k);
        const auto drawn =
            population::draw_couple(plan.population, effective.variation, plan.seed, number);
        cast.start.push_back(population::initial(effective, drawn, number, plan.population.kind));
        CoupleRow& row = cast.rows[k];
        row.couple = number;
        for (std::size_t i = 0; i < 2; ++i)
            row.style[i] = static_cast<std::int8_t>(drawn.style[i]);
        row.pairing = static_cast<std::int8_t>(drawn.pairing);
        row.kind = static_cast<std::int8_t>(plan.population.kind);
        row.age_years = drawn.age_years;
    }
    return cast;
}

// Those of a slab that live in an arm, as the kernel takes them.
struct Roll {
    std::vector<std::uint32_t> rows; // places in the slab
    std::vector<model::Couple<Lanes<1>>> start;
    std::vector<std::int32_t> begin;
};

// Takes the rows of those who do not live in the arm out of `rows`.
Roll call_roll(const Plan& plan, std::size_t arm, const Slab& slab, const Cast& cast,
               std::vector<CoupleRow>& rows) {
    Roll roll;
    for (std::uint32_t k = 0; k < slab.count; ++k) {
        if (!plan.lives_in(arm, slab.first + k)) {
            rows[k] = {};
            rows[k].couple = absent_couple;
            continue;
        }
        roll.rows.push_back(k);
        roll.start.push_back(cast.start[k]);
        roll.begin.push_back(plan.begin(arm, slab.first + k));
    }
    return roll;
}

} // namespace

BlockFunction block_function(Kernel kernel) {
    switch (kernel) {
#if defined(__x86_64__)
    case Kernel::sse2: return couplet_run_block_sse2;
    case Kernel::avx2: return couplet_run_block_avx2;
    case Kernel::avx512: return couplet_run_block_avx512;
#endif
    default: return couplet_run_block_scalar;
    }
}

const char* kernel_name(Kernel kernel) {
    constexpr const char* names[] = {"scalar", "sse2", "avx2", "avx512"};
    return names[static_cast<int>(kernel)];
}

std::vector<Kernel> available_kernels() {
    std::vector<Kernel> kernels{Kernel::scalar};
#if defined(__x86_64__)
    kernels.push_back(Kernel::sse2);
    if (__builtin_cpu_supports("avx2"))
        kernels.push_back(Kernel::avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        kernels.push_back(Kernel::avx512);
#endif
    return kernels;
}

std::uint32_t slab_count(const Plan& plan, const Options& options) {
    const std::uint32_t size = options.slab > 0 ? options.slab : slab_size(plan);
    return plan.population.couples / size + (plan.population.couples % size != 0);
}

Outcome empty_outcome(const Plan& plan) {
    Outcome outcome;
    outcome.summary = empty_summary(plan);
    outcome.arm_digests.assign(plan.arms.size(), 0);
    return outcome;
}

void add(Outcome& outcome, const Outcome& part) {
    outcome.summary.merge(part.summary);
    for (std::size_t arm = 0; arm < part.arm_digests.size(); ++arm)
        outcome.arm_digests[arm] += part.arm_digests[arm];
    outcome.digest = digest_of(outcome.arm_digests);
    outcome.couple_turns += part.couple_turns;
    outcome.vector_turns += part.vector_turns;
    outcome.stopped = outcome.stopped || part.stopped;
}

void add(Outcome& outcome, const Slab& slab) {
    outcome.summary.merge(slab.summary);
    add_totals(outcome, slab);
    outcome.digest = digest_of(outcome.arm_digests);
}

Outcome run(const Plan& plan, const Options& options,
            const std::function<void(Slab&&)>& consume) {
    EXPECTS(!plan.arms.empty() && plan.days > 0);
    EXPECTS(plan.numbers.empty() || plan.numbers.size() == plan.population.couples);
    EXPECTS(plan.enrolment.places.empty() ||
            plan.enrolment.places.size() == plan.population.couples);
    const model::Parameters effective = model::effective(plan.parameters);
    const std::uint32_t size = options.slab > 0 ? options.slab : slab_size(plan);
    const std::uint32_t slabs = slab_count(plan, options);
    EXPECTS(options.done.empty() || options.done.size() == slabs);
    const auto wanted = wanted_days(plan);
    const std::size_t instants = recorded_days(plan).size();
    const BlockFunction block_of = block_function(options.kernel);

    Outcome outcome = empty_outcome(plan);
    std::atomic<std::uint32_t> next{0};
    std::atomic<bool> stopped{false};
    std::atomic<bool> failed{false};
    std::mutex mutex;

    const auto run_slab = [&](std::uint32_t index, Summary& total) {
        Slab slab;
        slab.index = index;
        slab.first = index * size;
        slab.count = std::min(size, plan.population.couples - slab.first);
        slab.instants = instants;
        slab.recorded = std::min(slab.count, plan.recording.couples > slab.first
                                                 ? plan.recording.couples - slab.first
                                                 : 0u);
        slab.arms.resize(plan.arms.size());
        const Cast cast = draw_cast(plan, effective, slab);
        slab.summary = empty_summary(plan);
        slab.digests.assign(plan.arms.size(), 0);
        std::uint64_t vector_turns = 0;
        for (std::size_t arm = 0; arm < plan.arms.size(); ++arm) {
            slab.arms[arm].couples = cast.rows;
            const Roll roll = call_roll(plan, arm, slab, cast, slab.arms[arm].couples);
            Collector sink(plan, arm, slab, roll.rows, slab.arms[arm], slab.summary);
            if (roll.rows.empty())
                continue;
            Block block{&plan, &effective, plan.arms[arm].programmes, roll.start.data(),
                        static_cast<std::uint32_t>(roll.rows.size()), wanted.data()};
            block.entry = roll.begin.data();
            block.stop = options.stop;
            Work work;
            block_of(block, sink, work);
            if (work.stopped) {
                stopped = true;
                return;
            }
            slab.couple_turns += work.couple_turns;
            vector_turns += work.vector_turns;
            sink.sort_events();
            for (const CoupleRow& row : slab.arms[arm].couples)
                if (row.couple != absent_couple)
                    slab.digests[arm] += mixed(row.digest, row.couple);
        }
        total.merge(slab.summary);
        {
            const std::lock_guard lock(mutex);
            outcome.vector_turns += vector_turns;
            add_totals(outcome, slab);
        }
        consume(std::move(slab));
    };
    const auto worker = [&] {
        Summary summary = empty_summary(plan);
        try {
            while (!failed && !stopped) {
                const std::uint32_t index = next++;
                if (index >= slabs)
                    break;
                if (!options.done.empty() && options.done[index])
                    continue;
                if (options.stop && *options.stop)
                    stopped = true;
                else
                    run_slab(index, summary);
            }
        } catch (...) {
            failed = true;
            throw;
        }
        const std::lock_guard lock(mutex);
        outcome.summary.merge(summary);
    };
    const int threads = options.threads > 0 ? options.threads : hardware_threads();
    run_workers(std::min<int>(threads, static_cast<int>(slabs)), worker);

    outcome.stopped = stopped;
    outcome.digest = digest_of(outcome.arm_digests);
    return outcome;
}

} // namespace couplet::engine
