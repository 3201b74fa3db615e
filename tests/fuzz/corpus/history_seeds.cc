// A download history with every kind of tag, a list of a server, and hostile copies of both.
#include <string>
#include <utility>

#include "fuzz/corpus/seeds.h"
#include "mail/history_vectors.h"

namespace olkacct::test {

std::vector<Seed> history_seeds() {
    constexpr std::size_t copies_of_each = 40;
    const std::pair<std::string, Bytes> wholes[] = {
        {"empty", hex_bytes("03000000")},
        {"three-tags", three_tags()},
        {"list", ascii_bytes("+OK 3 messages\r\n1 AbC123\r\n2 <x@y.z>\r\n3 new-one\r\n.\r\n")},
        {"bare-list", ascii_bytes("AbC123\n$5_00\nB\n")}};
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
