#include "engine/parallel.hpp"

#include <thread>

#ifdef COUPLET_TBB
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#else
#include <exception>
#include <mutex>
#include <vector>
#endif

namespace couplet::engine {

int hardware_threads() {
    const unsigned n = std::thread::hardware_concurrency();
    return n > 0 ? static_cast<int>(n) : 1;
}

#ifdef COUPLET_TBB

void run_workers(int threads, const std::function<void()>& worker) {
    tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                              static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] {
        tbb::parallel_for(
            0, threads, [&](int) { worker(); }, tbb::simple_partitioner());
    });
}

#else // plain threads: for ThreadSanitizer, which a distribution's oneTBB confuses

void run_workers(int threads, const std::function<void()>& worker) {
    std::exception_ptr first;
    std::mutex mutex;
    std::vector<std::thread> pool;
    for (int n = 0; n < threads; ++n)
        pool.emplace_back([&] {
            try {
                worker();
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!first)
                    first = std::current_exception();
            }
        });
    for (auto& thread : pool)
        thread.join();
    if (first)
        std::rethrow_exception(first);
}

#endif

} // namespace couplet::engine
