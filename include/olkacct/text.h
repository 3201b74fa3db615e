// UTF-16 as the registry holds it (possibly ill-formed) to and from UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace olkacct {

/// For people: a lone surrogate becomes U+FFFD. Never fails.
std::string to_utf8(std::u16string_view text);

/// For round trips: a lone surrogate becomes its three-byte form (WTF-8), which from_wtf8 takes
/// back. Never fails.
std::string to_wtf8(std::u16string_view text);

/// The inverse of to_wtf8; also takes any UTF-8. A byte that belongs to neither becomes U+FFFD.
std::u16string from_wtf8(std::string_view text);

/// For tables and messages: to_utf8 with control characters (C0, DEL, C1, bidirectional controls)
/// written as \xNN or \uNNNN, so that a name cannot move the cursor of a terminal. A backslash
/// stays one: paths are read by people; what must be told apart exactly is read as JSON.
std::string to_display(std::u16string_view text);

}  // namespace olkacct
