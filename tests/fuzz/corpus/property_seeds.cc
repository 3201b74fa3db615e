// Values of the sample with their names and types, and hostile copies of them.
#include <map>
#include <utility>

#include "fuzz/corpus/seeds.h"
#include "olkacct/property.h"
#include "support/outlook_sample.h"

namespace olkacct::test {

namespace {

constexpr std::size_t copies_of_each_row = 8;

// What property_fuzz.cc takes.
Bytes packed(const BuiltValue& value, std::uint32_t tag) {
    auto bytes = dword_bytes(value.type);
    append(bytes, dword_bytes(tag));
    bytes.push_back(static_cast<std::byte>(value.name.size()));
    append(bytes, text_bytes(value.name, false));
    append(bytes, value.data);
    return bytes;
}

void collect(const HiveBuilder& hive, HiveBuilder::KeyId key,
             std::map<std::pair<std::u16string, std::uint32_t>, BuiltValue>& found) {
    for (const auto& value : hive.values(key)) {
        found.emplace(std::pair(value.name, value.type), value);
    }
    for (const auto subkey : hive.subkeys(key)) collect(hive, subkey, found);
}

}  // namespace

std::vector<Seed> property_seeds() {
    std::map<std::pair<std::u16string, std::uint32_t>, BuiltValue> values;
    for (const std::size_t width : {4U, 8U}) {
        const auto root = width == 4 ? ProfileRoot::windows_messaging_nt : ProfileRoot::office_16;
        collect(
            outlook_sample({.roots = {root}, .hotmail = true, .eas = true, .offset_width = width}),
            HiveBuilder::root, values);
    }
    const auto table = property_table();
    std::vector<Seed> seeds;
    std::size_t row = 0;
    for (const auto& [key, value] : values) {
        const auto bytes = packed(value, table[row++ % table.size()].tag);
        const auto number = std::to_string(seeds.size());
        std::size_t index = 0;
        for (auto& copy :
             hostile_copies(bytes, copies_of_each_row, static_cast<std::uint32_t>(row))) {
            seeds.push_back(
                {"value-" + number + "-hostile-" + std::to_string(index++), std::move(copy)});
        }
        seeds.push_back({"value-" + number, bytes});
    }
    return seeds;
}

}  // namespace olkacct::test
