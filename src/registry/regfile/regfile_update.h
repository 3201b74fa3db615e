// The new text of an export whose tree was changed: every line of an unchanged key stays.
#pragma once

#include <string>
#include <string_view>

#include "registry/key_tree.h"
#include "registry/regfile/regfile_parser.h"

namespace olkacct::registry {

/// `text` is that of the export, without the byte order mark; `before` and `outline` are what the
/// parser made of it. A changed key is written anew where it stood first, a new one behind its
/// neighbour; comments stay but for those between the values of a changed key.
std::u16string update_export(std::u16string_view text, const RegfileOutline& outline,
                             const KeyNode& before, const KeyNode& after);

}  // namespace olkacct::registry
