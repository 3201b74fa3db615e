// Every value of every account as text: our side of the comparison.
#pragma once

#include <string>
#include <string_view>

#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct::bench {

/// Appends one line a value: [file TAB] profile TAB account TAB name TAB type TAB data. Strings up
/// to their first NUL as UTF-8, REG_DWORD in decimal, the rest in hexadecimal; of a password only
/// its size.
void append_accounts(const Contents& contents, std::string_view file, std::string& text);

/// Opens, reads and formats one hive.
Result<void> append_accounts_of(const std::string& path, std::string_view file, std::string& text);

}  // namespace olkacct::bench
