// The edits of message services and providers. Specification 14. Each works in one transaction on
// the profile whose key is given; profile_not_found and key_not_found say that there is no such
// service or provider.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "profile/messaging/service_template.h"

namespace olkacct::profile {

/// Makes the sections of the service, its providers and extra sections, and enters them in the
/// lists. Exchange also gets its settings section. `display_name` counts unless the template sets
/// one. already_exists for a second service of which there may be one (MS-55).
Result<Uid> create_service(EditContext& context, registry::KeyId profile,
                           const ServiceTemplate& service,
                           const std::optional<std::u16string>& display_name);

/// Takes it out of all lists with its providers and deletes their sections, its extra sections and
/// its settings. The next Exchange service becomes the legacy one (MS-42).
Result<void> remove_service(EditContext& context, registry::KeyId profile, const Uid& service);

/// Sections of a service as they are stored, to be copied.
struct CopiedSection {
    Uid uid{};
    std::vector<RegistryValue> values;
};
struct CopiedService {
    std::u16string name;
    std::uint32_t flags = 0;
    std::vector<CopiedSection> sections;                 ///< the service's own first
    std::vector<CopiedSection> extra_sections;           ///< keep their names where these are free
    std::vector<std::pair<std::u16string, Uid>> listed;  ///< list of the table, member
};
Result<CopiedService> copy_of_service(registry::ReadTransaction& transaction,
                                      registry::KeyId profile, const Uid& service);
/// Adds it under new MAPIUIDs, every mention of the old ones changed. already_exists as above.
Result<Uid> paste_service(EditContext& context, registry::KeyId profile,
                          const CopiedService& copied);

/// A provider of the service from a template, with `properties` over it. Its type, by which it is
/// listed, is its PR_RESOURCE_TYPE, else that of stores.
Result<Uid> create_provider(EditContext& context, registry::KeyId profile, const Uid& service,
                            const SectionProperties& from, const SectionProperties& properties);
Result<void> remove_provider(EditContext& context, registry::KeyId profile, const Uid& service,
                             const Uid& provider);

/// Writes the properties where the service keeps its settings (MS-57). false when it has no entry
/// point that could.
Result<bool> configure_service(EditContext& context, registry::KeyId profile, const Uid& service,
                               std::span<const SectionProperty> properties);

enum class IdentityOutcome : std::uint8_t { done, not_allowed };
/// nullopt clears. A provider stands for its service (MC-18).
Result<IdentityOutcome> set_primary_identity(EditContext& context, registry::KeyId profile,
                                             const std::optional<Uid>& service);

enum class OrderOutcome : std::uint8_t { done, other_count };
/// Transports, or services with one transport each (MC-17).
Result<OrderOutcome> set_transport_order(EditContext& context, registry::KeyId profile,
                                         std::span<const Uid> order);

}  // namespace olkacct::profile
