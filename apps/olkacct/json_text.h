// Writes JSON text to the end of a string. Written for speed: scan prints every value of thousands
// of sources. A general library is no help here, because it refuses the lone surrogates that a
// registry may hold; they are written as \uD800 escapes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace olkacct::app {

/// A JSON string, with its quotes. Control characters (C0, DEL, C1) are escaped.
void append_json(std::string& out, std::u16string_view text);
/// From UTF-8; bytes that are none become U+FFFD.
void append_json(std::string& out, std::string_view utf8);

void append_number(std::string& out, std::uint64_t number);

/// A JSON string from UTF-16LE bytes: one trailing NUL and an odd last byte are left out.
void append_json_utf16le(std::string& out, std::span<const std::byte> bytes);

/// Lower-case hexadecimal, without quotes.
void append_hex(std::string& out, std::span<const std::byte> bytes);
std::string hex_text(std::span<const std::byte> bytes);

/// What stands for a secret in every format: `{"present": true, "bytes": N}`.
void append_secret(std::string& out, std::size_t bytes);

}  // namespace olkacct::app
