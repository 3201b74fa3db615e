// The properties of an account: the one property table, and reading by it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "olkacct/profile.h"

namespace olkacct {

/// The low half of a property tag.
namespace property_type {
inline constexpr std::uint16_t unknown = 0x0000;  ///< of identifiers whose type nobody has seen
inline constexpr std::uint16_t long_integer = 0x0003;
inline constexpr std::uint16_t unicode = 0x001F;
inline constexpr std::uint16_t binary = 0x0102;
inline constexpr std::uint16_t secure_flag = 0x8000;
}  // namespace property_type

/// What IOlkAccount::SetProp may do (specification 12.1, 12.2).
enum class PropertyAccess : std::uint8_t { read_only, read_write };

/// Where a property's value comes from.
enum class PropertySource : std::uint8_t { stored, default_value, computed, service_section };

/// What a property's value names or sets on the network: what replacing follows. The high byte of
/// the identifier tells the side: 1 incoming, 2 outgoing.
enum class PropertyRole : std::uint8_t {
    none,
    name,               ///< free text, often the mail address
    address,            ///< a mail address
    user_name,          ///< at a server; often the mail address
    server,             ///< a host, or an URL with one
    port,               ///< of that server
    ssl,                ///< not 0: SSL from the start
    secure_connection,  ///< 0 none, 1 SSL, 2 TLS, 3 automatic
};

/// The bit of PropertyInfo::types.
constexpr std::uint8_t type_bit(AccountType type) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
}

/// What our own editing may write: of numbers the value, of strings the length in UTF-16 units, of
/// binaries the size in bytes.
struct AllowedRange {
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    bool operator==(const AllowedRange&) const = default;
};

/// One row of the property table.
struct PropertyInfo {
    std::uint32_t tag;
    std::string_view name;  ///< Microsoft's: PROP_ACCT_NAME
    PropertyAccess access;
    bool editable;       ///< may our own editing write it
    bool secret;         ///< the value is never shown, only its presence and size
    std::uint8_t types;  ///< bit per AccountType: the types that can have it (S-62)
    bool mail_only;      ///< MAPI accounts other than Exchange: only when they are mail accounts
    /// The registry value, with `*` where the account's protocol (POP3, IMAP, HTTP, EAS) stands;
    /// empty when it is computed or its value name is not known.
    std::u16string_view registry_value;
    PropertySource source;
    PropertyRole role;
    /// Meant when the registry value is absent.
    std::optional<std::uint32_t> default_pop3;
    std::optional<std::uint32_t> default_imap;
    /// nullopt: all that the type and its limits allow.
    std::optional<AllowedRange> allowed;
    /// One line for the documentation table.
    std::string_view meaning;
};

/// All rows, ascending by tag.
std::span<const PropertyInfo> property_table();

/// nullptr for a tag that is in no row. Constant time, no allocation.
const PropertyInfo* find_property(std::uint32_t tag);

/// True when some row has this identifier (high half of the tag), with any type.
bool is_known_property_id(std::uint16_t id);

/// The key of the property in JSON: the name in lower case without PROP_ and ACCT_; FLAVOR is
/// `mapi_service_name`.
std::string property_key(const PropertyInfo& info);

/// Stands for a secret: that it is there, and its stored size.
struct SecretPresence {
    std::size_t bytes = 0;
    bool operator==(const SecretPresence&) const = default;
};

using PropertyValue =
    std::variant<std::uint32_t, std::u16string, std::vector<std::byte>, SecretPresence>;

struct Property {
    const PropertyInfo* info = nullptr;
    PropertyValue value;
    PropertySource source = PropertySource::stored;
    /// The stored value it was read from; nullptr when computed or default. Points into the
    /// Account.
    const RegistryValue* stored = nullptr;
};

/// nullopt when the tag is unknown or this account has no such property. Lenient about stored
/// types (sheet section 15, 7): strings in REG_BINARY or REG_SZ, numbers in REG_DWORD or four or
/// more bytes of REG_BINARY.
std::optional<Property> get_property(const Profile& profile, const Account& account,
                                     std::uint32_t tag);

/// Every property the account has, ascending by tag.
std::vector<Property> get_properties(const Profile& profile, const Account& account);

/// A stored string in either form (sheet section 6): one trailing NUL is stripped if there, an odd
/// last byte is ignored, the text is cut at no inner NUL.
std::u16string decode_string(const RegistryValue& value);

/// nullopt when the value holds no number.
std::optional<std::uint32_t> decode_number(const RegistryValue& value);

/// True for values that hold secrets by their name: `... Password` of accounts, secured section
/// values (a leading `S` and eight hex digits, or an identifier of the secure range 67f0 to 67ff)
/// and the passwords of data files (identifiers 6703 and 6704).
bool is_secret_value(std::u16string_view name);

}  // namespace olkacct
