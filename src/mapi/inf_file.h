// Text in INF form: sections of keys and values. Specification 19.1.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::mapi {

struct InfEntry {
    std::u16string key;
    std::u16string value;
};

struct InfSection {
    std::u16string name;
    /// In the order of the file; of repeated keys the last one's value.
    std::vector<InfEntry> entries;

    /// Case-insensitive; nullptr when there is none.
    [[nodiscard]] const InfEntry* find(std::u16string_view key) const;
};

/// Sections of one name are one. Blanks around names, keys and values are gone.
struct InfFile {
    std::vector<InfSection> sections;
    std::vector<Warning> warnings;

    [[nodiscard]] const InfSection* find(std::u16string_view name) const;
};

inline constexpr std::size_t max_inf_line = 8192;

/// UTF-8 or UTF-16 by a byte-order mark, else 8-bit. What cannot be understood, and lines that are
/// too long, are left out with a warning (MS-89).
InfFile parse_inf(std::span<const std::byte> bytes);

/// The items of a list: between commas, without blanks around them and without empty ones.
std::vector<std::u16string> split_list(std::u16string_view text);

std::u16string_view trimmed(std::u16string_view text);

}  // namespace olkacct::mapi
