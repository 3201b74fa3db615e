// What the edits of services share: keeping the lists of providers, in the service section, in the
// settings of an Exchange account, in the profile's table (MS-60), and refusing second copies.
#pragma once

#include "profile/messaging/service_tree.h"

namespace olkacct::profile {

/// The list that names providers of this PR_RESOURCE_TYPE; that of stores for any other.
std::u16string_view list_of(std::uint32_t resource_type);

/// Where the provider of a service is entered.
struct ProviderPlaces {
    registry::KeyId profile{};
    registry::KeyId service{};
    std::optional<registry::KeyId> settings;
};

Result<void> enter_provider(EditContext& context, const ProviderPlaces& places,
                            std::u16string_view list, const Uid& provider);
/// Out of every list of these places.
Result<void> leave_lists(EditContext& context, const ProviderPlaces& places, const Uid& provider);

/// The keys that exist for a service of the tree; key_not_found without its section.
Result<ProviderPlaces> places_of(EditContext& context, registry::KeyId profile,
                                 const MessageService& service);

/// already_exists for a service with SERVICE_SINGLE_COPY whose name the profile has already.
Result<void> check_single_copy(EditContext& context, registry::KeyId profile,
                               std::u16string_view name, std::uint32_t flags);

/// key_not_found.
Error no_such_service(const EditContext& context);

}  // namespace olkacct::profile
