// The command line of make_hives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "generator.h"

namespace olkacct::bench {

struct Options {
    HivePlan plan;
    std::uint64_t seed = 1;
    std::uint32_t count = 1;
    bool dirty = false;
    std::string out;
    std::string folder;
    std::string truth;
};

// Nothing, after a message on the error stream, when the arguments make no sense.
std::optional<Options> parse_options(int count, char** arguments);

}  // namespace olkacct::bench
