// Giving a profile another name: everything in it stays, only what holds the name changes.
#include <string>

#include "base/upcase.h"
#include "olkacct/edits.h"
#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/edit/profile_place.h"
#include "profile/edit/sections.h"
#include "registry/copy_tree.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

// A registry has no renaming that every store offers, so the profile is copied and the old one
// goes.
Result<void> move_tree(EditContext& context, const FoundRoot& root, KeyId from,
                       std::u16string_view name, const registry::CopyOptions& options) {
    registry::WriteTransaction& transaction = context.transaction();
    const auto target = transaction.create_key(root.profiles, name);
    if (!target) {
        return tl::unexpected(target.error());
    }
    const auto copied = registry::copy_tree(transaction, from, transaction, *target, options);
    return copied ? transaction.delete_key(from) : tl::unexpected(copied.error());
}

Result<void> rename(EditContext& context, const ProfilePlace& place, const std::u16string& name) {
    const registry::CopyOptions as_it_is{.same_secrets = true};
    const registry::CopyOptions renamed{
        .same_secrets = true, .convert = [&name](std::u16string_view path, RegistryValue& value) {
            if (base::same_name(path, fixed_section::name) &&
                base::same_name(value.name, section_property::profile_name)) {
                value.data = encode_text(name);
            }
            return true;
        }};
    if (!base::same_name(place.name, name)) {
        return move_tree(context, place.root, place.key, name, renamed);
    }
    // Only the case changes: to a store it is the same key.
    const auto detour = new_uid(context, place.root.profiles);
    if (!detour) {
        return tl::unexpected(detour.error());
    }
    const std::u16string between = key_name(*detour);
    return move_tree(context, place.root, place.key, between, as_it_is).and_then([&] {
        const auto key = context.transaction().find(place.root.profiles, between);
        if (!key) {
            return Result<void>(tl::unexpected(key.error()));
        }
        return move_tree(context, place.root, **key, name, renamed);
    });
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit rename_profile(ProfileRef profile, std::u16string name) {
    return [profile = std::move(profile),
            name = std::move(name)](profile::EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), profile, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        if (place->name == name) {
            return {};
        }
        const auto allowed =
            base::same_name(place->name, name)
                ? profile::check_profile_name(name)
                : profile::make_place(context, place->root.root, name).map([](const auto&) {});
        if (!allowed) {
            return allowed;
        }
        auto done = profile::rename(context, *place, name);
        return done && place->is_default() ? profile::set_default(context, place->root.root, name)
                                           : done;
    };
}

}  // namespace olkacct::edits
