// Computed properties, permanent sections, secure values.
#include "profile/messaging/section_view.h"

#include <algorithm>
#include <array>

#include "profile/edit/fixed_sections.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/messaging/secure_bytes.h"
#include "profile/section_value.h"

namespace olkacct::profile {
namespace {

using registry::ReadTransaction;

constexpr std::uint32_t profile_section_type = 9;  // MAPI_PROFSECT

constexpr std::array permanent = {fixed_section::instance, fixed_section::profile_properties,
                                  fixed_section::client, fixed_section::exchange_global};

bool is_section(const Uid& uid, std::u16string_view name) {
    return base::same_name(key_name(uid), name);
}

void add_computed(const ServiceTree& tree, const std::u16string& shown_name, const Uid& uid,
                  SectionView& view) {
    view.computed.push_back(number_property(tags::object_type, profile_section_type));
    view.computed.push_back(text_property(tags::profile_name, shown_name));
    if (view.kind == SectionKind::service) {
        view.computed.push_back(bytes_property(tags::service_uid, uid));
    } else if (view.kind == SectionKind::provider) {
        view.computed.push_back(
            bytes_property(tags::service_uid, tree.find_provider(uid)->service));
        view.computed.push_back(bytes_property(tags::provider_uid, uid));
    }
    const MessageService* legacy = tree.legacy();
    if (is_section(uid, fixed_section::client) && legacy != nullptr && legacy->settings &&
        find_property(view.stored, tags::emsmdb_section_uid) == nullptr) {
        view.stored.push_back(bytes_property(tags::emsmdb_section_uid, *legacy->settings));
    }
}

}  // namespace

const SectionProperty* SectionView::find(std::uint32_t tag) const {
    const SectionProperty* found = find_property(computed, tag);
    return found != nullptr ? found : find_property(stored, tag);
}

SectionProperties SectionView::enumerated() const {
    SectionProperties all = enumerates_computed ? computed : SectionProperties();
    for (const SectionProperty& property : stored) {
        if (find_property(computed, property.tag) == nullptr) {
            all.push_back(property);
        }
    }
    return all;
}

Uid uid_of_section(std::u16string_view name) {
    const auto digit = [](char16_t unit) { return unit <= u'9' ? unit - u'0' : unit - u'a' + 10; };
    Uid uid{};
    for (std::size_t i = 0; i < uid.size() && 2 * i + 1 < name.size(); ++i) {
        uid[i] = static_cast<std::byte>(digit(name[2 * i]) << 4 | digit(name[2 * i + 1]));
    }
    return uid;
}

bool is_permanent_section(const Uid& uid) {
    return std::ranges::any_of(permanent,
                               [&uid](std::u16string_view name) { return is_section(uid, name); });
}

Uid redirected(const ServiceTree& tree, const Uid& uid) {
    const MessageService* legacy = tree.legacy();
    const bool follows = is_section(uid, fixed_section::exchange_global) && legacy != nullptr &&
                         legacy->settings.has_value();
    return follows ? *legacy->settings : uid;
}

SectionKind kind_of_section(const ServiceTree& tree, const Uid& uid) {
    if (is_section(uid, fixed_section::instance)) {
        return SectionKind::instance;
    }
    if (tree.find_service(uid) != nullptr) {
        return SectionKind::service;
    }
    return tree.find_provider(uid) != nullptr ? SectionKind::provider : SectionKind::plain;
}

Result<std::optional<SectionView>> view_section(ReadTransaction& transaction,
                                                const ProfilePlace& profile,
                                                const std::u16string& shown_name, const Uid& uid) {
    using Maybe = std::optional<SectionView>;
    const auto key = transaction.find(profile.key, key_name(uid));
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key && !is_permanent_section(uid)) {
        return Maybe();
    }
    const auto tree = read_service_tree(transaction, profile.key);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    SectionView view;
    view.kind = kind_of_section(*tree, uid);
    view.enumerates_computed = view.kind != SectionKind::instance;
    if (*key) {
        auto stored = read_properties(transaction, **key);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        view.stored = std::move(*stored);
    }
    if (view.kind == SectionKind::instance) {
        std::erase_if(view.stored, [](const SectionProperty& property) {
            return property_id(property.tag) != property_id(tags::search_key);
        });
    }
    add_computed(*tree, shown_name, uid, view);
    return Maybe(std::move(view));
}

bool is_computed(SectionKind kind, std::uint32_t tag) {
    switch (with_type(tag, 0)) {
        case with_type(tags::object_type, 0):
        case with_type(tags::profile_name, 0):
            return true;
        case with_type(tags::service_uid, 0):
            return kind == SectionKind::service || kind == SectionKind::provider;
        case with_type(tags::provider_uid, 0):
            return kind == SectionKind::provider;
        case with_type(tags::search_key, 0):
            return kind == SectionKind::instance;
        default:
            return false;
    }
}

Result<std::optional<SectionProperty>> read_secure_property(registry::Store& store,
                                                            ReadTransaction& transaction,
                                                            registry::KeyId section,
                                                            std::uint32_t tag) {
    if (!store.capabilities().secrets) {
        return fail(ErrorCode::secrets_not_supported, "this kind of source keeps no secrets",
                    store.name());
    }
    const auto values = transaction.values(section);
    if (!values) {
        return tl::unexpected(values.error());
    }
    for (const RegistryValue& value : *values) {
        const auto name = parse_section_value_name(value.name);
        if (!name || !name->secure || name->id != property_id(tag)) {
            continue;
        }
        const auto plain = store.unprotect(value.name, value.data);
        if (!plain) {
            return tl::unexpected(plain.error());
        }
        return from_secret(property_tag(name->type, name->id), *plain);
    }
    return std::optional<SectionProperty>();
}

}  // namespace olkacct::profile
