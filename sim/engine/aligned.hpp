// Arrays on the boundaries of cache lines, which the widest vectors need; not initialised.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace couplet::engine {

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};
template <class T> using Array = std::unique_ptr<T[], Free>;

// Throws std::bad_alloc.
template <class T> Array<T> allocate(std::size_t n) {
    constexpr std::size_t alignment = 64;
    const std::size_t bytes = (n * sizeof(T) / alignment + 1) * alignment; // never none
    void* memory = std::aligned_alloc(alignment, bytes);
    if (!memory)
        throw std::bad_alloc();
    return Array<T>(static_cast<T*>(memory));
}

} // namespace couplet::engine
