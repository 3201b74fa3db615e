// Choosing among the profiles of all roots.
#include "profile/edit/find_profile.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/text.h"

namespace olkacct::profile {

Result<std::vector<ProfilePlace>> list_profiles(ReadContext& context, const ProfileRef& wanted) {
    const auto roots = find_roots(context);
    if (!roots) {
        return tl::unexpected(roots.error());
    }
    std::vector<ProfilePlace> places;
    for (const FoundRoot& root : *roots) {
        if (wanted.root && root.root != *wanted.root) {
            continue;
        }
        auto names = context.tolerate(context.transaction().subkeys(root.profiles));
        if (!names) {
            return tl::unexpected(names.error());
        }
        for (registry::Subkey& profile : *names) {
            if (wanted.name.empty() || base::same_name(wanted.name, profile.name)) {
                std::u16string path = root.path + u'\\' + profile.name;
                places.push_back({root, std::move(profile.name), std::move(path), profile.id});
            }
        }
    }
    return places;
}

bool ProfilePlace::is_default() const {
    return root.default_profile && base::same_name(*root.default_profile, name);
}

Result<ProfilePlace> find_profile(registry::ReadTransaction& transaction, const ProfileRef& profile,
                                  const std::string& source) {
    ReadContext context(transaction);
    auto places = list_profiles(context, profile);
    if (!places) {
        return tl::unexpected(places.error());
    }
    if (places->empty()) {
        if (context.first_damage()) {
            return tl::unexpected(*context.first_damage());
        }
        return fail(ErrorCode::profile_not_found,
                    profile.name.empty() ? "there is no profile"
                                         : "there is no profile " + to_display(profile.name),
                    source);
    }
    if (!profile.name.empty() || places->size() == 1) {
        return std::move(places->front());
    }
    const auto chosen = std::ranges::find_if(*places, &ProfilePlace::is_default);
    if (chosen == places->end()) {
        return fail(ErrorCode::profile_not_found,
                    "there are several profiles and none is the default: name one", source);
    }
    return std::move(*chosen);
}

}  // namespace olkacct::profile
