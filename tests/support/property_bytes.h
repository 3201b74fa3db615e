// Data of properties and of account values as Outlook stores them.
#pragma once

#include <string_view>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

// PT_MV_BINARY and PT_MV_STRING8 with lengths and offsets `width` bytes wide (sheet: section 11.1).
Bytes multi_binary(const std::vector<Bytes>& elements, std::size_t width);
Bytes multi_string8(const std::vector<std::string_view>& elements, std::size_t width);

// 16 bytes that no other seed gives.
Bytes made_up_uid(std::uint32_t seed);
// `size` bytes that look like noise.
Bytes made_up_bytes(std::uint32_t seed, std::size_t size);
// The name of the section with this MAPIUID.
std::u16string section_name(const Bytes& uid);

// A password value: the mark 0x02 and a CryptProtectData envelope (sheet: section 7) around noise.
// It holds no password and opens nowhere.
Bytes protected_value(std::u16string_view value_name);

// PR_ENTRYID of a .pst store, and of the Inbox in it (sheet: section 8).
Bytes store_entry_id(std::u16string_view file);
Bytes inbox_entry_id(const Bytes& record_key);
// Address-book entry id of an Exchange mailbox (sheet: section 5.5).
Bytes mailbox_entry_id(std::string_view legacy_name);

}  // namespace olkacct::test
