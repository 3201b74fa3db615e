#include "support/hive_names.h"

#include <algorithm>

#include "base/upcase.h"

namespace olkacct::test {

bool is_compressible(std::u16string_view name) {
    return std::ranges::all_of(name, [](char16_t unit) { return unit <= 0xFF; });
}

std::size_t stored_size(std::u16string_view name) {
    return is_compressible(name) ? name.size() : name.size() * 2;
}

std::size_t put_name(std::span<std::byte> target, std::u16string_view name) {
    const std::size_t width = is_compressible(name) ? 1 : 2;
    for (std::size_t i = 0; i < name.size(); ++i) {
        put_number(target, i * width, name[i], width);
    }
    return name.size() * width;
}

bool name_less(std::u16string_view left, std::u16string_view right) {
    return base::compare_names(left, right) < 0;
}

std::uint32_t name_hash(std::u16string_view name) {
    std::uint32_t hash = 0;
    for (const auto unit : name) {
        hash = hash * 37 + base::upcase(unit);
    }
    return hash;
}

std::uint32_t name_hint(std::u16string_view name) {
    std::uint32_t hint = 0;
    // From the back, and no further than the first unit that does not fit (regf: section 5.2).
    for (std::size_t i = std::min<std::size_t>(name.size(), 4); i-- > 0 && name[i] <= 0xFF;) {
        hint |= std::uint32_t{name[i]} << (8 * i);
    }
    return hint;
}

}  // namespace olkacct::test
