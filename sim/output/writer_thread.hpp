// The one thread that writes chunks to the file, and the queue that feeds it.
#pragma once

#include "output/layout.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace couplet::output {

class WriterThread {
  public:
    // Holds at most about `capacity` bytes of packed chunks.
    explicit WriterThread(std::size_t capacity);
    ~WriterThread(); // waits for the thread; drops what is still queued

    // Waits while the queue is full. Throws what the thread has thrown, once it has.
    void push(Chunk&&);
    void finish(); // waits until all is written; throws what the thread has thrown

  private:
    void work();
    void stop();

    std::mutex mutex_;
    std::condition_variable not_full_, not_empty_;
    std::deque<Chunk> queue_;
    std::size_t queued_ = 0, capacity_; // bytes
    bool closing_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace couplet::output
