// Taking services and providers out of a profile with their sections. Specification MP-SAd-8.
#include <algorithm>

#include "profile/edit/delete_service.h"
#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/messaging/provider_lists.h"
#include "profile/messaging/service_edits.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

Result<void> delete_section(EditContext& context, KeyId profile, const Uid& uid) {
    const auto key = find_section(context, profile, uid);
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    return context.transaction().delete_key(**key);
}

// The sections that go with the service: not those that another service leads to, nor any that
// every profile has.
std::vector<Uid> own_sections(const ServiceTree& tree, const MessageService& service) {
    std::vector<Uid> own = {service.uid};
    for (const Provider& provider : service.providers) {
        own.push_back(provider.uid);
    }
    own.insert(own.end(), service.extra_sections.begin(), service.extra_sections.end());
    if (service.settings) {
        own.push_back(*service.settings);
    }
    std::erase_if(own, [&](const Uid& uid) {
        const bool is_shared = std::ranges::any_of(tree.services, [&](const MessageService& other) {
            return other.uid != service.uid &&
                   (other.settings == uid ||
                    std::ranges::find(other.extra_sections, uid) != other.extra_sections.end() ||
                    std::ranges::find(other.providers, uid, &Provider::uid) !=
                        other.providers.end());
        });
        return is_shared || is_fixed_section(key_name(uid));
    });
    return own;
}

// What the Outlook section names when this service is gone.
Result<void> pass_legacy_on(EditContext& context, KeyId profile, const ServiceTree& tree,
                            const MessageService& service) {
    const auto client = context.transaction().find(profile, fixed_section::client);
    if (!client || !*client || !service.settings || tree.legacy_settings != service.settings) {
        return client.map([](const auto&) {});
    }
    const auto next = std::ranges::find_if(tree.services, [&](const MessageService& other) {
        return other.is_exchange() && other.uid != service.uid && other.settings;
    });
    const auto name = section_value_name(tags::emsmdb_section_uid);
    return next == tree.services.end()
               ? context.transaction().delete_value(**client, name)
               : context.transaction().set_value(**client, binary_value(name, *next->settings));
}

}  // namespace

Result<void> remove_service(EditContext& context, KeyId profile, const Uid& service) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* found = tree->find_service(service);
    if (found == nullptr) {
        return tl::unexpected(no_such_service(context));
    }
    auto done = pass_legacy_on(context, profile, *tree, *found).and_then([&] {
        return delete_service(context, profile, service);
    });
    for (const Uid& uid : own_sections(*tree, *found)) {
        if (done) {
            done = delete_section(context, profile, uid);
        }
    }
    return done;
}

Result<void> remove_provider(EditContext& context, KeyId profile, const Uid& service,
                             const Uid& provider) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* owner = tree->find_service(service);
    if (owner == nullptr ||
        std::ranges::find(owner->providers, provider, &Provider::uid) == owner->providers.end()) {
        return tl::unexpected(no_such_service(context));
    }
    return places_of(context, profile, *owner)
        .and_then(
            [&](const ProviderPlaces& places) { return leave_lists(context, places, provider); })
        .and_then([&] { return delete_section(context, profile, provider); });
}

}  // namespace olkacct::profile
