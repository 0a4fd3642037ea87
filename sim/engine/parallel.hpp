// The one place where threads are made.
#pragma once

#include <functional>

namespace couplet::engine {

int hardware_threads();

// Runs worker() on up to `threads` threads at once and waits for all. A worker takes work until
// there is none, so it does not matter how many really run. The first exception is thrown again.
void run_workers(int threads, const std::function<void()>& worker);

} // namespace couplet::engine
