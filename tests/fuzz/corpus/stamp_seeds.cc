// Stamps of every form, and hostile copies of them.
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/corpus/seeds.h"

namespace olkacct::test {

std::vector<Seed> stamp_seeds() {
    constexpr std::size_t copies_of_each = 40;
    const std::pair<std::string, std::u16string_view> wholes[] = {
        {"stamp",
         u"00000003\x01"
         u"ann@abc.example"},
        {"send-stamp",
         u"0000000a\x01"
         u"ann@abc.example\x01Work mail"},
        {"exchange",
         u"00000021\x01"
         u"EX1/o=Org/ou=Site/cn=Recipients/cn=ann"},
        {"no-address", u"00000001\x01"},
        {"id", u"00000001"}};
    std::vector<Seed> seeds;
    std::uint32_t salt = 1;
    for (const auto& [name, text] : wholes) {
        const auto bytes = text_bytes(text, false);
        std::size_t index = 0;
        for (auto& copy : hostile_copies(bytes, copies_of_each, salt++)) {
            seeds.push_back({name + "-hostile-" + std::to_string(index++), std::move(copy)});
        }
        seeds.push_back({name, bytes});
    }
    return seeds;
}

}  // namespace olkacct::test
