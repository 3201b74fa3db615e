// The two programs as children: a folder of hives, threads, cold files, peak memory.
#include <algorithm>
#include <stdexcept>

#include "compare.h"
#include "measure.h"

namespace olkacct::bench {
namespace {

constexpr double megabyte = 1024.0 * 1024.0;

ChildRun run(std::vector<std::string> command, const std::vector<std::string>& files) {
    command.insert(command.end(), files.begin(), files.end());
    const auto child = run_child(command);
    if (!child.succeeded) {
        throw std::runtime_error(command[0] + " failed");
    }
    return child;
}

void measure_cold_file(const Setup& setup, const std::string& size, const std::string& hive,
                       Report& report) {
    constexpr int rounds = 5;
    double ours = 0;
    double theirs = 0;
    double resident = 0;
    for (int i = 0; i < rounds; ++i) {
        evict(hive);
        theirs += run({setup.theirs}, {hive}).seconds / rounds;
        evict(hive);
        ours += run({setup.ours}, {hive}).seconds / rounds;
        resident = std::max(resident, resident_part(hive));
    }
    report.faster("cold, " + size + ", whole process", ours, theirs, theirs / ours, 0);
    report.at_most("cold, " + size + ", pages that become resident", 100 * resident, 12, " %");
}

}  // namespace

void compare_processes(const Setup& setup, Report& report) {
    const std::string task = std::to_string(setup.small.size()) + " hives of 1 MB, whole process, ";
    const auto folder = measure_pairs(
        Clock::elapsed, 9, [&](std::size_t) { run({setup.ours}, setup.small); },
        [&](std::size_t) { run({setup.theirs}, setup.small); });
    report.faster(task + "one thread", folder.left, folder.right, folder.ratio, 4);

    const auto threads = measure_pairs(
        Clock::elapsed, 9,
        [&](std::size_t) {
            run({setup.ours, "--jobs", "2"}, setup.small);
        },
        [&](std::size_t) { run({setup.ours}, setup.small); });
    report.faster(task + "two threads against one", threads.left, threads.right, threads.ratio,
                  1.7);
}

void measure_cold(const Setup& setup, Report& report) {
    measure_cold_file(setup, "10 MB", setup.typical, report);
    measure_cold_file(setup, "60 MB", setup.large, report);
}

void measure_memory(const Setup& setup, Report& report) {
    const auto ours = run({setup.ours}, {setup.large});
    const auto theirs = run({setup.theirs}, {setup.large});
    report.at_most("peak memory, 60 MB", static_cast<double>(ours.peak_bytes) / megabyte, 24,
                   " MB");
    report.at_most("peak memory, 60 MB, hivex", static_cast<double>(theirs.peak_bytes) / megabyte,
                   0, " MB");
}

}  // namespace olkacct::bench
