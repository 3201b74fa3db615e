// What the writing processes keep in a store: a key with one counter for each writer, their sum,
// and a text made from the sum. A commit that is lost, applied in part or applied twice shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/byte_reader.h"
#include "registry/store.h"
#include "support/bytes.h"

namespace olkacct::test {

inline constexpr std::u16string_view counters_key = u"Software\\Counters";
inline constexpr std::u16string_view sum_name = u"Sum";
inline constexpr std::u16string_view text_name = u"Text";

// Its length changes, so that cells, pages and the file do too.
inline std::u16string text_for(std::uint32_t sum) {
    return std::u16string(sum * 37 % 900, static_cast<char16_t>(u'a' + sum % 26));
}

// 0 when there is no such value.
inline Result<std::uint32_t> counter(registry::ReadTransaction& transaction, registry::KeyId key,
                                     std::u16string_view name) {
    const auto found = transaction.value(key, name);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return 0U;
    if ((*found)->data.size() != 4) return fail(ErrorCode::unexpected, "a counter is torn");
    return base::load_u32(std::span((*found)->data).first<4>());
}

inline RegistryValue number_value(std::u16string_view name, std::uint32_t number) {
    return {std::u16string(name), 4, dword_bytes(number)};
}

inline RegistryValue text_value(std::uint32_t sum) {
    return {std::u16string(text_name), 1, text_bytes(text_for(sum))};
}

}  // namespace olkacct::test
