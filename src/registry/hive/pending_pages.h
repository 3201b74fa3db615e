// What a write transaction wants on the disk: whole pages of the hive bins.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

#include "registry/hive/format.h"

namespace olkacct::registry::hive {

using Page = std::array<std::byte, page_size>;

struct PendingPages {
    /// Of the bins after the change, a multiple of page_size.
    std::uint32_t bins_size = 0;
    /// By offset from the start of the bins, a multiple of page_size, ascending.
    std::map<std::uint32_t, Page> pages = {};
};

}  // namespace olkacct::registry::hive
