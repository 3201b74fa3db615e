// Bulk repair: how many files a second are planned, changed and taken back, and what memory it
// takes, at one number of files and at ten times as many. Usage: olkacct_bulk COMMAND HIVES
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "measure.h"

namespace olkacct::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t few = 100;
constexpr std::size_t many = 1000;
// Hives differ in size, and allocators in what they keep.
constexpr double allowed_growth = 1.25;

/// A folder of copies with a journal of their own beside them; gone when this is.
class Copies {
  public:
    Copies(const fs::path& hives, std::size_t count) {
        std::vector<fs::path> all;
        for (const auto& entry : fs::directory_iterator(hives)) {
            all.push_back(entry.path());
        }
        std::sort(all.begin(), all.end());
        all.resize(std::min(all.size(), count));
        fs::create_directories(hives_);
        for (const fs::path& hive : all) {
            fs::copy_file(hive, hives_ / hive.filename());
        }
        ::setenv("XDG_STATE_HOME", (folder_ / "state").c_str(), 1);
    }
    Copies(const Copies&) = delete;
    Copies& operator=(const Copies&) = delete;
    ~Copies() {
        std::error_code left_behind;
        fs::remove_all(folder_, left_behind);
    }

    [[nodiscard]] std::string hives() const { return hives_.string(); }

  private:
    fs::path folder_ = fs::temp_directory_path() / ("olkacct-bulk-" + std::to_string(::getpid()));
    fs::path hives_ = folder_ / "hives";
};

std::vector<ChildRun> repair(const std::string& command, const fs::path& hives, std::size_t count) {
    const Copies copies(hives, count);
    const std::vector<std::string> rename = {command, "replace",     "--from",      "example",
                                             "--to",  "example.net", copies.hives()};
    auto plan = rename;
    plan.emplace_back("--dry-run");
    return {run_child(plan), run_child(rename), run_child({command, "undo"})};
}

int compare(const std::string& command, const fs::path& hives) {
    const auto at_few = repair(command, hives, few);
    const auto at_many = repair(command, hives, many);
    constexpr const char* steps[] = {"plan", "apply and read again", "undo"};
    int missed = 0;
    std::printf("%-22s %14s %14s %10s %10s %7s\n", "bulk repair", "files/s (100)", "files/s (1000)",
                "MiB (100)", "MiB (1000)", "ratio");
    for (std::size_t i = 0; i < at_few.size(); ++i) {
        const double growth =
            static_cast<double>(at_many[i].peak_bytes) / static_cast<double>(at_few[i].peak_bytes);
        const bool met = at_few[i].succeeded && at_many[i].succeeded && growth <= allowed_growth;
        missed += met ? 0 : 1;
        std::printf(
            "%-22s %14.0f %14.0f %10.1f %10.1f %7.2f  %s\n", steps[i], few / at_few[i].seconds,
            many / at_many[i].seconds, static_cast<double>(at_few[i].peak_bytes) / (1 << 20),
            static_cast<double>(at_many[i].peak_bytes) / (1 << 20), growth, met ? "met" : "MISSED");
    }
    return missed;
}

}  // namespace
}  // namespace olkacct::bench

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("Usage: olkacct_bulk COMMAND HIVES\n", stderr);
        return 2;
    }
    return olkacct::bench::compare(argv[1], argv[2]) == 0 ? 0 : 1;
}
