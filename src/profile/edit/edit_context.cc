// Opening profiles for an edit, and what happens at its end.
#include "profile/edit/edit_context.h"

#include <algorithm>

#include <sys/random.h>

#include "base/filetime.h"
#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/counters.h"
#include "profile/key_names.h"
#include "profile/profile_reader.h"

namespace olkacct::profile {
namespace {

// The one that is meant; nullptr with the reason in `why`.
Profile* choose(std::vector<Profile>& profiles, const ProfileRef& wanted, std::string& why) {
    std::erase_if(profiles, [&wanted](const Profile& profile) {
        return wanted.root && profile.root != *wanted.root;
    });
    if (profiles.empty()) {
        why = wanted.name.empty() ? "there is no profile"
                                  : "there is no profile " + to_display(wanted.name);
        return nullptr;
    }
    if (!wanted.name.empty() || profiles.size() == 1) {
        return &profiles.front();
    }
    const auto chosen =
        std::ranges::find_if(profiles, [](const Profile& profile) { return profile.is_default; });
    if (chosen == profiles.end()) {
        why = "there are several profiles and none is the default: name one";
        return nullptr;
    }
    return &*chosen;
}

}  // namespace

EditWorld system_world() {
    return {.random =
                [](std::span<std::byte> out) {
                    for (std::size_t done = 0; done < out.size();) {
                        const ssize_t got = ::getrandom(out.data() + done, out.size() - done, 0);
                        done += got > 0 ? static_cast<std::size_t>(got) : 0;
                    }
                },
            .now = base::filetime_now};
}

Result<EditedProfile> EditContext::open(const ProfileRef& profile) {
    auto contents = read_profiles(transaction_, {.profile = profile.name});
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    if (!contents->warnings.empty()) {
        const Warning& first = contents->warnings.front();
        return fail(ErrorCode::hive_damaged,
                    "what cannot be read whole is not edited: " + first.what, first.where);
    }
    std::string why;
    Profile* chosen = choose(contents->profiles, profile, why);
    if (chosen == nullptr) {
        return fail(ErrorCode::profile_not_found, why, store_.name());
    }
    const auto key = registry::find_path(transaction_, transaction_.root(), chosen->path);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(ErrorCode::profile_not_found, "the profile is no longer there", store_.name());
    }
    const auto accounts = transaction_.create_key(**key, accounts_key_name);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    return EditedProfile{std::move(*chosen), **key, *accounts};
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
