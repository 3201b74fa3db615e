// The stores of a profile: which files they are, and whether one is the default. Sheet
// section 11.4.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

namespace provider_value {
inline constexpr std::u16string_view flags = u"00033009";     ///< PR_RESOURCE_FLAGS
inline constexpr std::u16string_view entry_id = u"01020fff";  ///< PR_ENTRYID
}  // namespace provider_value

/// PR_RESOURCE_FLAGS of a provider: STATUS_DEFAULT_STORE.
inline constexpr std::uint32_t default_store_flag = 2;
/// PR_RESOURCE_FLAGS of a service: SERVICE_SINGLE_COPY.
inline constexpr std::uint32_t single_copy_flag = 2;

struct StoreProviders {
    std::vector<std::vector<std::byte>> entry_ids;
    bool has_default = false;

    [[nodiscard]] bool has(std::span<const std::byte> entry_id) const;
};

/// Of the providers that the profile's table names.
Result<StoreProviders> read_store_providers(EditContext& context, registry::KeyId profile);

}  // namespace olkacct::profile
