// Folders of synthetic hives, made by make_hives when they are not there yet.
#pragma once

#include <cstdint>
#include <filesystem>

namespace olkacct::test {

struct HiveFolder {
    std::filesystem::path folder;
    std::filesystem::path truth;     // what must be read from the files without their logs
    std::filesystem::path replayed;  // and with them
};

// Throws when they cannot be made. Several processes may ask at once.
HiveFolder cached_hives(std::uint32_t count, bool dirty);

}  // namespace olkacct::test
