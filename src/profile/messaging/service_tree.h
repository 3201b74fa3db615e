// The services and providers of a profile as MAPI's table of them and their sections say. Sheet
// sections 11.3 and 11.4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profile/edit/sections.h"
#include "profile/section_property.h"

namespace olkacct::profile {

using SectionProperties = std::vector<SectionProperty>;

/// nullptr when there is none with the identifier.
const SectionProperty* find_property(const SectionProperties& properties, std::uint32_t tag);

struct Provider {
    Uid uid{};
    Uid service{};
    std::uint32_t resource_type = 0;  ///< its own, or that of the list that names it
    SectionProperties properties;
};

struct MessageService {
    Uid uid{};
    std::u16string name;  ///< PR_SERVICE_NAME
    SectionProperties properties;
    std::vector<Provider> providers;  ///< stores, address books, transports
    std::vector<Uid> extra_sections;  ///< PR_SERVICE_EXTRA_UIDS
    std::optional<Uid> settings;      ///< PR_EMSMDB_SECTION_UID

    [[nodiscard]] bool is_exchange() const { return name == u"MSEMS"; }
};

struct ServiceTree {
    /// In profile order. Names without a section and repeated ones are left out.
    std::vector<MessageService> services;
    /// PR_TRANSPORT_PROVIDERS of the table: the order in which transports are tried.
    std::vector<Uid> transports;

    [[nodiscard]] const MessageService* find_service(std::span<const std::byte> uid) const;
    [[nodiscard]] const Provider* find_provider(std::span<const std::byte> uid) const;
    /// All providers in profile order, transports among them in their own.
    [[nodiscard]] std::vector<const Provider*> providers() const;
    /// The Exchange service that the single account of old means (MP-Wks-3): the one that the
    /// Outlook section names, else the first. nullptr without Exchange.
    [[nodiscard]] const MessageService* legacy() const;

    /// PR_EMSMDB_SECTION_UID of the Outlook section.
    std::optional<Uid> legacy_settings;
};

Result<ServiceTree> read_service_tree(registry::ReadTransaction& transaction,
                                      registry::KeyId profile);

/// Whole MAPIUIDs, each once, at most as many as a profile may have.
std::vector<Uid> unpack_uids(std::span<const std::byte> packed);

/// The stored properties of a section, in stored order: none that is secured, each identifier once,
/// no multi-value without values.
Result<SectionProperties> read_properties(registry::ReadTransaction& transaction,
                                          registry::KeyId section);

}  // namespace olkacct::profile
