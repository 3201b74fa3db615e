// Profiles over the edits that the account editor has.
#include "profile/messaging/profile_edits.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/fixed_sections.h"
#include "profile/edit/profile_place.h"
#include "profile/messaging/service_edits.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

// DefaultProfile of a root; nothing to do without one.
Result<void> clear_default(EditContext& context, ProfileRoot root) {
    registry::WriteTransaction& transaction = context.transaction();
    const auto key =
        registry::find_path(transaction, transaction.root(), default_profile_path(root));
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    const auto there = transaction.value(**key, default_profile_name);
    if (!there || !*there) {
        return there.map([](const auto&) {});
    }
    return transaction.delete_value(**key, default_profile_name);
}

// Of all roots newer than this one, or of all: what would hide another default.
Result<void> clear_newer_defaults(EditContext& context, std::optional<ProfileRoot> than) {
    ReadContext reading(context.transaction());
    const auto roots = find_roots(reading);
    if (!roots) {
        return tl::unexpected(roots.error());
    }
    for (const FoundRoot& root : *roots) {
        if (root.root == than) {
            break;
        }
        if (auto done = clear_default(context, root.root); !done) {
            return done;
        }
    }
    return {};
}

Result<void> check_name_is_free(EditContext& context, const std::u16string& name) {
    if (auto allowed = check_profile_name(name); !allowed) {
        return allowed;
    }
    ReadContext reading(context.transaction());
    const auto taken = list_profiles(reading, {.name = name});
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    return taken->empty() ? Result<void>()
                          : fail(ErrorCode::already_exists,
                                 "there is a profile " + to_display(name) + " already",
                                 context.store().name());
}

}  // namespace

Result<std::vector<ListedProfile>> list_profiles(registry::ReadTransaction& transaction) {
    ReadContext reading(transaction);
    auto places = list_profiles(reading, {});
    if (!places) {
        return tl::unexpected(places.error());
    }
    if (places->empty() && reading.first_damage()) {
        return tl::unexpected(*reading.first_damage());
    }
    std::vector<ListedProfile> listed;
    bool has_default = false;
    for (ProfilePlace& place : *places) {
        const bool known = std::ranges::any_of(listed, [&place](const ListedProfile& other) {
            return base::same_name(other.place.name, place.name);
        });
        if (known) {
            continue;
        }
        const bool is_default = !has_default && place.is_default();
        has_default = has_default || is_default;
        listed.push_back({std::move(place), is_default});
    }
    return listed;
}

}  // namespace olkacct::profile

namespace olkacct::edits {

using profile::EditContext;

Edit create_mapi_profile(std::u16string name, std::vector<profile::ServiceTemplate> services) {
    return [name = std::move(name),
            services = std::move(services)](EditContext& context) -> Result<void> {
        if (auto free = profile::check_name_is_free(context, name); !free) {
            return free;
        }
        const auto made = profile::make_profile(context, {.name = name});
        if (!made) {
            return tl::unexpected(made.error());
        }
        const auto properties =
            context.transaction().create_key(made->key, profile::fixed_section::profile_properties);
        if (!properties) {
            return tl::unexpected(properties.error());
        }
        for (const profile::ServiceTemplate& service : services) {
            const auto added = profile::create_service(context, made->key, service, std::nullopt);
            if (!added) {
                return tl::unexpected(added.error());
            }
        }
        return {};
    };
}

Edit delete_mapi_profile(ProfileRef profile) {
    return [profile = std::move(profile)](EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), profile, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        auto done = context.transaction().delete_key(place->key);
        return done && place->is_default() ? profile::clear_default(context, place->root.root)
                                           : done;
    };
}

Edit copy_mapi_profile(std::u16string from, std::u16string to) {
    return [from = std::move(from), to = std::move(to)](EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), {.name = from}, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        auto free = profile::check_name_is_free(context, to);
        return free ? copy_profile({.name = from}, {.name = to})(context) : free;
    };
}

Edit rename_mapi_profile(ProfileRef from, std::u16string to) {
    return [from = std::move(from), to = std::move(to)](EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), from, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        if (!base::same_name(place->name, to)) {
            if (auto free = profile::check_name_is_free(context, to); !free) {
                return free;
            }
        }
        return rename_profile(from, to)(context);
    };
}

Edit set_default_mapi_profile(std::optional<std::u16string> name) {
    return [name = std::move(name)](EditContext& context) -> Result<void> {
        if (!name) {
            return profile::clear_newer_defaults(context, std::nullopt);
        }
        const auto place =
            profile::find_profile(context.transaction(), {.name = *name}, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        auto done = profile::clear_newer_defaults(context, place->root.root);
        return done ? profile::set_default(context, place->root.root, place->name) : done;
    };
}

}  // namespace olkacct::edits
