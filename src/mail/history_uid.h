// How a POP3 UID stands in a download history: letters and digits as they are, all else as $xx.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace olkacct::mail {

/// What a POP3 server may give (RFC 1939) and a history may hold (S-69), in bytes.
inline constexpr std::size_t max_uid_size = 70;

/// Appends the encoded form; hexadecimal digits are lower case.
void append_encoded_uid(std::string& out, std::string_view uid);

/// Takes digits of both cases, and characters that should have been encoded as themselves; nullopt
/// for a `$` without two hexadecimal digits.
std::optional<std::string> decode_uid(std::string_view encoded);

}  // namespace olkacct::mail
