// The kinds of registry export, told by their first bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace olkacct::registry {

enum class Dialect : std::uint8_t {
    regedit4,  ///< "REGEDIT4": strings inside hex() are ANSI
    regedit5,  ///< "Windows Registry Editor Version 5.00"
    wine,      ///< "WINE REGISTRY Version 2": the files in a Wine prefix, as user.reg
};

enum class Encoding : std::uint8_t {
    windows_1252,
    utf8,  ///< a byte that fits into no sequence is taken as Windows-1252
    utf16le,
};

struct Format {
    Dialect dialect{};
    Encoding encoding{};
    std::size_t mark_bytes = 0;  ///< length of the byte order mark

    bool operator==(const Format&) const = default;
};

/// How many first bytes of a file decide its format.
inline constexpr std::size_t format_head_bytes = 128;

/// nullopt when the bytes do not begin a registry export that we read.
///
/// A byte order mark decides the encoding. Without one: UTF-16LE shows by its zero bytes; REGEDIT4
/// is Windows-1252, since nothing in the file names its code page; version 5 is UTF-8 with a fall
/// back for single bytes, since Windows itself takes such a file as ANSI; Wine writes ASCII.
std::optional<Format> recognise(std::span<const std::byte> head);

}  // namespace olkacct::registry
