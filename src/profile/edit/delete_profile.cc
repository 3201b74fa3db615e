// Deleting a profile, and choosing the one that Outlook opens. Sheet section 1.
#include "olkacct/edits.h"
#include "profile/edit/profile_place.h"

namespace olkacct::profile {
namespace {

// The default goes to the first profile left, or nowhere. `root` is as it was before the deletion.
Result<void> pass_default_on(EditContext& context, const FoundRoot& root) {
    registry::WriteTransaction& transaction = context.transaction();
    const auto left = transaction.subkeys(root.profiles);
    if (!left) {
        return tl::unexpected(left.error());
    }
    if (!left->empty()) {
        return set_default(context, root.root, left->front().name);
    }
    const auto key =
        registry::find_path(transaction, transaction.root(), default_profile_path(root.root));
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    return transaction.delete_value(**key, default_profile_name);
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit delete_profile(ProfileRef profile) {
    return [profile = std::move(profile)](profile::EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), profile, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        auto done = context.transaction().delete_key(place->key);
        return done && place->is_default() ? profile::pass_default_on(context, place->root) : done;
    };
}

Edit set_default_profile(ProfileRef profile) {
    return [profile = std::move(profile)](profile::EditContext& context) -> Result<void> {
        return profile::find_profile(context.transaction(), profile, context.store().name())
            .and_then([&](const profile::ProfilePlace& place) {
                return profile::set_default(context, place.root.root, place.name);
            });
    };
}

}  // namespace olkacct::edits
