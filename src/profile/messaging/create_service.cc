// Making a service from its template. Specification 14.1 and 12.4.
#include <algorithm>

#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/messaging/provider_lists.h"
#include "profile/messaging/section_edit.h"
#include "profile/messaging/service_edits.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

struct MadeSection {
    Uid uid{};
    KeyId key{};
};

Result<MadeSection> make_new_section(EditContext& context, KeyId profile) {
    const auto uid = new_uid(context, profile);
    if (!uid) {
        return tl::unexpected(uid.error());
    }
    return make_section(context, profile, *uid).map([&uid](KeyId key) {
        return MadeSection{*uid, key};
    });
}

std::uint32_t flags_of(const SectionProperties& properties) {
    const SectionProperty* flags = find_property(properties, tags::resource_flags);
    return flags == nullptr ? 0 : number_of(*flags).value_or(0);
}

std::uint32_t type_of(const SectionProperties& properties) {
    const SectionProperty* type = find_property(properties, tags::resource_type);
    return type == nullptr ? resource_type::store : number_of(*type).value_or(resource_type::store);
}

// The settings of an Exchange account, and the names by which it is found (MS-49).
Result<MadeSection> make_settings(EditContext& context, KeyId profile, KeyId service) {
    auto settings = make_new_section(context, profile);
    if (!settings) {
        return settings;
    }
    Uid address_book;
    context.world().random(address_book);
    auto done =
        put_property(context, profile, settings->key,
                     bytes_property(tags::emsabp_user_uid, address_book))
            .and_then([&] {
                return put_property(context, profile, service,
                                    bytes_property(tags::emsmdb_section_uid, settings->uid));
            });
    return done ? settings : tl::unexpected(done.error());
}

// The first Exchange service of a profile is the legacy one (MP-Wks-3).
Result<void> become_legacy(EditContext& context, KeyId profile, const Uid& settings) {
    const auto client = context.transaction().create_key(profile, fixed_section::client);
    if (!client) {
        return tl::unexpected(client.error());
    }
    const auto name = section_value_name(tags::emsmdb_section_uid);
    const auto there = context.transaction().value(*client, name);
    if (!there) {
        return tl::unexpected(there.error());
    }
    return *there ? Result<void>()
                  : context.transaction().set_value(*client, binary_value(name, settings));
}

Result<Uid> add_provider(EditContext& context, const ProviderPlaces& places, const Uid& service,
                         const std::u16string& service_name, const std::optional<Uid>& settings,
                         const SectionProperties& properties) {
    const auto provider = make_new_section(context, places.profile);
    if (!provider) {
        return tl::unexpected(provider.error());
    }
    SectionProperties all = properties;
    all.push_back(bytes_property(tags::service_uid, service));
    if (!service_name.empty()) {
        all.push_back(text_property(tags::service_name, service_name));
    }
    if (settings) {
        all.push_back(bytes_property(tags::emsmdb_section_uid, *settings));
    }
    auto done = put_properties(context, places.profile, provider->key, all).and_then([&] {
        return enter_provider(context, places, list_of(type_of(properties)), provider->uid);
    });
    return done ? Result<Uid>(provider->uid) : tl::unexpected(done.error());
}

SectionProperties service_properties(const ServiceTemplate& service,
                                     const std::optional<std::u16string>& display_name) {
    SectionProperties all = service.properties;
    std::erase_if(all, [](const SectionProperty& property) {
        return property_id(property.tag) == property_id(tags::service_uid);
    });
    all.push_back(text_property(tags::service_name, service.name));
    if (find_property(all, tags::display_name) == nullptr) {
        all.push_back(
            text_property(tags::display_name, display_name.value_or(service.display_text)));
    }
    if (find_property(all, tags::resource_flags) == nullptr) {
        all.push_back(number_property(tags::resource_flags, 0));
    }
    if (!service.extra_sections.empty()) {
        ElementBytes packed;
        for (const ExtraSection& extra : service.extra_sections) {
            packed.insert(packed.end(), extra.uid.begin(), extra.uid.end());
        }
        all.push_back(bytes_property(tags::service_extra_uids, packed));
    }
    return all;
}

Result<void> make_extra_sections(EditContext& context, KeyId profile,
                                 const ServiceTemplate& service) {
    for (const ExtraSection& extra : service.extra_sections) {
        const auto key = make_section(context, profile, extra.uid);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (auto done = put_properties(context, profile, *key, extra.properties); !done) {
            return done;
        }
    }
    return {};
}

Result<void> fill_service(EditContext& context, KeyId profile, const ServiceTemplate& service,
                          const MadeSection& made) {
    ProviderPlaces places{profile, made.key, {}};
    std::optional<Uid> settings;
    if (service.name == u"MSEMS") {
        const auto section = make_settings(context, profile, made.key);
        if (!section) {
            return tl::unexpected(section.error());
        }
        settings = section->uid;
        places.settings = section->key;
        if (auto done = become_legacy(context, profile, section->uid); !done) {
            return done;
        }
    }
    for (const SectionProperties& provider : service.providers) {
        const auto added =
            add_provider(context, places, made.uid, service.name, settings, provider);
        if (!added) {
            return tl::unexpected(added.error());
        }
    }
    return make_extra_sections(context, profile, service);
}

}  // namespace

Result<Uid> create_service(EditContext& context, KeyId profile, const ServiceTemplate& service,
                           const std::optional<std::u16string>& display_name) {
    if (auto allowed =
            check_single_copy(context, profile, service.name, flags_of(service.properties));
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const auto made = make_new_section(context, profile);
    if (!made) {
        return tl::unexpected(made.error());
    }
    auto done =
        put_properties(context, profile, made->key, service_properties(service, display_name))
            .and_then([&] { return fill_service(context, profile, service, *made); })
            .and_then([&] { return make_service_table(context, profile); })
            .and_then([&](KeyId table) {
                return append_uid(context, table, uid_list::services, made->uid);
            });
    return done ? Result<Uid>(made->uid) : tl::unexpected(done.error());
}

Result<Uid> create_provider(EditContext& context, KeyId profile, const Uid& service,
                            const SectionProperties& from, const SectionProperties& properties) {
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const MessageService* owner = tree->find_service(service);
    if (owner == nullptr) {
        return tl::unexpected(no_such_service(context));
    }
    const auto places = places_of(context, profile, *owner);
    if (!places) {
        return tl::unexpected(places.error());
    }
    SectionProperties all = from;
    for (const SectionProperty& property : properties) {
        std::erase_if(all, [&property](const SectionProperty& other) {
            return property_id(other.tag) == property_id(property.tag);
        });
        all.push_back(property);
    }
    // From an unknown section it holds what is given and nothing more (MS-59).
    const std::u16string name = from.empty() ? std::u16string() : owner->name;
    const auto settings = from.empty() ? std::optional<Uid>() : owner->settings;
    return add_provider(context, *places, service, name, settings, all);
}

}  // namespace olkacct::profile
