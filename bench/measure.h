// Measuring: pairs of runs in turn, child processes, resident pages.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace olkacct::bench {

/// Seconds; the median over all repetitions of each side, and of the ratios right / left of runs
/// that stood side by side.
struct Paired {
    double left = 0;
    double right = 0;
    double ratio = 0;
    /// The shortest run of each side: what the work costs when nothing is in its way.
    double shortest_left = 0;
    double shortest_right = 0;
};

/// Of at least one number.
double median(std::vector<double> numbers);

enum class Clock {
    elapsed,
    processor,  ///< of this thread: for work that never waits, so that other programs do not count
};

/// Runs both in turn, which of them goes first changing each time, so that what else the machine
/// does meets both. The argument counts the repetitions. One pair beforehand is not counted.
Paired measure_pairs(Clock clock, std::size_t repetitions,
                     const std::function<void(std::size_t)>& left,
                     const std::function<void(std::size_t)>& right);

struct ChildRun {
    double seconds = 0;
    std::size_t peak_bytes = 0;  ///< getrusage: never less than this process had at the start
    bool succeeded = false;
};

/// Starts a program with its output going to a file and waits. Throws when it cannot be started.
ChildRun run_child(const std::vector<std::string>& command,
                   const std::string& output = "/dev/null");

/// Drops the file's pages from memory. Throws when the system keeps more than a few.
void evict(const std::string& path);

/// The part of the file's pages that are in memory now, 0 to 1.
double resident_part(const std::string& path);

}  // namespace olkacct::bench
