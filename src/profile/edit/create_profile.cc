// Making an empty profile: the sections that every profile has, and an accounts key without
// accounts. Sheet sections 2 and 3.
#include "olkacct/edits.h"
#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/edit/orders.h"
#include "profile/edit/profile_place.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

// Only values that a source explains: the others are Outlook's to make.
std::vector<RegistryValue> first_values(EditContext& context, std::u16string_view section,
                                        std::u16string_view name) {
    std::vector<RegistryValue> values;
    if (section == fixed_section::name) {
        values.push_back(binary_value(section_property::profile_name, encode_text(name)));
    } else if (section == fixed_section::instance) {
        Uid key{};
        context.world().random(key);
        values.push_back(binary_value(section_property::search_key, key));
    }
    return values;
}

// In the order in which Outlook writes them. The counter becomes 1 when the edit ends.
std::vector<RegistryValue> accounts_values(ProfileRoot root) {
    constexpr std::size_t counter_size = 8;
    std::vector<RegistryValue> values = {
        binary_value(order_list_name(Category::mail), {}),
        binary_value(last_change_name, std::vector<std::byte>(counter_size)),
        binary_value(order_list_name(Category::address_book), {}),
        binary_value(order_list_name(Category::store), {}),
        number_value(next_id_name, 1),
    };
    if (const auto version = version_of(root)) {
        values.push_back(number_value(version_name, *version));
    }
    return values;
}

Result<void> fill(EditContext& context, KeyId profile, std::u16string_view name, ProfileRoot root) {
    for (const std::u16string_view section : sections_of_every_profile) {
        const auto key = context.transaction().create_key(profile, section);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (auto done = set_values(context, *key, first_values(context, section, name)); !done) {
            return done;
        }
    }
    const auto accounts = context.transaction().create_key(profile, accounts_key_name);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    return set_values(context, *accounts, accounts_values(root));
}

Result<ProfileRoot> newest_root(EditContext& context) {
    ReadContext reading(context.transaction());
    return find_roots(reading).map([](const std::vector<FoundRoot>& roots) {
        return roots.empty() ? ProfileRoot::office_16 : roots.front().root;
    });
}

}  // namespace

Result<NewProfile> make_profile(EditContext& context, const ProfileRef& profile) {
    const auto root = profile.root ? Result<ProfileRoot>(*profile.root) : newest_root(context);
    if (!root) {
        return tl::unexpected(root.error());
    }
    const auto place = make_place(context, *root, profile.name);
    if (!place) {
        return tl::unexpected(place.error());
    }
    const auto key = context.transaction().create_key(place->profiles, profile.name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    context.changed(place->path);
    return fill(context, *key, profile.name, *root).map([&] {
        return NewProfile{*key, *root, place->is_first};
    });
}

}  // namespace olkacct::profile

namespace olkacct::edits {

Edit create_profile(ProfileRef profile) {
    return [profile = std::move(profile)](profile::EditContext& context) -> Result<void> {
        const auto made = profile::make_profile(context, profile);
        if (!made) {
            return tl::unexpected(made.error());
        }
        return made->is_first ? profile::set_default(context, made->root, profile.name)
                              : Result<void>();
    };
}

}  // namespace olkacct::edits
