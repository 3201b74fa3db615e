// Whose key a key line names: the root keys of Windows, their short names, and the users below
// HKEY_USERS.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace olkacct::registry {

struct KeyLocation {
    enum class Kind : std::uint8_t {
        user,         ///< below the root of a user who can have profiles
        machine,      ///< below a root that belongs to no such user
        unknown_root  ///< no root key of Windows
    };
    Kind kind{};
    /// The root key; below HKEY_USERS the user's SID; empty for a path that begins with `\`.
    std::u16string_view owner;
    /// Below the owner, without a `\` at the end. A view into the line.
    std::u16string_view path;
};

/// HKEY_CURRENT_USER, HKEY_USERS\SID and a path that begins with `\` (exports of a bare hive) are a
/// user's. No user who can have profiles: .DEFAULT, the service accounts S-1-5-18 to S-1-5-20, and
/// the _Classes halves.
KeyLocation locate_key(std::u16string_view written);

}  // namespace olkacct::registry
