// 200 damaged copies of one hive, each made when it is asked for. The same number gives the same
// copy.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

inline constexpr std::size_t damaged_copies = 200;

struct DamagePlan {
    std::string_view kind;
    std::size_t count;
};

inline constexpr DamagePlan damage_plans[] = {
    {"flips anywhere", 80},
    {"flips on the path to the accounts", 70},
    {"flips in the header", 10},
    {"cut off", 40},
};

// Which plan copy `number` belongs to.
std::string_view damage_kind(std::size_t number);

// `path_pages` are offsets in the file of the 4096-byte pages that hold the keys and values on the
// path to the accounts.
Bytes damaged_copy(const Bytes& hive, const std::vector<std::size_t>& path_pages,
                   std::size_t number);

}  // namespace olkacct::test
