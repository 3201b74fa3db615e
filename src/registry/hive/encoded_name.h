// How a name is stored: a byte a unit where all units fit, else UTF-16. regf: section 5.1.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace olkacct::registry::hive {

struct EncodedName {
    bool compressed = true;
    std::vector<std::byte> bytes;
};

inline EncodedName encode_name(std::u16string_view name) {
    EncodedName encoded;
    encoded.compressed =
        std::all_of(name.begin(), name.end(), [](char16_t unit) { return unit <= 0xFF; });
    for (const char16_t unit : name) {
        encoded.bytes.push_back(static_cast<std::byte>(unit & 0xFF));
        if (!encoded.compressed) {
            encoded.bytes.push_back(static_cast<std::byte>(unit >> 8));
        }
    }
    return encoded;
}

}  // namespace olkacct::registry::hive
