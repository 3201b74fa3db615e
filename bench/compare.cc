// olkacct_compare HIVES: the same task on olkacct and on hivex, as ratios. HIVES is the folder that
// scripts/bench fills. Ends with 1 when the two sides read differently; never because of a time.
#include "compare.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>

namespace {

namespace fs = std::filesystem;

olkacct::bench::Setup make_setup(const fs::path& programs, const fs::path& hives) {
    olkacct::bench::Setup setup;
    setup.ours = programs / "olkacct_accounts";
    setup.theirs = programs / "hivex_accounts";
    for (const auto& entry : fs::directory_iterator(hives / "1000-clean")) {
        if (entry.path().extension() == ".dat") {
            setup.small.push_back(entry.path());
        }
    }
    std::ranges::sort(setup.small);
    setup.typical = hives / "typical.dat";
    setup.large = hives / "large.dat";
    setup.few_in_small = hives / "few_in_small.dat";
    setup.few_in_large = hives / "few_in_large.dat";
    return setup;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: olkacct_compare FOLDER_OF_HIVES\n", stderr);
        return 2;
    }
    try {
        const auto setup =
            make_setup(fs::canonical("/proc/self/exe").parent_path(), fs::path(arguments[1]));
        olkacct::bench::Report report;
        // First, while this process is small: a child's peak counts what its parent had.
        measure_memory(setup, report);
        measure_cold(setup, report);
        check_outputs(setup);
        compare_in_process(setup, report);
        compare_misses(setup, report);
        compare_processes(setup, report);
        std::printf("%d target(s) missed\n", report.missed());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "olkacct_compare: %s\n", error.what());
        return 1;
    }
    return 0;
}
