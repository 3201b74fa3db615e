// How a secret that one of our own stores protected begins: it opens in that store only.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace olkacct::registry {

/// `olkacct` and the version of the envelope. Outlook's own begin with 0x02 (sheet section 7).
inline constexpr std::array<std::byte, 8> own_secret_mark = {
    std::byte{'o'}, std::byte{'l'}, std::byte{'k'}, std::byte{'a'},
    std::byte{'c'}, std::byte{'c'}, std::byte{'t'}, std::byte{1}};

inline bool is_own_secret(std::span<const std::byte> data) {
    return data.size() > own_secret_mark.size() &&
           std::equal(own_secret_mark.begin(), own_secret_mark.end(), data.begin());
}

}  // namespace olkacct::registry
