// The seeds of each fuzz target. All come from our own builders and a fixed random number.
#pragma once

#include <string>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

struct Seed {
    std::string name;
    Bytes bytes;
};

std::vector<Seed> hive_seeds();
std::vector<Seed> hive_edit_seeds();
std::vector<Seed> regfile_seeds();
std::vector<Seed> property_seeds();
std::vector<Seed> service_file_seeds();
std::vector<Seed> history_seeds();
std::vector<Seed> stamp_seeds();
std::vector<Seed> multi_value_seeds();
std::vector<Seed> entry_id_seeds();

// Copies of `bytes` with bits flipped, numbers replaced, parts doubled or cut off. The same `salt`
// gives the same copies.
std::vector<Bytes> hostile_copies(const Bytes& bytes, std::size_t count, std::uint32_t salt);

}  // namespace olkacct::test
