// Changing profile sections: new ones, links between them, and the profile's table of services and
// providers. Sheet sections 2, 11.3 and 11.4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"
#include "profile/edit/edit_context.h"
#include "profile/key_names.h"
#include "profile/uid_lists.h"

namespace olkacct::profile {

using Uid = std::array<std::byte, uid_size>;

/// The name of the section's key.
std::u16string key_name(std::span<const std::byte, uid_size> uid);

/// Random, and the name of no section of the profile.
Result<Uid> new_uid(EditContext& context, registry::KeyId profile);

/// The section's key, made when it is not there.
Result<registry::KeyId> make_section(EditContext& context, registry::KeyId profile, const Uid& uid);

/// nullopt when there is none, or `uid` is not 16 bytes.
Result<std::optional<registry::KeyId>> find_section(EditContext& context, registry::KeyId profile,
                                                    std::span<const std::byte> uid);

/// Sets them in this order.
Result<void> set_values(EditContext& context, registry::KeyId key,
                        std::vector<RegistryValue> values);

/// The profile's table of services and providers, made when it is not there.
Result<registry::KeyId> make_service_table(EditContext& context, registry::KeyId profile);

/// Appends to a list of MAPIUIDs, which is made when it is not there; one that the list has
/// already is not added again.
Result<void> append_uid(EditContext& context, registry::KeyId key, std::u16string_view list,
                        const Uid& uid);

/// Takes every occurrence out; the list stays, also when nothing is left in it. Bytes after the
/// last whole MAPIUID stay.
Result<void> remove_uid(EditContext& context, registry::KeyId key, std::u16string_view list,
                        std::span<const std::byte> uid);

/// Of 64-bit Outlook 8, of 32-bit Outlook 4: how wide the offsets of the profile's multi-values
/// are; nullopt when no value tells.
Result<std::optional<std::uint8_t>> find_offset_width(registry::ReadTransaction& transaction,
                                                      registry::KeyId profile);
/// The same, 8 when no value tells.
Result<std::uint8_t> offset_width(EditContext& context, registry::KeyId profile);

}  // namespace olkacct::profile
