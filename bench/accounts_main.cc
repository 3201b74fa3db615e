// olkacct_accounts [--jobs N] HIVE...: every value of every account of each hive, in the order of
// the arguments, to standard output.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "account_text.h"

namespace {

using olkacct::bench::append_accounts_of;

bool print(const olkacct::bench::Text& text) {
    const auto view = text.view();
    return std::fwrite(view.data(), 1, view.size(), stdout) == view.size();
}

/// How far reading may run ahead of printing, so that memory does not grow with the files.
constexpr std::size_t window = 64;

struct Slot {
    olkacct::bench::Text text;
    bool failed = false;
    bool ready = false;
};

/// Reads files on several threads and prints their texts in order.
class Scan {
  public:
    explicit Scan(std::vector<std::string> files) : files_(std::move(files)), slots_(window) {}

    bool run(unsigned jobs) {
        std::vector<std::jthread> readers;
        for (unsigned i = 0; i < jobs; ++i) {
            readers.emplace_back([this] { read(); });
        }
        return print_all();
    }

  private:
    void read() {
        olkacct::bench::Text text;
        for (std::size_t i = next_++; i < files_.size(); i = next_++) {
            const auto& path = files_[i];
            text.clear();
            const bool failed =
                !append_accounts_of(path, path.substr(path.rfind('/') + 1), text).has_value();

            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return i < printed_ + window; });
            slots_[i % window].text.swap(text);
            slots_[i % window].failed = failed;
            slots_[i % window].ready = true;
            lock.unlock();
            changed_.notify_all();
        }
    }

    bool print_all() {
        bool good = true;
        olkacct::bench::Text text;
        for (std::size_t i = 0; i < files_.size(); ++i) {
            std::unique_lock lock(mutex_);
            auto& slot = slots_[i % window];
            changed_.wait(lock, [&] { return slot.ready; });
            text.swap(slot.text);
            good = good && !slot.failed;
            slot.ready = false;
            printed_ = i + 1;
            lock.unlock();
            changed_.notify_all();
            good = ::print(text) && good;
        }
        return std::fflush(stdout) == 0 && good;
    }

    std::vector<std::string> files_;
    std::vector<Slot> slots_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t printed_ = 0;
};

/// One thread needs none of the above.
bool run_alone(const std::vector<std::string>& files) {
    bool good = true;
    olkacct::bench::Text text;
    for (const auto& path : files) {
        text.clear();
        good = append_accounts_of(path, path.substr(path.rfind('/') + 1), text) && good;
        good = print(text) && good;
    }
    return std::fflush(stdout) == 0 && good;
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<std::string> files(arguments + 1, arguments + count);
    unsigned jobs = 1;
    if (files.size() >= 2 && files[0] == "--jobs") {
        jobs = static_cast<unsigned>(std::max(1, std::atoi(files[1].c_str())));
        files.erase(files.begin(), files.begin() + 2);
    }
    const bool good = jobs == 1 ? run_alone(files) : Scan(std::move(files)).run(jobs);
    return good ? 0 : 1;
}
