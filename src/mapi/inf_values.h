// Entries of MAPISVC.INF as properties: symbolic names, hexadecimal values. Specification 19.1.
#pragma once

#include <optional>
#include <string_view>

#include "profile/messaging/service_tree.h"

namespace olkacct::mapi {

/// A symbolic tag name in any case, or 8 hex digits: identifier, then type (MP-Inf-1). Strings get
/// the type that profiles store them with.
std::optional<std::uint32_t> tag_of_key(std::u16string_view key);

/// Text as it is; multi-values of text between commas; numbers as symbolic constants joined by `|`,
/// 8 hex digits of little-endian bytes, or a hexadecimal number after `0x` (MC-27); all else as hex
/// digits of its bytes.
std::optional<profile::SectionProperty> property_of_entry(std::uint32_t tag,
                                                          std::u16string_view value);

/// 32 hex digits (MC-28).
std::optional<profile::Uid> uid_of_digits(std::u16string_view digits);

}  // namespace olkacct::mapi
