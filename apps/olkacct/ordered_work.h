// Runs work on several threads and takes the results in the order of the items, holding only a
// bounded number of them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace olkacct::app {

/// Results that may wait for an earlier one, a thread.
inline constexpr std::size_t waiting_results_a_thread = 8;

/// `next()` gives the items (optional<Item>), nullopt at the end; `work(item, result)` fills a
/// Result that may hold the rest of an earlier one; `take(result)` gets the results one by one in
/// the items' order and answers false to end early. next and take are never called by two threads
/// at a time; work is. None of them may throw.
template <class Result, class Next, class Work, class Take>
class OrderedWork {
  public:
    OrderedWork(Next next, Work work, Take take)
        : next_(std::move(next)), work_(std::move(work)), take_(std::move(take)) {}

    void run(std::size_t threads) {
        slots_.resize(threads * waiting_results_a_thread);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i) {
            others.emplace_back([this] { work_until_done(); });
        }
        work_until_done();
    }

  private:
    struct Slot {
        Result result;
        bool ready = false;
    };

    void work_until_done() {
        std::unique_lock lock(mutex_);
        while (true) {
            room_.wait(lock, [this] { return done_ || begun_ - taken_ < slots_.size(); });
            if (done_) {
                return;
            }
            auto item = next_();
            if (!item) {
                done_ = true;
                room_.notify_all();
                return;
            }
            Slot& slot = slots_[begun_++ % slots_.size()];
            lock.unlock();
            work_(*item, slot.result);
            lock.lock();
            slot.ready = true;
            take_ready(lock);
        }
    }

    // The thread that completes the oldest result takes it and those that waited for it.
    void take_ready(std::unique_lock<std::mutex>& lock) {
        if (taking_) {
            return;
        }
        taking_ = true;
        while (slots_[taken_ % slots_.size()].ready) {
            Slot& slot = slots_[taken_ % slots_.size()];
            lock.unlock();
            const bool go_on = ended_early_ ? false : take_(slot.result);
            lock.lock();
            slot.ready = false;
            ++taken_;
            if (!go_on) {
                ended_early_ = true;
                done_ = true;
            }
            room_.notify_all();
        }
        taking_ = false;
    }

    Next next_;
    Work work_;
    Take take_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::vector<Slot> slots_;
    std::size_t begun_ = 0;
    std::size_t taken_ = 0;
    bool taking_ = false;
    bool done_ = false;
    bool ended_early_ = false;
};

}  // namespace olkacct::app
