// Configuring services, the primary identity and the order of transports. Specification 14.1.
#include <algorithm>
#include <array>

#include "profile/edit/encode.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/messaging/provider_lists.h"
#include "profile/messaging/section_edit.h"
#include "profile/messaging/service_edits.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

constexpr std::array<std::u16string_view, 5> built_in = {u"MSEMS", u"MSPST MS", u"MSUPST MS",
                                                         u"CONTAB", u"EMABLT"};

bool is_data_file(const MessageService& service) {
    return service.name == u"MSPST MS" || service.name == u"MSUPST MS";
}

bool has_entry_point(const MessageService& service) {
    return std::ranges::find(built_in, service.name) != built_in.end() ||
           find_property(service.properties, tags::service_entry_name) != nullptr;
}

// Where the service keeps its settings; its own section when it has nothing else.
Uid settings_of(const MessageService& service) {
    if (service.is_exchange() && service.settings) {
        return *service.settings;
    }
    const auto store =
        std::ranges::find(service.providers, resource_type::store, &Provider::resource_type);
    if (is_data_file(service) && store != service.providers.end()) {
        return store->uid;
    }
    return service.providers.empty() ? service.uid : service.providers.front().uid;
}

Result<void> put_into(EditContext& context, KeyId profile, const Uid& section,
                      std::span<const SectionProperty> properties) {
    const auto key = make_section(context, profile, section);
    if (!key) {
        return tl::unexpected(key.error());
    }
    return put_properties(context, profile, *key, properties);
}

// Sets or clears one bit of PR_RESOURCE_FLAGS; a section that has it so already is not touched.
Result<void> put_flag(EditContext& context, KeyId profile, const Uid& section,
                      const SectionProperties& properties, std::uint32_t flag, bool set) {
    const auto* stored = find_property(properties, tags::resource_flags);
    const std::uint32_t old = stored == nullptr ? 0 : number_of(*stored).value_or(0);
    const std::uint32_t flags = set ? old | flag : old & ~flag;
    if (flags == old) {
        return {};
    }
    const auto property = number_property(tags::resource_flags, flags);
    return put_into(context, profile, section, std::span(&property, 1));
}

std::uint32_t flags_of(const MessageService& service) {
    const auto* flags = find_property(service.properties, tags::resource_flags);
    return flags == nullptr ? 0 : number_of(*flags).value_or(0);
}

Result<void> mark_primary(EditContext& context, KeyId profile, const MessageService& service,
                          bool is_primary) {
    auto done = put_flag(context, profile, service.uid, service.properties,
                         service_flags::primary_identity, is_primary);
    for (const Provider& provider : service.providers) {
        if (done) {
            done = put_flag(context, profile, provider.uid, provider.properties,
                            provider_flags::primary_identity, is_primary);
        }
    }
    return done;
}

const MessageService* service_meant(const ServiceTree& tree, const Uid& uid) {
    const Provider* provider = tree.find_provider(uid);
    return tree.find_service(provider == nullptr ? uid : provider->service);
}

// The transport that the name means; nullopt for none, or a service with several.
std::optional<Uid> transport_meant(const ServiceTree& tree, const Uid& uid) {
    const Provider* provider = tree.find_provider(uid);
    if (provider != nullptr) {
        return provider->resource_type == resource_type::transport ? std::optional(uid)
                                                                   : std::nullopt;
    }
    std::optional<Uid> only;
    if (const MessageService* service = tree.find_service(uid)) {
        for (const Provider& one : service->providers) {
            if (one.resource_type == resource_type::transport) {
                if (only) {
                    return std::nullopt;
                }
                only = one.uid;
            }
        }
    }
    return only;
}

}  // namespace

Result<bool> configure_service(EditContext& context, KeyId profile, const Uid& service,
                               std::span<const SectionProperty> properties) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* found = tree->find_service(service);
    if (found == nullptr) {
        return tl::unexpected(no_such_service(context));
    }
    if (!has_entry_point(*found)) {
        return false;
    }
    auto done = properties.empty() ? Result<void>()
                                   : put_into(context, profile, settings_of(*found), properties);
    if (done && is_data_file(*found)) {
        for (const SectionProperty& property : properties) {
            if (done && property_id(property.tag) == property_id(tags::display_name)) {
                done = put_into(context, profile, found->uid, std::span(&property, 1));
            }
        }
    }
    return done ? Result<bool>(true) : tl::unexpected(done.error());
}

Result<IdentityOutcome> set_primary_identity(EditContext& context, KeyId profile,
                                             const std::optional<Uid>& service) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* chosen = service ? service_meant(*tree, *service) : nullptr;
    if (service && chosen == nullptr) {
        return tl::unexpected(no_such_service(context));
    }
    if (chosen != nullptr && (flags_of(*chosen) & service_flags::no_primary_identity) != 0) {
        return IdentityOutcome::not_allowed;
    }
    for (const MessageService& one : tree->services) {
        if (auto done = mark_primary(context, profile, one, &one == chosen); !done) {
            return tl::unexpected(done.error());
        }
    }
    return IdentityOutcome::done;
}

Result<OrderOutcome> set_transport_order(EditContext& context, KeyId profile,
                                         std::span<const Uid> order) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    std::vector<Uid> known;
    for (const Provider* provider : tree->providers()) {
        if (provider->resource_type == resource_type::transport) {
            known.push_back(provider->uid);
        }
    }
    if (order.size() != known.size()) {
        return OrderOutcome::other_count;
    }
    ElementBytes packed;
    for (const Uid& uid : order) {
        const auto transport = transport_meant(*tree, uid);
        if (!transport || std::erase(known, *transport) == 0) {
            return tl::unexpected(no_such_service(context));
        }
        packed.insert(packed.end(), transport->begin(), transport->end());
    }
    if (packed.empty()) {
        return OrderOutcome::done;
    }
    const auto table = make_service_table(context, profile);
    if (!table) {
        return tl::unexpected(table.error());
    }
    auto done = context.transaction().set_value(*table, binary_value(uid_list::transports, packed));
    return done ? Result<OrderOutcome>(OrderOutcome::done) : tl::unexpected(done.error());
}

}  // namespace olkacct::profile
