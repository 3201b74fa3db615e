// Opening profiles for an edit, and what happens at its end.
#include "profile/edit/edit_context.h"

#include <algorithm>

#include "base/filetime.h"
#include "base/random.h"
#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/counters.h"
#include "profile/edit/find_profile.h"
#include "profile/key_names.h"
#include "profile/profile_reader.h"

namespace olkacct::profile {

EditWorld system_world() { return {.random = base::fill_random, .now = base::filetime_now}; }

Result<EditedProfile> EditContext::open(const ProfileRef& profile) {
    const auto place = find_profile(transaction_, profile, store_.name());
    if (!place) {
        return tl::unexpected(place.error());
    }
    auto contents = read_profiles(transaction_, {.profile = place->name});
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    if (!contents->warnings.empty()) {
        const Warning& first = contents->warnings.front();
        return fail(ErrorCode::hive_damaged,
                    "what cannot be read whole is not edited: " + first.what, first.where);
    }
    const auto chosen = std::ranges::find(contents->profiles, place->root.root, &Profile::root);
    if (chosen == contents->profiles.end()) {
        return fail(ErrorCode::profile_not_found, "the profile is no longer there", store_.name());
    }
    const auto accounts = transaction_.create_key(place->key, accounts_key_name);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    return EditedProfile{std::move(*chosen), place->key, *accounts};
}

Result<EditedProfile> EditContext::open_kept(const ProfileRef& profile) {
    auto kept = std::exchange(kept_, std::nullopt);
    if (kept) {
        const auto place = find_profile(transaction_, profile, store_.name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        if (place->key == kept->key) {
            return std::move(*kept);
        }
    }
    return open(profile);
}

void EditContext::changed(const std::u16string& profile_path) {
    if (std::ranges::none_of(changed_, [&profile_path](const std::u16string& known) {
            return base::same_name(known, profile_path);
        })) {
        changed_.push_back(profile_path);
    }
}

Result<void> EditContext::finish() {
    for (const std::u16string& path : changed_) {
        const auto accounts = find_accounts_key(transaction_, path);
        if (!accounts) {
            return tl::unexpected(accounts.error());
        }
        if (*accounts) {
            if (auto done = raise_last_change(transaction_, **accounts); !done) {
                return done;
            }
        }
    }
    changed_.clear();
    return {};
}

Result<const Account*> find_account(const EditContext& context, const EditedProfile& profile,
                                    std::uint32_t id) {
    const Account* account = profile.content.find_account(id);
    if (account == nullptr) {
        return fail(ErrorCode::account_not_found, "there is no account " + std::to_string(id),
                    context.store().name() + ": " + to_display(profile.content.path));
    }
    return account;
}

Result<registry::KeyId> find_account_key(EditContext& context, const EditedProfile& profile,
                                         std::uint32_t id) {
    const auto key = context.transaction().find(profile.accounts, account_key_name(id));
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(ErrorCode::account_not_found, "the account has no key",
                    context.store().name() + ": " + to_display(profile.content.path));
    }
    return **key;
}

}  // namespace olkacct::profile
