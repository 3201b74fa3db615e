// From the bytes of an export to UTF-16, piece by piece.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "registry/regfile/dialect.h"

namespace olkacct::registry {

/// Appends the UTF-16 of `bytes` to `out` and returns how many bytes were taken: all of them, or up
/// to three fewer when they end inside a character and more will follow (`last` is false).
std::size_t decode(Encoding encoding, std::span<const std::byte> bytes, bool last,
                   std::u16string& out);

/// Windows-1252; the five bytes it leaves open are the control characters of the same number, as in
/// Windows.
char16_t from_windows_1252(std::byte byte);

}  // namespace olkacct::registry
