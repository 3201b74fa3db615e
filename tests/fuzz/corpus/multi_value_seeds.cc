// Multi-values of every type and both widths, and hostile copies of them.
#include <string>
#include <utility>

#include "fuzz/corpus/seeds.h"
#include "support/property_bytes.h"

namespace olkacct::test {

std::vector<Seed> multi_value_seeds() {
    constexpr std::size_t copies_of_each = 40;
    // The first byte is the place of the type in the target's list.
    const auto typed = [](int type, const Bytes& data) {
        Bytes bytes = {static_cast<std::byte>(type)};
        append(bytes, data);
        return bytes;
    };
    std::vector<std::pair<std::string, Bytes>> wholes = {
        {"longs", typed(1, hex_bytes("0100000002000000ffffffff"))},
        {"wide-strings-4", typed(8, hex_bytes("02000000"
                                              "0c000000"
                                              "10000000"
                                              "61000000"
                                              "62006300"
                                              "0000"))},
        {"times", typed(9, hex_bytes("00803ed5deb19d01"
                                     "0000000000000000"))},
        {"no-strings", typed(7, hex_bytes("00000000"))}};
    for (const std::size_t width : {4U, 8U}) {
        const auto suffix = "-" + std::to_string(width);
        wholes.emplace_back("strings" + suffix,
                            typed(7, multi_string8({"emsmdb.dll", "", "emsabp.dll"}, width)));
        wholes.emplace_back(
            "binaries" + suffix,
            typed(11, multi_binary({made_up_bytes(1, 21), Bytes(), made_up_bytes(2, 8)}, width)));
    }
    std::vector<Seed> seeds;
    std::uint32_t salt = 1;
    for (const auto& [name, bytes] : wholes) {
        std::size_t index = 0;
        for (auto& copy : hostile_copies(bytes, copies_of_each, salt++)) {
            seeds.push_back({name + "-hostile-" + std::to_string(index++), std::move(copy)});
        }
        seeds.push_back({name, bytes});
    }
    return seeds;
}

}  // namespace olkacct::test
