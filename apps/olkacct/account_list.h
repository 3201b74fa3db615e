// The accounts of one source as `list` and `scan` print them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "arguments.h"
#include "olkacct/source.h"

namespace olkacct::app {

/// How much of each account is printed in JSON.
enum class Detail { summary, values };

/// Appends the selected accounts and returns how many they are. A table has its own header; CSV
/// has none, see append_list_header.
std::size_t append_accounts(std::string& out, std::string_view source, const Contents& contents,
                            const Arguments& arguments, Detail detail,
                            std::string_view table_indent = {});

/// The header line of CSV; nothing for other formats.
void append_list_header(std::string& out, Format format);

}  // namespace olkacct::app
