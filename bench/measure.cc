// Clocks, children and mincore.
#include "measure.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace olkacct::bench {
namespace {

/// What evict lets remain: a page that another process holds mapped.
constexpr double evicted_part = 0.01;

double now(Clock clock) {
    timespec time{};
    clock_gettime(clock == Clock::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double seconds_of(Clock clock, const std::function<void()>& work) {
    const double start = now(clock);
    work();
    return now(clock) - start;
}

/// An open file; throws when it cannot be opened.
class File {
  public:
    explicit File(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY)) {
        struct stat status {};
        if (descriptor_ < 0 || fstat(descriptor_, &status) != 0) {
            throw std::runtime_error("cannot open " + path);
        }
        size_ = static_cast<std::size_t>(status.st_size);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { ::close(descriptor_); }

    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    int descriptor_;
    std::size_t size_ = 0;
};

}  // namespace

double median(std::vector<double> numbers) {
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

Paired measure_pairs(Clock clock, std::size_t repetitions,
                     const std::function<void(std::size_t)>& left,
                     const std::function<void(std::size_t)>& right) {
    left(0);
    right(0);
    std::vector<double> lefts;
    std::vector<double> rights;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < repetitions; ++i) {
        if (i % 2 == 0) {
            lefts.push_back(seconds_of(clock, [&] { left(i); }));
            rights.push_back(seconds_of(clock, [&] { right(i); }));
        } else {
            rights.push_back(seconds_of(clock, [&] { right(i); }));
            lefts.push_back(seconds_of(clock, [&] { left(i); }));
        }
        ratios.push_back(rights.back() / lefts.back());
    }
    return {median(lefts), median(rights), median(ratios), *std::ranges::min_element(lefts),
            *std::ranges::min_element(rights)};
}

ChildRun run_child(const std::vector<std::string>& command, const std::string& output) {
    std::vector<char*> arguments;
    for (const auto& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0666);
    ChildRun run;
    pid_t child = 0;
    int status = 0;
    rusage usage{};
    run.seconds = seconds_of(Clock::elapsed, [&] {
        if (posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
            throw std::runtime_error("cannot start " + command[0]);
        }
        wait4(child, &status, 0, &usage);
    });
    posix_spawn_file_actions_destroy(&actions);
    run.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
    run.succeeded = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return run;
}

void evict(const std::string& path) {
    const File file(path);
    fsync(file.descriptor());  // a page that is not yet on disk cannot be dropped
    posix_fadvise(file.descriptor(), 0, 0, POSIX_FADV_DONTNEED);
    if (resident_part(path) > evicted_part) {
        throw std::runtime_error("the system keeps pages of " + path);
    }
}

double resident_part(const std::string& path) {
    const File file(path);
    void* mapping = mmap(nullptr, file.size(), PROT_READ, MAP_SHARED, file.descriptor(), 0);
    if (mapping == MAP_FAILED) {
        throw std::runtime_error("cannot map " + path);
    }
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    std::vector<unsigned char> pages((file.size() + page - 1) / page);
    const int outcome = mincore(mapping, file.size(), pages.data());
    munmap(mapping, file.size());
    if (outcome != 0) {
        throw std::runtime_error("mincore fails on " + path);
    }
    const auto resident =
        std::ranges::count_if(pages, [](unsigned char flags) { return (flags & 1U) != 0; });
    return static_cast<double>(resident) / static_cast<double>(pages.size());
}

}  // namespace olkacct::bench
