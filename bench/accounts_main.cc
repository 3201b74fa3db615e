// olkacct_accounts [--jobs N] HIVE...: every value of every account of each hive, in the order of
// the arguments, to standard output.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
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

/// Files that one thread takes at a time: enough that handing in is rare.
constexpr std::size_t batch_size = 8;

/// Reads files on several threads; whoever hands in the next texts in order prints them.
class Scan {
  public:
    explicit Scan(std::vector<std::string> files) : files_(std::move(files)) {}

    bool run(unsigned jobs) {
        {
            std::vector<std::jthread> readers;
            for (unsigned i = 1; i < jobs; ++i) {
                readers.emplace_back([this] { read(); });
            }
            read();
        }
        return good_ && std::fflush(stdout) == 0;
    }

  private:
    void read() {
        for (std::size_t batch = next_++; batch * batch_size < files_.size(); batch = next_++) {
            olkacct::bench::Text text;
            const std::size_t end = std::min(files_.size(), (batch + 1) * batch_size);
            for (std::size_t i = batch * batch_size; i < end; ++i) {
                const auto& path = files_[i];
                if (!append_accounts_of(path, path.substr(path.rfind('/') + 1), text)) {
                    good_ = false;
                }
            }
            hand_in(batch, std::move(text));
        }
    }

    void hand_in(std::size_t batch, olkacct::bench::Text text) {
        std::unique_lock lock(mutex_);
        ready_.emplace(batch, std::move(text));
        if (printing_) {
            return;
        }
        printing_ = true;
        while (!ready_.empty() && ready_.begin()->first == printed_) {
            const auto next = ready_.extract(ready_.begin());
            lock.unlock();
            if (!print(next.mapped())) {
                good_ = false;
            }
            lock.lock();
            ++printed_;
        }
        printing_ = false;
    }

    std::vector<std::string> files_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> good_ = true;
    std::mutex mutex_;
    std::map<std::size_t, olkacct::bench::Text> ready_;
    std::size_t printed_ = 0;
    bool printing_ = false;
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
    std::setvbuf(stdout, nullptr, _IOFBF, std::size_t{1} << 20);
    std::vector<std::string> files(arguments + 1, arguments + count);
    unsigned jobs = 1;
    if (files.size() >= 2 && files[0] == "--jobs") {
        jobs = static_cast<unsigned>(std::max(1, std::atoi(files[1].c_str())));
        files.erase(files.begin(), files.begin() + 2);
    }
    const bool good = jobs == 1 ? run_alone(files) : Scan(std::move(files)).run(jobs);
    return good ? 0 : 1;
}
