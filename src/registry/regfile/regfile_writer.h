// Writes keys and values as regedit of Windows writes them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/key_tree.h"
#include "registry/regfile/dialect.h"

namespace olkacct::registry {

/// What regedit of Windows writes: UTF-16LE with its mark.
inline constexpr Format new_export_format{Dialect::regedit5, Encoding::utf16le, 2};

/// The first line of version 5, and the empty line below it.
std::u16string export_header();

/// `[path]`, a line for each value, an empty line; lines end with CR LF.
void append_key(std::u16string& out, std::u16string_view path,
                const std::vector<RegistryValue>& values);

/// `path` and everything below it.
void append_tree(std::u16string& out, const std::u16string& path, const KeyNode& key);

/// The tree of a user below `root_name` as an export of the lowest key that holds everything: the
/// keys above it, which hold nothing else, are only in the paths.
void append_user(std::u16string& out, const std::u16string& root_name, const KeyNode& root);

/// The bytes of a text in version 5 (UTF-16LE or UTF-8), with the format's byte order mark.
std::vector<std::byte> encode_export(const Format& format, std::u16string_view text);

}  // namespace olkacct::registry
