// A whole run of a client under Wine, beside a program that only asks COM and MAPI for something
// that is not there. The prefix is made for it, and its server is up all the time.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "measure.h"
#include "report.h"
#include "wine/prefix.h"

namespace olkacct::bench {
namespace {

constexpr std::size_t repetitions = 30;
constexpr double most = 1.5;
constexpr const char* library = "C:\\olkacct.dll";

void must_succeed(const test::WinePrefix& prefix, const std::vector<std::string>& line) {
    const auto run = prefix.run(line);
    if (run.exit_code != 0) throw std::runtime_error(line.front() + " failed: " + run.output);
}

int compare(const std::string& hive) {
    if (const std::string problem = test::wine_problem(); !problem.empty())
        throw std::runtime_error(problem);
    const test::WinePrefix prefix;
    for (const char* const name : {"olkacct.dll", "bench_client.exe", "bench_trivial.exe"})
        std::filesystem::copy_file(test::pe_build() / "bin" / name, prefix.drive() / name);
    must_succeed(prefix, {"regsvr32", "/s", library});
    ::setenv("OLKACCT_SOURCE", test::WinePrefix::name_of(hive).c_str(), 1);
    const auto measured = measure_pairs(
        Clock::elapsed, repetitions,
        [&](std::size_t) { must_succeed(prefix, {"C:\\bench_client.exe"}); },
        [&](std::size_t) { must_succeed(prefix, {"C:\\bench_trivial.exe"}); });
    Report report;
    report.slower("Wine: a client's run / COM and MAPI in vain", measured, most);
    return report.missed();
}

}  // namespace
}  // namespace olkacct::bench

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: olkacct_windows_start HIVE\n", stderr);
        return 2;
    }
    try {
        return olkacct::bench::compare(argv[1]) == 0 ? 0 : 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "olkacct_windows_start: %s\n", problem.what());
        return 1;
    }
}
