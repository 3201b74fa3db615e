// A registry as plain data, whoever read it, and what differs between two readings.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "olkacct/registry_value.h"

namespace olkacct::test {

struct TreeKey {
    std::u16string class_name;
    std::uint64_t last_written = 0;  // FILETIME
    std::vector<RegistryValue> values;
    // Of our own readings only.
    std::vector<std::byte> descriptor = {};

    bool operator==(const TreeKey&) const = default;
};

// By path from the root, `\` between names; the root's own path is empty. Two keys of one path
// (a damaged hive) are one entry here, counted in `keys_seen`.
struct Tree {
    std::map<std::u16string, TreeKey> keys;
    std::size_t keys_seen = 0;
    // What the reader could not read, in its own words.
    std::vector<std::string> failures;

    [[nodiscard]] std::size_t value_count() const;
};

struct Difference {
    std::u16string key;
    // The value that differs; `(key)` when the key is missing on one side, `(class)`, `(time)` or
    // `(order)` when that differs.
    std::u16string value;
    // For a person: what each side has, without any bytes of the data.
    std::string what;
};

// Which parts of a key the other side knows at all.
struct Compared {
    bool class_names = true;
    bool times = true;
};

std::vector<Difference> differences(const Tree& left, const Tree& right, Compared compared = {});

}  // namespace olkacct::test
