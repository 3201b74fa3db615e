// The parts of the comparison; each adds its lines to the report.
#pragma once

#include <string>
#include <vector>

#include "report.h"

namespace olkacct::bench {

/// Where the programs and the hives are.
struct Setup {
    std::string ours;                ///< olkacct_accounts
    std::string theirs;              ///< hivex_accounts
    std::vector<std::string> small;  ///< hives of 1 MB, all of the folder
    std::string typical;             ///< 10 MB
    std::string large;               ///< 60 MB
    std::string few_in_large;        ///< 60 MB with as many accounts as a small one
    std::string few_in_small;        ///< the same accounts in 1 MB
};

/// Every text that both sides print is the same; throws on the first that is not.
void check_outputs(const Setup& setup);

void compare_in_process(const Setup& setup, Report& report);
void compare_misses(const Setup& setup, Report& report);
void compare_processes(const Setup& setup, Report& report);
void measure_cold(const Setup& setup, Report& report);
void measure_memory(const Setup& setup, Report& report);

}  // namespace olkacct::bench
