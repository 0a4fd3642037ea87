#include "output/writer_thread.hpp"

#include <utility>

namespace couplet::output {
namespace {

void write(Chunk& chunk) {
    Column& column = *chunk.column;
    if (column.growing >= 0 && chunk.extent > column.extent) {
        h5::extend(column.dataset, static_cast<std::size_t>(column.growing), chunk.extent,
                   column.path);
        column.extent = chunk.extent;
    }
    h5::write_chunk(column.dataset, chunk.offset.data(), chunk.bytes, column.path);
}

} // namespace

WriterThread::WriterThread(std::size_t capacity)
    : capacity_(capacity), thread_([this] { work(); }) {}

WriterThread::~WriterThread() {
    {
        const std::lock_guard lock(mutex_);
        queue_.clear();
    }
    stop();
}

void WriterThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    not_empty_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void WriterThread::push(Chunk&& chunk) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [&] { return queued_ < capacity_ || failure_; });
    if (failure_)
        std::rethrow_exception(failure_);
    queued_ += chunk.bytes.size();
    queue_.push_back(std::move(chunk));
    not_empty_.notify_one();
}

void WriterThread::finish() {
    stop();
    if (failure_)
        std::rethrow_exception(failure_);
}

void WriterThread::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        not_empty_.wait(lock, [&] { return !queue_.empty() || closing_; });
        if (queue_.empty())
            return;
        Chunk chunk = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        std::exception_ptr failure;
        try {
            write(chunk);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        queued_ -= chunk.bytes.size();
        if (failure) {
            failure_ = failure;
            queue_.clear();
        }
        not_full_.notify_all();
        if (failure)
            return;
    }
}

} // namespace couplet::output
