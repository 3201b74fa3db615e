// Following the lists from the profile's table to services and providers.
#include "profile/messaging/service_tree.h"

#include <algorithm>
#include <set>

#include "profile/edit/fixed_sections.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

std::vector<Uid> uids_of(const SectionProperties& properties, std::uint32_t tag) {
    const SectionProperty* list = find_property(properties, tag);
    return list == nullptr || list->tag != tag ? std::vector<Uid>()
                                               : unpack_uids(list->elements.front());
}

std::optional<Uid> uid_of(const SectionProperties& properties, std::uint32_t tag) {
    const auto uids = uids_of(properties, tag);
    return uids.empty() ? std::nullopt : std::optional(uids.front());
}

using MaybeProperties = std::optional<SectionProperties>;

// nullopt without such a section.
Result<MaybeProperties> read_section_named(ReadTransaction& transaction, KeyId profile,
                                           std::u16string_view name) {
    const auto key = transaction.find(profile, name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return MaybeProperties();
    }
    auto properties = read_properties(transaction, **key);
    return properties ? Result<MaybeProperties>(std::move(*properties))
                      : tl::unexpected(properties.error());
}

Result<void> add_providers(ReadTransaction& transaction, KeyId profile, MessageService& service) {
    for (const ProviderList& list : provider_lists) {
        for (const Uid& uid : uids_of(service.properties, list.tag)) {
            if (std::ranges::find(service.providers, uid, &Provider::uid) !=
                service.providers.end()) {
                continue;
            }
            auto properties = read_section_named(transaction, profile, key_name(uid));
            if (!properties) {
                return tl::unexpected(properties.error());
            }
            if (!*properties) {
                continue;
            }
            Provider provider{uid, service.uid, list.resource_type, std::move(**properties)};
            if (const auto* own = find_property(provider.properties, tags::resource_type)) {
                provider.resource_type = number_of(*own).value_or(list.resource_type);
            }
            service.providers.push_back(std::move(provider));
        }
    }
    return {};
}

Result<void> add_service(ReadTransaction& transaction, KeyId profile, const Uid& uid,
                         ServiceTree& tree) {
    auto properties = read_section_named(transaction, profile, key_name(uid));
    if (!properties || !*properties) {
        return properties.map([](const auto&) {});
    }
    MessageService service{uid, {}, std::move(**properties), {}, {}, {}};
    if (const auto* name = find_property(service.properties, tags::service_name)) {
        service.name = text_of(*name);
    }
    service.extra_sections = uids_of(service.properties, tags::service_extra_uids);
    service.settings = uid_of(service.properties, tags::emsmdb_section_uid);
    auto done = add_providers(transaction, profile, service);
    if (done) {
        tree.services.push_back(std::move(service));
    }
    return done;
}

}  // namespace

const SectionProperty* find_property(const SectionProperties& properties, std::uint32_t tag) {
    const auto found = std::ranges::find_if(properties, [tag](const SectionProperty& property) {
        return property_id(property.tag) == property_id(tag);
    });
    return found == properties.end() ? nullptr : &*found;
}

std::vector<Uid> unpack_uids(std::span<const std::byte> packed) {
    std::vector<Uid> uids;
    std::set<Uid> known;
    for (std::size_t at = 0; at + uid_size <= packed.size() && uids.size() < max_section_links;
         at += uid_size) {
        Uid uid;
        std::ranges::copy(packed.subspan(at, uid_size), uid.begin());
        if (known.insert(uid).second) {
            uids.push_back(uid);
        }
    }
    return uids;
}

Result<SectionProperties> read_properties(ReadTransaction& transaction, KeyId section) {
    const auto values = transaction.values(section);
    if (!values) {
        return tl::unexpected(values.error());
    }
    SectionProperties properties;
    std::set<std::uint16_t> known;
    for (const RegistryValue& value : *values) {
        auto property = decode_property(value);
        if (property && !property->elements.empty() &&
            known.insert(property_id(property->tag)).second) {
            properties.push_back(std::move(*property));
        }
    }
    return properties;
}

Result<ServiceTree> read_service_tree(ReadTransaction& transaction, KeyId profile) {
    ServiceTree tree;
    const auto table = read_section_named(transaction, profile, service_table_name);
    if (!table) {
        return tl::unexpected(table.error());
    }
    if (*table) {
        tree.transports = uids_of(**table, tags::transport_providers);
        for (const Uid& uid : uids_of(**table, tags::services)) {
            if (auto done = add_service(transaction, profile, uid, tree); !done) {
                return tl::unexpected(done.error());
            }
        }
    }
    const auto client = read_section_named(transaction, profile, fixed_section::client);
    if (!client) {
        return tl::unexpected(client.error());
    }
    if (*client) {
        tree.legacy_settings = uid_of(**client, tags::emsmdb_section_uid);
    }
    return tree;
}

const MessageService* ServiceTree::find_service(std::span<const std::byte> uid) const {
    const auto found = std::ranges::find_if(services, [uid](const MessageService& service) {
        return std::ranges::equal(service.uid, uid);
    });
    return found == services.end() ? nullptr : &*found;
}

const Provider* ServiceTree::find_provider(std::span<const std::byte> uid) const {
    for (const MessageService& service : services) {
        const auto found = std::ranges::find_if(service.providers, [uid](const Provider& provider) {
            return std::ranges::equal(provider.uid, uid);
        });
        if (found != service.providers.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::vector<const Provider*> ServiceTree::providers() const {
    std::vector<const Provider*> all;
    std::vector<const Provider*> by_order;
    for (const MessageService& service : services) {
        for (const Provider& provider : service.providers) {
            all.push_back(&provider);
            if (provider.resource_type == resource_type::transport) {
                by_order.push_back(&provider);
            }
        }
    }
    const auto place = [this](const Provider* provider) {
        return std::ranges::find(transports, provider->uid) - transports.begin();
    };
    std::ranges::stable_sort(by_order, {}, place);
    auto next = by_order.begin();
    for (const Provider*& provider : all) {
        if (provider->resource_type == resource_type::transport) {
            provider = *next++;
        }
    }
    return all;
}

const MessageService* ServiceTree::legacy() const {
    const MessageService* first = nullptr;
    for (const MessageService& service : services) {
        if (!service.is_exchange()) {
            continue;
        }
        if (legacy_settings && service.settings == legacy_settings) {
            return &service;
        }
        first = first == nullptr ? &service : first;
    }
    return first;
}

}  // namespace olkacct::profile
